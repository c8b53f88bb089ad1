//! Feature versions: from which one on a thing is there.

use std::collections::BTreeMap;
use std::fmt;

use crate::source::Span;

/// Which of the declared features.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FeatureId(pub(crate) u16);

impl FeatureId {
    /// The position in [`Api::features`](super::Api::features).
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A feature with its ladder of versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feature {
    /// The feature's name, `dialer` for example.
    pub name: String,
    /// The oldest version that is supported.
    pub oldest: u32,
    /// The newest version that is known.
    pub newest: u32,
    /// Where the ladder is declared.
    pub span: Span,
}

impl Feature {
    /// The cargo feature of a rung, `dialer-7` for example.
    pub fn flag(&self, version: u32) -> String {
        format!("{}-{version}", self.name)
    }

    /// The rungs from the oldest to the newest.
    pub fn rungs(&self) -> impl DoubleEndedIterator<Item = u32> + use<> {
        self.oldest..=self.newest
    }
}

/// The feature whose oldest version is on by default: the one that is declared first. No other one enters by itself.
pub fn first_declared(features: &[Feature]) -> Option<&Feature> {
    features.iter().min_by_key(|feature| feature.span.start)
}

/// From which version on a thing is there: the least one of each feature that it needs, in the order of the features. A
/// thing without a gate is always there, so it sorts first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Gate([Option<FeatureVersion>; Gate::MOST]);

/// A feature that must be there, from that version on.
type FeatureVersion = (FeatureId, u32);

impl Gate {
    /// No condition.
    pub const ALWAYS: Self = Self([None; Self::MOST]);

    /// How many features a thing can need. What needs one mostly stands in what needs the same.
    pub const MOST: usize = 4;

    /// There from that version of that feature on.
    pub const fn since(feature: FeatureId, version: u32) -> Self {
        Self([Some((feature, version)), None, None, None])
    }

    /// The features and their versions.
    pub fn conditions(self) -> impl Iterator<Item = FeatureVersion> {
        self.0.into_iter().flatten()
    }

    /// The first feature and its version, where there is a condition. Most gates have no other.
    pub fn version(self) -> Option<(FeatureId, u32)> {
        self.conditions().next()
    }

    /// The version that it needs of a feature, if it needs that one at all.
    fn of(self, feature: FeatureId) -> Option<u32> {
        self.conditions().find(|(known, _)| *known == feature).map(|(_, version)| version)
    }

    /// The gate with these conditions, the strictest of each feature. There is none with more than it can have.
    pub fn all(conditions: impl IntoIterator<Item = FeatureVersion>) -> Option<Self> {
        let mut strictest: BTreeMap<FeatureId, u32> = BTreeMap::new();
        for (feature, version) in conditions {
            strictest.entry(feature).and_modify(|known| *known = version.max(*known)).or_insert(version);
        }
        let mut gate = Self::ALWAYS;
        let mut places = gate.0.iter_mut();
        for condition in strictest {
            *places.next()? = Some(condition);
        }
        Some(gate)
    }

    /// Whether a thing behind `self` is there whenever one behind `other` is.
    pub fn covers(self, other: Self) -> bool {
        self.beyond(other) == Self::ALWAYS
    }

    /// What it asks for that the gate of what it stands in does not ask for already.
    pub fn beyond(self, scope: Self) -> Self {
        let asks =
            |(feature, version): &FeatureVersion| scope.of(*feature).is_none_or(|known| known < *version);
        Self::all(self.conditions().filter(asks)).unwrap_or(self)
    }

    /// The gate of a thing with a gate of its own that stands in one with this gate: both hold. Where that is more than a
    /// gate can have, which lowering refuses, it is its own.
    pub fn and(self, own: Self) -> Self {
        Self::all(self.conditions().chain(own.conditions())).unwrap_or(own)
    }

    /// The gate of a thing that either suffices for: what both ask for.
    pub fn or(self, other: Self) -> Self {
        let both = self
            .conditions()
            .filter_map(|(feature, version)| Some((feature, other.of(feature)?.min(version))));
        Self::all(both).unwrap_or(Self::ALWAYS)
    }
}

impl fmt::Debug for Gate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Self::ALWAYS {
            return f.write_str("always");
        }
        for (index, (feature, version)) in self.conditions().enumerate() {
            let before = if index == 0 { "" } else { ", " };
            write!(f, "{before}feature {} from {version}", feature.0)?;
        }
        Ok(())
    }
}

/// A gate, and the place in the specification that sets it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Since {
    /// The gate.
    pub gate: Gate,
    /// The place that says so, or the thing itself where the gate is inherited.
    pub span: Span,
}

impl fmt::Debug for Since {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.gate.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::{FeatureId, Gate};

    const A: FeatureId = FeatureId(0);
    const B: FeatureId = FeatureId(1);

    #[test]
    fn two_features_are_both_needed_or_either() {
        let (a, b) = (Gate::since(A, 4), Gate::since(B, 2));
        let both = a.and(b);
        assert_eq!((both, format!("{both:?}")), (b.and(a), "feature 0 from 4, feature 1 from 2".to_owned()));
        assert!(a.covers(both) && b.covers(both) && !both.covers(a) && Gate::ALWAYS.covers(both));
        assert_eq!((both.beyond(a), both.beyond(both), a.beyond(b)), (b, Gate::ALWAYS, a));
        assert_eq!((a.or(b), both.or(Gate::since(A, 2))), (Gate::ALWAYS, Gate::since(A, 2)));
        assert_eq!(both.and(Gate::since(A, 7)), Gate::since(A, 7).and(b));
    }

    #[test]
    fn a_gate_has_so_many_features_and_no_more() {
        let conditions = |count: u16| (0..count).map(|index| (FeatureId(index), 1));
        assert!(Gate::all(conditions(4)).is_some_and(|gate| gate.conditions().count() == 4));
        assert_eq!(Gate::all(conditions(5)), None);
    }
}
