//! How large values are, so that nobody has to hand on a large one by value.

use crate::graph;
use crate::ir::{Api, Object, Property, Schema, Shape};

/// Finds out how many bytes a value of each type takes at most, on a machine with 64 bits.
pub(super) fn mark(api: &mut Api) {
    let edges: Vec<Vec<usize>> = api.schemas.iter().map(held).collect();
    api.sizes = vec![0; edges.len()];
    for index in graph::bottom_up(&edges) {
        let size = api.schemas.get(index).map_or(0, |schema| shape(api, &schema.shape));
        api.sizes.get_mut(index).into_iter().for_each(|known| *known = size);
    }
}

/// The types that are held without a box.
fn held(schema: &Schema) -> Vec<usize> {
    let parts = schema.shape.direct_parts();
    let held = parts.filter(|(property, _)| property.is_none_or(|property| !property.boxed));
    held.map(|(_, id)| id.index()).collect()
}

fn shape(api: &Api, shape: &Shape) -> usize {
    match shape {
        Shape::Object(Object { properties, open }) => {
            let extra = if *open { 8 } else { 0 };
            let fields = properties.iter().map(|property| field(api, property));
            fields.fold(extra, usize::saturating_add).saturating_add(7) / 8 * 8
        }
        Shape::Enumeration(enumeration) => {
            if enumeration.texts {
                24
            } else {
                16
            }
        }
        Shape::Choice(choice) => {
            let branches = choice.branches.iter().filter_map(|branch| api.sizes.get(branch.schema.index()));
            branches.max().copied().unwrap_or_default().max(24).saturating_add(8)
        }
    }
}

fn field(api: &Api, property: &Property) -> usize {
    match property {
        Property { constant: Some(_), .. } => 0,
        Property { boxed: true, .. } => 8,
        Property { ty, required: true, .. } => api.size(ty),
        Property { ty, required: false, .. } => Api::optional(api.size(ty)),
    }
}
