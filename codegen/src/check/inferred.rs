//! A guessed name costs nobody a call, and no data.

use super::mistakes;
use crate::diagnostic::Sink;
use crate::graph;
use crate::ir::{Api, Schema, SchemaId, Shape};

/// Reports guessed names that must be sent, and guessed names in answers that keep nothing they do not know.
pub(super) fn check(api: &Api, sink: &mut Sink) {
    let answered = answered(api);
    for (schema, answered) in api.schemas.iter().zip(answered) {
        let Shape::Object(object) = &schema.shape else {
            continue;
        };
        let guessed = object.properties.iter().filter(|property| property.inferred.is_some());
        for property in guessed {
            if property.required {
                sink.report(mistakes::inferred_required(property.name.span, &property.name.wire));
            }
            if answered && !object.open {
                let (wire, object) = (&property.name.wire, schema.name.span);
                sink.report(mistakes::inferred_closed(property.name.span, wire, object));
            }
        }
    }
}

/// For each schema, whether an answer may hold it.
fn answered(api: &Api) -> Vec<bool> {
    let answers = api.operations.iter().flat_map(|operation| operation.answers());
    let start = answers.filter_map(|answer| answer.schema()).map(SchemaId::index).collect();
    let parts = |schema: &Schema| schema.shape.parts().into_iter().map(|(_, id)| id.index()).collect();
    graph::reached(start, &api.schemas.iter().map(parts).collect::<Vec<_>>())
}
