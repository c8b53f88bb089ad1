//! `cargo xtask matrix`: the generated crate compiles alone, whatever a team switches on.

use std::time::Instant;

use crate::console::say;
use crate::failure::Failure;
use crate::folder;
use crate::ladder;
use crate::process::{self, cargo, seconds};
use crate::specification;
use crate::workspace::{CRATE, PACKAGE, Workspace};

/// A set of features, as cargo is told.
#[derive(Debug, PartialEq)]
struct Row {
    name: String,
    arguments: Vec<String>,
}

pub(crate) fn run(workspace: &Workspace) -> Result<(), Failure> {
    let features = specification::own(workspace)?.api.features;
    let manifest = folder::text(&workspace.path(&format!("{CRATE}/Cargo.toml")))?;
    let others = ladder::others(&manifest, &features)
        .map_err(|mistake| Failure::new(format!("error: {CRATE}/Cargo.toml: {mistake}")))?;
    let rungs: Vec<String> =
        features.iter().flat_map(|feature| feature.rungs().map(|rung| feature.flag(rung))).collect();
    let rows = rows(&rungs, &others);
    let mut failures = Vec::new();
    for row in &rows {
        let started = Instant::now();
        let checked = check(workspace, row);
        let verdict = if checked.is_ok() { "ok" } else { "FAILED" };
        say(format!("{verdict:<6} {:>7}  {}", seconds(started.elapsed()), row.name));
        failures.extend(checked.err().map(|printed| format!("{}\n{printed}", row.name)));
    }
    if failures.is_empty() {
        return Ok(());
    }
    let texts = failures.join("\n\n");
    Err(Failure::new(format!("\n{texts}\n\n{} of {} sets of features failed", failures.len(), rows.len())))
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
