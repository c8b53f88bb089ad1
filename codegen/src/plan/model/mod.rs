//! What a named type becomes.

mod choice;
mod enumeration;
mod object;
mod shared;

pub(crate) use choice::{ChoicePlan, VariantPlan};
pub(crate) use enumeration::{EnumerationPlan, FlagPlan, FlagsPlan, ValuePlan};
pub(crate) use object::{FieldPlan, ObjectPlan, Presence};
pub(crate) use shared::{Reading, SharedProperty, text};

use super::check::{self, ModelCheck};
use super::{Item, Page, ValuesPlan};
use crate::ir::{Api, EnumerationKind, Schema, Shape};
use crate::names;

/// A named type, with what is decided of it.
#[derive(Debug, Clone)]
pub(crate) struct ModelPlan<'a> {
    pub(crate) item: Item<'a>,
    /// The module, and the file, that it stands in.
    pub(crate) module: String,
    /// Whether it is `Eq` and `Hash`, too.
    pub(crate) is_total: bool,
    pub(crate) form: ModelForm<'a>,
    pub(crate) page: Page<'a>,
    /// What is looked at before it is sent, if anything is.
    pub(crate) check: Option<ModelCheck<'a>>,
    /// Whether the API has secrets, which may be in what nobody described.
    pub(crate) has_secrets: bool,
}

/// What it is in Rust.
#[derive(Debug, Clone)]
pub(crate) enum ModelForm<'a> {
    Object(ObjectPlan<'a>),
    Enumeration(EnumerationPlan<'a>),
    Flags(FlagsPlan<'a>),
    Choice(ChoicePlan<'a>),
}

impl<'a> ModelPlan<'a> {
    pub(super) fn new(api: &'a Api, schema: &'a Schema, page: Page<'a>) -> Self {
        let form = match &schema.shape {
            Shape::Object(object) => ModelForm::Object(ObjectPlan::new(api, schema, object)),
            Shape::Enumeration(enumeration) if enumeration.kind == EnumerationKind::Flags => {
                ModelForm::Flags(FlagsPlan::new(api, schema, enumeration))
            }
            Shape::Enumeration(enumeration) => {
                ModelForm::Enumeration(EnumerationPlan::new(api, schema, enumeration))
            }
            Shape::Choice(choice) => ModelForm::Choice(ChoicePlan::new(api, schema, choice)),
        };
        Self {
            item: Item::of_schema(api, schema),
            module: names::of_model(schema),
            is_total: schema.total,
            form,
            page,
            check: check::of_schema(api, schema),
            has_secrets: !api.secrets.is_empty(),
        }
    }

    /// The struct of what its constructor takes, where there is one.
    pub(crate) fn values(&self) -> Option<&ValuesPlan<'a>> {
        match &self.form {
            ModelForm::Object(object) => object.values.as_ref(),
            ModelForm::Enumeration(_) | ModelForm::Flags(_) | ModelForm::Choice(_) => None,
        }
    }

    /// What the struct with its fields is called, where it is a box around one.
    pub(crate) fn boxed_fields(&self) -> Option<&'a str> {
        match &self.form {
            ModelForm::Object(object) => object.boxed_fields,
            ModelForm::Enumeration(_) | ModelForm::Flags(_) | ModelForm::Choice(_) => None,
        }
    }
}
