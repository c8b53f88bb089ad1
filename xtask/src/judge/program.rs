//! The programs of the crate `icws-tests` that call judges, or that judges call.

use std::env::consts::EXE_SUFFIX;
use std::process::Command;

use crate::support::console::complain;
use crate::support::process::{cargo, succeeds};
use crate::support::workspace::Workspace;

/// Builds a program. It is built before it is started, because it may take the compiler longer than a program may take
/// until it listens.
///
/// The whole workspace is named, and a test, so that cargo chooses the features that `cargo test --workspace` builds
/// everything with, and builds nothing twice.
pub(super) fn built(workspace: &Workspace, name: &str) -> Result<Command, String> {
    let build = ["build", "--quiet", "--workspace", "--profile", "test", "--bin", name, "--test", "provider"];
    complain(format!("building {name}"));
    if !succeeds(&mut cargo(workspace, &build)) {
        return Err(format!("`{name}` of icws-tests cannot be built"));
    }
    let mut program = Command::new(workspace.target().join("debug").join(format!("{name}{EXE_SUFFIX}")));
    program.current_dir(workspace.root());
    Ok(program)
}
