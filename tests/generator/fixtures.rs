//! Small specifications, one idea each: what the good ones become, and what is said about the bad ones.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use icws_codegen::diagnostic::Style;
use icws_codegen::{Code, Diagnostics, Output, Spec, codes};

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

#[test]
fn good_fixtures_become_code() {
    insta::glob!("../fixtures", "good/*.yaml", |path| {
        let output = generate(path).unwrap_or_else(|error| panic!("{}", error.render(Style::Plain)));
        let file = shown(path);
        insta::assert_snapshot!(format!("// {file}\n{}", output.tree[&file]));
    });
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
    let all: BTreeSet<Code> = codes().into_iter().collect();
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
