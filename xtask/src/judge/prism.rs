//! Prism: a server made of the specification, which our clients call. It judges each request, and answers with each
//! status. The calls are made by a program of the crate `icws-tests`, because clients are not for this program to depend on.

use std::path::Path;
use std::process::Command;

use super::listening::Listening;
use super::program;
use crate::support::install::{Manager, Tool};
use crate::support::process::succeeds;
use crate::support::workspace::{SPEC, Workspace};

pub(super) const TOOL: Tool =
    Tool { from: Manager::Npm, name: "@stoplight/prism-cli", version: "5.14.2", with: &[], needs: &[] };
/// Makes node end when its standard input does.
const END_WITH_US: &str = "data:text/javascript,process.stdin.on('end',()=>process.exit()).resume()";

pub(super) fn judge(workspace: &Workspace, home: &Path) -> Result<(), String> {
    let mut calls = program::built(workspace, "prism")?;
    let server = Listening::start(&mut prism(workspace, home))?;
    if succeeds(calls.arg(server.address())) { Ok(()) } else { Err("see above".to_owned()) }
}

/// Prism on a free port.
fn prism(workspace: &Workspace, home: &Path) -> Command {
    let mut command = Command::new("node");
    command.args(["--import", END_WITH_US]).arg(home.join("node_modules/@stoplight/prism-cli/dist/index.js"));
    command.args(["mock", "--errors", "--host", "127.0.0.1", "--port", "0", SPEC]);
    command.current_dir(workspace.root()).env("NO_COLOR", "1");
    command
}
