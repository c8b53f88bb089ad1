//! Our own router, which judges call. It is served by a test of the crate `icws-tests`, because the generated crate is
//! not for this program to depend on.

use std::path::Path;
use std::process::Command;

use super::install::python_of;
use super::listening::Listening;
use crate::support::process::{cargo, succeeds};
use crate::support::workspace::Workspace;

/// The variable that tells the test how to answer.
const ANSWERS: &str = "ICWS_JUDGED";
/// With the whole workspace, so that cargo chooses the features that `cargo test --workspace` builds everything with.
const TEST: [&str; 5] = ["test", "--quiet", "--workspace", "--test", "judged"];

/// Serves it, answering with `successes`, or with all documented `outcomes` in turn.
pub(super) fn serve(workspace: &Workspace, answers: &str) -> Result<Listening, String> {
    // Built first, because it may take the compiler longer than a program may take until it listens.
    if !succeeds(cargo(workspace, &TEST).arg("--no-run")) {
        return Err("the router cannot be built".to_owned());
    }
    Listening::start(cargo(workspace, &TEST).env(ANSWERS, answers))
}

/// Python with what is installed in this folder, which calls it directly, whatever proxy others are reached by.
pub(super) fn caller(workspace: &Workspace, home: &Path) -> Command {
    let mut python = Command::new(python_of(home));
    python.current_dir(workspace.root()).env("NO_PROXY", "127.0.0.1").env("no_proxy", "127.0.0.1");
    python
}
