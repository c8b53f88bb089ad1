//! Which operations are in a group: those with a tag, where all of them would be too many for one list.

use std::collections::BTreeMap;

use crate::diagnostic::Sink;
use crate::ir::{Group, Name};
use crate::load::{Document, Node};
use crate::lower::mistakes;
use crate::lower::name::{self, Case};
use crate::source::Span;

/// How many operations are one list. More methods side by side fill several screens, and a reader has to know their names.
const MOST_IN_ONE: usize = 20;

/// The groups of a document by their tags; none where it has few operations, or one tag for all that have any. An operation
/// with several tags is in the group of the first.
pub(in crate::lower) fn of<'d>(document: &'d Document, sink: &mut Sink) -> BTreeMap<&'d str, Group> {
    let paths = document.root.get("paths").and_then(Node::as_map).into_iter().flatten();
    let parts = paths.filter_map(|(_, entry)| entry.value.as_map()).flatten();
    let operations: Vec<&Node> =
        parts.filter(|(key, _)| METHODS.contains(&key.as_str())).map(|(_, entry)| &entry.value).collect();
    let tags: BTreeMap<&str, Span> =
        operations.iter().rev().filter_map(|operation| first(operation)).collect();
    if operations.len() <= MOST_IN_ONE || tags.len() < 2 {
        return BTreeMap::new();
    }
    tags.into_iter().filter_map(|(tag, span)| Some((tag, group(document, (tag, span), sink)?))).collect()
}

/// The methods of operations.
const METHODS: [&str; 5] = ["delete", "get", "patch", "post", "put"];

fn first(operation: &Node) -> Option<(&str, Span)> {
    let tag = operation.get("tags")?.as_list()?.first()?;
    Some((tag.as_str()?, tag.span))
}

fn group(document: &Document, (tag, span): (&str, Span), sink: &mut Sink) -> Option<Group> {
    let declared = document.root.get("tags").and_then(Node::as_list).unwrap_or_default();
    let declared = declared.iter().find(|node| node.get("name").and_then(Node::as_str) == Some(tag));
    let name = match declared {
        Some(node) => {
            name::name((tag, node.get("name").map_or(span, |name| name.span)), node, Case::Snake, sink)?
        }
        None => match name::identifier(tag, Case::Snake) {
            Some(ident) => Name { wire: tag.to_owned(), ident, span, former: None },
            None => return sink.refuse(mistakes::no_identifier(span, tag)),
        },
    };
    let Some(ident) = name::identifier(&name.ident, Case::UpperCamel) else {
        return sink.refuse(mistakes::no_identifier(name.span, tag));
    };
    let docs = declared.and_then(|node| node.get("description")?.as_str()).unwrap_or_default().to_owned();
    Some(Group { name, ident, docs })
}
