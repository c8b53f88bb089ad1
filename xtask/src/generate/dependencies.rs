//! The crates that generated code needs, in a manifest: those of the formats that the specification uses.

use icws_codegen::ir::Api;

use super::block::{self, DEPENDENCIES};
use super::ladder;

/// The manifest with ladder and crates brought up to date, and nothing else changed. A crate that only later versions
/// need is optional, and comes with the first of them. The error says what to do.
pub(crate) fn replace(manifest: &str, api: &Api) -> Result<String, String> {
    let dependencies = icws_codegen::dependencies(api);
    let needs = dependencies.iter().filter_map(|dependency| {
        let (id, version) = dependency.gate.version()?;
        Some((api.feature(id)?.flag(version), format!("dep:{}", dependency.name)))
    });
    let laddered = ladder::replace(manifest, &api.features, &needs.collect::<Vec<_>>())?;
    let lines = dependencies.iter().map(|dependency| format!("{}\n", dependency.line()));
    block::replace(&laddered, DEPENDENCIES, &lines.collect::<String>())
        .map_err(|malformed| malformed.to_string())
}
