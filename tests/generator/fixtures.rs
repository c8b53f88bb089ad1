//! Small specifications, one idea each: what the good ones become, and what is said about the bad ones.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use icws_codegen::diagnostic::Style;
use icws_codegen::{Code, Diagnostic, Diagnostics, Output, Spec, Tree, codes};
use similar::TextDiff;

fn generate(path: &Path) -> Result<Output, Diagnostics> {
    let bytes = fs::read(path).expect("the fixture is readable");
    let name = path.file_name().and_then(|name| name.to_str()).expect("fixtures have plain names");
    icws_codegen::generate(Spec { path: name, bytes: &bytes })
}

/// What is said about a specification that is accepted all the same.
fn warnings(path: &Path) -> Diagnostics {
    generate(path).unwrap_or_else(|error| panic!("{}", error.render(Style::Plain))).warnings
}

fn mistakes(path: &Path) -> Diagnostics {
    match generate(path) {
        Err(diagnostics) => diagnostics,
        Ok(_) => panic!("{} was accepted", path.display()),
    }
}

/// The first line of a good fixture names the generated file that its idea is seen in.
fn shown(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("the fixture is readable");
    let line = text.lines().next().unwrap_or_default();
    let (file, _) =
        line.strip_prefix("# Shows ").and_then(|line| line.split_once(':')).expect("# Shows <file>: <idea>");
    file.to_owned()
}

/// The fixture that shows all of its files. The others show their own idea, and of their other files what is not as here.
const PLAIN: &str = "optional-and-required.yaml";

