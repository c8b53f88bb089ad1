//! openapi-generator: a client that others make of the specification, and that calls our router.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::router;
use crate::support::console::say;
use crate::support::install::{Manager, Tool, python_of};
use crate::support::process;
use crate::support::workspace::{SPEC, Workspace};

/// With what the client that it generates needs.
pub(super) const TOOL: Tool = Tool {
    from: Manager::Pip,
    name: "openapi-generator-cli",
    version: "7.26.0",
    with: &["urllib3==2.8.0", "pydantic==2.14.3", "python-dateutil==4.0.0", "typing-extensions==4.16.0"],
    needs: &["java"],
};

/// Makes the calls with the client, and compares what is sent with what arrives.
const CALLS: &str = "tests/judges/judged/calls.py";

pub(super) fn judge(workspace: &Workspace, home: &Path) -> Result<(), String> {
    let client = home.join("client");
    generate(workspace, home, &client)?;
    let server = router::serve(workspace, "successes")?;
    let mut calls = router::caller(workspace, home);
    calls.args([CALLS, &format!("http://{}", server.address())]);
    let made = process::output(calls.env("PYTHONPATH", &client));
    let served = server.end();
    say(format!("openapi-generator: {}", made?));
    served.map(drop)
}

/// Generates the client anew.
fn generate(workspace: &Workspace, home: &Path, client: &Path) -> Result<(), String> {
    if client.exists() {
        fs::remove_dir_all(client).map_err(|error| format!("cannot clear {}: {error}", client.display()))?;
    }
    let mut generator = Command::new(python_of(home));
    generator.args(["-c", "from openapi_generator_cli import cli; cli()", "generate"]);
    generator.args(["--generator-name", "python", "--package-name", "judged_client"]);
    generator.args(["--input-spec", SPEC, "--output"]).arg(client);
    process::output(generator.current_dir(workspace.root())).map(drop)
}
