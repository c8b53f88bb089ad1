//! What components are made of: what a reference leads to in the end, and what `allOf` puts together.

use std::collections::{HashMap, HashSet};

use super::reference;
use super::uses::{Component, Uses};
use crate::diagnostic::Sink;
use crate::graph;
use crate::load::{Document, Node, key};
use crate::lower::mistakes;
use crate::source::Span;

/// What is known about all components before any of them is lowered.
pub(in crate::lower) struct Made<'d> {
    /// All of them, each behind those that it is made of.
    pub(in crate::lower) bottom_up: Vec<Component<'d>>,
    /// What those that are references lead to; nothing where that was refused.
    ends: HashMap<Component<'d>, Option<Component<'d>>>,
    /// Those that are made of themselves, and whatever is made of them.
    circular: HashSet<Component<'d>>,
}

impl<'d> Made<'d> {
    /// The component behind all references in a row; nothing where the row was refused.
    pub(in crate::lower) fn end(&self, component: Component<'d>) -> Option<Component<'d>> {
        let end = self.ends.get(&component).copied().unwrap_or(Some(component))?;
        (!self.circular.contains(&end)).then_some(end)
    }
}

/// Follows all references from component to component, and reports those that lead nowhere and those that lead back.
pub(in crate::lower) fn of<'d>(document: &'d Document, uses: &Uses<'d>, sink: &mut Sink) -> Made<'d> {
    let components: Vec<Component<'d>> = uses.by_components.keys().copied().collect();
    let targets = |(section, _): Component<'d>, node: &'d Node| -> Vec<(usize, Span)> {
        let mut targets = Vec::new();
        made_of(node, &mut targets);
        let found = targets.into_iter().filter_map(|(target, span)| {
            let (found, name, _) = reference::find(document, target)?;
            let index = uses.by_components.get_index_of(&(found, name))?;
            (found == section).then_some((index, span))
        });
        found.collect()
    };
    let parts: Vec<_> =
        uses.by_components.iter().map(|(component, part)| targets(*component, part.node)).collect();
    let edges: Vec<Vec<usize>> =
        parts.iter().map(|targets| targets.iter().map(|(target, _)| *target).collect()).collect();
    let closing = circles(&parts, &edges, sink);
    let circular = graph::reached(closing, &graph::reversed(&edges));
    let bottom_up: Vec<Component<'d>> =
        graph::bottom_up(&edges).into_iter().filter_map(|index| components.get(index).copied()).collect();
    let circular = components.into_iter().zip(circular).filter(|(_, is)| *is).map(|(component, _)| component);
    let mut made = Made { bottom_up, ends: HashMap::new(), circular: circular.collect() };
    for component in made.bottom_up.clone() {
        let reference = uses.by_components.get(&component).and_then(|part| part.node.get(key::REF));
        let Some((target, span)) = reference.and_then(|node| Some((node.as_str()?, node.span))) else {
            continue;
        };
        let found = reference::name(document, target, component.0, (span, sink));
        let end = found.and_then(|(name, _)| made.end((component.0, name)));
        made.ends.insert(component, end);
    }
    made
}

/// The references that a definition consists of.
fn made_of<'d>(node: &'d Node, targets: &mut Vec<(&'d str, Span)>) {
    if let Some(reference) = node.get(key::REF) {
        targets.extend(reference.as_str().map(|target| (target, reference.span)));
    }
    node.list(key::ALL_OF).iter().for_each(|part| made_of(part, targets));
}

/// Reports each circle once, at the reference of its first component that stays in it. Returns a component of each.
fn circles(parts: &[Vec<(usize, Span)>], edges: &[Vec<usize>], sink: &mut Sink) -> Vec<usize> {
    let circles = graph::circles(edges);
    let mut reported = HashSet::new();
    let mut found = Vec::new();
    for (index, (targets, circle)) in parts.iter().zip(&circles).enumerate() {
        let inside = targets.iter().find(|(target, _)| circles.get(*target) == Some(circle));
        if let Some((_, span)) = inside.filter(|_| reported.insert(*circle)) {
            sink.report(mistakes::ref_circle(*span));
            found.push(index);
        }
    }
    found
}
