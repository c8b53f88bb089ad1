//! Properties that an object says more about than what it is made of.

use super::types::Types;
use crate::ir::{Limits, Name, Property, Type};

/// A property that is described twice, as both descriptions have it: the second must say no more than the first allows.
/// Nothing where they contradict each other.
pub(super) fn narrowed(types: &Types<'_, '_>, wider: &Property, narrower: Property) -> Option<Property> {
    let is_constant = wider.constant.is_some() || narrower.constant.is_some();
    let limits = match (&wider.limits, &narrower.limits) {
        (limits, Limits::None) | (Limits::None, limits) => limits.clone(),
        (one, other) => (one == other).then(|| one.clone())?,
    };
    let fits = is_constant || is_narrower(types, &wider.ty, &narrower.ty);
    let docs = if narrower.docs.is_empty() { wider.docs.clone() } else { narrower.docs };
    fits.then(|| Property {
        name: Name { former: wider.name.former.clone().or(narrower.name.former), ..wider.name.clone() },
        since: if narrower.since.gate.covers(wider.since.gate) { narrower.since } else { wider.since },
        docs,
        inferred: narrower.inferred.or_else(|| wider.inferred.clone()),
        constant: narrower.constant.or_else(|| wider.constant.clone()),
        default: narrower.default.or_else(|| wider.default.clone()),
        deprecated: narrower.deprecated.or_else(|| wider.deprecated.clone()),
        example: narrower.example.or_else(|| wider.example.clone()),
        secret: wider.secret || narrower.secret,
        limits,
        ..narrower
    })
}

/// Whether every value of the second type is one of the first.
fn is_narrower(types: &Types<'_, '_>, wider: &Type, narrower: &Type) -> bool {
    match (wider, narrower) {
        _ if wider == narrower => true,
        (Type::Any, _) => true,
        (Type::Nullable(wider), Type::Nullable(narrower)) => is_narrower(types, wider, narrower),
        (Type::Nullable(wider), _) => is_narrower(types, wider, narrower),
        (Type::List(wider), Type::List(narrower)) | (Type::Map(wider), Type::Map(narrower)) => {
            is_narrower(types, wider, narrower)
        }
        (Type::Schema(wider), Type::Schema(narrower)) => {
            types.context.schemas.members(types.context, *wider).contains(narrower)
        }
        _ => false,
    }
}
