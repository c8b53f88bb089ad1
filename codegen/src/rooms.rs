//! The modules of this crate, of `xtask` and of the runtime stand on one another: none leads back to itself, but those that
//! recurse as schemas do.
//!
//! What is drawn is what a file names with `crate` and `super`, each name in the file that holds it, whoever hands it on.
//! How a module calls those within it is not drawn: that these name in turn what it holds for all of them is no circle. Nor
//! is what the text of a macro names, by whom it is expanded or not.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph;

mod contents;
mod drawn;

use drawn::{files, pattern};

/// The crates, each with its files that lead back to themselves, by what leads them there.
const CRATES: [(&str, &[&[&str]]); 3] = [
    (
        "codegen",
        &[
            // Schemas have schemas in them.
            &[
                "lower/schema/base",
                "lower/schema/choice",
                "lower/schema/index",
                "lower/schema/named",
                "lower/schema/narrower",
                "lower/schema/object",
                "lower/schema/parts",
                "lower/schema/types",
            ],
            // Letters are written by what they stand in.
            &["markdown/inline", "markdown/letters"],
        ],
    ),
    ("xtask", &[]),
    ("generated/runtime", &[]),
];

/// The nodes of each circle.
fn circles(named: &BTreeMap<String, BTreeSet<String>>) -> Vec<BTreeSet<&str>> {
    let index: Vec<&String> = named.keys().collect();
    let place = |name: &String| index.binary_search(&name).ok();
    let edges: Vec<Vec<usize>> =
        named.values().map(|names| names.iter().filter_map(place).collect()).collect();
    let mut circles: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    for (name, circle) in index.iter().zip(graph::circles(&edges)) {
        circles.entry(circle).or_default().insert(name);
    }
    circles.into_values().filter(|circle| circle.len() > 1).collect()
}

/// The rooms of a crate, each with those that its files name something in.
fn rooms(name: &str) -> BTreeMap<String, BTreeSet<String>> {
    let room = |file: &str| file.split('/').next().unwrap_or_default().to_owned();
    let mut rooms: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (file, names) in files(name) {
        rooms.entry(room(&file)).or_default().extend(names.iter().map(|name| room(name)));
    }
    rooms
}

#[test]
fn no_stage_leads_back_to_itself() {
    for (name, _) in CRATES {
        let rooms = rooms(name);
        assert!(rooms.len() > 8, "{rooms:?}");
        assert_eq!(circles(&rooms), Vec::<BTreeSet<&str>>::new(), "{name}");
    }
}

#[test]
fn the_papers_name_each_room_behind_those_that_it_stands_on() {
    let papers = include_str!("../../ARCHITECTURE.md");
    let name = pattern(r"`(\w+)`");
    let mut tables = papers.split("| module | what it is for |\n| --- | --- |\n").skip(1);
    for of in ["codegen", "generated/runtime"] {
        let table = tables.next().and_then(|text| text.split("\n\n").next()).expect("a table");
        let cells = table.lines().filter_map(|row| row.split('|').nth(1));
        let listed: Vec<&str> = cells
            .flat_map(|cell| name.captures_iter(cell))
            .map(|found| found.get(1).map_or("", |name| name.as_str()))
            .collect();
        let rooms = rooms(of);
        let named: BTreeSet<&str> =
            rooms.keys().map(String::as_str).filter(|room| !room.is_empty()).collect();
        assert_eq!(listed.iter().copied().collect::<BTreeSet<_>>(), named, "{of}");
        for (place, room) in listed.iter().enumerate() {
            // The root of the generator has what it yields; and what is printed or expanded names what generated code has.
            let root = (of == "codegen" || *room == "macros").then_some("");
            let above: BTreeSet<&str> = listed[..=place].iter().copied().chain(root).collect();
            let all: BTreeSet<&str> = rooms[*room].iter().map(String::as_str).collect();
            assert!(all.is_subset(&above), "{of}: `{room}` names {all:?}");
        }
    }
}

#[test]
fn no_file_leads_back_to_itself_but_those_that_recurse() {
    for (name, recursive) in CRATES {
        let files = files(name);
        let known: BTreeSet<BTreeSet<&str>> =
            recursive.iter().map(|circle| circle.iter().copied().collect()).collect();
        assert_eq!(circles(&files).into_iter().collect::<BTreeSet<_>>(), known, "{name}");
    }
}

#[test]
fn a_name_is_followed_to_the_file_that_holds_it() {
    let drawn: BTreeMap<_, _> = CRATES.iter().map(|(name, _)| (*name, files(name))).collect();
    for (name, file, home) in [
        // `super::Type`, which the module above hands on.
        ("codegen", "ir/answer", "ir/value"),
        // `crate::ir::Type`, as one of a list.
        ("codegen", "lower/schema/types", "ir/value"),
        // `crate::Code`, which the root has from a module that hands it on.
        ("codegen", "changes", "diagnostic/code"),
        ("xtask", "docs", "support/install"),
        // `crate::operation::Recorded`, `crate::reader::meter::Deadline` and `crate::Dictionary`.
        ("generated/runtime", "mock/replies", "operation/recorded"),
        ("generated/runtime", "client/asynchronous", "reader/meter"),
        ("generated/runtime", "check", "model/dictionary"),
        // What is only handed on.
        ("generated/runtime", "server/wire", "server/running"),
    ] {
        let named = &drawn[name][file];
        assert!(named.contains(home), "{file}: {named:?}");
    }
    assert!(!drawn["codegen"]["ir/answer"].contains("ir"), "nobody has it from whoever hands it on");
}
