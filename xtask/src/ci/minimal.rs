//! The step `minimal`: the generated crate and its runtime compile with the oldest versions of their dependencies that
//! their manifests allow, and no dependency needs a newer Rust than the manifests say.

use std::fs;
use std::path::Path;

use serde::Deserialize;
use toml_edit::{Item, Table, value};

use crate::generate::manifest::{self, Origin};
use crate::support::cargo;
use crate::support::console::say;
use crate::support::failure::Failure;
use crate::support::folder;
use crate::support::process;
use crate::support::workspace::{CRATE, PACKAGE, RUNTIME, RUNTIME_PACKAGE, Workspace};
use crate::versions::features::Features;

/// The packages that others depend on, each with its folder.
const PACKAGES: [(&str, &str); 2] = [(PACKAGE, CRATE), (RUNTIME_PACKAGE, RUNTIME)];

pub(crate) fn run(workspace: &Workspace) -> Result<(), Failure> {
    let home = workspace.target().join("minimal");
    let members = PACKAGES.map(|(package, _)| package);
    write(&home, &format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n"))?;
    for (package, folder) in PACKAGES {
        write(&home.join(package), &manifest(workspace, folder)?)?;
    }
    resolve(workspace, &home)?;
    rust(workspace, &home)?;
    say("compiling with the oldest dependencies");
    let args = ["check", "--quiet", "--locked", "--workspace", "--lib", "--tests", "--no-default-features"];
    let mut check = cargo::elsewhere(&home, &home.join("target"), &workspace.target());
    process::output(check.args(args).args(["--features", &Features::of(workspace)?.all()]))
        .map(drop)
        .map_err(|printed| Failure::new(format!("error: with the oldest dependencies:\n{printed}")))
}

fn write(folder: &Path, manifest: &str) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|error| Failure::io("cannot create", folder, &error))?;
    let path = folder.join("Cargo.toml");
    fs::write(&path, manifest).map_err(|error| Failure::io("cannot write", &path, &error))
}

/// The manifest of a crate outside of the workspace, with the code where it is.
fn manifest(workspace: &Workspace, folder: &str) -> Result<String, Failure> {
    let member = folder::text(&workspace.path(&format!("{folder}/Cargo.toml")))?;
    let root = folder::text(&workspace.path("Cargo.toml"))?;
    let origin = Origin { member: &member, root: &root, runtime: &format!("../{RUNTIME_PACKAGE}") };
    let mut manifest = manifest::written_out(origin)
        .map_err(|mistake| Failure::new(format!("error: {folder}/Cargo.toml: {mistake}")))?;
    let library = workspace.path(&format!("{folder}/src/lib.rs"));
    let mut table = Table::new();
    table.insert("path", value(library.display().to_string()));
    manifest.insert("lib", Item::Table(table));
    Ok(manifest.to_string())
}

/// Chooses the oldest versions of what the manifest names, and the newest of what those need. The option that does so is
/// not stable yet, so this one run of cargo is told to pass for a nightly one; the compiler is not.
fn resolve(workspace: &Workspace, home: &Path) -> Result<(), Failure> {
    let mut command = process::cargo(workspace, &["-Z", "direct-minimal-versions", "generate-lockfile"]);
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
    let mut command = process::cargo(
        workspace,
        &["metadata", "--quiet", "--locked", "--all-features", "--format-version", "1"],
    );
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
