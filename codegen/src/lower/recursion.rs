//! Which properties lead back to the type that they stand in, so that they need a box.

use super::graph::circles;
use crate::ir::{Object, Schema, Shape};

/// Marks them. A list or a dictionary in between is a box already.
pub(super) fn mark(schemas: &mut [Schema]) {
    let edges: Vec<Vec<usize>> = schemas.iter().map(direct).collect();
    let circles = circles(&edges);
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

/// The types that a type holds without a list or a dictionary in between.
fn direct(schema: &Schema) -> Vec<usize> {
    let ids: Vec<_> = match &schema.shape {
        Shape::Object(object) => {
            object.properties.iter().filter_map(|property| property.ty.direct()).collect()
        }
        Shape::Enumeration(_) => Vec::new(),
        Shape::Choice(choice) => choice.branches.iter().map(|branch| branch.schema).collect(),
    };
    ids.into_iter().map(|id| id.index()).collect()
}
