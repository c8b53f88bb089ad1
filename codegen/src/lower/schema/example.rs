//! Examples: documentation that people copy, and as such held against the schema.

use indexmap::IndexMap;

use super::default;
use crate::diagnostic::Sink;
use crate::ir::Example;
use crate::load::{Kind, Node, key};
use crate::lower::component::reference;
use crate::lower::{Context, mistakes};

/// The first example of a media type, a parameter or a header. Reports those that its schema does not allow, or that refer
/// to nothing.
pub(in crate::lower) fn beside<'d>(
    context: &Context<'d>,
    node: &'d Node,
    sink: &mut Sink,
) -> Option<Example> {
    reference::examples(context, node, sink);
    let schema = node.get(key::SCHEMA)?;
    let entries = node.get(key::EXAMPLES).and_then(Node::as_map).into_iter().flatten();
    let named = entries.filter_map(|(_, entry)| {
        let target = entry.value.reference();
        let example = target.map_or(Some(&entry.value), |target| {
            reference::find(context.document, target).map(|(_, _, example)| example)
        });
        example?.get(key::VALUE)
    });
    let values: Vec<&Node> = named.chain(node.get(key::EXAMPLE)).collect();
    let held: Vec<Example> =
        values.into_iter().filter_map(|value| hold(context, [schema, value], sink)).collect();
    held.into_iter().next()
}

/// The example of a schema. Reports one that it does not allow itself.
pub(in crate::lower) fn own<'d>(context: &Context<'d>, schema: &'d Node, sink: &mut Sink) -> Option<Example> {
    hold(context, [schema, schema.get(key::EXAMPLE)?], sink)
}

/// The example of a property, its own or that of the schema that it refers to.
pub(super) fn behind<'d>(context: &Context<'d>, node: &'d Node) -> Option<Example> {
    own(context, reference::behind(context, node)?, &mut Sink::default())
}

fn hold<'d>(context: &Context<'d>, [schema, value]: [&'d Node; 2], sink: &mut Sink) -> Option<Example> {
    match default::hold(context, schema, value) {
        Ok(()) => Some(example(value)),
        Err((place, reason)) => sink.refuse(mistakes::bad_example(place.span, &reason)),
    }
}

fn example(node: &Node) -> Example {
    match &node.kind {
        Kind::Null => Example::Null,
        Kind::Bool(value) => Example::Boolean(*value),
        Kind::Integer(number) => Example::Integer(*number),
        Kind::Float(number, _) => Example::Number(*number),
        Kind::Text(text) => Example::Text(text.clone()),
        Kind::List(items) => Example::List(items.iter().map(example).collect()),
        // The order of a mapping means nothing.
        Kind::Map(entries) => {
            let mut members: IndexMap<String, Example> =
                entries.iter().map(|(key, entry)| (key.clone(), example(&entry.value))).collect();
            members.sort_keys();
            Example::Object(members)
        }
    }
}
