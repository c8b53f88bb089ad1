//! Nothing is there before what it is made of, and nothing that must be sent comes later than the rest.

use super::mistakes;
use crate::diagnostic::Sink;
use crate::ir::{Api, Gate, Operation, Parameter, Schema, SchemaId, Shape, Since};
use crate::source::Span;

/// Reports every thing that is available before a type in its signature.
pub(super) fn check(api: &Api, sink: &mut Sink) {
    for operation in &api.operations {
        signature(api, operation, sink);
    }
    for schema in &api.schemas {
        for (property, id) in schema.shape.parts() {
            let user = match property {
                Some(property) => (property.name.wire.as_str(), property.since, property.name.span),
                None => (schema.name.wire.as_str(), schema.since, schema.name.span),
            };
            closed(api, user, id, sink);
        }
        if let Shape::Object(object) = &schema.shape {
            for property in object.properties.iter().filter(|property| property.required) {
                if property.since.gate != schema.since.gate {
                    let (wire, older) = (&property.name.wire, schema.name.span);
                    sink.report(mistakes::young_required(property.since.span, wire, older));
                }
            }
        }
    }
}

fn signature(api: &Api, operation: &Operation, sink: &mut Sink) {
    let body = operation.body.iter().filter_map(|body| Some((body.schema()?, body.span)));
    let body = body.map(|(id, span)| (id, operation.since, span));
    let answers =
        operation.answers().filter_map(|answer| Some((answer.schema()?, answer.since, answer.span)));
    operation.parameters.iter().for_each(|sent| parameter(api, operation, sent, sink));
    for (id, since, span) in body.chain(answers) {
        closed(api, (&operation.name.wire, since, span), id, sink);
    }
}

/// A server's method takes all parameters at every version, since no signature depends on one.
fn parameter(api: &Api, operation: &Operation, sent: &Parameter, sink: &mut Sink) {
    let Parameter { name, since, required, .. } = sent;
    let is_younger = since.gate != operation.since.gate;
    if is_younger && *required {
        sink.report(mistakes::young_parameter(since.span, &name.wire, operation.name.span));
    }
    let Some(id) = sent.ty.schema() else { return };
    let ty = api.schema(id).map(|schema| schema.since);
    match ty.filter(|ty| is_younger && !ty.gate.covers(operation.since.gate)) {
        Some(ty) => {
            let versions = (describe(api, operation.since), describe(api, ty));
            sink.report(mistakes::young_parameter_type(name.span, &name.wire, versions, ty.span));
        }
        None => closed(api, (&operation.name.wire, operation.since, name.span), id, sink),
    }
}

fn closed(api: &Api, (user, since, span): (&str, Since, Span), id: SchemaId, sink: &mut Sink) {
    let Some(Schema { name, since: needed, .. }) = api.schema(id) else {
        return;
    };
    if !needed.gate.covers(since.gate) {
        let versions = (describe(api, since), describe(api, *needed));
        let both = written(api, since.gate.and(needed.gate));
        sink.report(mistakes::gate_not_closed(span, (user, &name.wire), versions, &both, needed.span));
    }
}

fn describe(api: &Api, since: Since) -> String {
    let versions: Vec<String> =
        versions(api, since.gate).map(|(name, version)| format!("`{name} {version}`")).collect();
    if versions.is_empty() { "always".to_owned() } else { format!("from {} on", versions.join(" and ")) }
}

/// A gate as a specification says it.
fn written(api: &Api, gate: Gate) -> String {
    let versions: Vec<(&str, u32)> = versions(api, gate).collect();
    match versions.as_slice() {
        [(name, version)] => format!("{name} {version}"),
        several => {
            let several = several.iter().map(|(name, version)| format!("{name}: {version}"));
            format!("{{ {} }}", several.collect::<Vec<_>>().join(", "))
        }
    }
}

fn versions(api: &Api, gate: Gate) -> impl Iterator<Item = (&str, u32)> {
    gate.conditions().filter_map(|(id, version)| Some((api.feature(id)?.name.as_str(), version)))
}
