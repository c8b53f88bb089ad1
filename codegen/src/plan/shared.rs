//! What all objects of a choice have in common.

use crate::ir::{Api, Choice, Property, Shape, Type};

/// The properties that all objects of a choice have, each as each of the objects has it, in their order.
pub(crate) fn shared<'a>(api: &'a Api, choice: &Choice) -> Vec<Vec<&'a Property>> {
    let objects =
        choice.branches.iter().map(|branch| match api.schema(branch.schema).map(|schema| &schema.shape) {
            Some(Shape::Object(object)) => object.properties.as_slice(),
            _ => &[],
        });
    let objects: Vec<&[Property]> = objects.collect();
    let (Some(first), true) = (objects.first(), objects.len() == choice.branches.len()) else {
        return Vec::new();
    };
    let properties = first.iter().filter(|property| property.constant.is_none());
    let in_all = properties.filter_map(|property| {
        objects.iter().map(|properties| properties.iter().find(|other| is_same(property, other))).collect()
    });
    in_all.collect()
}

/// The property of a choice that all of its objects have by that name on the wire, as a text.
pub(crate) fn text<'a>(api: &'a Api, choice: &Choice, wire: &str) -> Option<&'a str> {
    let shared = shared(api, choice).into_iter().filter_map(|properties| properties.into_iter().next());
    let mut texts = shared.filter(|property| *present(&property.ty) == Type::String);
    texts.find(|property| property.name.wire == wire).map(|property| property.name.ident.as_str())
}

/// A type without regard to `null`.
pub(crate) fn present(ty: &Type) -> &Type {
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
