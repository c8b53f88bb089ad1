//! Keys that say what OpenAPI takes for granted: they mean the same as their absence, wherever they may stand.

use indexmap::IndexMap;

use super::grammar::{ObjectRule, ValueRule};
use super::{Entry, Kind, Node, key};

/// Takes such keys out of an object, so that nobody behind has to know them.
pub(super) fn drop(map: &mut IndexMap<String, Entry>, kind: &ObjectRule) {
    let style = style(map);
    map.retain(|name, entry| {
        kind.rule(name).is_none_or(|rule| !says_nothing(name, &entry.value, (rule, style)))
    });
}

fn says_nothing(name: &str, value: &Node, (rule, style): (&ValueRule, &str)) -> bool {
    match rule {
        ValueRule::Flag => value.kind == Kind::Bool(false),
        ValueRule::Least => value.as_integer() == Some(0),
        ValueRule::Style => value.as_str() == Some(style),
        ValueRule::Unsupported => is_empty(value),
        ValueRule::Map(_) => name == key::PROPERTIES && is_empty(value),
        _ => false,
    }
}

/// How a parameter is written unless it says otherwise. A header of an answer says no place, and is a header.
fn style(map: &IndexMap<String, Entry>) -> &'static str {
    match map.get(key::IN).and_then(|entry| entry.value.as_str()) {
        Some("query" | "cookie") => "form",
        _ => "simple",
    }
}

fn is_empty(node: &Node) -> bool {
    match &node.kind {
        Kind::Bool(value) => !value,
        Kind::List(items) => items.is_empty(),
        Kind::Map(map) => map.is_empty(),
        _ => false,
    }
}
