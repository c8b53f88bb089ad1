//! Which types have something to check before they are sent: a limit, or something younger than the type itself.

use crate::graph::{reached, reversed};
use crate::ir::{Gate, Operation, Schema, SchemaId, Shape};

/// Marks them: those that a request can hold, and that have such a thing in themselves or in what they hold.
pub(super) fn mark(schemas: &mut [Schema], operations: &[Operation]) {
    let parts = |schema: &Schema| schema.shape.parts().into_iter().map(|(_, part)| part.index()).collect();
    let parts: Vec<Vec<usize>> = schemas.iter().map(parts).collect();
    let sent = reached(sent(operations), &parts);
    let own = schemas.iter().enumerate().filter(|(_, schema)| has_own(schema)).map(|(index, _)| index);
    let checked = reached(own.collect(), &reversed(&parts));
    for (schema, (sent, checked)) in schemas.iter_mut().zip(sent.into_iter().zip(checked)) {
        schema.checked = sent && checked;
    }
}

/// What requests hold directly.
fn sent(operations: &[Operation]) -> Vec<usize> {
    let bodies = operations.iter().filter_map(|operation| operation.body.as_ref()?.schema());
    let parameters = operations.iter().flat_map(|operation| &operation.parameters);
    bodies.chain(parameters.filter_map(|parameter| parameter.ty.schema())).map(SchemaId::index).collect()
}

fn has_own(schema: &Schema) -> bool {
    let is_younger = |gate: Gate| !gate.covers(schema.since.gate);
    match &schema.shape {
        Shape::Object(object) => object
            .properties
            .iter()
            .any(|property| property.limits.is_some() || is_younger(property.since.gate)),
        Shape::Enumeration(enumeration) => {
            enumeration.values.iter().any(|value| is_younger(value.since.gate))
        }
        Shape::Choice(_) => false,
    }
}
