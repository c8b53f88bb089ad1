//! Which operations are in a group: those with a tag, where all of them would be too many for one list.

use std::collections::BTreeMap;

use crate::diagnostic::Sink;
use crate::ir::{Group, Name};
use crate::load::{Document, Node, key};
use crate::lower::mistakes;
use crate::lower::name::{self, Case};
use crate::source::Span;

use super::path_items;

/// The groups of a document by their tags; none where it has few operations, or one tag for all that have any. An operation
/// with several tags is in the group of the first.
pub(in crate::lower) fn of<'d>(document: &'d Document, sink: &mut Sink) -> BTreeMap<&'d str, Group> {
    let items = path_items(document).map(|item| item.at);
    let operations: Vec<&Node> = items
        .flat_map(|at| at.value.iter().map(move |(verb, operation)| at.part(verb, operation).node))
        .collect();
    let tags: BTreeMap<&str, Span> =
        operations.iter().rev().filter_map(|operation| first(operation)).collect();
    if !Group::are_made(operations.len(), tags.len()) {
        return BTreeMap::new();
    }
    tags.into_iter().filter_map(|(tag, span)| Some((tag, group(document, (tag, span), sink)?))).collect()
}

fn first(operation: &Node) -> Option<(&str, Span)> {
    let tag = operation.get(key::TAGS)?.as_list()?.first()?;
    Some((tag.as_str()?, tag.span))
}

fn group(document: &Document, (tag, span): (&str, Span), sink: &mut Sink) -> Option<Group> {
    let declared = document.root.list(key::TAGS);
    let declared = declared.iter().find(|node| node.text(key::NAME) == Some(tag));
    let name = match declared {
        Some(node) => {
            name::name((tag, node.get(key::NAME).map_or(span, |name| name.span)), node, Case::Snake, sink)?
        }
        None => match name::identifier(tag, Case::Snake) {
            Some(ident) => Name { wire: tag.to_owned(), ident, span, former: None },
            None => return sink.refuse(mistakes::no_identifier(span, tag)),
        },
    };
    let Some(ident) = name::identifier(&name.ident, Case::UpperCamel) else {
        return sink.refuse(mistakes::no_identifier(name.span, tag));
    };
    let docs = declared.and_then(|node| node.get(key::DESCRIPTION)?.as_str()).unwrap_or_default().to_owned();
    Some(Group { name, ident, docs })
}

#[cfg(test)]
mod tests {
    use crate::Spec;

    /// Its 21 operations have three tags, the last of which cannot be the name of a group.
    const TAGGED: &str = include_str!("../../../../tests/fixtures/bad/tag-like-method.yaml");

    #[test]
    fn twenty_operations_are_one_list_and_one_more_are_groups() {
        let is_refused =
            |text: &str| crate::generate(Spec { path: "tagged.yaml", bytes: text.as_bytes() }).is_err();
        let fewer: String =
            TAGGED.split_inclusive('\n').filter(|line| !line.contains("/icws/geta:")).collect();
        assert!(fewer != TAGGED && is_refused(TAGGED) && !is_refused(&fewer));
    }
}
