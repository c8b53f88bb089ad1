//! Which types have something to check before they are sent: a limit, or something younger than the type itself.

use crate::ir::{Gate, Limits, Operation, Schema, SchemaId, Shape};

/// Marks them: those that a request can hold, and that have such a thing in themselves or in what they hold.
pub(super) fn mark(schemas: &mut [Schema], operations: &[Operation]) {
    let (mut parts, mut holders) = (vec![Vec::new(); schemas.len()], vec![Vec::new(); schemas.len()]);
    for (holder, schema) in schemas.iter().enumerate() {
        for (_, part) in schema.shape.parts() {
            parts.get_mut(holder).into_iter().for_each(|parts| parts.push(part.index()));
            holders.get_mut(part.index()).into_iter().for_each(|holders| holders.push(holder));
        }
    }
    let sent = reached(sent(operations), &parts);
    let own = schemas.iter().enumerate().filter(|(_, schema)| has_own(schema)).map(|(index, _)| index);
    let checked = reached(own.collect(), &holders);
    for (schema, (sent, checked)) in schemas.iter_mut().zip(sent.into_iter().zip(checked)) {
        schema.checked = sent && checked;
    }
}

/// What requests hold directly.
fn sent(operations: &[Operation]) -> Vec<usize> {
    let bodies = operations.iter().filter_map(|operation| operation.body.as_ref()).map(|body| body.schema);
    let parameters = operations.iter().flat_map(|operation| &operation.parameters);
    bodies.chain(parameters.filter_map(|parameter| parameter.ty.schema())).map(SchemaId::index).collect()
}

fn has_own(schema: &Schema) -> bool {
    let is_younger = |gate: Gate| !gate.covers(schema.since.gate);
    match &schema.shape {
        Shape::Object(object) => object
            .properties
            .iter()
            .any(|property| property.limits != Limits::default() || is_younger(property.since.gate)),
        Shape::Enumeration(enumeration) => {
            enumeration.values.iter().any(|value| is_younger(value.since.gate))
        }
        Shape::Choice(_) => false,
    }
}

/// Whatever can be reached from these along the edges, themselves included.
fn reached(mut waiting: Vec<usize>, edges: &[Vec<usize>]) -> Vec<bool> {
    let mut reached = vec![false; edges.len()];
    while let Some(index) = waiting.pop() {
        if let Some(seen) = reached.get_mut(index).filter(|seen| !**seen) {
            *seen = true;
            waiting.extend(edges.get(index).into_iter().flatten());
        }
    }
    reached
}
