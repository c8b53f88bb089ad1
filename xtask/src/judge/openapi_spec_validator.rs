//! openapi-spec-validator: is it OpenAPI 3.0 at all, by the schema that OpenAPI publishes?

use std::path::Path;
use std::process::Command;

use crate::support::install::{Manager, Tool, python_of};
use crate::support::process;
use crate::support::workspace::{SPEC, Workspace};

pub(super) const TOOL: Tool =
    Tool { from: Manager::Pip, name: "openapi-spec-validator", version: "0.9.0", with: &[], needs: &[] };

pub(super) fn judge(workspace: &Workspace, home: &Path) -> Result<(), String> {
    let mut command = Command::new(python_of(home));
    command.args(["-m", "openapi_spec_validator", "--schema", "3.0", SPEC]);
    process::output(command.current_dir(workspace.root())).map(drop)
}
