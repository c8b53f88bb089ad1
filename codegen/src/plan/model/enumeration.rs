//! What an enumeration becomes: an enumeration with a variant for whatever has no name.

use crate::ir::{Api, Enumeration, EnumerationKind, EnumerationValue, Literal, Schema};
use crate::plan::Item;

/// An enumeration, with what is decided of it.
#[derive(Debug, Clone)]
pub(crate) struct EnumerationPlan<'a> {
    /// Whether the values are texts.
    pub(crate) has_texts: bool,
    pub(crate) values: Vec<ValuePlan<'a>>,
    /// The variant for what has no name.
    pub(crate) rest: String,
}

/// A set of flags, with what is decided of it.
#[derive(Debug, Clone)]
pub(crate) struct FlagsPlan<'a> {
    pub(crate) flags: Vec<FlagPlan<'a>>,
}

/// One or several bits with a name.
#[derive(Debug, Clone)]
pub(crate) struct FlagPlan<'a> {
    pub(crate) item: Item<'a>,
    pub(crate) bits: i64,
}

impl<'a> FlagsPlan<'a> {
    pub(super) fn new(api: &'a Api, schema: &Schema, enumeration: &'a Enumeration) -> Self {
        let flag = |value: &'a EnumerationValue| FlagPlan {
            item: Item::of_value(api, schema, value),
            bits: value.bits(),
        };
        Self { flags: enumeration.values.iter().map(flag).collect() }
    }
}

/// One named value.
#[derive(Debug, Clone)]
pub(crate) struct ValuePlan<'a> {
    pub(crate) item: Item<'a>,
    pub(crate) literal: &'a Literal,
}

impl<'a> EnumerationPlan<'a> {
    pub(super) fn new(api: &'a Api, schema: &Schema, enumeration: &'a Enumeration) -> Self {
        let values = enumeration.values.iter();
        let value = |value| ValuePlan { item: Item::of_value(api, schema, value), literal: &value.literal };
        Self {
            has_texts: enumeration.kind == EnumerationKind::Texts,
            values: values.map(value).collect(),
            rest: enumeration.rest(),
        }
    }
}
