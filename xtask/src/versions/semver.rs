//! `cargo xtask semver`: whoever compiles with fewer features compiles with more.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;

use bpaf::{Parser, pure};

use super::features::{self, Features};
use crate::support::console::say;
use crate::support::failure::Failure;
use crate::support::help::paragraphs;
use crate::support::process::{self, cargo, quietly};
use crate::support::workspace::{CRATE, PACKAGE, RUNTIME, RUNTIME_PACKAGE, Workspace};

const NAME: &str = "cargo-semver-checks";
const VERSION: &str = "0.51.0";

/// Two sets of features, of which the second must offer what the first does.
#[derive(Debug, PartialEq)]
struct Pair {
    name: String,
    /// The package that is compared, and its folder.
    package: (&'static str, &'static str),
    fewer: Vec<String>,
    more: Vec<String>,
}

impl fmt::Display for Pair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

const HELP: &str = "\
Compares what is public at each version with what is public at the next, and what is public at the lowest with what all \
features together make public: nothing that a team uses may vanish or change when another team in the same build needs a \
newer version or another transport. Goes on after a difference, and lists the differences at the end.

The judge is cargo-semver-checks, which is built once, in a pinned version, into .cache/semver/. That takes a quarter of \
an hour, so this is no step of `cargo xtask ci`: run it before a release.";

pub(crate) fn command() -> impl Parser<()> {
    pure(())
        .to_options()
        .descr("show that what compiles at a version compiles at every one above")
        .header(paragraphs(HELP))
        .command("semver")
}

pub(crate) fn run(workspace: &Workspace) -> Result<(), Failure> {
    let pairs = pairs(&Features::of(workspace)?);
    let tool = install(workspace).map_err(|why| Failure::new(format!("error: {NAME}@{VERSION}: {why}")))?;
    features::each(&pairs, "comparisons", |pair| compare(workspace, &tool, pair))
}

/// Each rung with the next, with everything on that is no rung, so that the clients are compared, too. Then the lowest
/// rungs, alone and with each of what is no rung, with all features together. The runtime has no rungs, and is compared with
/// each of its features.
fn pairs(features: &Features) -> Vec<Pair> {
    let Features { ladders, others, .. } = features;
    let mut pairs = Vec::new();
    for ladder in ladders {
        let mut below: Option<&String> = None;
        for rung in ladder {
            pairs.push(Pair {
                name: format!("{} -> {rung}", below.map_or("no version", String::as_str)),
                package: (PACKAGE, CRATE),
                fewer: others.iter().chain(below).cloned().collect(),
                more: others.iter().chain([rung]).cloned().collect(),
            });
            below = Some(rung);
        }
    }
    let lowest: Vec<String> = ladders.iter().filter_map(|ladder| ladder.first().cloned()).collect();
    for other in [None].into_iter().chain(others.iter().map(Some)) {
        let fewer: Vec<String> = lowest.iter().chain(other).cloned().collect();
        let more = others.iter().cloned().chain(features.rungs()).collect();
        let name = format!("{} -> all features", features::name(&fewer));
        pairs.push(Pair { name, package: (PACKAGE, CRATE), fewer, more });
    }
    // What comes from the runtime is not seen in the crate that shows it under its own name.
    for other in [None].into_iter().chain(others.iter().map(Some)) {
        let fewer: Vec<String> = other.into_iter().cloned().collect();
        let name = format!("{RUNTIME_PACKAGE}: {} -> all features", features::name(&fewer));
        pairs.push(Pair { name, package: (RUNTIME_PACKAGE, RUNTIME), fewer, more: others.clone() });
    }
    pairs
}

/// Compares the crate with itself. The error is what is different, or why that could not be found out.
fn compare(workspace: &Workspace, tool: &Path, pair: &Pair) -> Result<String, String> {
    let (package, folder) = pair.package;
    let manifest = workspace.path(&format!("{folder}/Cargo.toml"));
    let mut command = Command::new(tool);
    command.args(["semver-checks", "--color", "never", "--package", package]);
    command.arg("--manifest-path").arg(manifest).arg("--baseline-root").arg(workspace.path(folder));
    // Both have the same version: without this, whatever such a version allows would count as no difference.
    command.args(["--release-type", "minor", "--only-explicit-features"]);
    command.args(pair.fewer.iter().flat_map(|name| ["--baseline-features", name]));
    command.args(pair.more.iter().flat_map(|name| ["--current-features", name]));
    process::output(command.current_dir(workspace.root()).env("CARGO_TARGET_DIR", workspace.target()))
}

/// The program, after installing it if it is not there yet.
fn install(workspace: &Workspace) -> Result<PathBuf, String> {
    let folder = workspace.path(&format!(".cache/semver/{NAME}-{VERSION}"));
    let program = folder.join("bin").join(format!("{NAME}{}", std::env::consts::EXE_SUFFIX));
    if process::output(Command::new(&program).arg("--version")) == Ok(format!("{NAME} {VERSION}")) {
        return Ok(program);
    }
    say(format!("installing {NAME}@{VERSION} into {}", folder.display()));
    let mut command = cargo(workspace, &["install", "--locked", "--force", "--quiet", "--root"]);
    command.arg(&folder).arg(format!("{NAME}@{VERSION}"));
    // What it is built of is needed once, so it goes to the folder that cargo clears behind itself.
    quietly(command.env_remove("CARGO_TARGET_DIR"))?;
    Ok(program)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn features() -> Features {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let ladders = vec![names(&["a-1", "a-2"]), names(&["b-1"])];
        Features { ladders, bringing: Vec::new(), others: names(&["x", "y"]), tls: names(&["z"]) }
    }

    #[test]
    fn each_rung_is_compared_with_the_next_and_the_lowest_with_everything() {
        let pairs = pairs(&features());
        let names: Vec<&str> = pairs.iter().map(|pair| pair.name.as_str()).collect();
        let expected = [
            "no version -> a-1",
            "a-1 -> a-2",
            "no version -> b-1",
            "a-1 b-1 -> all features",
            "a-1 b-1 x -> all features",
            "a-1 b-1 y -> all features",
            "icws-runtime: no feature -> all features",
            "icws-runtime: x -> all features",
            "icws-runtime: y -> all features",
        ];
        assert_eq!(names, expected);
        let sets: Vec<[String; 2]> =
            pairs.iter().map(|pair| [pair.fewer.join(" "), pair.more.join(" ")]).collect();
        assert_eq!(sets.first(), Some(&["x y", "x y a-1"].map(ToOwned::to_owned)));
        assert_eq!(sets.get(1), Some(&["x y a-1", "x y a-2"].map(ToOwned::to_owned)));
        assert_eq!(sets.get(5), Some(&["a-1 b-1 y", "x y a-1 a-2 b-1"].map(ToOwned::to_owned)));
        assert_eq!(sets.last(), Some(&["y", "x y"].map(ToOwned::to_owned)));
    }

    #[test]
    fn without_rungs_nothing_is_compared_with_everything() {
        let pairs = pairs(&Features { ladders: Vec::new(), ..features() });
        let names: Vec<&str> = pairs.iter().map(|pair| pair.name.as_str()).collect();
        assert_eq!(
            names.get(..3),
            Some(&["no feature -> all features", "x -> all features", "y -> all features"][..])
        );
        assert!(
            names.get(3..).is_some_and(|rest| rest.iter().all(|name| name.starts_with("icws-runtime: ")))
        );
    }
}
