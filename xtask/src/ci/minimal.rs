//! The step `minimal`: the generated crate compiles with the oldest versions of its dependencies that its manifest allows,
//! and no dependency needs a newer Rust than the manifest says.

use std::fs;
use std::path::Path;

use serde::Deserialize;
use toml_edit::{DocumentMut, Item, Table, value};

use crate::generate::manifest::{self, Identity};
use crate::generate::specification;
use crate::support::failure::Failure;
use crate::support::folder;
use crate::support::process::{self, cargo};
use crate::support::workspace::{CRATE, PACKAGE, Workspace};
use crate::versions::features::Features;

pub(crate) fn run(workspace: &Workspace) -> Result<(), Failure> {
    let home = workspace.target().join("minimal");
    let manifest = manifest(workspace)?;
    fs::create_dir_all(&home).map_err(|error| Failure::io("cannot create", &home, &error))?;
    let path = home.join("Cargo.toml");
    fs::write(&path, manifest).map_err(|error| Failure::io("cannot write", &path, &error))?;
    resolve(workspace, &home)?;
    rust(workspace, &home)?;
    let mut check =
        cargo(workspace, &["check", "--quiet", "--locked", "--lib", "--tests", "--no-default-features"]);
    check.args(["--features", &Features::of(workspace)?.all()]).current_dir(&home);
    process::output(check.env("CARGO_TARGET_DIR", home.join("target")))
        .map(drop)
        .map_err(|printed| Failure::new(format!("error: with the oldest dependencies:\n{printed}")))
}

/// The manifest of the crate on its own, with the code where it is.
fn manifest(workspace: &Workspace) -> Result<String, Failure> {
    let member = folder::text(&workspace.path(&format!("{CRATE}/Cargo.toml")))?;
    let root = folder::text(&workspace.path("Cargo.toml"))?;
    let identity = Identity { name: PACKAGE.to_owned(), description: String::new() };
    let api = specification::own(workspace)?.api;
    let mistake = |mistake: String| Failure::new(format!("error: {CRATE}/Cargo.toml: {mistake}"));
    let manifest = manifest::standalone(&member, &root, &identity, &api).map_err(mistake)?;
    let mut manifest: DocumentMut = manifest.parse().map_err(|error| mistake(format!("{error}")))?;
    let library = workspace.path(&format!("{CRATE}/src/lib.rs"));
    let mut table = Table::new();
    table.insert("path", value(library.display().to_string()));
    manifest.insert("lib", Item::Table(table));
    Ok(manifest.to_string())
}

/// Chooses the oldest versions of what the manifest names, and the newest of what those need. The option that does so is
/// not stable yet, so this one run of cargo is told to pass for a nightly one; the compiler is not.
fn resolve(workspace: &Workspace, home: &Path) -> Result<(), Failure> {
    let mut command = cargo(workspace, &["-Z", "direct-minimal-versions", "generate-lockfile"]);
    process::output(command.current_dir(home).env("RUSTC_BOOTSTRAP", "1")).map(drop).map_err(|printed| {
        Failure::new(format!("error: the oldest dependencies do not go together:\n{printed}"))
    })
}

/// What is said about packages that were resolved.
#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    rust_version: Option<String>,
}

/// Holds the minimum version of Rust against those of all dependencies.
fn rust(workspace: &Workspace, home: &Path) -> Result<(), Failure> {
    let mut command =
        cargo(workspace, &["metadata", "--quiet", "--locked", "--all-features", "--format-version", "1"]);
    let printed = process::output(command.current_dir(home)).map_err(Failure::new)?;
    let metadata: Metadata = serde_json::from_str(&printed)
        .map_err(|error| Failure::new(format!("error: cargo metadata: {error}")))?;
    let newer = newer(&metadata.packages);
    if newer.is_empty() { Ok(()) } else { Err(Failure::new(newer.join("\n"))) }
}

/// The packages that need a newer Rust than ours says that it needs.
fn newer(packages: &[Package]) -> Vec<String> {
    let needed = |package: &Package| numbers(package.rust_version.as_deref().unwrap_or_default());
    let ours = packages.iter().find(|package| package.name == PACKAGE);
    let said = ours.map(needed).unwrap_or_default();
    let newer = packages.iter().filter(|package| needed(package) > said);
    let line = |Package { name, version, rust_version }: &Package| {
        let needed = rust_version.as_deref().unwrap_or_default();
        format!(
            "error: {name} {version} needs Rust {needed}, which is newer than what {CRATE}/Cargo.toml says"
        )
    };
    newer.map(line).collect()
}

/// The numbers of a version of Rust, of which the last may be absent.
fn numbers(version: &str) -> Vec<u32> {
    let mut numbers: Vec<u32> = version.split('.').filter_map(|number| number.parse().ok()).collect();
    numbers.resize(3, 0);
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dependency_that_needs_a_newer_rust_is_named() {
        let package = |name: &str, rust_version: Option<&str>| Package {
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            rust_version: rust_version.map(ToOwned::to_owned),
        };
        let packages = [
            package(PACKAGE, Some("1.88")),
            package("old", Some("1.9")),
            package("same", Some("1.88.0")),
            package("silent", None),
            package("new", Some("1.88.1")),
        ];
        let expected =
            ["error: new 1.0.0 needs Rust 1.88.1, which is newer than what generated/Cargo.toml says"];
        assert_eq!(newer(&packages), expected);
    }
}
