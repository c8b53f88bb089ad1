//! What the values of a property must keep to.

use crate::diagnostic::{self, Sink, Span};
use crate::ir::Limits;
use crate::load::Node;

/// Reads the limits of a property, and reports those that no value can keep to.
pub(super) fn of(node: &Node, span: Span, sink: &mut Sink) -> Limits {
    let flag = |key| node.get(key).is_some_and(Node::is_true);
    let number = |key| node.get(key).map(Node::to_json);
    let pair = |least, most, sink: &mut Sink| {
        ordered(node, (least, most), span, sink);
        (count(node, least), count(node, most))
    };
    ordered(node, ("minimum", "maximum"), span, sink);
    Limits {
        minimum: number("minimum").map(|bound| (bound, flag("exclusiveMinimum"))),
        maximum: number("maximum").map(|bound| (bound, flag("exclusiveMaximum"))),
        multiple_of: number("multipleOf"),
        length: pair("minLength", "maxLength", sink),
        pattern: node.get("pattern").and_then(Node::as_str).map(str::to_owned),
        items: pair("minItems", "maxItems", sink),
        unique_items: flag("uniqueItems"),
        properties: pair("minProperties", "maxProperties", sink),
    }
}

fn count(node: &Node, key: &str) -> Option<u32> {
    node.get(key)?.as_integer().and_then(|count| u32::try_from(count).ok())
}

fn ordered(node: &Node, (least, most): (&str, &str), span: Span, sink: &mut Sink) {
    let value = |key| node.get(key).and_then(Node::as_number);
    if value(least).zip(value(most)).is_some_and(|(low, high)| low > high) {
        let diagnostic = diagnostic::limits_crossed(node.key(least), (least, most));
        sink.report(
            diagnostic.with_related(node.key(most), "the other limit").with_related(span, "of this property"),
        );
    }
}
