//! No type needs itself to be made: somewhere in the circle a property may be absent, or is a list.

use super::mistakes;
use crate::diagnostic::Sink;
use crate::graph;
use crate::ir::{Api, Property, Schema, SchemaId, Type};

/// Reports the types of which no value could ever be made, at each property that closes a circle.
pub(super) fn check(api: &Api, sink: &mut Sink) {
    let needed: Vec<Vec<(&Property, SchemaId)>> = api.schemas.iter().map(needed).collect();
    let edges: Vec<Vec<usize>> =
        needed.iter().map(|parts| parts.iter().map(|(_, id)| id.index()).collect()).collect();
    for (schema, edge) in graph::closing(&edges) {
        if let Some((property, _)) = needed.get(schema).and_then(|parts| parts.get(edge)) {
            sink.report(mistakes::recursive(property.name.span, &property.name.wire));
        }
    }
}

/// What every value of a type has in itself.
fn needed(schema: &Schema) -> Vec<(&Property, SchemaId)> {
    let parts = schema.shape.direct_parts().filter_map(|(property, id)| Some((property?, id)));
    parts.filter(|(property, _)| property.required && !matches!(property.ty, Type::Nullable(_))).collect()
}
