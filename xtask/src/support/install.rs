//! Installing programs of others: pinned, each into a folder of its own that git ignores.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::console::say;
use crate::support::process::{self, is_there, quietly};
use crate::support::workspace::Workspace;

/// A program in the version that is installed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tool {
    pub(crate) from: Manager,
    pub(crate) name: &'static str,
    pub(crate) version: &'static str,
    /// What is installed beside it, as its package manager writes it: what comes with it is not pinned otherwise.
    pub(crate) with: &'static [&'static str],
    /// Programs that it needs besides its package manager.
    pub(crate) needs: &'static [&'static str],
}

/// The program that installs it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Manager {
    Pip,
    Npm,
}

impl fmt::Display for Tool {
    /// As its package manager writes it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { from, name, version, .. } = self;
        match from {
            Manager::Pip => write!(f, "{name}=={version}"),
            Manager::Npm => write!(f, "{name}@{version}"),
        }
    }
}

impl Tool {
    /// Where it is installed, after installing it if it is not there yet.
    pub(crate) fn install(self, workspace: &Workspace, judge: &str) -> Result<PathBuf, String> {
        if let Some(program) = self.needs.iter().find(|program| !is_there(program, "--version")) {
            return Err(format!("could not run: there is no {program}"));
        }
        let folder = workspace.path(&format!(".cache/conformance/{judge}-{}", self.version));
        let finished = folder.join("installed");
        let installed = self.all().join("\n");
        if fs::read_to_string(&finished).is_ok_and(|text| text == installed) {
            return Ok(folder);
        }
        if folder.exists() {
            fs::remove_dir_all(&folder)
                .map_err(|error| format!("cannot clear {}: {error}", folder.display()))?;
        }
        say(format!("installing {self} into {}", folder.display()));
        match self.from {
            Manager::Pip => install_python(&folder, self),
            Manager::Npm => install_node(&folder, self),
        }?;
        fs::write(&finished, installed)
            .map_err(|error| format!("cannot write {}: {error}", finished.display()))?;
        Ok(folder)
    }

    /// Everything that is installed.
    fn all(self) -> Vec<String> {
        let with = self.with.iter().map(|package| (*package).to_owned());
        [self.to_string()].into_iter().chain(with).collect()
    }
}

fn install_python(folder: &Path, tool: Tool) -> Result<(), String> {
    if !is_there("python3", "--version") {
        return Err("could not run: there is no python3".to_owned());
    }
    process::output(Command::new("python3").args(["-m", "venv"]).arg(folder))
        .map_err(|_| "could not run: `python3 -m venv` fails; on Debian, install python3-venv".to_owned())?;
    let mut pip = Command::new(python_of(folder));
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
    quietly(pip.args(tool.all()))
}

fn install_node(folder: &Path, tool: Tool) -> Result<(), String> {
    if !is_there("npm", "--version") || !is_there("node", "--version") {
        return Err("could not run: there is no npm or no node".to_owned());
    }
    fs::create_dir_all(folder).map_err(|error| format!("cannot create {}: {error}", folder.display()))?;
    let mut npm = Command::new("npm");
    npm.args([
        "install",
        "--silent",
        "--no-audit",
        "--no-fund",
        "--no-package-lock",
        "--ignore-scripts",
        "--prefix",
    ]);
    quietly(npm.arg(folder).args(tool.all()))?;
    // It says where each package came from, which is nobody's business but that of this machine.
    let _ = fs::remove_file(folder.join("node_modules/.package-lock.json"));
    Ok(())
}

/// The interpreter that finds what was installed into this folder.
pub(crate) fn python_of(folder: &Path) -> PathBuf {
    script_of(folder, "python")
}

/// A program that was installed into this folder from PyPI.
pub(crate) fn script_of(folder: &Path, name: &str) -> PathBuf {
    let scripts = folder.join(if cfg!(windows) { "Scripts" } else { "bin" });
    scripts.join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOOL: Tool =
        Tool { from: Manager::Pip, name: "judge", version: "1.2", with: &["hammer==3"], needs: &[] };

    #[test]
    fn what_comes_with_a_package_is_as_pinned_as_the_package() {
        assert_eq!(TOOL.all(), ["judge==1.2", "hammer==3"]);
        let from_npm = Tool { from: Manager::Npm, with: &[], ..TOOL };
        assert_eq!(from_npm.all(), ["judge@1.2"]);
    }

    #[test]
    fn nothing_is_installed_where_something_is_missing_that_it_needs() {
        let tool = Tool { needs: &["no-such-program"], ..TOOL };
        // A file, so that nothing could be installed below it.
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        let installed = tool.install(&Workspace::at(file), "judge");
        assert_eq!(installed, Err("could not run: there is no no-such-program".to_owned()));
    }
}
