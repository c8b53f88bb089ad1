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

use crates::{GatedCode, Workspace};

const BASE: &str = include_str!("../../fixtures/changes/base.yaml");
const EDITS: &str = include_str!("../../fixtures/changes/edits.yaml");

/// One kind of edit.
#[derive(serde::Deserialize)]
struct Row {
    name: String,
    edits: Vec<(String, String)>,
    /// What shows it, where programs at the newest version do not.
    gated: Option<GatedCode>,
}

fn generate(text: &str) -> Output {
    let spec = Spec { path: "base.yaml", bytes: text.as_bytes() };
    match icws_codegen::generate_as(spec, "base.yaml", Some("icws-base")) {
        Ok(output) => output,
        Err(mistakes) => panic!("{}", mistakes.render(Style::Plain)),
    }
}

/// The roles, each with its pair: a program does the same wrong by itself and with whoever is old.
const ROLES: [(&str, &str); 5] = [
    ("callers", "newCrateOldServer"),
    ("servers", "oldCrateNewServer"),
    ("mockTests", "mockTests"),
    ("newCrateOldServer", "callers"),
    ("oldCrateNewServer", "servers"),
];

/// What is said and not seen, and why no program that was written before shows it.
const UNSEEN: [(&str, &[&str]); 3] = [
    (
        "our router takes more than a specification names, and other servers need not",
        &["31 newCrateOldServer", "33d servers", "33d oldCrateNewServer"],
    ),
    ("a server does it that uses what is new", &["18e oldCrateNewServer"]),
    (
        "another edit of its kind shows it, and no program uses what this one is about",
        &[
            "14 mockTests",
            "14d mockTests",
            "15b callers",
            "15b mockTests",
            "15b oldCrateNewServer",
            "15b servers",
            "16b newCrateOldServer",
            "21b newCrateOldServer",
            "21c mockTests",
            "21c servers",
            "21d newCrateOldServer",
            "21e callers",
            "21e mockTests",
            "21e newCrateOldServer",
            "21e servers",
            "37 mockTests",
        ],
    ),
];

/// An effect for each role.
type Effects = BTreeMap<&'static str, Effect>;

/// What is said of each role: the worst of all changes.
fn said(changes: &Changes) -> Effects {
    worst(changes.list.iter().flat_map(|change| change.roles.all()))
}

fn worst(effects: impl IntoIterator<Item = (&'static str, Effect)>) -> Effects {
    effects.into_iter().fold(Effects::new(), |mut worst, (role, effect)| {
        let known = worst.entry(role).or_insert(effect);
        *known = effect.max(*known);
        worst
    })
}

/// What programs show. That there is more to use, those that were written before do not see.
fn effect(word: &str) -> Option<Effect> {
    [Effect::Same, Effect::Silent, Effect::Breaks].into_iter().find(|effect| effect.as_str() == word)
}

/// The number of the last everyday edit. Those with a greater one are edits of what few documents have.
const EVERYDAY: u32 = 39;

/// The rows that are compiled, each with what is said of it: all everyday edits, and of the others one of each kind, since
/// all of them take minutes.
fn written<'r>(
    rows: &'r [Row],
    workspace: &mut Workspace,
) -> io::Result<BTreeMap<&'r str, (&'r Row, Effects)>> {
    let base = generate(BASE);
    workspace.add("base", &base)?;
    let (mut reports, mut kinds) = (BTreeMap::new(), BTreeSet::new());
    for row in rows {
        let text = row.edits.iter().fold(BASE.to_owned(), |text, (old, new)| text.replace(old, new));
        let edited = generate(&text);
        let changes = compare(&base, &edited);
        let is_new = |change: &Change| kinds.insert(format!("{} {:?}", change.code.as_str(), change.roles));
        let number = row.name.split(' ').next().unwrap_or_default();
        let digits = number.trim_end_matches(char::is_alphabetic);
        let is_everyday = digits.parse::<u32>().is_ok_and(|number| number <= EVERYDAY);
        if changes.list.iter().map(is_new).fold(is_everyday || row.gated.is_some(), BitOr::bitor) {
            workspace.add(number, &edited)?;
            if let Some(code) = &row.gated {
                workspace.add_at(&format!("base_{number}"), &base, code)?;
                workspace.add_at(number, &edited, code)?;
            }
            reports.insert(number, (row, said(&changes)));
        }
    }
    Ok(reports)
}

/// What the programs of each crate show.
fn seen(printed: &str, rows: &BTreeMap<&str, (&Row, Effects)>) -> BTreeMap<String, Effects> {
    let mut seen: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for line in printed.lines() {
        let mut words = line.split('\t');
        let name = words.next().unwrap_or_default();
        let effects = words.map(effect);
        if let Some(number) = name.strip_suffix("_gated") {
            if let Some(number) = number.strip_prefix("base_") {
                assert!(line.ends_with("\tsame"), "the code of {number} does not compile with the base");
                continue;
            }
            let of = rows.get(number).and_then(|(row, _)| row.gated.as_ref()).map(|code| code.of.as_slice());
            let roles =
                ROLES.iter().filter(|(role, _)| of.is_some_and(|of| of.iter().any(|name| name == role)));
            let gated = roles.zip(effects.cycle()).filter_map(|((role, _), effect)| Some((*role, effect?)));
            seen.entry(number.to_owned()).or_default().extend(gated);
        } else {
            let effects = ROLES.iter().zip(effects).filter_map(|((role, _), effect)| Some((*role, effect?)));
            seen.entry(name.to_owned()).or_default().extend(effects);
        }
    }
    seen.into_iter().map(|(name, effects)| (name, worst(effects))).collect()
}

#[test]
fn what_is_said_of_an_edit_is_what_old_programs_show() -> io::Result<()> {
    let rows: Vec<Row> = serde_yaml::from_str(EDITS).expect("the edits are YAML");
    let mut workspace = Workspace::new("seen")?;
    let rows = written(&rows, &mut workspace)?;
    let seen = seen(&workspace.run()?, &rows);
    let (mut unsaid, mut unseen) = (Vec::new(), BTreeSet::new());
    for (number, (_, report)) in &rows {
        let seen = seen.get(*number).expect("it is in the program");
        for (role, pair) in ROLES {
            let said = |role| {
                report.get(role).copied().filter(|effect| *effect > Effect::Grows).unwrap_or(Effect::Same)
            };
            let Some(shown) = seen.get(role) else { continue };
            let either = seen.get(pair).max(Some(shown));
            if *shown > said(role).max(said(pair)) {
                unsaid.push(format!("{number} {role}: {:?} is said, {shown:?} is seen", said(role)));
            } else if either < Some(&said(role)) {
                unseen.insert(format!("{number} {role}"));
            }
        }
    }
    assert!(unsaid.is_empty(), "{unsaid:#?}");
    let known: BTreeSet<String> =
        UNSEEN.iter().flat_map(|(_, pairs)| pairs.iter().map(|pair| (*pair).to_owned())).collect();
    assert_eq!(unseen, known);
    Ok(())
}
