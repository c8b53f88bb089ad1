//! Which gate each named schema has: the one that it names, or the oldest of those who use it.

use indexmap::IndexMap;

use super::feature;
use super::reference;
use crate::ir::{Feature, Gate};
use crate::load::{Document, Kind, Node};

/// The gates of all schemas under `components`. A schema that nobody uses is always there.
pub(super) fn of_schemas<'d>(document: &'d Document, features: &[Feature]) -> IndexMap<&'d str, Gate> {
    let mut walk = Walk { document, features, found: IndexMap::new(), waiting: Vec::new() };
    if let Some(paths) = document.root.get("paths") {
        walk.node(paths, Gate::ALWAYS, 0);
    }
    while let Some((node, gate)) = walk.waiting.pop() {
        walk.node(node, gate, 0);
    }
    walk.found
}

struct Walk<'d, 'f> {
    document: &'d Document,
    features: &'f [Feature],
    found: IndexMap<&'d str, Gate>,
    waiting: Vec<(&'d Node, Gate)>,
}

/// How many references in a row are followed; a longer chain goes round in a circle and is refused elsewhere.
const LONGEST_CHAIN: usize = 20;

impl<'d> Walk<'d, '_> {
    /// Follows every reference below a node that is there from `gate` on.
    fn node(&mut self, node: &'d Node, gate: Gate, followed: usize) {
        let gate = self.own(node).map_or(gate, |own| gate.and(own));
        match &node.kind {
            Kind::List(items) => items.iter().for_each(|item| self.node(item, gate, followed)),
            Kind::Map(map) => map.iter().for_each(|(key, entry)| match (key.as_str(), &entry.value.kind) {
                ("$ref", Kind::Text(target)) => self.reference(target, gate, followed),
                ("example", _) => {}
                _ => self.node(&entry.value, gate, followed),
            }),
            _ => {}
        }
    }

    fn own(&self, node: &Node) -> Option<Gate> {
        feature::parse(node.get("x-feature-version")?.as_str()?, self.features)
    }

    fn reference(&mut self, target: &'d str, gate: Gate, followed: usize) {
        let Some((section, name, node)) = reference::find(self.document, target) else {
            return;
        };
        if section == "schemas" {
            self.schema(name, node, gate);
        } else if followed < LONGEST_CHAIN {
            self.node(node, gate, followed + 1);
        }
    }

    fn schema(&mut self, name: &'d str, node: &'d Node, gate: Gate) {
        let gate = self.own(node).unwrap_or(gate);
        let known = self.found.get(name).copied();
        let joined = known.map_or(gate, |known| known.or(gate));
        if known != Some(joined) {
            self.found.insert(name, joined);
            self.waiting.push((node, joined));
        }
    }
}
