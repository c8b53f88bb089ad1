//! The crates that generated code needs, in a manifest: those of the formats that the specification uses.

use icws_codegen::ir::Api;

use crate::block::{self, DEPENDENCIES};
use crate::ladder;

/// The manifest with ladder and crates brought up to date, and nothing else changed. The error says what to do.
pub(crate) fn replace(manifest: &str, api: &Api) -> Result<String, String> {
    let laddered = ladder::replace(manifest, &api.features)?;
    let lines = icws_codegen::dependencies(api).into_iter().map(|(name, line)| format!("{name} = {line}\n"));
    block::replace(&laddered, DEPENDENCIES, &lines.collect::<String>())
        .map_err(|malformed| malformed.to_string())
}
