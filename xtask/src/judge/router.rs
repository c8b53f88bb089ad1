//! Our own router, which judges call. It is served by a program of the crate `icws-tests`, because the generated crate is
//! not for this program to depend on.

use std::path::Path;
use std::process::Command;

use super::listening::Listening;
use super::program;
use crate::support::install::python_of;
use crate::support::workspace::Workspace;

/// Serves it, answering with `successes`, or with all documented `outcomes` in turn.
pub(super) fn serve(workspace: &Workspace, answers: &str) -> Result<Listening, String> {
    Listening::start(program::built(workspace, "judged")?.arg(answers))
}

/// Python with what is installed in this folder, which calls it directly, whatever proxy others are reached by.
pub(super) fn caller(workspace: &Workspace, home: &Path) -> Command {
    let mut python = Command::new(python_of(home));
    python.current_dir(workspace.root()).env("NO_PROXY", "127.0.0.1").env("no_proxy", "127.0.0.1");
    python
}
