//! Redocly's linter: is it OpenAPI that reads well?

use std::path::Path;
use std::process::Command;

use super::install::{Manager, Package};
use crate::process;
use crate::workspace::{SPEC, Workspace};

pub(super) const PACKAGE: Package =
    Package { from: Manager::Npm, name: "@redocly/cli", version: "2.77.0", with: &[], needs: &[] };
/// The rules that it applies, each deviation with its reason.
const RULES: &str = "spec/redocly.yaml";

pub(super) fn judge(workspace: &Workspace, home: &Path) -> Result<(), String> {
    let mut command = Command::new("node");
    command.arg(home.join("node_modules/@redocly/cli/bin/cli.js"));
    command.args(["lint", "--config", RULES, SPEC]);
    command.env("REDOCLY_TELEMETRY", "off").env("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
    process::output(command.current_dir(workspace.root()).env("NO_COLOR", "1")).map(drop)
}