#[test]
fn good_fixtures_become_code() {
    let plain = code(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/good").join(PLAIN));
    insta::glob!("../fixtures", "good/*.yaml", |path| {
        let files = code(path);
        let (idea, is_plain) = (shown(path), path.ends_with(PLAIN));
        let mut text = format!("// {idea}\n{}", files[&idea]);
        for (file, code) in files.iter().filter(|(file, _)| **file != idea) {
            let changes = plain.get(file).filter(|_| !is_plain).map(|plain| changes(plain, code));
            match changes.filter(|changes| changes.lines().count() < code.lines().count()) {
                Some(changes) if changes.is_empty() => {}
                Some(changes) => text += &format!("\n// {file}, beside that of {PLAIN}\n{changes}"),
                None => text += &format!("\n// {file}\n{code}"),
            }
        }
        for file in plain.keys().filter(|file| !files.contains_key(*file)) {
            text += &format!("\n// no {file}\n");
        }
        insta::assert_snapshot!(text);
    });
}

/// The files of a fixture and the dependencies that they have, whatever the fixture's own name is.
fn code(path: &Path) -> Tree {
    let bytes = fs::read(path).expect("the fixture is readable");
    let spec = Spec { path: "fixture.yaml", bytes: &bytes };
    let output =
        icws_codegen::generate(spec).unwrap_or_else(|error| panic!("{}", error.render(Style::Plain)));
    let mut files = output.tree;
    let dependencies = icws_codegen::dependencies(&output.api);
    if !dependencies.is_empty() {
        let lines: Vec<_> = dependencies.iter().map(|one| format!("{}\n", one.line())).collect();
        files.insert("[dependencies]".to_owned(), lines.concat());
    }
    files
}

/// The lines that differ, each with the one before and the one behind it.
fn changes(old: &str, new: &str) -> String {
    let diff = TextDiff::from_lines(old, new);
    let mut unified = diff.unified_diff();
    let hunks = unified.context_radius(1).iter_hunks();
    let shown =
        hunks.map(|hunk| hunk.iter_changes().map(|change| format!("{}{change}", change.tag())).collect());
    shown.collect::<Vec<String>>().join("...\n")
}

#[test]
fn good_fixtures_are_understood() {
    insta::glob!("../fixtures", "good/*.yaml", |path| {
        let output = generate(path).unwrap_or_else(|error| panic!("{}", error.render(Style::Plain)));
        let schemas: Vec<_> =
            output.api.schemas.iter().filter(|schema| schema.name.wire != "error").collect();
        insta::assert_snapshot!(match shown(path).starts_with("models") {
            true => format!("{schemas:#?}"),
            false => format!("{:#?}", output.api.operations),
        });
    });
}

#[test]
fn bad_fixtures_are_explained() {
    insta::glob!("../fixtures", "bad/*.yaml", |path| {
        insta::assert_snapshot!(mistakes(path).render(Style::Plain));
    });
}

#[test]
fn warned_fixtures_are_explained() {
    insta::glob!("../fixtures", "warned/*.yaml", |path| {
        insta::assert_snapshot!(warnings(path).render(Style::Plain));
    });
}

#[test]
fn one_fault_is_one_mistake() {
    let counted = folder("bad").into_iter().filter_map(|path| {
        let name = path.file_name()?.to_str()?.to_owned();
        let count = mistakes(&path).count();
        (count != 1).then(|| (name, mistakes(&path).render(Style::Plain)))
    });
    let several: Vec<_> = counted.collect();
    assert!(several.is_empty(), "{several:#?}");
}

#[test]
fn every_mistake_marks_what_it_is_about() {
    for path in ["bad", "warned"].into_iter().flat_map(folder) {
        let found = generate(&path).map_or_else(|mistakes| mistakes, |output| output.warnings);
        // An empty text, and a value that is not there, have nothing to mark.
        let is_there =
            |mistake: &&Diagnostic| mistake.code != Code::E0102 && mistake.label != "this is nothing";
        for mistake in found.iter().filter(is_there) {
            let related = mistake.related.iter().map(|(span, _)| *span);
            for span in related.chain([mistake.span]) {
                assert!(span.start < span.end, "{}: {mistake:?}", path.display());
            }
        }
    }
}

#[test]
fn no_fixture_is_another_one() {
    let mut seen = BTreeMap::new();
    for path in ["good", "bad", "warned"].into_iter().flat_map(folder) {
        let other = seen.insert(fs::read(&path).expect("the fixture is readable"), path.clone());
        assert_eq!(other, None, "it is the same as {}", path.display());
    }
}

#[test]
fn every_code_has_a_fixture() {
    // The grammar refuses, with better words, all that these two would catch.
    let nets = BTreeSet::from([Code::E0118, Code::E0119]);
    let told = |found: &Diagnostics| found.iter().map(|mistake| mistake.code).collect::<Vec<_>>();
    let bad = folder("bad").into_iter().flat_map(|path| told(&mistakes(&path)));
    let warned = folder("warned").into_iter().flat_map(|path| told(&warnings(&path)));
    let shown: BTreeSet<Code> = bad.chain(warned).collect();
    // What changes say is in `tests/generator/changes.rs`.
    let all: BTreeSet<Code> =
        codes().into_iter().filter(|code| !icws_codegen::changes::codes().contains(code)).collect();
    assert_eq!(all.difference(&shown).copied().collect::<BTreeSet<_>>(), nets);
}

fn folder(name: &str) -> Vec<std::path::PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name);
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("readable").path())
        .collect();
    paths.sort();
    assert!(!paths.is_empty());
    paths
}

#[test]
fn the_line_that_names_values_can_be_put_in_as_it_is() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/bad/no-varnames.yaml");
    let values = "enum: [-2, 0, 2, -9223372036854775808]";
    let text = fs::read_to_string(path).expect("the fixture is readable").replace("enum: [0, 1]", values);
    let read = |text: &str| icws_codegen::generate(Spec { path: "fixture.yaml", bytes: text.as_bytes() });
    let told = read(&text).err().map(|error| error.render(Style::Plain)).unwrap_or_default();
    let line = told.split('`').find(|line| line.starts_with("x-enum-varnames: [")).unwrap_or_default();
    assert_eq!(line, "x-enum-varnames: [ValueMinus2, Value0, Value2, ValueMinus9223372036854775808]");
    assert!(read(&text.replace(values, &format!("{values}\n      {line}"))).is_ok());
}
