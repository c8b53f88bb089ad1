//! What values must keep to.

use super::mistakes;
use crate::diagnostic::Sink;
use crate::ir::{Format, Limits, Type};
use crate::load::Node;
use crate::source::Span;

/// The keys with which a schema says more of a property, a parameter or a header than its type does.
pub(super) const KEYS: &[&str] = &[
    "deprecated",
    "default",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
];

const OF_NUMBERS: &[&str] = &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];
const OF_TEXTS: &[&str] = &["minLength", "maxLength", "pattern"];
const OF_LISTS: &[&str] = &["minItems", "maxItems", "uniqueItems"];
const OF_DICTIONARIES: &[&str] = &["minProperties", "maxProperties"];

/// Reads the limits of a value of a type, and reports those that no value can keep to, and those that cannot be
/// checked.
pub(super) fn of((node, span): (&Node, Span), ty: &Type, sink: &mut Sink) -> Limits {
    refuse_foreign(node, ty, sink);
    if let Some((pattern, text)) = node.get("pattern").and_then(|node| Some((node, node.as_str()?)))
        && let Some(reason) = unmatchable(text)
    {
        sink.report(mistakes::unreadable_pattern(pattern.span, text, &reason));
    }
    refuse_idle(node, sink);
    refuse_unreachable(node, ty, sink);
    let flag = |key| node.get(key).is_some_and(Node::is_true);
    let number = |key| node.get(key).map(number);
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

/// A limit as it is shown and compared: a whole number is an integer, however it was written.
fn number(node: &Node) -> String {
    match node.as_number() {
        // Every integer up to 2^53 is a number of floating point, too.
        Some(number) if number.fract() == 0.0 && number.abs() < 9e15 => format!("{}", number + 0.0),
        _ => node.to_json(),
    }
}

/// Why a pattern cannot be what was meant.
fn unmatchable(pattern: &str) -> Option<String> {
    match regex_lite::Regex::new(pattern) {
        Err(error) => Some(error.to_string()),
        Ok(_) if pattern.len() > 1 && pattern.starts_with('/') && pattern.ends_with('/') => {
            Some("it has slashes around it, which would have to be in the text".to_owned())
        }
        Ok(_) => None,
    }
}

/// Reports limits that would not limit anything.
fn refuse_idle(node: &Node, sink: &mut Sink) {
    let pairs = [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")];
    for (key, bound) in
        pairs.into_iter().filter(|(key, bound)| node.get(key).is_some() && node.get(bound).is_none())
    {
        sink.report(mistakes::limit_of_none(node.key(key), key, bound));
    }
    if node.get("multipleOf").and_then(Node::as_number).is_some_and(|number| number <= 0.0) {
        sink.report(mistakes::multiple_of_none(node.key("multipleOf")));
    }
}

/// Reports limits that no number of 32 bits comes near: either all of them keep to it, or none.
fn refuse_unreachable(node: &Node, ty: &Type, sink: &mut Sink) {
    match ty {
        Type::Nullable(inner) => return refuse_unreachable(node, inner, sink),
        Type::Int32 => {}
        _ => return,
    }
    for key in ["minimum", "maximum"] {
        let limit = node.get(key).and_then(Node::as_integer);
        if limit.is_some_and(|limit| i32::try_from(limit).is_err()) {
            sink.report(mistakes::limit_beyond(node.key(key), key));
        }
    }
}

/// Reports limits of values whose form already says what they can be: an enumeration, a date.
fn refuse_foreign(node: &Node, ty: &Type, sink: &mut Sink) {
    let own = fitting(ty);
    for keys in [OF_NUMBERS, OF_TEXTS, OF_LISTS, OF_DICTIONARIES].into_iter().filter(|keys| *keys != own) {
        for key in keys.iter().filter(|key| node.get(key).is_some()) {
            sink.report(mistakes::foreign_limit(node.key(key), key));
        }
    }
}

/// The limits that values of a type can have.
fn fitting(ty: &Type) -> &'static [&'static str] {
    match ty {
        Type::Nullable(inner) => fitting(inner),
        Type::Int32 | Type::Int64 | Type::Float | Type::Double | Type::Format(Format::Duration) => OF_NUMBERS,
        Type::String | Type::Format(Format::Uri) => OF_TEXTS,
        Type::List(_) => OF_LISTS,
        Type::Map(_) => OF_DICTIONARIES,
        Type::Boolean | Type::Format(_) | Type::Any | Type::Schema(_) => &[],
    }
}

fn count(node: &Node, key: &str) -> Option<u32> {
    node.get(key)?.as_integer().and_then(|count| u32::try_from(count).ok())
}

fn ordered(node: &Node, (least, most): (&str, &str), span: Span, sink: &mut Sink) {
    let value = |key| node.get(key).and_then(Node::as_number);
    let is_open =
        ["exclusiveMinimum", "exclusiveMaximum"].iter().any(|key| node.get(key).is_some_and(Node::is_true));
    let crossed = |(low, high): (f64, f64)| low > high || (low == high && is_open && least == "minimum");
    if value(least).zip(value(most)).is_some_and(crossed) {
        sink.report(mistakes::limits_crossed(node.key(least), (least, most), node.key(most), span));
    }
}
