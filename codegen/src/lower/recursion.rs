//! Which properties lead back to the type that they stand in, so that they need a box.

use crate::ir::{Object, Schema, SchemaId, Shape};

/// Marks them. A list or a dictionary in between is a box already.
pub(super) fn mark(schemas: &mut [Schema]) {
    let edges: Vec<Vec<SchemaId>> = schemas.iter().map(direct).collect();
    for (index, schema) in schemas.iter_mut().enumerate() {
        let Shape::Object(Object { properties, .. }) = &mut schema.shape else {
            continue;
        };
        for property in properties {
            property.boxed = property.ty.direct().is_some_and(|id| leads_to(&edges, id, index));
        }
    }
}

/// The types that a type holds without a list or a dictionary in between.
fn direct(schema: &Schema) -> Vec<SchemaId> {
    match &schema.shape {
        Shape::Object(object) => {
            object.properties.iter().filter_map(|property| property.ty.direct()).collect()
        }
        Shape::Enumeration(_) => Vec::new(),
        Shape::Choice(choice) => choice.branches.iter().map(|branch| branch.schema).collect(),
    }
}

fn leads_to(edges: &[Vec<SchemaId>], from: SchemaId, to: usize) -> bool {
    let mut seen = vec![false; edges.len()];
    let mut waiting = vec![from.index()];
    while let Some(index) = waiting.pop() {
        if index == to {
            return true;
        }
        if let Some(seen) = seen.get_mut(index).filter(|seen| !**seen) {
            *seen = true;
            waiting.extend(edges.get(index).into_iter().flatten().map(|id| id.index()));
        }
    }
    false
}
