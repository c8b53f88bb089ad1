//! `cargo xtask matrix`: the generated crate compiles alone, whatever a team switches on.

use std::fmt;

use crate::failure::Failure;
use crate::process::{self, cargo};
use crate::sets::{self, Features};
use crate::workspace::{PACKAGE, Workspace};

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

pub(crate) fn run(workspace: &Workspace) -> Result<(), Failure> {
    let features = Features::of(workspace)?;
    let rows = rows(&features.rungs(), &features.others);
    sets::each(&rows, "sets of features", |row| check(workspace, row))
}

/// No feature, each rung with and without each other feature, all of these together without a rung, what is on by default,
/// and everything.
fn rows(rungs: &[String], others: &[String]) -> Vec<Row> {
    let row = |features: &[&String]| {
        let names: Vec<&str> = features.iter().map(|name| name.as_str()).collect();
        let mut arguments = vec!["--no-default-features".to_owned()];
        if !names.is_empty() {
            arguments.extend(["--features".to_owned(), names.join(",")]);
        }
        Row { name: if names.is_empty() { "no feature".to_owned() } else { names.join(" ") }, arguments }
    };
    let mut rows = vec![row(&[])];
    rows.extend(others.iter().map(|other| row(&[other])));
    if others.len() > 1 {
        rows.push(row(&others.iter().collect::<Vec<_>>()));
    }
    rows.extend(rungs.iter().map(|rung| row(&[rung])));
    for other in others {
        rows.extend(rungs.iter().map(|rung| row(&[rung, other])));
    }
    rows.push(Row { name: "default".to_owned(), arguments: Vec::new() });
    rows.push(Row { name: "all features".to_owned(), arguments: vec!["--all-features".to_owned()] });
    rows
}

/// Warnings are errors here, for what is built in a folder of its own: the everyday build keeps its cache.
fn check(workspace: &Workspace, row: &Row) -> Result<String, String> {
    let mut command = cargo(workspace, &["check", "--quiet", "--package", PACKAGE]);
    command.args(&row.arguments);
    command.env("CARGO_TARGET_DIR", workspace.target().join("matrix"));
    command.env("RUSTFLAGS", "-D warnings").env_remove("CARGO_ENCODED_RUSTFLAGS");
    process::output(&mut command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rung_is_compiled_with_and_without_each_other_feature() {
        let rows = rows(&["a-1", "a-2"].map(ToOwned::to_owned), &["x", "y"].map(ToOwned::to_owned));
        let names: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
        let expected = [
            "no feature",
            "x",
            "y",
            "x y",
            "a-1",
            "a-2",
            "a-1 x",
            "a-2 x",
            "a-1 y",
            "a-2 y",
            "default",
            "all features",
        ];
        assert_eq!(names, expected);
        let arguments: Vec<String> = rows.iter().map(|row| row.arguments.join(" ")).collect();
        assert_eq!(arguments.first().map(String::as_str), Some("--no-default-features"));
        assert_eq!(arguments.get(6).map(String::as_str), Some("--no-default-features --features a-1,x"));
        assert_eq!(arguments.last().map(String::as_str), Some("--all-features"));
    }
}
