//! The generated code that is checked in: current, a function of the specification alone, and public as recorded.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use icws_codegen::{Output, Spec, Tree};
use icws_tests::root;
use serde_yaml::Value;

const SPEC: &str = "spec/dialer.yaml";

/// A small document, so that no edit of our own specification turns the tests red that edit it.
const ORDERED: &str = include_str!("../fixtures/good/optional-and-required.yaml");

fn spec() -> String {
    fs::read_to_string(root().join(SPEC)).expect("the specification is there")
}

fn generate(text: &str) -> Output {
    let spec = Spec { path: SPEC, bytes: text.as_bytes() };
    icws_codegen::generate_as(spec, SPEC, Some("icws-dialer"))
        .unwrap_or_else(|error| panic!("{}", error.render(icws_codegen::diagnostic::Style::Plain)))
}

fn read(folder: &Path, below: &str, tree: &mut Tree) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("readable").path();
        let name = path.file_name().and_then(|name| name.to_str()).expect("plain names").to_owned();
        if path.is_dir() {
            read(&path, &format!("{below}{name}/"), tree);
        } else {
            tree.insert(format!("{below}{name}"), fs::read_to_string(&path).expect("text"));
        }
    }
}

#[test]
fn the_checked_in_tree_is_what_the_specification_yields() {
    let mut found = Tree::new();
    read(&root().join("generated/src/generated"), "", &mut found);
    let expected = generate(&spec()).tree;
    let stale: Vec<&String> =
        expected.iter().filter(|(path, text)| found.get(*path) != Some(text)).map(|(path, _)| path).collect();
    let orphans: Vec<&String> = found.keys().filter(|path| !expected.contains_key(*path)).collect();
    assert!(
        stale.is_empty() && orphans.is_empty(),
        "stale {stale:?}, orphans {orphans:?}; run: cargo xtask gen"
    );
}

#[test]
fn editors_are_told_of_the_keys_that_there_are() {
    let found = fs::read_to_string(root().join("spec/dialect.schema.json")).unwrap_or_default();
    assert!(found == icws_codegen::dialect(&generate(&spec()).api.features), "stale; run: cargo xtask gen");
}

/// The extensions are explained one by one, so that each has a heading in the page beside the specification.
#[test]
fn every_extension_is_explained() {
    let page = fs::read_to_string(root().join("spec/README.md")).expect("the page is there");
    let headings = page.lines().filter(|line| line.starts_with("### `x-"));
    let explained: BTreeSet<&str> = headings.flat_map(|line| line.split('`').skip(1).step_by(2)).collect();
    let dialect = icws_codegen::dialect(&[]);
    let known: BTreeSet<&str> = dialect.split('"').filter(|text| text.starts_with("x-")).collect();
    assert_eq!(explained, known);
}

#[test]
fn the_same_text_yields_the_same_bytes() {
    assert_eq!(generate(&spec()).tree, generate(&spec()).tree);
}

#[test]
fn the_order_of_mappings_carries_no_meaning_but_that_of_properties() {
    let value: Value = serde_yaml::from_str(&spec()).expect("YAML");
    let turned = serde_yaml::to_string(&turn(value, false)).expect("YAML");
    assert_ne!(
        turned.find("paths:") < turned.find("components:"),
        spec().find("paths:") < spec().find("components:")
    );
    assert_eq!(generate(&turned).tree, generate(&spec()).tree);
}

/// Turns every mapping round, but those whose order is that of a constructor's arguments.
fn turn(value: Value, keep: bool) -> Value {
    match value {
        Value::Mapping(mapping) => {
            let mut entries: Vec<(Value, Value)> = mapping
                .into_iter()
                .map(|(key, value)| {
                    let properties = key.as_str() == Some("properties");
                    (key, turn(value, properties))
                })
                .collect();
            if !keep {
                entries.reverse();
            }
            Value::Mapping(entries.into_iter().collect())
        }
        Value::Sequence(items) => Value::Sequence(items.into_iter().map(|item| turn(item, false)).collect()),
        other => other,
    }
}

#[test]
fn the_order_of_properties_is_that_of_the_arguments() {
    let (name, size) =
        ("        name: { type: string }\n", "        size: { type: integer, format: int32 }\n");
    let swapped = ORDERED.replace(size, "").replace(name, &format!("{size}{name}"));
    let arguments = |text: &str| {
        let file = generate(text).tree["models/thing.rs"].clone();
        let (_, behind) = file.split_once("pub fn new(").expect("it has a constructor");
        behind.split(')').next().expect("a text has a first part").to_owned()
    };
    assert_eq!(arguments(ORDERED), "name: impl Into<String>, size: i32");
    assert_eq!(arguments(&swapped), "size: i32, name: impl Into<String>");
}

