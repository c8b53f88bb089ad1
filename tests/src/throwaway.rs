//! Crates that are made to be compiled once, apart from this workspace, where the tests switch on all features.
//!
//! They are a workspace of their own in the target folder. Only what has changed is written, because cargo would build
//! again what is newer. All crates that they need are in this workspace's Cargo.lock, and downloaded.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use icws_dialer::DialerVersion;

use crate::{cargo, root};

/// A crate.
#[derive(Debug, Clone, Copy)]
pub struct Member<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its dependencies, as in a manifest; each may refer to those of this workspace.
    pub dependencies: &'a str,
    /// What it consists of.
    pub code: &'a str,
}

/// A workspace.
#[derive(Debug)]
pub struct Throwaway {
    folder: PathBuf,
}

/// The cargo feature of the newest version: tests name no version that an edit of the specification can take away.
pub fn newest() -> String {
    format!("dialer-{}", DialerVersion::NEWEST.get())
}

impl Throwaway {
    /// Writes a workspace of these crates into a folder of the target folder.
    ///
    /// # Errors
    ///
    /// When something cannot be read or written.
    pub fn new(name: &str, members: &[Member<'_>]) -> io::Result<Self> {
        let workspace = Self { folder: root().join("target").join(name) };
        let names: Vec<String> = members.iter().map(|member| format!("\"{}\"", member.name)).collect();
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [{}]\n\n{}",
            names.join(", "),
            dependencies(&fs::read_to_string(root().join("Cargo.toml"))?)
        );
        workspace.write("Cargo.toml", &manifest)?;
        for Member { name, dependencies, code } in members {
            let package = format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n");
            workspace.write(
                &format!("{name}/Cargo.toml"),
                &format!("{package}\n[dependencies]\n{dependencies}"),
            )?;
            workspace.write(&format!("{name}/src/lib.rs"), code)?;
        }
        fs::copy(root().join("Cargo.lock"), workspace.folder.join("Cargo.lock"))?;
        Ok(workspace)
    }

    fn write(&self, path: &str, content: &str) -> io::Result<()> {
        let path = self.folder.join(path);
        if fs::read_to_string(&path).is_ok_and(|present| present == content) {
            return Ok(());
        }
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(path, content)
    }

    /// Runs cargo there, and yields what it printed.
    ///
    /// # Errors
    ///
    /// When it does not succeed or warns, with what it said.
    pub fn cargo(&self, arguments: &[&str]) -> io::Result<String> {
        printed(cargo(&self.folder).args(arguments))
    }

    /// The same, where nothing is compiled but what that folder has.
    ///
    /// # Errors
    ///
    /// The same.
    pub fn cargo_apart(&self, arguments: &[&str], target: &Path) -> io::Result<String> {
        let mut cargo = cargo(&self.folder);
        printed(cargo.args(arguments).env("CARGO_TARGET_DIR", target).env("CARGO_BUILD_BUILD_DIR", target))
    }
}

fn printed(cargo: &mut Command) -> io::Result<String> {
    let Output { status, stdout, stderr } = cargo.arg("--offline").output()?;
    let (printed, complaint) = (String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr));
    if status.success() && !cargo::warns(&complaint) {
        return Ok(printed.into_owned());
    }
    Err(io::Error::other(format!("{cargo:?}: {complaint}{printed}")))
}

/// Cargo in a folder with a crate that is compiled once.
pub fn cargo(folder: &Path) -> Command {
    let target = root().join("target");
    cargo::elsewhere(folder, &target.join("gating"), &target)
}

/// The dependencies that the crates of this workspace share, as another workspace two folders below has them: the same
/// features of the same crates.
fn dependencies(manifest: &str) -> String {
    const TABLE: &str = "[workspace.dependencies]";
    let behind = manifest.split_once(TABLE).map_or("", |(_, behind)| behind);
    let table = behind.split("\n[").next().unwrap_or_default();
    format!("{TABLE}{}", table.replace("path = \"", "path = \"../../"))
}
