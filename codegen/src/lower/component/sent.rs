//! Which schemas are request bodies.

use std::collections::HashSet;

use super::reference;
use crate::load::{Document, Node};

/// The schemas that request bodies refer to.
pub(in crate::lower) fn schemas(document: &Document) -> HashSet<&str> {
    let root = &document.root;
    let shared = root.get("components").and_then(|components| components.get("requestBodies"));
    let own = entries(root.get("paths"))
        .flat_map(|item| entries(Some(item)))
        .filter_map(|operation| operation.get("requestBody"));
    let media_types = own.chain(entries(shared)).flat_map(|body| entries(body.get("content")));
    media_types.filter_map(|media| referred(document, media.get("schema")?)).collect()
}

/// The schema that a reference leads to in the end.
fn referred<'d>(document: &'d Document, schema: &'d Node) -> Option<&'d str> {
    let (_, name, mut node) = reference::find(document, schema.get("$ref")?.as_str()?)?;
    let mut name = name;
    let mut seen = HashSet::new();
    while let Some(target) = node.get("$ref").and_then(Node::as_str).filter(|_| seen.insert(name)) {
        (_, name, node) = reference::find(document, target)?;
    }
    Some(name)
}

fn entries(node: Option<&Node>) -> impl Iterator<Item = &Node> {
    node.and_then(Node::as_map).into_iter().flatten().map(|(_, entry)| &entry.value)
}
