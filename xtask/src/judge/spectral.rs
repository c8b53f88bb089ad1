//! Spectral: the same question as Redocly's, by the rules of other people.

use std::path::Path;
use std::process::Command;

use crate::support::install::{Manager, Tool};
use crate::support::process;
use crate::support::workspace::{SPEC, Workspace};

pub(super) const TOOL: Tool =
    Tool { from: Manager::Npm, name: "@stoplight/spectral-cli", version: "6.16.3", with: &[], needs: &[] };
/// The rules that it applies, each deviation with its reason.
const RULES: &str = "spec/spectral.yaml";

pub(super) fn judge(workspace: &Workspace, home: &Path) -> Result<(), String> {
    let mut command = Command::new("node");
    command.arg(home.join("node_modules/@stoplight/spectral-cli/dist/index.js"));
    // Hints count too: whatever is not to count is silenced in the rules, where its reason is.
    command.args(["lint", "--fail-severity", "hint", "--ruleset", RULES, SPEC]);
    process::output(command.current_dir(workspace.root()).env("NO_COLOR", "1")).map(drop)
}
