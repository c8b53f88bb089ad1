//! What new code should not use any more.

use super::{feature, mistakes};
use crate::diagnostic::Sink;
use crate::ir::{Deprecation, Feature};
use crate::load::{Node, key};

/// The keys that say it.
pub(super) const KEYS: [&str; 2] = [key::DEPRECATED, key::X_DEPRECATED];

/// What a node says of it. The details count beside `deprecated: true` alone, which other tools read.
pub(super) fn of(node: &Node, features: &[Feature], sink: &mut Sink) -> Option<Deprecation> {
    let is_deprecated = node.flag(key::DEPRECATED);
    let details = node.get(key::X_DEPRECATED).map(|details| described(details, features, sink));
    if details.is_some() && !is_deprecated {
        return sink.refuse(mistakes::not_deprecated(node.key(key::X_DEPRECATED)));
    }
    let plain = Deprecation { since: None, reason: None };
    is_deprecated.then(|| details.unwrap_or(plain))
}

/// From which version on, and why.
pub(super) fn described(node: &Node, features: &[Feature], sink: &mut Sink) -> Deprecation {
    let gate = node.get(key::SINCE).and_then(|since| feature::version(since, features, sink));
    let version = gate.and_then(crate::ir::Gate::version);
    let since =
        version.and_then(|(id, version)| Some(format!("{} {version}", features.get(id.index())?.name)));
    Deprecation { since, reason: node.text(key::REASON).map(str::to_owned) }
}
