//! The validator of those who made SARIF: whether what `gen --format sarif` prints of every mistake is such a document.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::install::{Manager, Tool};
use crate::generate::{Format, listing::Listing, specification};
use crate::support::folder;
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
    let documents = documents(workspace)?;
    let mut command = Command::new(program(home)?);
    command.arg("validate").args(documents).env("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1");
    let (Ok(printed) | Err(printed)) = process::output(&mut command);
    let found: Vec<&str> = printed.lines().filter(|line| line.contains(": error ")).collect();
    match found.as_slice() {
        [] if printed.contains("Analysis completed successfully") => Ok(()),
        [] => Err(printed),
        found => Err(found.join("\n")),
    }
}

/// A document for each of the specifications with a mistake, in files of their own.
fn documents(workspace: &Workspace) -> Result<Vec<PathBuf>, String> {
    let folder = workspace.target().join("xtask/sarif");
    fs::create_dir_all(&folder).map_err(|error| format!("cannot create {}: {error}", folder.display()))?;
    let mistaken = folder::entries(workspace.root(), MISTAKEN).map_err(|failure| failure.to_string())?;
    let mut files = Vec::new();
    for path in mistaken.keys().filter(|path| path.ends_with(".yaml")) {
        let Err(specification::Refusal::Mistakes(mistakes)) =
            specification::read(&workspace.path(path), path, path, None)
        else {
            continue;
        };
        let mut listing = Listing::new(Format::Sarif);
        listing.diagnostics(&mistakes);
        let file = folder.join(path.rsplit('/').next().unwrap_or(path)).with_extension("sarif");
        fs::write(&file, listing.document())
            .map_err(|error| format!("cannot write {}: {error}", file.display()))?;
        files.push(file);
    }
    if files.is_empty() { Err(format!("there is nothing in {MISTAKEN}")) } else { Ok(files) }
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
