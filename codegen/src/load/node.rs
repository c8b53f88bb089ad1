//! A YAML value that knows where it stands.

use indexmap::IndexMap;
use serde::{Serialize, Serializer};

use super::key;
use crate::source::Span;

/// A value and its place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    pub(crate) span: Span,
    pub(crate) kind: Kind,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Kind {
    Null,
    Bool(bool),
    Integer(i64),
    /// Any other number, and how it is written.
    Float(f64, String),
    Text(String),
    List(Vec<Node>),
    /// In a box, since it is more than twice as large as anything else.
    Map(Box<IndexMap<String, Entry>>),
}

/// A mapping's value together with the place of its key.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry {
    pub(crate) key: Span,
    pub(crate) value: Node,
}

impl Node {
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    pub(crate) fn entry(&self, key: &str) -> Option<&Entry> {
        self.as_map().and_then(|map| map.get(key))
    }

    /// The place of a key, or of the whole value if it has no such key.
    pub(crate) fn key(&self, key: &str) -> Span {
        self.entry(key).map_or(self.span, |entry| entry.key)
    }

    pub(crate) fn as_map(&self) -> Option<&IndexMap<String, Entry>> {
        match &self.kind {
            Kind::Map(map) => Some(map),
            _ => None,
        }
    }

    pub(crate) fn as_list(&self) -> Option<&[Node]> {
        match &self.kind {
            Kind::List(list) => Some(list),
            _ => None,
        }
    }

    pub(crate) fn as_str(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn as_integer(&self) -> Option<i64> {
        match self.kind {
            Kind::Integer(number) => Some(number),
            _ => None,
        }
    }

    pub(crate) fn as_number(&self) -> Option<f64> {
        match self.kind {
            // Limits beyond 2^53 are compared as nearly as a float can.
            #[expect(clippy::cast_precision_loss, reason = "only the order of two limits is asked for")]
            Kind::Integer(number) => Some(number as f64),
            Kind::Float(number, _) => Some(number),
            _ => None,
        }
    }

    /// The text under a key.
    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Self::as_str)
    }

    /// The items under a key.
    pub(crate) fn list(&self, key: &str) -> &[Node] {
        self.get(key).and_then(Self::as_list).unwrap_or_default()
    }

    /// Whether a key says yes.
    pub(crate) fn flag(&self, key: &str) -> bool {
        self.get(key).is_some_and(Self::is_true)
    }

    /// What a reference leads to.
    pub(crate) fn reference(&self) -> Option<&str> {
        self.text(key::REF)
    }

    /// The place to blame for what it leads to: that of the target, or of the whole value if it is no reference.
    pub(crate) fn reference_span(&self) -> Span {
        self.get(key::REF).unwrap_or(self).span
    }

    pub(crate) fn is_true(&self) -> bool {
        self.kind == Kind::Bool(true)
    }

    /// The value as JSON.
    pub(crate) fn to_json(&self) -> String {
        // Numbers are finite, and keys are texts: nothing is no JSON.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The value as a message quotes it: a number with all digits that it is written with.
    pub(crate) fn quoted(&self) -> String {
        match &self.kind {
            Kind::Float(_, written) => written.clone(),
            _ => self.to_json(),
        }
    }

    /// The node's kind as a reader would call it.
    pub(crate) fn describe(&self) -> &'static str {
        match self.kind {
            Kind::Null => "nothing",
            Kind::Bool(_) => "a boolean",
            Kind::Integer(_) => "an integer",
            Kind::Float(..) => "a number",
            Kind::Text(_) => "a text",
            Kind::List(_) => "a list",
            Kind::Map(_) => "a mapping",
        }
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.kind {
            Kind::Null => serializer.serialize_unit(),
            Kind::Bool(value) => serializer.serialize_bool(*value),
            Kind::Integer(number) => serializer.serialize_i64(*number),
            Kind::Float(number, _) => serializer.serialize_f64(*number),
            Kind::Text(text) => serializer.serialize_str(text),
            Kind::List(items) => serializer.collect_seq(items),
            Kind::Map(map) => serializer.collect_map(map.iter().map(|(key, entry)| (key, &entry.value))),
        }
    }
}

/// A typed part of the document beside the node that it was read from.
#[derive(Debug)]
pub(crate) struct At<'d, T: ?Sized> {
    pub(crate) value: &'d T,
    pub(crate) node: &'d Node,
}

impl<T: ?Sized> Clone for At<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Copy for At<'_, T> {}

impl<'d, T: ?Sized> At<'d, T> {
    pub(crate) fn new(value: &'d T, node: &'d Node) -> Self {
        Self { value, node }
    }

    /// A part of this value, read from the key of that name.
    pub(crate) fn part<U: ?Sized>(self, key: &str, value: &'d U) -> At<'d, U> {
        At { value, node: self.node.get(key).unwrap_or(self.node) }
    }

    /// The place of a key, or of the whole value if it has no such key.
    pub(crate) fn key(self, key: &str) -> Span {
        self.node.key(key)
    }
}

impl<'d, T> At<'d, Vec<T>> {
    /// The items, each with its place.
    pub(crate) fn items(self) -> impl Iterator<Item = At<'d, T>> {
        let nodes = self.node.as_list().unwrap_or_default();
        self.value.iter().zip(nodes).map(|(value, node)| At { value, node })
    }
}

/// A named part of a mapping: its name, the place of the name, and the value.
pub(crate) struct NamedPart<'d, T> {
    pub(crate) name: &'d str,
    pub(crate) span: Span,
    pub(crate) at: At<'d, T>,
}

impl<'d, T> At<'d, IndexMap<String, T>> {
    /// The entries in the order of the text, each with the place of its key.
    pub(crate) fn entries(self) -> impl Iterator<Item = NamedPart<'d, T>> {
        self.value.iter().map(move |(name, value)| NamedPart {
            name,
            span: self.node.key(name),
            at: At { value, node: self.node.get(name).unwrap_or(self.node) },
        })
    }
}
