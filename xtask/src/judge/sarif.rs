//! The validator of those who made SARIF: whether what `gen --format sarif` prints of every mistake is such a document.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::generate::{Format, listing::Listing, specification};
use crate::support::folder;
use crate::support::install::{Manager, Tool};
use crate::support::process;
use crate::support::workspace::Workspace;

pub(super) const TOOL: Tool = Tool {
    from: Manager::Npm,
    name: "@microsoft/sarif-multitool",
    version: "5.7.0",
    with: &[PROGRAM],
    needs: &[],
};
/// The program itself, which is made for each system.
const PROGRAM: &str = if cfg!(windows) {
    "@microsoft/sarif-multitool-win32@5.7.0"
} else if cfg!(target_os = "macos") {
    "@microsoft/sarif-multitool-darwin@5.7.0"
} else {
    "@microsoft/sarif-multitool-linux@5.7.0"
};
/// Documents with one mistake each.
const MISTAKEN: &str = "tests/fixtures/bad";

pub(super) fn judge(workspace: &Workspace, home: &Path) -> Result<(), String> {
    let file = workspace.target().join("mistakes.sarif");
    let document = document(workspace)?;
    fs::create_dir_all(workspace.target())
        .and_then(|()| fs::write(&file, document.to_string()))
        .map_err(|error| format!("cannot write {}: {error}", file.display()))?;
    let mut command = Command::new(program(home)?);
    command.arg("validate").arg(file).env("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1");
    let (Ok(printed) | Err(printed)) = process::output(&mut command);
    verdict(&printed, document.get("runs").and_then(Value::as_array).map_or(0, Vec::len))
}

/// What the program has found in a document with so many runs, by what it has printed.
fn verdict(printed: &str, runs: usize) -> Result<(), String> {
    let found: Vec<&str> = printed.lines().filter(|line| line.contains(": error ")).collect();
    // What it cannot read it passes over in silence. Of what it reads, it says of each run how the tool may be known better.
    let is_read = printed.matches(": warning SARIF2005: ").count() == runs;
    let is_done = printed.contains("Analysis completed successfully");
    match found.as_slice() {
        [] if is_read && is_done => Ok(()),
        [] if is_done => Err(format!("not everything was read:\n{printed}")),
        [] => Err(printed.to_owned()),
        found => Err(found.join("\n")),
    }
}

/// What is said of each specification with a mistake, as the runs of one document: the program takes its time for each.
fn document(workspace: &Workspace) -> Result<Value, String> {
    let mistaken = folder::entries(workspace.root(), MISTAKEN).map_err(|failure| failure.to_string())?;
    let (mut whole, mut runs) = (Value::Null, Vec::new());
    for path in mistaken.keys().filter(|path| path.ends_with(".yaml")) {
        let Err(specification::Refusal::Mistakes(mistakes)) =
            specification::read(&workspace.path(path), path, path, None)
        else {
            continue;
        };
        let mut listing = Listing::new(Format::Sarif);
        listing.diagnostics(&mistakes);
        whole = serde_json::from_str(&listing.document()).map_err(|error| format!("{path}: {error}"))?;
        runs.extend(
            whole.get_mut("runs").and_then(Value::as_array_mut).into_iter().flatten().map(Value::take),
        );
    }
    if runs.is_empty() {
        return Err(format!("there is nothing in {MISTAKEN}"));
    }
    if let Some(all) = whole.get_mut("runs") {
        *all = Value::Array(runs);
    }
    Ok(whole)
}

/// The program, which its package does not make one that may be started.
fn program(home: &Path) -> Result<PathBuf, String> {
    let package = PROGRAM.rsplit_once('@').map_or(PROGRAM, |(package, _)| package);
    let program = format!("node_modules/{package}/Sarif.Multitool{}", std::env::consts::EXE_SUFFIX);
    let program = home.join(program);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755))
            .map_err(|error| format!("cannot make {} a program: {error}", program.display()))?;
    }
    Ok(program)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_read_or_not_ended_is_not_right() {
        let (read, done) = ("a.sarif: warning SARIF2005: known better\n", "Analysis completed successfully.");
        assert_eq!(verdict(&format!("{read}{read}{done}"), 2), Ok(()));
        let unread = format!("{read}{done}");
        assert_eq!(verdict(&unread, 2), Err(format!("not everything was read:\n{unread}")));
        assert_eq!(verdict(read, 1), Err(read.to_owned()));
        let error = "a.sarif: error SARIF1002: no address";
        assert_eq!(verdict(&format!("{read}{error}\n{done}"), 1), Err(error.to_owned()));
    }

    #[test]
    fn every_mistake_is_a_run_of_one_document() {
        let document = document(&Workspace::own()).unwrap();
        let runs = document.get("runs").and_then(Value::as_array).unwrap();
        let of =
            |run: &Value| run.pointer("/results/0/ruleId").and_then(Value::as_str).map(ToOwned::to_owned);
        let rules: std::collections::BTreeSet<_> = runs.iter().map(of).collect();
        assert!(rules.len() > 50 && !rules.contains(&None), "{rules:?}");
        assert_eq!(document.get("version"), Some(&Value::from("2.1.0")));
    }
}
