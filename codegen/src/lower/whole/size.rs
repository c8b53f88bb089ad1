//! How large values are, so that nobody has to hand on a large one by value, and which objects are in boxes for that.

use crate::graph;
use crate::ir::{Api, Object, Property, Schema, Shape, Type};

/// How many bytes a value may take, if boxes can help it.
const MOST: usize = 512;

/// Puts objects into boxes, and finds out how many bytes a value of each type takes at most, on a machine with 64 bits.
///
/// An object that may be absent or `null` is in a box: most often there is none, and whoever has none would pay for it.
/// So is one that leads back to where it stands, because on the way there something may be absent. An object that must be
/// there is in a box where the one that it stands in would be too large otherwise.
pub(super) fn mark(api: &mut Api) {
    let edges: Vec<Vec<usize>> = api.schemas.iter().map(held).collect();
    api.sizes = vec![0; edges.len()];
    for index in graph::bottom_up(&edges) {
        let boxed = api.schemas.get(index).map(|schema| boxed(api, &schema.shape)).unwrap_or_default();
        if let Some(Shape::Object(object)) = api.schemas.get_mut(index).map(|schema| &mut schema.shape) {
            let properties = object.properties.iter_mut().zip(boxed);
            properties.for_each(|(property, boxed)| property.boxed = boxed);
        }
        let size = api.schemas.get(index).map_or(0, |schema| shape(api, &schema.shape));
        api.sizes.get_mut(index).into_iter().for_each(|known| *known = size);
    }
}

/// The types that an object may hold without a box.
fn held(schema: &Schema) -> Vec<usize> {
    let Shape::Object(object) = &schema.shape else { return Vec::new() };
    let held = object.properties.iter().filter(|property| !is_rare(property));
    held.filter_map(|property| property.ty.direct()).map(|id| id.index()).collect()
}

/// Whether there may be no value.
fn is_rare(property: &Property) -> bool {
    !property.required || matches!(property.ty, Type::Nullable(_))
}

/// Which properties of an object are in a box.
fn boxed(api: &Api, shape: &Shape) -> Vec<bool> {
    let Shape::Object(Object { properties, .. }) = shape else { return Vec::new() };
    let is_object = |property: &Property| {
        let schema = property.ty.direct().and_then(|id| api.schema(id));
        schema.is_some_and(|schema| matches!(schema.shape, Shape::Object(_)))
    };
    let sizes =
        properties.iter().map(|property| field(api, property, is_object(property) && is_rare(property)));
    let is_large = sizes.fold(0, usize::saturating_add) > MOST;
    properties.iter().map(|property| is_object(property) && (is_large || is_rare(property))).collect()
}

fn shape(api: &Api, shape: &Shape) -> usize {
    match shape {
        Shape::Object(Object { properties, open }) => {
            let extra = if *open { 8 } else { 0 };
            let fields = properties.iter().map(|property| field(api, property, property.boxed));
            fields.fold(extra, usize::saturating_add).saturating_add(7) / 8 * 8
        }
        Shape::Enumeration(enumeration) => {
            if enumeration.texts {
                24
            } else {
                16
            }
        }
        // Each object is in a box, and one that is not known takes a text and why it is not.
        Shape::Choice(_) => 32,
    }
}

fn field(api: &Api, property: &Property, is_boxed: bool) -> usize {
    match property {
        Property { constant: Some(_), required, .. } => usize::from(!*required),
        Property { ty: Type::Nullable(_), required: false, .. } if is_boxed => 16,
        _ if is_boxed => 8,
        Property { ty, required: true, .. } => api.size(ty),
        Property { ty, required: false, .. } => Api::optional(api.size(ty)),
    }
}
