//! Node tree to `openapiv3`, and the proof that nothing was lost on the way.
//!
//! openapiv3 drops what it does not know. The grammar refuses such keys with a better message; what slips past
//! it is caught here by writing the typed document back and looking for every key of the text in it.

use openapiv3::OpenAPI;
use serde::Deserialize as _;
use serde_json::Value;

use super::{Kind, Node, mistakes};
use crate::diagnostic::Sink;

/// Converts the tree, and reports each key that the typed document has no place for.
pub(super) fn convert(root: &Node, sink: &mut Sink) -> Option<OpenAPI> {
    let openapi = match OpenAPI::deserialize(root) {
        Ok(openapi) => openapi,
        // The grammar has said it better, unless it found nothing.
        Err(_) if sink.errors() > 0 => return None,
        Err(error) => return sink.refuse(mistakes::not_typed(root.span, &error.to_string())),
    };
    match serde_json::to_value(&openapi) {
        Ok(back) => compare(root, &back, sink),
        Err(error) => sink.report(mistakes::not_typed(root.span, &error.to_string())),
    }
    Some(openapi)
}

fn compare(node: &Node, back: &Value, sink: &mut Sink) {
    match (&node.kind, back) {
        (Kind::Map(map), Value::Object(members)) => {
            for (key, entry) in map {
                match members.get(key) {
                    Some(value) => compare(&entry.value, value, sink),
                    None if is_default(&entry.value) => {}
                    None => sink.report(mistakes::lost_key(entry.key, key)),
                }
            }
        }
        (Kind::List(items), Value::Array(values)) => {
            items.iter().zip(values).for_each(|(item, value)| compare(item, value, sink));
        }
        _ => {}
    }
}

/// A value that means the same as its absence, and that openapiv3 therefore does not write.
fn is_default(node: &Node) -> bool {
    match &node.kind {
        Kind::Null | Kind::Bool(false) => true,
        Kind::List(items) => items.is_empty(),
        Kind::Map(map) => map.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::yaml;
    use super::*;

    #[test]
    fn a_key_that_was_not_kept_is_found_wherever_it_stands_unless_it_says_nothing() {
        let kept = serde_json::json!({ "a": { "b": 1 }, "list": [{ "c": 1 }, { "d": 1 }] });
        for (text, lost) in [
            ("{ a: { b: 1 }, list: [{ c: 1 }, { d: 1 }] }", 0),
            ("{ a: { b: 1, x: 1 } }", 1),
            ("{ a: { b: 1 }, x: { y: 1 } }", 1),
            ("{ list: [{ c: 1, x: true }, { d: 1, x: text }] }", 2),
            ("{ x: [1] }", 1),
            ("{ a: { x: , y: false, z: [] }, list: [{ x: {} }] }", 0),
        ] {
            let mut sink = Sink::default();
            let root = yaml::parse(text, &mut sink);
            root.iter().for_each(|root| compare(root, &kept, &mut sink));
            assert_eq!((root.is_some(), sink.errors()), (true, lost), "{text}");
        }
    }

    #[test]
    fn what_is_no_document_is_said_unless_something_better_was() {
        let mut sink = Sink::default();
        let root = yaml::parse("{ openapi: [] }", &mut sink);
        let said = |sink: &mut Sink| {
            assert!(root.as_ref().is_some_and(|root| convert(root, sink).is_none()));
            sink.errors()
        };
        assert_eq!(said(&mut sink), 1);
        assert_eq!(said(&mut sink), 1);
    }
}
