//! `cargo xtask matrix`: the generated crate and its runtime compile alone and without a warning, whatever a team switches
//! on.

use std::fmt;
use std::panic;
use std::path::PathBuf;
use std::thread;

use bpaf::{Parser, pure};

use super::features::{self, Features};
use crate::support::failure::Failure;
use crate::support::process::{self, cargo};
use crate::support::workspace::{PACKAGE, RUNTIME_PACKAGE, Workspace};

/// What clippy holds the workspace to. What the specification says is deprecated is still tested, and shown in examples, so
/// that to say so takes no other edit.
pub(crate) const LINTS: [&str; 5] = ["--", "-D", "warnings", "-A", "deprecated"];

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
Lints with warnings as errors, but for uses of what is deprecated: the crate, its runtime and their tests with no \
version; the crate and its examples with each version, with each version that has something new and each other \
feature, with each choice of TLS, with the default features and with all. Goes on after a failure, and lists the \
failures at the end.";

pub(crate) fn command() -> impl Parser<()> {
    pure(())
        .to_options()
        .descr("lint the crate alone, with every set of features that makes sense")
        .header(HELP)
        .command("matrix")
}

/// Sets of features that are linted one after the other, beside other ones. Alone, a set leaves a processor idle most of the
/// time.
struct Lane {
    rows: Vec<Row>,
    what: &'static str,
    /// Where it is built: in the everyday folder much is built already, and in one of its own no lane waits for the other.
    folder: PathBuf,
    targets: &'static [&'static str],
}

pub(crate) fn run(workspace: &Workspace) -> Result<(), Failure> {
    let features = Features::of(workspace)?;
    features.say_what_is_left_out();
    let lanes = [
        Lane {
            rows: without_rungs(&features),
            what: "sets of features without a version",
            folder: workspace.target(),
            targets: &["--all-targets", "-p", PACKAGE, "-p", RUNTIME_PACKAGE],
        },
        // The runtime has no versions, and what is generated has no tests inside.
        Lane {
            rows: with_rungs(&features),
            what: "sets of features with a version",
            folder: workspace.target().join("matrix-versions"),
            targets: &["--lib", "--examples", "-p", PACKAGE],
        },
    ];
    let ended = thread::scope(|scope| {
        let running = lanes.each_ref().map(|lane| scope.spawn(|| lane.run(workspace)));
        running.map(|lane| lane.join().unwrap_or_else(|bug| panic::resume_unwind(bug)))
    });
    let failures = ended.into_iter().filter_map(Result::err).map(|failure| failure.to_string());
    match failures.collect::<Vec<_>>().as_slice() {
        [] => Ok(()),
        failures => Err(Failure::new(failures.join("\n"))),
    }
}

impl Lane {
    fn run(&self, workspace: &Workspace) -> Result<(), Failure> {
        features::each(&self.rows, self.what, |row| self.lint(workspace, row))
    }

    fn lint(&self, workspace: &Workspace, row: &Row) -> Result<String, String> {
        let mut command = cargo(workspace, &["clippy", "--quiet"]);
        command.args(self.targets).args(&row.arguments).args(LINTS);
        command.env("CARGO_TARGET_DIR", &self.folder);
        process::output(&mut command)
    }
}

impl Row {
    /// These features alone.
    fn of(features: &[&str]) -> Self {
        let mut arguments = vec!["--no-default-features".to_owned()];
        if !features.is_empty() {
            arguments.extend(["--features".to_owned(), features.join(",")]);
        }
        Self { name: features::name(features), arguments }
    }
}

/// The clients, beside which each choice of TLS is made.
const CLIENTS: [&[&str]; 3] =
    [&["reqwest-client"], &["blocking-client"], &["blocking-client", "reqwest-client"]];

/// Each rung, and each that brings something with each other feature. With a rung that brings nothing the compiler sees the
/// same code as with the one below.
fn with_rungs(features: &Features) -> Vec<Row> {
    let mut rows: Vec<Row> = features.rungs().iter().map(|rung| Row::of(&[rung])).collect();
    for other in &features.others {
        rows.extend(features.bringing.iter().map(|rung| Row::of(&[rung, other])));
    }
    rows
}

/// No feature, each other feature, all of these together, each choice of TLS with each client, what is on by default, and
/// everything.
fn without_rungs(features: &Features) -> Vec<Row> {
    let others = &features.others;
    let mut rows = vec![Row::of(&[])];
    rows.extend(others.iter().map(|other| Row::of(&[other])));
    if others.len() > 1 {
        rows.push(Row::of(&others.iter().map(String::as_str).collect::<Vec<_>>()));
    }
    for tls in &features.tls {
        rows.extend(CLIENTS.map(|clients| Row::of(&[clients, &[tls.as_str()]].concat())));
    }
    rows.push(Row { name: "default".to_owned(), arguments: Vec::new() });
    rows.push(Row {
        name: "all features".to_owned(),
        arguments: vec!["--features".to_owned(), features.all()],
    });
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rung_is_compiled_and_what_brings_something_with_each_other_feature() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let ladders = vec![names(&["a-1", "a-2", "a-3"])];
        let bringing = names(&["a-1", "a-3"]);
        let features = Features { ladders, bringing, others: names(&["x", "y"]), tls: names(&["z"]) };
        let (with, without) = (with_rungs(&features), without_rungs(&features));
        let [with_names, without_names] =
            [&with, &without].map(|rows| rows.iter().map(|row| row.name.as_str()).collect::<Vec<_>>());
        assert_eq!(with_names, ["a-1", "a-2", "a-3", "a-1 x", "a-3 x", "a-1 y", "a-3 y"]);
        let expected = [
            "no feature",
            "x",
            "y",
            "x y",
            "reqwest-client z",
            "blocking-client z",
            "blocking-client reqwest-client z",
            "default",
            "all features",
        ];
        assert_eq!(without_names, expected);
        let arguments = |rows: &[Row]| rows.last().map(|row| row.arguments.join(" ")).unwrap_or_default();
        assert_eq!(arguments(&without), "--features a-1,a-2,a-3,x,y,z");
        assert_eq!(arguments(&with), "--no-default-features --features a-3,y");
    }
}
