//! Which properties lead back to the type that they stand in, so that they need a box.

use crate::graph;
use crate::ir::{Object, Schema, Shape};

/// Marks them. A list or a dictionary in between is a box already.
pub(super) fn mark(schemas: &mut [Schema]) {
    let direct = |schema: &Schema| schema.shape.direct_parts().map(|(_, id)| id.index()).collect();
    let edges: Vec<Vec<usize>> = schemas.iter().map(direct).collect();
    let circles = graph::circles(&edges);
    for (index, schema) in schemas.iter_mut().enumerate() {
        let Shape::Object(Object { properties, .. }) = &mut schema.shape else {
            continue;
        };
        for property in properties {
            // A type leads back to one that leads to it exactly where both are in one circle.
            let target = property.ty.direct().and_then(|id| circles.get(id.index()));
            property.boxed = target.is_some_and(|circle| circles.get(index) == Some(circle));
        }
    }
}
