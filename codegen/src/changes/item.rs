//! What a change is about: its path, its other names, and the words in whose declarations it shows.

use super::pairs::Pairs;
use crate::ir::{Api, Gate, Operation, Schema, named_values};
use crate::source::Span;

/// What changes are about.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) path: String,
    pub(super) names: Vec<String>,
    pub(super) words: Vec<String>,
    pub(super) rungs: Vec<String>,
    pub(super) span: Span,
}

impl Item {
    /// A type.
    pub(super) fn schema(api: &Api, schema: &Schema) -> Self {
        let name = &schema.name;
        Self {
            path: format!("models::{}", name.ident),
            names: vec![name.wire.clone()],
            words: schema.idents().collect(),
            rungs: rungs(api, schema.since.gate),
            span: name.span,
        }
    }

    /// An operation.
    pub(super) fn operation(api: &Api, operation: &Operation) -> Self {
        let (name, ident) = (&operation.name, &operation.ident);
        let answers = operation.answers().map(|answer| named_values(&format!("{ident}{}", answer.ident)));
        let own = [
            ident.clone(),
            name.ident.clone(),
            operation.error_ident(),
            format!("{ident}Response"),
            named_values(ident),
        ];
        Self {
            path: format!("operations::{ident}"),
            names: vec![name.wire.clone(), name.ident.clone()],
            words: own.into_iter().chain(answers).collect(),
            rungs: rungs(api, operation.since.gate),
            span: name.span,
        }
    }

    /// A part of it, with its name in Rust and on the wire.
    pub(super) fn part(&self, (ident, wire): (&str, &str), gate: Vec<String>, span: Span) -> Self {
        let owner = self.path.rsplit("::").next().unwrap_or_default();
        Self {
            path: format!("{}::{ident}", self.path),
            names: vec![format!("{owner}::{wire}"), wire.to_owned()],
            words: self.words.clone(),
            rungs: gate,
            span,
        }
    }

    /// With types that come or go with it.
    pub(super) fn with_types(mut self, types: &[&Schema]) -> Self {
        self.words.extend(types.iter().flat_map(|schema| schema.idents()));
        self
    }

    /// What an addition without a version of its own says of servers that are older than it.
    pub(super) fn claim(&self, pairs: &Pairs<'_>) -> Option<String> {
        let known =
            |flag: &String| pairs.old.features.iter().any(|it| it.rungs().any(|rung| it.flag(rung) == *flag));
        let whom = match self.rungs.first() {
            Some(flag) if known(flag) => format!("every server from {flag} on knows it"),
            None if !pairs.new.features.is_empty() => "every server knows it".to_owned(),
            _ => return None,
        };
        Some(format!("without an `x-feature-version` of its own it says that {whom}"))
    }

    /// The same thing under another name, which counts as one of its names, too.
    pub(super) fn also(mut self, other: Self) -> Self {
        let own = self.path.split_once("::").map_or(self.path.as_str(), |(_, name)| name).to_owned();
        self.names.push(own);
        self.names.extend(other.names);
        self.names.push(other.path.split_once("::").map_or(other.path.as_str(), |(_, name)| name).to_owned());
        self.words.extend(other.words);
        self
    }
}

/// The cargo features of the versions that have what is behind a gate.
pub(super) fn rungs(api: &Api, gate: Gate) -> Vec<String> {
    let Some((id, version)) = gate.version() else { return Vec::new() };
    let Some(feature) = api.feature(id) else { return Vec::new() };
    feature.rungs().filter(|rung| *rung >= version).map(|rung| feature.flag(rung)).collect()
}
