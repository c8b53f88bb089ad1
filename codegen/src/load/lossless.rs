//! Node tree to `openapiv3`, and the proof that nothing was lost on the way.
//!
//! openapiv3 drops what it does not know. The grammar refuses such keys with a better message; what slips past
//! it is caught here by writing the typed document back and looking for every key of the text in it.

use std::fmt;

use openapiv3::OpenAPI;
use serde::Deserialize as _;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

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
    match serde_json::to_string(&openapi) {
        Ok(back) => compare(root, &back, sink),
        Err(error) => sink.report(mistakes::not_typed(root.span, &error.to_string())),
    }
    Some(openapi)
}

/// Reports each key of a tree that JSON does not have.
fn compare(root: &Node, back: &str, sink: &mut Sink) {
    let compared = Kept { node: root, sink }.deserialize(&mut serde_json::Deserializer::from_str(back));
    // Where in that JSON it was would tell nobody anything.
    if compared.is_err() {
        sink.report(mistakes::not_typed(root.span, "a list or a mapping is read as something else"));
    }
}

/// A value of the text, to be compared with what is read. No tree is made of that: it would be the third one.
struct Kept<'n, 's> {
    node: &'n Node,
    sink: &'s mut Sink,
}

impl<'de> DeserializeSeed<'de> for Kept<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, back: D) -> Result<(), D::Error> {
        match self.node.kind {
            Kind::Map(_) => back.deserialize_map(self),
            Kind::List(_) => back.deserialize_seq(self),
            _ => back.deserialize_ignored_any(IgnoredAny).map(drop),
        }
    }
}

impl<'de> Visitor<'de> for Kept<'_, '_> {
    type Value = ();

    fn expecting(&self, text: &mut fmt::Formatter<'_>) -> fmt::Result {
        text.write_str(self.node.describe())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut back: A) -> Result<(), A::Error> {
        let Some(map) = self.node.as_map() else { return Ok(()) };
        let mut kept = vec![false; map.len()];
        while let Some(key) = back.next_key::<String>()? {
            if let Some((index, _, entry)) = map.get_full(&key) {
                if let Some(kept) = kept.get_mut(index) {
                    *kept = true;
                }
                back.next_value_seed(Kept { node: &entry.value, sink: self.sink })?;
            } else {
                back.next_value::<IgnoredAny>()?;
            }
        }
        for ((key, entry), kept) in map.iter().zip(kept) {
            if !kept && !is_default(&entry.value) {
                self.sink.report(mistakes::lost_key(entry.key, key));
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut back: A) -> Result<(), A::Error> {
        for node in self.node.as_list().into_iter().flatten() {
            back.next_element_seed(Kept { node, sink: self.sink })?;
        }
        while back.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
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
        let kept = r#"{ "a": { "b": 1 }, "list": [{ "c": 1 }, { "d": 1 }], "more": [{}, 1], "text": "" }"#;
        for (text, lost) in [
            ("{ a: { b: 1 }, list: [{ c: 1 }, { d: 1 }] }", 0),
            ("{ a: { b: 1, x: 1 } }", 1),
            ("{ a: { b: 1 }, x: { y: 1 } }", 1),
            ("{ list: [{ c: 1, x: true }, { d: 1, x: text }] }", 2),
            ("{ x: [1] }", 1),
            ("{ more: [{ x: 1 }] }", 1),
            ("{ a: { x: , y: false, z: [] }, list: [{ x: {} }] }", 0),
            // Something else under the key is no better than nothing.
            ("{ a: [] }", 1),
            ("{ list: {} }", 1),
            ("{ text: { x: 1 } }", 1),
        ] {
            let mut sink = Sink::default();
            let root = yaml::parse(text, &mut sink);
            root.iter().for_each(|root| compare(root, kept, &mut sink));
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
