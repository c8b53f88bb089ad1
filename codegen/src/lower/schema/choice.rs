//! Derived types: one of several objects, told apart by a property.

use std::collections::HashSet;

use openapiv3::{ReferenceOr, Schema as Described};

use super::named::Target;
use super::object::tag_span;
use super::types::{SchemaOrRef, Types};
use crate::diagnostic::Sink;
use crate::ir::{Branch, Choice, Name};
use crate::load::{At, Document, Node};
use crate::lower::component::reference;
use crate::lower::name::{self, Case};
use crate::lower::{mistakes, support};
use crate::source::Span;

/// The keys that a choice may have, wherever it stands.
const KEYS: [&str; 6] =
    ["oneOf", "discriminator", "nullable", "x-rust-name", "x-feature-version", "x-inferred"];

/// The property that ICWS tells derived types apart by.
const TAG: &str = "__type";

/// Lowers `oneOf` with its `discriminator`.
pub(super) fn lower<'d>(
    types: &Types<'_, 'd>,
    at: At<'d, Vec<ReferenceOr<Described>>>,
    (keys, sink): (&[&str], &mut Sink),
) -> Option<Choice> {
    support::only(at.node, "a choice", &[&KEYS, keys].concat(), sink);
    if at.value.is_empty() {
        return sink.refuse(mistakes::one_of_nothing(at.key("oneOf")));
    }
    let Some(discriminator) = at.node.get("discriminator") else {
        return sink.refuse(mistakes::no_discriminator(at.key("oneOf")));
    };
    let property = discriminator.get("propertyName").filter(|name| name.as_str() != Some(TAG));
    if let Some(property) = property {
        return sink.refuse(mistakes::other_discriminator(property.span));
    }
    let branches =
        at.part("oneOf", at.value).items().filter_map(|part| branch(types, part, discriminator, sink));
    let branches: Vec<Branch> = branches.collect();
    unused_mappings(discriminator, &branches, sink);
    Some(Choice { tag: TAG.to_owned(), branches })
}

fn branch<'d>(
    types: &Types<'_, 'd>,
    part: At<'d, ReferenceOr<Described>>,
    discriminator: &Node,
    sink: &mut Sink,
) -> Option<Branch> {
    let span = part.node.get("$ref").map_or(part.node.span, |node| node.span);
    let Err(target) = part.value.either() else {
        return sink.refuse(mistakes::one_of_unnamed(span));
    };
    let document = types.context.document;
    let (wire, _) = reference::name(document, target, "schemas", (span, sink))?;
    let (_, wire) = types.context.made.end(("schemas", wire))?;
    let Some(Target::Named(schema)) = types.context.schemas.get(wire) else {
        return sink.refuse(mistakes::one_of_other(span));
    };
    let at = reference::component::<Described>(types.context, wire)?;
    let Some((constant, place)) = constant(document, at.node) else {
        return sink.refuse(mistakes::no_constant(span, wire, tag_span(at, TAG)));
    };
    if let Some((mapped, key)) = mapping(discriminator, target).filter(|(mapped, _)| *mapped != constant) {
        return sink.refuse(mistakes::mapping_differs(key, mapped, constant, place));
    }
    let ident = name::name((wire, span), at.node, Case::UpperCamel, &mut Sink::default())?.ident;
    Some(Branch { name: Name { wire: constant.to_owned(), ident, span }, schema })
}

/// The value that an object's `__type` always has, and where it or an object that it is made of says so.
fn constant<'d>(document: &'d Document, node: &'d Node) -> Option<(&'d str, Span)> {
    let mut seen = HashSet::new();
    let mut waiting = vec![node];
    while let Some(node) = waiting.pop() {
        let own = node.get("properties").and_then(|properties| properties.get(TAG)?.get("enum")?.as_list());
        if let Some([only]) = own {
            return Some((only.as_str()?, only.span));
        }
        let target = node.get("$ref").and_then(Node::as_str);
        let target = target.and_then(|target| reference::find(document, target));
        waiting.extend(node.get("allOf").and_then(Node::as_list).into_iter().flatten().rev());
        waiting.extend(target.map(|(.., node)| node).filter(|node| seen.insert(std::ptr::from_ref(*node))));
    }
    None
}

/// The value that the mapping has for a reference, and its place.
fn mapping<'n>(discriminator: &'n Node, target: &str) -> Option<(&'n str, Span)> {
    let mapping = discriminator.get("mapping")?.as_map()?;
    let found = mapping.iter().find(|(_, entry)| entry.value.as_str() == Some(target));
    found.map(|(value, entry)| (value.as_str(), entry.key))
}

fn unused_mappings(discriminator: &Node, branches: &[Branch], sink: &mut Sink) {
    let mapping = discriminator.get("mapping").and_then(Node::as_map);
    for (value, entry) in mapping.into_iter().flatten() {
        if !branches.is_empty() && !branches.iter().any(|branch| branch.name.wire == *value) {
            let known = branches.iter().map(|branch| branch.name.wire.as_str());
            sink.report(mistakes::unknown_branch(entry.key, value, known));
        }
    }
}
