//! Which schemas are request bodies.

use std::collections::HashSet;

use super::made::Made;
use super::reference;
use crate::load::{Document, Node, key};

/// The schemas that request bodies refer to in the end.
pub(in crate::lower) fn schemas<'d>(document: &'d Document, made: &Made<'d>) -> HashSet<&'d str> {
    let root = &document.root;
    let shared = root.get(key::COMPONENTS).and_then(|components| components.get(key::REQUEST_BODIES));
    let own = entries(root.get(key::PATHS))
        .flat_map(|item| entries(Some(item)))
        .filter_map(|operation| operation.get(key::REQUEST_BODY));
    let media_types = own.chain(entries(shared)).flat_map(|body| entries(body.get(key::CONTENT)));
    let referred = media_types.filter_map(|media| {
        let (section, name, _) = reference::find(document, media.get(key::SCHEMA)?.reference()?)?;
        Some(made.end((section, name))?.1)
    });
    referred.collect()
}

fn entries(node: Option<&Node>) -> impl Iterator<Item = &Node> {
    node.and_then(Node::as_map).into_iter().flatten().map(|(_, entry)| &entry.value)
}
