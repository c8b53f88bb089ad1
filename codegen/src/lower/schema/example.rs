//! Examples: documentation that people copy, and as such held against the schema.

use super::default;
use crate::diagnostic::Sink;
use crate::load::{Node, key};
use crate::lower::component::reference;
use crate::lower::{Context, mistakes};

/// Reports the examples of a media type, a parameter or a header that its schema does not allow, or that refer to nothing.
pub(in crate::lower) fn beside<'d>(context: &Context<'d>, node: &'d Node, sink: &mut Sink) {
    reference::examples(context, node, sink);
    let Some(schema) = node.get(key::SCHEMA) else { return };
    let entries = node.get(key::EXAMPLES).and_then(Node::as_map).into_iter().flatten();
    let named = entries.filter_map(|(_, entry)| {
        let target = entry.value.reference();
        let example = target.map_or(Some(&entry.value), |target| {
            reference::find(context.document, target).map(|(_, _, example)| example)
        });
        example?.get(key::VALUE)
    });
    let values: Vec<&Node> = named.chain(node.get(key::EXAMPLE)).collect();
    values.into_iter().for_each(|value| hold(context, [schema, value], sink));
}

/// Reports the example of a schema that it does not allow itself.
pub(in crate::lower) fn own<'d>(context: &Context<'d>, schema: &'d Node, sink: &mut Sink) {
    if let Some(value) = schema.get(key::EXAMPLE) {
        hold(context, [schema, value], sink);
    }
}

fn hold<'d>(context: &Context<'d>, [schema, value]: [&'d Node; 2], sink: &mut Sink) {
    if let Err((place, reason)) = default::hold(context, schema, value) {
        sink.report(mistakes::bad_example(place.span, &reason));
    }
}
