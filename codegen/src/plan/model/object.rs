//! What an object becomes: a struct with a constructor and setters.

use crate::ir::{Api, Object, Property, Schema, Type};
use crate::names;
use crate::plan::{Item, RustType, ValuesPlan, words};

/// An object, with what is decided of it.
#[derive(Debug, Clone)]
pub(crate) struct ObjectPlan<'a> {
    pub(crate) fields: Vec<FieldPlan<'a>>,
    /// Whether properties that nobody described are kept.
    pub(crate) is_open: bool,
    /// What the struct with its fields is called, where it is a box around one.
    pub(crate) boxed_fields: Option<&'a str>,
    /// The struct of what its constructor takes, where there is one.
    pub(crate) values: Option<ValuesPlan<'a>>,
    /// The value of the property that tells it from others, where it has one.
    pub(crate) tag: Option<&'a str>,
    /// The fields with the message and with the identifier, where it is an error of Rust.
    pub(crate) words: Option<(&'a str, Option<&'a str>)>,
}

/// A property, with what is decided of its field.
#[derive(Debug, Clone)]
pub(crate) struct FieldPlan<'a> {
    pub(crate) item: Item<'a>,
    /// The type, without regard to whether it may be absent.
    pub(crate) ty: RustType<'a>,
    pub(crate) is_boxed: bool,
    pub(crate) presence: Presence,
    /// Its setter, where it has one.
    pub(crate) setter: Option<String>,
}

/// Whether a property must be there, and what is read of it where it is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    /// It always has the same value. What the answer has there tells nothing new, so it may have nothing there.
    Constant,
    /// As above, and it is told whether there is nothing.
    Absent,
    Required,
    /// It must be there, even if it is `null`.
    Stated,
    Optional,
    /// `null` is a value of it, and not the same as nothing.
    Present,
}

impl<'a> ObjectPlan<'a> {
    pub(super) fn new(api: &'a Api, schema: &'a Schema, object: &'a Object) -> Self {
        let properties = object.properties.iter();
        Self {
            fields: properties.clone().map(|property| FieldPlan::new(api, schema, property)).collect(),
            is_open: object.open,
            boxed_fields: object.fields.as_deref(),
            values: ValuesPlan::of_schema(api, schema),
            tag: properties.clone().find_map(|property| property.constant.as_deref()),
            words: words(api, schema),
        }
    }

    /// What the constructor takes.
    pub(crate) fn required(&self) -> impl Iterator<Item = &FieldPlan<'a>> {
        self.fields.iter().filter(|field| field.is_argument())
    }

    /// Whether there is one with nothing set.
    pub(crate) fn has_default(&self) -> bool {
        self.required().next().is_none()
    }

    /// Whether something of it must not be shown.
    pub(crate) fn has_secrets(&self) -> bool {
        self.fields.iter().any(|field| field.item.is_secret)
    }
}

impl<'a> FieldPlan<'a> {
    fn new(api: &'a Api, schema: &Schema, property: &'a Property) -> Self {
        Self {
            item: Item::of_property(api, schema, property),
            ty: RustType::of(api, &property.ty),
            is_boxed: property.boxed,
            presence: Presence::of(property),
            setter: names::setter_of_property(property),
        }
    }

    /// Whether the constructor takes it.
    pub(crate) fn is_argument(&self) -> bool {
        matches!(self.presence, Presence::Required | Presence::Stated)
    }
}

impl Presence {
    fn of(property: &Property) -> Self {
        match (&property.ty, property.required) {
            (_, true) if property.constant.is_some() => Self::Constant,
            (_, false) if property.constant.is_some() => Self::Absent,
            (Type::Nullable(_), true) => Self::Stated,
            (Type::Nullable(_) | Type::Any, false) => Self::Present,
            (_, true) => Self::Required,
            (_, false) => Self::Optional,
        }
    }
}
