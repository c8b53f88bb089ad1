//! Which gate each component has: the one that it names, or the oldest of those who use it.

use std::collections::VecDeque;

use indexmap::IndexMap;

use super::uses::{Component, Definition, Uses};
use crate::ir::Gate;
use crate::load::key;

/// The gates of all components.
pub(in crate::lower) struct Gates<'d> {
    /// Those that an operation leads to.
    used: IndexMap<Component<'d>, Gate>,
    /// The others. Such a schema is as young as what it uses: nothing else says how old it is meant to be.
    unused: IndexMap<Component<'d>, Gate>,
}

impl<'d> Gates<'d> {
    /// The gate of a schema.
    pub(in crate::lower) fn schema(&self, name: &str) -> Gate {
        let component = (key::SCHEMAS, name);
        self.used.get(&component).or_else(|| self.unused.get(&component)).copied().unwrap_or(Gate::ALWAYS)
    }

    /// The components that no operation leads to, in the order of the text.
    pub(in crate::lower) fn unused<'u>(
        &self,
        uses: &'u Uses<'d>,
    ) -> Vec<(Component<'d>, &'u Definition<'d>)> {
        let unused = uses.by_components.iter().filter(|(component, _)| !self.used.contains_key(*component));
        unused.map(|(component, part)| (*component, part)).collect()
    }
}

/// Finds the gates of all components.
pub(in crate::lower) fn of<'d>(uses: &Uses<'d>) -> Gates<'d> {
    let used = used(uses);
    let unused = unused(uses, &used);
    Gates { used, unused }
}

/// Goes from the operations along all uses. A component whose gate gets older is gone through again.
fn used<'d>(uses: &Uses<'d>) -> IndexMap<Component<'d>, Gate> {
    let mut gates: IndexMap<Component<'d>, Gate> = IndexMap::new();
    let mut waiting: VecDeque<_> = uses.by_operations.iter().copied().collect();
    while let Some((component, gate)) = waiting.pop_front() {
        let Some(part) = uses.by_components.get(&component) else {
            continue;
        };
        // A version of a schema is that of all who use it. Any other is added to that of who uses it.
        let gate = part.own.map_or(gate, |own| if component.0 == key::SCHEMAS { own } else { gate.and(own) });
        let known = gates.get(&component).copied();
        let joined = known.map_or(gate, |known| known.or(gate));
        if known != Some(joined) {
            gates.insert(component, joined);
            waiting.extend(part.uses.iter().map(|(target, own)| (*target, joined.and(*own))));
        }
    }
    gates
}

/// Goes from what is used to whoever uses it. A component whose gate gets younger makes its users younger, too.
fn unused<'d>(uses: &Uses<'d>, used: &IndexMap<Component<'d>, Gate>) -> IndexMap<Component<'d>, Gate> {
    let others = || uses.by_components.iter().filter(|(component, _)| !used.contains_key(*component));
    let mut users: IndexMap<Component<'d>, Vec<Component<'d>>> = IndexMap::new();
    for (component, part) in others() {
        part.uses.iter().for_each(|(target, _)| users.entry(*target).or_default().push(*component));
    }
    let start = |part: &Definition<'_>| part.own.unwrap_or(Gate::ALWAYS);
    let mut gates: IndexMap<_, _> = others().map(|(component, part)| (*component, start(part))).collect();
    let mut waiting: VecDeque<Component<'d>> = gates.keys().copied().collect();
    while let Some(component) = waiting.pop_front() {
        let (Some(part), Some(gate)) = (uses.by_components.get(&component), gates.get(&component).copied())
        else {
            continue;
        };
        let of = |target: &Component<'d>| used.get(target).or_else(|| gates.get(target)).copied();
        let targets = part.uses.iter().filter_map(|(target, own)| Some((of(target)?, *own)));
        let younger = targets.fold(gate, |gate, (needed, own)| raised(gate, own, needed));
        if part.own.is_none() && younger != gate {
            gates.insert(component, younger);
            waiting.extend(users.get(&component).into_iter().flatten());
        }
    }
    gates
}

/// The gate of a user, raised to that of what it uses behind a gate of its own.
fn raised(gate: Gate, own: Gate, needed: Gate) -> Gate {
    if needed.covers(gate.and(own)) { gate } else { gate.and(needed) }
}
