//! The tables of `spec/README.md` are true: what they call supported becomes code, and what they call refused is refused
//! by name.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use icws_codegen::diagnostic::Style;
use icws_codegen::{Diagnostics, Output, Spec};

/// The codes of a part of OpenAPI that is not supported, whatever it is.
const UNSUPPORTED: [&str; 2] = ["E0201", "E0202"];

struct Row {
    /// The first cell.
    what: String,
    /// The names of fixtures in the last cell.
    fixtures: Vec<String>,
}

/// The rows of the table under a heading.
fn table(heading: &str) -> Vec<Row> {
    let text = include_str!("../../spec/README.md");
    let (_, section) = text.split_once(&format!("\n## {heading}\n")).expect("the section is there");
    let section = section.split_once("\n## ").map_or(section, |(section, _)| section);
    let rows = section.lines().filter(|line| line.starts_with("| ")).skip(2).map(|line| {
        let mut cells = line.trim_matches(['|', ' ']).split('|');
        let what = cells.next().unwrap_or_default().trim().to_owned();
        let fixtures = quoted(cells.next_back().unwrap_or_default());
        assert!(!fixtures.is_empty(), "no fixture in the row of {what}");
        Row { what, fixtures }
    });
    let rows: Vec<Row> = rows.collect();
    assert!(rows.len() > 20, "{heading}: {} rows", rows.len());
    rows
}

/// What stands between ticks.
fn quoted(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

fn names(folder_name: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(folder(folder_name)).expect("the folder is there");
    let paths = entries.map(|entry| entry.expect("readable").path());
    paths.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect()
}

fn generate(folder_name: &str, fixture: &str) -> Result<Output, Diagnostics> {
    let path = folder(folder_name).join(format!("{fixture}.yaml"));
    let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    icws_codegen::generate(Spec { path: fixture, bytes: &bytes })
}

#[test]
fn what_is_called_supported_becomes_code() {
    let mut shown = BTreeSet::new();
    for row in table("What is supported") {
        for fixture in row.fixtures {
            if let Err(mistakes) = generate("good", &fixture) {
                panic!("{}: {}", row.what, mistakes.render(Style::Plain));
            }
            shown.insert(fixture);
        }
    }
    let missing: Vec<String> = names("good").difference(&shown).cloned().collect();
    assert!(missing.is_empty(), "spec/README.md does not say that {missing:?} are supported");
}

#[test]
fn what_is_called_refused_is_refused_by_name() {
    for row in table("What is refused") {
        let names = quoted(&row.what);
        assert!(!names.is_empty(), "{} has no name", row.what);
        for fixture in row.fixtures {
            let Err(mistakes) = generate("bad", &fixture) else { panic!("{fixture} is supported") };
            let shown = mistakes.render(Style::Plain);
            let named =
                names.iter().any(|name| mistakes.iter().any(|mistake| mistake.message.contains(name)));
            assert!(named, "{fixture}: none of {names:?} is named in\n{shown}");
            assert!(mistakes.iter().all(|mistake| !mistake.help.is_empty()), "{shown}");
        }
    }
}

#[test]
fn whatever_is_refused_as_unsupported_is_in_the_table() {
    let rows = table("What is refused");
    let listed: BTreeSet<&String> = rows.iter().flat_map(|row| &row.fixtures).collect();
    for fixture in names("bad") {
        let Err(mistakes) = generate("bad", &fixture) else { continue }; // the tests of fixtures say so
        let unsupported = mistakes.iter().any(|mistake| UNSUPPORTED.contains(&mistake.code.as_str()));
        assert!(!unsupported || listed.contains(&fixture), "spec/README.md does not list {fixture}");
    }
}
