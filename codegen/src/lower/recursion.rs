//! Which properties lead back to the type that they stand in, so that they need a box.

use crate::ir::{Object, Schema, SchemaId, Shape};

/// Marks them. A list or a dictionary in between is a box already.
pub(super) fn mark(schemas: &mut [Schema]) {
    let edges: Vec<Vec<SchemaId>> = schemas.iter().map(direct).collect();
    let mut search = Search { edges: &edges, seen: vec![0; edges.len()], number: 0 };
    for (index, schema) in schemas.iter_mut().enumerate() {
        let Shape::Object(Object { properties, .. }) = &mut schema.shape else {
            continue;
        };
        for property in properties {
            property.boxed = property.ty.direct().is_some_and(|id| search.leads_to(id, index));
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

struct Search<'e> {
    edges: &'e [Vec<SchemaId>],
    /// For each type the number of the search that saw it last, so that no search has to clear it.
    seen: Vec<usize>,
    number: usize,
}

impl Search<'_> {
    fn leads_to(&mut self, from: SchemaId, to: usize) -> bool {
        self.number += 1;
        let mut waiting = vec![from.index()];
        while let Some(index) = waiting.pop() {
            if index == to {
                return true;
            }
            if let Some(seen) = self.seen.get_mut(index).filter(|seen| **seen != self.number) {
                *seen = self.number;
                waiting.extend(self.edges.get(index).into_iter().flatten().map(|id| id.index()));
            }
        }
        false
    }
}
