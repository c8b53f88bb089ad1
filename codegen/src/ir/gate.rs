//! Feature versions: from which one on a thing is there.

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

/// From which version on a thing is there. A thing without a gate is always there, so it sorts first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Gate(Option<(FeatureId, u32)>);

impl Gate {
    /// No condition.
    pub const ALWAYS: Self = Self(None);

    /// There from that version of that feature on.
    pub const fn since(feature: FeatureId, version: u32) -> Self {
        Self(Some((feature, version)))
    }

    /// The feature and the version, where there is a condition.
    pub const fn version(self) -> Option<(FeatureId, u32)> {
        self.0
    }

    /// Whether a thing behind `self` is there whenever one behind `other` is.
    pub fn covers(self, other: Self) -> bool {
        match (self.0, other.0) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some((mine, version)), Some((theirs, wanted))) => mine == theirs && version <= wanted,
        }
    }

    /// The gate of a thing with a gate of its own that stands in one with this gate. Where the two are of different
    /// features it is its own, since the other's condition is printed around both.
    pub fn and(self, own: Self) -> Self {
        match (self.0, own.0) {
            (Some((outer, _)), Some((inner, _))) if outer != inner => own,
            _ => self.max(own),
        }
    }

    /// The gate of a thing that either suffices for. Two features have no gate in common but none.
    pub fn or(self, other: Self) -> Self {
        match (self.0, other.0) {
            (Some((mine, _)), Some((theirs, _))) if mine == theirs => self.min(other),
            _ => Self::ALWAYS,
        }
    }
}

impl fmt::Debug for Gate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            None => f.write_str("always"),
            Some((feature, version)) => write!(f, "feature {} from {version}", feature.0),
        }
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
