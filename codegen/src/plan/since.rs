//! From which versions on a thing is there, within what it stands in.

use crate::ir::{Api, Feature, Gate};

/// What a thing needs that what it stands in does not need already. Where that is nothing, it is as old as that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Conditions<'a>(Vec<Condition<'a>>);

/// A feature that must be there, from that version on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Condition<'a> {
    pub(crate) feature: &'a Feature,
    pub(crate) version: u32,
}

impl<'a> Conditions<'a> {
    /// Of a thing that stands in nothing.
    pub(super) fn of(api: &'a Api, gate: Gate) -> Self {
        Self::within(api, gate, Gate::ALWAYS)
    }

    /// Of a thing with its gate in one with another gate.
    pub(super) fn within(api: &'a Api, own: Gate, scope: Gate) -> Self {
        let conditions = own.beyond(scope).conditions();
        let named =
            conditions.filter_map(|(id, version)| Some(Condition { feature: api.feature(id)?, version }));
        Self(named.collect())
    }

    /// Whether it is there whenever what it stands in is.
    pub(crate) fn is_always(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn iter(&self) -> impl ExactSizeIterator<Item = Condition<'a>> {
        self.0.iter().copied()
    }

    /// "dialer 7", or "dialer 5 and tracker 2", where there is a condition.
    pub(crate) fn in_words(&self) -> Option<String> {
        let versions =
            self.iter().map(|Condition { feature, version }| format!("{} {version}", feature.name));
        let versions: Vec<String> = versions.collect();
        (!versions.is_empty()).then(|| versions.join(" and "))
    }
}
