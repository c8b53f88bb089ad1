//! Families of objects that `__type` tells apart, in each of the forms in which OpenAPI describes them: `oneOf` of the
//! objects, or a base with a `discriminator` that the others are made of with `allOf`.

mod members;
mod tag;
mod tree;
mod walk;

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Diagnostic, Sink};
use crate::load::{Document, Node};
use crate::source::Span;

use tree::FamilyTree;

/// The property that ICWS tells derived types apart by.
pub(in crate::lower) const TAG: &str = "__type";

/// All families of a document.
#[derive(Default)]
pub(in crate::lower) struct Families<'d> {
    /// By the schema that is the choice.
    families: HashMap<*const Node, Family<'d>>,
    /// What each member says in `__type`, by the name of its component.
    tags: HashMap<&'d str, Tag<'d>>,
    /// The same, by the definitions.
    by_node: HashMap<*const Node, Tag<'d>>,
    /// The components that are made of one other and have nothing of their own, and are members all the same.
    plain: HashSet<&'d str>,
    /// The schemas with a discriminator that describe an object.
    heads: HashSet<*const Node>,
    /// How many members all families have.
    count: usize,
}

/// What one value can be.
#[derive(Debug, Clone, Default)]
pub(in crate::lower) struct Family<'d> {
    pub(in crate::lower) members: Vec<Member<'d>>,
    /// What is wrong with it.
    pub(in crate::lower) mistakes: Vec<Diagnostic>,
}

/// One object of a family.
#[derive(Debug, Clone, Copy)]
pub(in crate::lower) struct Member<'d> {
    /// The name of its component.
    pub(in crate::lower) name: &'d str,
    /// Where the family names it.
    pub(in crate::lower) span: Span,
    /// What it says in `__type`.
    pub(in crate::lower) value: Option<&'d str>,
    /// Whether an object without `__type` is one.
    pub(in crate::lower) untagged: bool,
}

/// What an object says in `__type`.
#[derive(Debug, Clone, Copy)]
pub(in crate::lower) struct Tag<'d> {
    pub(in crate::lower) value: &'d str,
    pub(in crate::lower) span: Span,
    /// Whether the object may come without it: it is what objects without a `__type` are.
    pub(in crate::lower) optional: bool,
}

impl Family<'_> {
    fn has(&self, name: &str) -> bool {
        self.members.iter().any(|member| member.name == name)
    }
}

impl<'d> Families<'d> {
    /// What a schema can be, if it is a choice.
    pub(in crate::lower) fn of(&self, node: &Node) -> Option<&Family<'d>> {
        self.families.get(&std::ptr::from_ref(node))
    }

    /// What a component says in `__type`.
    pub(in crate::lower) fn tag(&self, name: &str) -> Option<Tag<'d>> {
        self.tags.get(name).copied()
    }

    /// What a schema says in `__type`, if it is a component that is told from others.
    pub(in crate::lower) fn tag_of(&self, node: &Node) -> Option<Tag<'d>> {
        self.by_node.get(&std::ptr::from_ref(node)).copied()
    }

    /// Whether a component that is made of one other, and has nothing of its own, is an object of its own.
    pub(in crate::lower) fn is_member(&self, name: &str) -> bool {
        self.plain.contains(name)
    }

    /// Whether a component is no more than another name for one other.
    fn is_alias(&self, tree: &FamilyTree<'d>, name: &str) -> bool {
        tree.node(name).is_some_and(tree::is_plain) && !self.plain.contains(name)
    }

    /// Whether a schema is an object that may have a discriminator.
    pub(in crate::lower) fn is_head(&self, node: &Node) -> bool {
        self.heads.contains(&std::ptr::from_ref(node))
    }
}

/// Finds all families.
pub(in crate::lower) fn of<'d>(document: &'d Document, sink: &mut Sink) -> Families<'d> {
    let discriminated = walk::discriminated(document);
    if discriminated.is_empty() {
        return Families::default();
    }
    let tree = FamilyTree::of(document);
    let plain = tree.plain_members(&discriminated);
    let tags = tag::written(document, &tree, &discriminated, sink);
    let values = walk::values(document, &plain);
    let mut families = Families { plain, tags, ..Families::default() };
    members::add(&mut families, (&tree, &values), &discriminated, sink);
    let by_node =
        families.tags.iter().filter_map(|(name, tag)| Some((std::ptr::from_ref(tree.node(name)?), *tag)));
    families.by_node = by_node.collect();
    families
}
