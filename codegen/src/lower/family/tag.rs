//! What objects say in `__type`: the one value that they allow there, or the one that a mapping has for them.

use std::collections::{HashMap, HashSet};

use super::tree::FamilyTree;
use super::walk::mapping;
use super::{TAG, Tag};
use crate::diagnostic::Sink;
use crate::load::{Document, Node, key};
use crate::lower::component::reference;
use crate::lower::mistakes;
use crate::source::Span;

/// What each component says, by all mappings and by what the components say themselves.
pub(super) fn written<'d>(
    document: &'d Document,
    tree: &FamilyTree<'d>,
    discriminated: &[&'d Node],
    sink: &mut Sink,
) -> HashMap<&'d str, Tag<'d>> {
    let mut tags: HashMap<&'d str, Tag<'d>> = HashMap::new();
    let heads: HashSet<&str> = discriminated.iter().filter_map(|node| tree.home(node)).collect();
    let own = |name: &str| tree.node(name).and_then(|node| constant(document, node, &heads));
    for (value, span, target) in discriminated.iter().flat_map(|node| mapping(node)) {
        let Some(name) = tree.mapped(target) else { continue };
        if let Some((constant, place)) = own(name).filter(|(constant, _)| *constant != value) {
            sink.report(mistakes::mapping_differs(span, value, constant, place));
            continue;
        }
        match tags.get(name) {
            Some(first) if first.value != value => {
                sink.report(mistakes::two_values(span, name, (first.value, value), first.span));
            }
            Some(_) => {}
            None => {
                tags.insert(name, Tag { value, span, optional: false });
            }
        }
    }
    for name in tree.names() {
        if let Some((value, span)) = own(name) {
            tags.entry(name).or_insert(Tag { value, span, optional: false });
        }
    }
    tags
}

/// The value that an object's `__type` always has, and where it or an object that it is made of says so. What a base says
/// holds for the base alone.
fn constant<'d>(document: &'d Document, node: &'d Node, heads: &HashSet<&str>) -> Option<(&'d str, Span)> {
    let mut seen = HashSet::new();
    let mut waiting = vec![node];
    let mut next = Vec::new();
    while let Some(node) = waiting.pop().or_else(|| next.pop()) {
        let own =
            node.get(key::PROPERTIES).and_then(|properties| properties.get(TAG)?.get(key::ENUM)?.as_list());
        if let Some([only]) = own {
            return Some((only.as_str()?, only.span));
        }
        let parts = node.list(key::ALL_OF);
        let target = |part: &'d Node| reference::find(document, part.reference()?);
        // What has no name of its own is nearer than what has one.
        for part in std::iter::once(node).chain(parts.iter().rev()) {
            match target(part) {
                Some((_, name, node)) if !heads.contains(name) && seen.insert(std::ptr::from_ref(node)) => {
                    next.push(node);
                }
                Some(_) => {}
                None if std::ptr::eq(part, node) => {}
                None => waiting.push(part),
            }
        }
    }
    None
}

/// Whether an object must say what it is.
pub(super) fn is_required(tree: &FamilyTree<'_>, name: &str) -> bool {
    let bases = tree.bases(name);
    let nodes = bases.into_iter().chain([name]).filter_map(|name| tree.node(name));
    nodes.into_iter().any(demands)
}

fn demands(node: &Node) -> bool {
    node.list(key::REQUIRED).iter().any(|name| name.as_str() == Some(TAG))
        || node.list(key::ALL_OF).iter().any(demands)
}
