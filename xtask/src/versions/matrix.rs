//! `cargo xtask matrix`: the generated crate and its runtime compile alone and without a warning, whatever a team switches
//! on.

use std::fmt;

use bpaf::{Parser, pure};

use super::features::{self, Features};
use crate::support::failure::Failure;
use crate::support::process::{self, cargo};
use crate::support::workspace::{PACKAGE, RUNTIME_PACKAGE, Workspace};

/// A set of features, as cargo is told.
#[derive(Debug, PartialEq)]
struct Row {
    name: String,
    arguments: Vec<String>,
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

const HELP: &str = "\
Lints the generated crate alone, with its tests and examples, and with warnings as errors: with no feature, with each \
version, with each version that has something new and each other feature, with each choice of TLS, with the default \
features and with all. Goes on after a failure, and lists the failures at the end.";

pub(crate) fn command() -> impl Parser<()> {
    pure(())
        .to_options()
        .descr("lint the crate alone, with every set of features that makes sense")
        .header(HELP)
        .command("matrix")
}

pub(crate) fn run(workspace: &Workspace) -> Result<(), Failure> {
    let features = Features::of(workspace)?;
    features.say_what_is_left_out();
    let rows = rows(&features);
    features::each(&rows, "sets of features", |row| lint(workspace, row))
}

/// The clients, beside which each choice of TLS is made.
const CLIENTS: [&[&str]; 3] =
    [&["reqwest-client"], &["blocking-client"], &["blocking-client", "reqwest-client"]];

/// No feature, each rung, each that brings something with each other feature, all of these together without a rung, each
/// choice of TLS with each client, what is on by default, and everything. With a rung that brings nothing the compiler sees
/// the same code as with the one below.
fn rows(features: &Features) -> Vec<Row> {
    let (rungs, others) = (features.rungs(), &features.others);
    let row = |features: &[&str]| {
        let mut arguments = vec!["--no-default-features".to_owned()];
        if !features.is_empty() {
            arguments.extend(["--features".to_owned(), features.join(",")]);
        }
        Row { name: features::name(features), arguments }
    };
    let mut rows = vec![row(&[])];
    rows.extend(others.iter().map(|other| row(&[other])));
    if others.len() > 1 {
        rows.push(row(&others.iter().map(String::as_str).collect::<Vec<_>>()));
    }
    rows.extend(rungs.iter().map(|rung| row(&[rung])));
    for other in others {
        rows.extend(features.bringing.iter().map(|rung| row(&[rung, other])));
    }
    for tls in &features.tls {
        rows.extend(CLIENTS.map(|clients| row(&[clients, &[tls.as_str()]].concat())));
    }
    rows.push(Row { name: "default".to_owned(), arguments: Vec::new() });
    rows.push(Row {
        name: "all features".to_owned(),
        arguments: vec!["--features".to_owned(), features.all()],
    });
    rows
}

/// Lints both crates with their tests and examples. What is built goes to a folder of its own: the everyday build keeps its
/// cache.
fn lint(workspace: &Workspace, row: &Row) -> Result<String, String> {
    let packages = ["-p", PACKAGE, "-p", RUNTIME_PACKAGE];
    let mut command = cargo(workspace, &["clippy", "--quiet", "--all-targets"]);
    command.args(packages);
    command.args(&row.arguments).args(["--", "-D", "warnings"]);
    command.env("CARGO_TARGET_DIR", workspace.target().join("matrix"));
    process::output(&mut command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rung_is_compiled_and_what_brings_something_with_each_other_feature() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let ladders = vec![names(&["a-1", "a-2", "a-3"])];
        let bringing = names(&["a-1", "a-3"]);
        let rows = rows(&Features { ladders, bringing, others: names(&["x", "y"]), tls: names(&["z"]) });
        let names: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
        let expected = [
            "no feature",
            "x",
            "y",
            "x y",
            "a-1",
            "a-2",
            "a-3",
            "a-1 x",
            "a-3 x",
            "a-1 y",
            "a-3 y",
            "reqwest-client z",
            "blocking-client z",
            "blocking-client reqwest-client z",
            "default",
            "all features",
        ];
        assert_eq!(names, expected);
        let arguments: Vec<String> = rows.iter().map(|row| row.arguments.join(" ")).collect();
        assert_eq!(arguments.first().map(String::as_str), Some("--no-default-features"));
        assert_eq!(arguments.get(7).map(String::as_str), Some("--no-default-features --features a-1,x"));
        assert_eq!(arguments.last().map(String::as_str), Some("--features a-1,a-2,a-3,x,y,z"));
    }
}
