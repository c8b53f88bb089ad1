//! Which types have a floating point number somewhere, so that their values cannot be `Eq`.

use crate::graph::{reached, reversed};
use crate::ir::{Schema, Shape};

/// Marks all the others.
pub(super) fn mark(schemas: &mut [Schema]) {
    let parts = |schema: &Schema| schema.shape.parts().into_iter().map(|(_, part)| part.index()).collect();
    let parts: Vec<Vec<usize>> = schemas.iter().map(parts).collect();
    let own = schemas.iter().enumerate().filter(|(_, schema)| has_own(schema)).map(|(index, _)| index);
    let partial = reached(own.collect(), &reversed(&parts));
    for (schema, is_partial) in schemas.iter_mut().zip(partial) {
        schema.total = !is_partial;
    }
}

fn has_own(schema: &Schema) -> bool {
    let Shape::Object(object) = &schema.shape else { return false };
    object.properties.iter().any(|property| property.ty.is_floating())
}
