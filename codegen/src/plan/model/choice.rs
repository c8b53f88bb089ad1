//! What a choice becomes: an enumeration of objects, with a variant for objects that nobody has described.

use super::shared::{self, SharedProperty};
use crate::ir::{Api, Branch, Choice, Schema};

/// A choice, with what is decided of it.
#[derive(Debug, Clone)]
pub(crate) struct ChoicePlan<'a> {
    /// The property that tells the objects apart.
    pub(crate) tag: &'a str,
    pub(crate) variants: Vec<VariantPlan<'a>>,
    /// The variant for objects of other types.
    pub(crate) rest: String,
    /// What all the objects have.
    pub(crate) shared: Vec<SharedProperty<'a>>,
}

/// One object of a choice.
#[derive(Debug, Clone)]
pub(crate) struct VariantPlan<'a> {
    pub(crate) ident: &'a str,
    /// The type of the object.
    pub(crate) object: &'a str,
    /// The value of the property that tells the objects apart, if it has one.
    pub(crate) value: Option<&'a str>,
    /// Whether an object without that property is one.
    pub(crate) is_untagged: bool,
}

impl<'a> ChoicePlan<'a> {
    pub(super) fn new(api: &'a Api, schema: &Schema, choice: &'a Choice) -> Self {
        let variant = |branch: &'a Branch| {
            Some(VariantPlan {
                ident: &branch.name.ident,
                object: &api.schema(branch.schema)?.name.ident,
                value: branch.value.as_deref(),
                is_untagged: branch.untagged,
            })
        };
        Self {
            tag: &choice.tag,
            variants: choice.branches.iter().filter_map(variant).collect(),
            rest: choice.rest(),
            shared: shared::all(api, schema, choice),
        }
    }
}