#[test]
fn line_ends_of_another_system_change_nothing() {
    assert_eq!(generate(&spec().replace('\n', "\r\n")).tree, generate(&spec()).tree);
}

#[test]
fn every_file_says_that_it_is_generated() {
    for (path, text) in generate(&spec()).tree {
        assert_eq!(
            text.lines().next(),
            Some("// @generated by cargo xtask gen from spec/dialer.yaml; do not edit."),
            "{path}"
        );
    }
}

/// A version that nobody has yet needs an edit of the specification alone.
#[test]
fn a_new_version_is_an_edit_of_the_ladder() {
    let longer = ORDERED
        .replace("newest: 4", "newest: 5")
        .replace("version: '4'", "version: '5'")
        .replace("x-feature-version: dialer 2", "x-feature-version: dialer 5");
    let tree: BTreeMap<_, _> = generate(&longer).tree;
    let operations = &tree["operations/mod.rs"];
    let later = "#[cfg(feature = \"dialer-5\")]\n    pub use do_thing::{";
    assert!(operations.contains(later), "{operations}");
    assert!(tree["versions.rs"].contains("2..= 5"), "{}", tree["versions.rs"]);
}

/// Documentation on stable shows no badge for a feature, so the words have to say it.
#[test]
fn what_needs_a_feature_says_so() {
    let mut sources = Tree::new();
    read(&root().join("generated/runtime/src"), "", &mut sources);
    let lines: Vec<&str> = sources["lib.rs"].lines().collect();
    let gated =
        lines.windows(2).filter(|pair| pair[0].starts_with("#[cfg(") && pair[1].starts_with("pub use"));
    let words = gated.flat_map(|pair| pair[1].split(|letter: char| !letter.is_alphanumeric()));
    let names: Vec<&str> = words.filter(|word| word.starts_with(char::is_uppercase)).collect();
    assert!(names.len() > 5, "{names:?}");
    for name in names.iter().filter(|name| !["Call", "CallResponse"].contains(name)) {
        let declared = |text: &&String| text.contains(&format!("pub struct {name}"));
        let text = sources.values().find(declared).unwrap_or_else(|| panic!("{name} is declared"));
        let (before, _) = text.split_once(&format!("pub struct {name}")).expect("just found");
        let docs = before.rsplit("\n\n").next().unwrap_or_default();
        assert!(docs.contains("needs the feature"), "{name}: {docs}");
    }
}

/// The items of a text that are there with a feature alone, each with its documentation.
fn gated(text: &str) -> Vec<(&str, String)> {
    let lines: Vec<&str> = text.lines().map(str::trim_start).collect();
    let is_head = |line: &&&str| line.starts_with("///") || line.starts_with("#[");
    let gates =
        lines.iter().enumerate().filter(|(_, line)| line.starts_with("#[cfg(") && line.contains("feature"));
    let items = gates.filter_map(|(place, _)| {
        let item = lines[place..].iter().find(|line| !is_head(line))?;
        let docs: Vec<&str> = lines[..place].iter().rev().take_while(is_head).copied().collect();
        Some((*item, docs.join("\n")))
    });
    items.filter(|(item, _)| item.starts_with("pub ") && !item.starts_with("pub use ")).collect()
}

#[test]
fn what_a_macro_makes_for_a_feature_says_so() {
    let mut sources = Tree::new();
    read(&root().join("generated/runtime/src/macros"), "", &mut sources);
    let items: Vec<(&str, String)> = sources.values().flat_map(|text| gated(text)).collect();
    assert!(items.len() > 8, "{items:?}");
    for (item, docs) in items {
        assert!(docs.contains("needs the feature"), "{item}: {docs}");
    }
}

#[test]
fn the_front_page_links_each_type_that_it_names() {
    let page = fs::read_to_string(root().join("generated/README.md")).expect("the page is there");
    let prose: String = page.split("```").step_by(2).collect();
    let pieces: Vec<&str> = prose.split('`').collect();
    let named = pieces.chunks_exact(2).filter(|pair| pair[1].contains(char::is_uppercase));
    let named: Vec<&[&str]> = named.collect();
    assert!(named.len() > 8, "{named:?}");
    for pair in named {
        assert!(pair[0].ends_with('['), "`{}` is not linked", pair[1]);
    }
}
