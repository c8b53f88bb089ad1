//! Which components are made of which.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use super::walk;
use crate::load::{Document, Node, key};
use crate::lower::component::reference;
use crate::source::Span;

/// The components under `components.schemas`, in the order of the text.
pub(super) struct FamilyTree<'d> {
    document: &'d Document,
    components: IndexMap<&'d str, FamilyNode<'d>>,
    /// The component of each definition, and of each part of one that has no name.
    homes: HashMap<*const Node, &'d str>,
}

struct FamilyNode<'d> {
    span: Span,
    node: &'d Node,
    /// What it is made of.
    bases: Vec<&'d str>,
    /// What is made of it.
    derived: Vec<&'d str>,
}

impl<'d> FamilyTree<'d> {
    pub(super) fn of(document: &'d Document) -> Self {
        let schemas = document.section(key::SCHEMAS);
        let entries = schemas.and_then(Node::as_map).into_iter().flatten();
        let mut homes = HashMap::new();
        let components = entries.map(|(name, entry)| {
            let mut bases = Vec::new();
            add_bases(document, &entry.value, &mut bases, &mut |part| {
                homes.insert(std::ptr::from_ref(part), name.as_str());
            });
            let component = FamilyNode { span: entry.key, node: &entry.value, bases, derived: Vec::new() };
            (name.as_str(), component)
        });
        let components = components.collect();
        let mut tree = Self { document, components, homes };
        let edges = tree.components.iter().flat_map(|(name, component)| {
            component.bases.iter().map(|base| (*base, *name)).collect::<Vec<_>>()
        });
        for (base, name) in edges.collect::<Vec<_>>() {
            tree.components.get_mut(base).into_iter().for_each(|base| base.derived.push(name));
        }
        tree
    }

    pub(super) fn node(&self, name: &str) -> Option<&'d Node> {
        self.components.get(name).map(|component| component.node)
    }

    pub(super) fn span(&self, name: &str) -> Span {
        self.components.get(name).map(|component| component.span).unwrap_or_default()
    }

    /// All components.
    pub(super) fn names(&self) -> impl Iterator<Item = &'d str> {
        self.components.keys().copied()
    }

    /// The component that a reference names in the end.
    pub(super) fn target(&self, reference: &str) -> Option<&'d str> {
        target(self.document, reference)
    }

    /// The component that a schema is, or is a part of that has no name.
    pub(super) fn home(&self, node: &Node) -> Option<&'d str> {
        self.homes.get(&std::ptr::from_ref(node)).copied()
    }

    /// Whatever is made of a component, directly or not, in the order of the text.
    pub(super) fn derived(&self, name: &str) -> Vec<&'d str> {
        self.reached(name, |component| component.derived.as_slice())
    }

    /// Whatever a component is made of, directly or not.
    pub(super) fn bases(&self, name: &str) -> Vec<&'d str> {
        self.reached(name, |component| component.bases.as_slice())
    }

    fn reached(&self, name: &str, next: for<'t> fn(&'t FamilyNode<'d>) -> &'t [&'d str]) -> Vec<&'d str> {
        let mut seen = HashSet::new();
        let mut waiting = vec![name];
        let mut found = Vec::new();
        while let Some(component) = waiting.pop().and_then(|name| self.components.get(name)) {
            for other in next(component).iter().filter(|other| **other != name) {
                if seen.insert(*other) {
                    found.push(*other);
                    waiting.push(other);
                }
            }
        }
        found.sort_by_key(|name| self.components.get_index_of(name));
        found
    }

    /// The components that are made of one other and have nothing of their own, and that are no other names for it:
    /// a choice names them, or they derive from a base that leaves it to the names who belongs to it.
    pub(super) fn plain_members(&self, discriminated: &[&'d Node]) -> HashSet<&'d str> {
        let mut named: HashSet<&str> = HashSet::new();
        let mut open: HashSet<&str> = HashSet::new();
        for node in discriminated {
            let one_of = node.list(key::ONE_OF);
            let one_of = one_of.iter().filter_map(|part| self.target(part.reference()?));
            let mapped = walk::mapping(node).filter_map(|(_, _, target)| self.mapped(target));
            named.extend(one_of.chain(mapped));
            if node.get(key::ONE_OF).is_none() && walk::mapping(node).next().is_none() {
                open.extend(self.home(node));
            }
        }
        let plain = self.components.iter().filter(|(_, component)| is_plain(component.node));
        let names = plain.map(|(name, _)| *name);
        names
            .filter(|name| named.contains(name) || self.bases(name).iter().any(|base| open.contains(base)))
            .collect()
    }

    /// The component that a mapping names: by a reference, by its name, or by the path of a file that is called like it.
    pub(super) fn mapped(&self, target: &str) -> Option<&'d str> {
        let file = target.rsplit(['/', '#']).next().unwrap_or_default();
        let stem = [".yaml", ".yml", ".json"].iter().find_map(|ending| file.strip_suffix(ending));
        let by_name = [Some(target), Some(file), stem].into_iter().flatten();
        let mut by_name = by_name.filter_map(|name| self.components.get_key_value(name));
        self.target(target).or_else(|| self.end(by_name.next()?.0))
    }

    fn end(&self, name: &'d str) -> Option<&'d str> {
        end(self.document, name)
    }
}

/// Whether a schema is made of one other, and has nothing of its own.
pub(super) fn is_plain(node: &Node) -> bool {
    let own = [key::PROPERTIES, key::REQUIRED, key::ADDITIONAL_PROPERTIES, key::DISCRIMINATOR];
    matches!(node.list(key::ALL_OF), [only] if only.get(key::REF).is_some())
        && own.iter().all(|key| node.get(key).is_none())
}

/// Adds what a schema is made of. `part` is told of it, and of its parts that have no name.
fn add_bases<'d>(
    document: &'d Document,
    node: &'d Node,
    bases: &mut Vec<&'d str>,
    part: &mut impl FnMut(&'d Node),
) {
    part(node);
    for inside in node.list(key::ALL_OF).iter() {
        match inside.reference() {
            Some(reference) => bases.extend(target(document, reference)),
            None => add_bases(document, inside, bases, part),
        }
    }
}

fn target<'d>(document: &'d Document, reference: &str) -> Option<&'d str> {
    match reference::find(document, reference) {
        Some((key::SCHEMAS, name, _)) => end(document, name),
        _ => None,
    }
}

/// The component behind all references in a row.
fn end<'d>(document: &'d Document, name: &'d str) -> Option<&'d str> {
    let mut seen = HashSet::new();
    let mut name = name;
    loop {
        let node = document.section(key::SCHEMAS)?.get(name)?;
        let Some(reference) = node.reference() else { return Some(name) };
        seen.insert(name).then_some(())?;
        name = match reference::find(document, reference)? {
            (key::SCHEMAS, name, _) => name,
            _ => return None,
        };
    }
}
