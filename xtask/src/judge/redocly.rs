//! Redocly's linter: is it OpenAPI that reads well?

use std::path::Path;
use std::process::Command;

use crate::support::folder;
use crate::support::install::{Manager, Tool};
use crate::support::process;
use crate::support::workspace::{SPEC, Workspace};

pub(super) const TOOL: Tool =
    Tool { from: Manager::Npm, name: "@redocly/cli", version: "2.77.0", with: &[], needs: &[] };
/// The rules that it applies to the specification, each deviation with its reason.
const RULES: &str = "spec/redocly.yaml";
/// The rules for the documents that show what is supported: what we accept as good must be good to others, too.
const RULES_OF_FIXTURES: &str = "tests/fixtures/redocly.yaml";

pub(super) fn judge(workspace: &Workspace, home: &Path) -> Result<(), String> {
    lint(workspace, home, (RULES, &[SPEC.to_owned()]))?;
    lint(workspace, home, (RULES_OF_FIXTURES, &fixtures(workspace)?))
}

fn lint(workspace: &Workspace, home: &Path, (rules, files): (&str, &[String])) -> Result<(), String> {
    let mut command = Command::new("node");
    command.arg(home.join("node_modules/@redocly/cli/bin/cli.js"));
    command.args(["lint", "--config", rules]).args(files);
    command.env("REDOCLY_TELEMETRY", "off").env("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
    process::output(command.current_dir(workspace.root()).env("NO_COLOR", "1")).map(drop)
}

/// The small documents with one idea each, and the one that has all of them.
fn fixtures(workspace: &Workspace) -> Result<Vec<String>, String> {
    let good =
        folder::entries(workspace.root(), "tests/fixtures/good").map_err(|failure| failure.to_string())?;
    let mut files: Vec<String> = good.into_keys().filter(|path| path.ends_with(".yaml")).collect();
    if files.is_empty() {
        return Err("there is nothing in tests/fixtures/good".to_owned());
    }
    files.push("tests/conventions/spec.yaml".to_owned());
    Ok(files)
}
