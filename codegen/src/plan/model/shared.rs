//! What all objects of a choice have in common.

use crate::ir::{Api, Choice, Property, Schema, Shape, Type};
use crate::plan::{Item, RustType};

/// A property that all objects of a choice have, and that a method reads from whichever it is.
#[derive(Debug, Clone)]
pub(crate) struct SharedProperty<'a> {
    /// As the first of the objects has it.
    pub(crate) item: Item<'a>,
    pub(crate) ty: RustType<'a>,
    /// How it is read from each of the objects, in their order.
    pub(crate) readings: Vec<Reading>,
}

/// How a property is read from one of the objects.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reading {
    pub(crate) is_required: bool,
    /// Whether it may be `null`.
    pub(crate) is_nullable: bool,
    /// Whether the value is behind a box, a text or a list.
    pub(crate) is_behind: bool,
}

/// Those of a choice.
pub(super) fn all<'a>(api: &'a Api, schema: &Schema, choice: &Choice) -> Vec<SharedProperty<'a>> {
    let plan = |properties: Vec<&'a Property>| {
        let first = properties.first()?;
        Some(SharedProperty {
            item: Item::of_property(api, schema, first),
            ty: RustType::of(api, &first.ty),
            readings: properties.into_iter().map(reading).collect(),
        })
    };
    shared(api, choice).into_iter().filter_map(plan).collect()
}

fn reading(property: &Property) -> Reading {
    Reading {
        is_required: property.required,
        is_nullable: matches!(property.ty, Type::Nullable(_)),
        is_behind: property.boxed || matches!(present(&property.ty), Type::String | Type::List(_)),
    }
}

/// The properties that all objects of a choice have, each as each of the objects has it, in their order.
fn shared<'a>(api: &'a Api, choice: &Choice) -> Vec<Vec<&'a Property>> {
    let objects =
        choice.branches.iter().map(|branch| match api.schema(branch.schema).map(|schema| &schema.shape) {
            Some(Shape::Object(object)) => object.properties.as_slice(),
            _ => &[],
        });
    let objects: Vec<&[Property]> = objects.collect();
    let Some(first) = objects.first() else { return Vec::new() };
    let properties = first.iter().filter(|property| property.constant.is_none());
    let in_all = properties.filter_map(|property| {
        objects.iter().map(|properties| properties.iter().find(|other| is_same(property, other))).collect()
    });
    in_all.collect()
}

/// The property of a choice that all of its objects have by that name on the wire, as a text.
pub(crate) fn text<'a>(api: &'a Api, choice: &Choice, wire: &str) -> Option<&'a str> {
    let shared = shared(api, choice).into_iter().filter_map(|properties| properties.into_iter().next());
    let mut texts = shared.filter(|property| *present(&property.ty) == Type::String && !property.secret);
    texts.find(|property| property.name.wire == wire).map(|property| property.name.ident.as_str())
}

/// A type without regard to `null`.
fn present(ty: &Type) -> &Type {
    match ty {
        Type::Nullable(inner) => inner,
        _ => ty,
    }
}

fn is_same(one: &Property, other: &Property) -> bool {
    one.name.wire == other.name.wire
        && one.name.ident == other.name.ident
        && one.since.gate == other.since.gate
        && other.constant.is_none()
        && present(&one.ty) == present(&other.ty)
}
