//! Starting other programs.

use std::ffi::OsStr;
use std::process::{Command, Stdio};
use std::time::Duration;

use super::cargo;
use super::console::complain;
use super::workspace::Workspace;

/// Cargo, in the workspace.
pub(crate) fn cargo(workspace: &Workspace, arguments: &[&str]) -> Command {
    let mut command = cargo::here(workspace.root());
    command.args(arguments).env("CARGO_TARGET_DIR", workspace.target());
    command
}

/// Runs a program whose output the user sees; yields whether it succeeded.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    match command.stdin(Stdio::null()).status() {
        Ok(status) => status.success(),
        Err(error) => {
            complain(format!("error: cannot start {}: {error}", command.get_program().display()));
            false
        }
    }
}

/// Runs a program and keeps its output; the error is what it printed, or why it did not start.
pub(crate) fn output(command: &mut Command) -> Result<String, String> {
    let output = command.stdin(Stdio::null()).output();
    let output =
        output.map_err(|error| format!("cannot start {}: {error}", command.get_program().display()))?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim_end().to_owned();
    let printed = [text(&output.stdout), text(&output.stderr)].join("\n").trim().to_owned();
    if output.status.success() { Ok(printed) } else { Err(printed) }
}

/// Runs an installation. What a package manager prints when it fails names the hosts that this machine is set up to use,
/// so it is not shown.
pub(crate) fn quietly(command: &mut Command) -> Result<(), String> {
    output(command).map(drop).map_err(|_| {
        let arguments: Vec<_> = command.get_args().map(|argument| argument.to_string_lossy()).collect();
        let program = command.get_program().display();
        format!("could not be installed\nhelp: see why with: {program} {}", arguments.join(" "))
    })
}

/// Whether a program is there and answers to an argument.
pub(crate) fn is_there(program: impl AsRef<OsStr>, argument: &str) -> bool {
    output(Command::new(program).arg(argument)).is_ok()
}

/// A time for people.
pub(crate) fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}
