//! Which schemas are request bodies.

use std::collections::HashSet;

use super::reference;
use crate::load::{Document, Node, key};

/// The schemas that request bodies refer to.
pub(in crate::lower) fn schemas(document: &Document) -> HashSet<&str> {
    let root = &document.root;
    let shared = root.get(key::COMPONENTS).and_then(|components| components.get(key::REQUEST_BODIES));
    let own = entries(root.get(key::PATHS))
        .flat_map(|item| entries(Some(item)))
        .filter_map(|operation| operation.get(key::REQUEST_BODY));
    let media_types = own.chain(entries(shared)).flat_map(|body| entries(body.get(key::CONTENT)));
    media_types.filter_map(|media| referred(document, media.get(key::SCHEMA)?)).collect()
}

/// The schema that a reference leads to in the end.
fn referred<'d>(document: &'d Document, schema: &'d Node) -> Option<&'d str> {
    let (_, name, mut node) = reference::find(document, schema.reference()?)?;
    let mut name = name;
    let mut seen = HashSet::new();
    while let Some(target) = node.reference().filter(|_| seen.insert(name)) {
        (_, name, node) = reference::find(document, target)?;
    }
    Some(name)
}

fn entries(node: Option<&Node>) -> impl Iterator<Item = &Node> {
    node.and_then(Node::as_map).into_iter().flatten().map(|(_, entry)| &entry.value)
}
