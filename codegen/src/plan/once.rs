//! What is there once in a crate: the types of versions, and those of formats.

use super::Conditions;
use crate::ir::{Api, Format, Gate};

/// The type of a feature's versions.
#[derive(Debug, Clone)]
pub(crate) struct VersionType<'a> {
    /// `DialerVersion` for the feature `dialer`.
    pub(crate) ident: String,
    pub(crate) feature: &'a str,
    pub(crate) oldest: u32,
    pub(crate) newest: u32,
}

/// The module with the types of those formats that the API uses.
#[derive(Debug, Clone)]
pub(crate) struct FormatPlan<'a> {
    pub(crate) since: Conditions<'a>,
    /// The formats, each with what it needs within the module.
    pub(crate) formats: Vec<(Format, Conditions<'a>)>,
}

pub(super) fn versions(api: &Api) -> Vec<VersionType<'_>> {
    let versions = api.features.iter().map(|feature| VersionType {
        ident: format!("{}Version", heck::AsUpperCamelCase(&feature.name)),
        feature: &feature.name,
        oldest: feature.oldest,
        newest: feature.newest,
    });
    versions.collect()
}

pub(super) fn formats(api: &Api) -> Option<FormatPlan<'_>> {
    let used = api.formats();
    let scope = used.values().copied().reduce(Gate::or)?;
    let formats = used.iter().map(|(format, gate)| (*format, Conditions::within(api, *gate, scope)));
    Some(FormatPlan { since: Conditions::of(api, scope), formats: formats.collect() })
}
