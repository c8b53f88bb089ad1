//! What `changes` says of each kind of edit is what the compiler and a run say of programs that were written before it: one
//! that calls, one that serves, and tests on the mock.
//!
//! The crates of all edits are dependencies of one program, so that everything is compiled once and linked once. A program
//! that does not compile with a crate is left out of it, and that is what is seen of it.

mod crates;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::ops::BitOr;

use icws_codegen::changes::{Change, Changes, Effect, compare};
use icws_codegen::diagnostic::Style;
use icws_codegen::{Output, Spec};

use crates::Workspace;

const BASE: &str = include_str!("../../fixtures/changes/base.yaml");
const EDITS: &str = include_str!("../../fixtures/changes/edits.yaml");

/// One kind of edit.
#[derive(serde::Deserialize)]
struct Row {
    name: String,
    edits: Vec<(String, String)>,
}

fn generate(text: &str) -> Output {
    let spec = Spec { path: "base.yaml", bytes: text.as_bytes() };
    match icws_codegen::generate_as(spec, "base.yaml", Some("icws-base")) {
        Ok(output) => output,
        Err(mistakes) => panic!("{}", mistakes.render(Style::Plain)),
    }
}

/// The roles, each with that of the programs that are built with the new crate. What such a program does wrong by itself, it
/// also does wrong with whoever is old.
const ROLES: [(&str, &str); 5] = [
    ("callers", "callers"),
    ("servers", "servers"),
    ("mockTests", "mockTests"),
    ("newCrateOldServer", "callers"),
    ("oldCrateNewServer", "servers"),
];

/// What is said of each role: the worst of all changes.
fn said(changes: &Changes) -> BTreeMap<&'static str, Effect> {
    let mut said = BTreeMap::new();
    for (role, effect) in changes.list.iter().flat_map(|change| change.roles.all()) {
        let worst = said.entry(role).or_insert(effect);
        *worst = effect.max(*worst);
    }
    said
}

/// How bad an effect is for programs that were written before: that there is more to use, they do not see.
fn rank(effect: &str) -> u8 {
    match effect {
        "breaks" => 2,
        "silent" => 1,
        _ => 0,
    }
}

#[test]
fn what_is_said_of_an_edit_is_what_old_programs_show() -> io::Result<()> {
    let rows: Vec<Row> = serde_yaml::from_str(EDITS).expect("the edits are YAML");
    let base = generate(BASE);
    let mut workspace = Workspace::new("seen")?;
    workspace.add("base", &base)?;
    let (mut reports, mut kinds) = (BTreeMap::new(), BTreeSet::new());
    for row in &rows {
        let text = row.edits.iter().fold(BASE.to_owned(), |text, (old, new)| text.replace(old, new));
        let edited = generate(&text);
        let changes = compare(&base, &edited);
        // One row of each kind is enough, and all of them take minutes.
        let is_new = |change: &Change| kinds.insert(format!("{} {:?}", change.code.as_str(), change.roles));
        if changes.list.iter().map(is_new).fold(false, BitOr::bitor) {
            let number = row.name.split(' ').next().unwrap_or_default();
            workspace.add(number, &edited)?;
            reports.insert(number, said(&changes));
        }
    }
    let (mut unsaid, mut unseen) = (String::new(), String::new());
    for line in workspace.run()?.lines() {
        let mut words = line.split('\t');
        let name = words.next().unwrap_or_default();
        let Some(report) = reports.get(name) else { continue };
        let said = |role| report.get(role).map_or("same", |effect: &Effect| effect.as_str());
        for ((role, own), seen) in ROLES.iter().zip(words).filter(|(_, seen)| *seen != "unknown") {
            let line = format!("{name} {role}: {} is said, {seen} is seen\n", said(role));
            if rank(seen) > rank(said(role)).max(rank(said(own))) {
                unsaid += &line;
            } else if rank(seen) < rank(said(role)) {
                unseen += &line;
            }
        }
    }
    assert!(unsaid.is_empty(), "{unsaid}");
    insta::assert_snapshot!(unseen);
    Ok(())
}
