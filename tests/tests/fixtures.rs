//! Small specifications, one idea each: what the good ones become, and what is said about the bad ones.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use icws_codegen::diagnostic::Style;
use icws_codegen::{Diagnostics, Output, Spec};

fn generate(path: &Path) -> Result<Output, Diagnostics> {
    let bytes = fs::read(path).expect("the fixture is readable");
    let name = path.file_name().and_then(|name| name.to_str()).expect("fixtures have plain names");
    icws_codegen::generate(Spec { path: name, bytes: &bytes })
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
fn one_fault_is_one_mistake() {
    // A fault of two places: each reference of a circle leads nowhere.
    let two = ["ref-circle-schema.yaml"];
    let counted = bad().into_iter().filter_map(|path| {
        let name = path.file_name()?.to_str()?.to_owned();
        let count = mistakes(&path).count();
        (count != 1 && !two.contains(&name.as_str())).then(|| (name, mistakes(&path).render(Style::Plain)))
    });
    let several: Vec<_> = counted.collect();
    assert!(several.is_empty(), "{several:#?}");
}

/// Every code in the catalogue's text, as often as it stands there.
fn codes() -> Vec<&'static str> {
    let catalogue = [
        include_str!("../../codegen/src/diagnostic/catalogue/load.rs"),
        include_str!("../../codegen/src/diagnostic/catalogue/lower.rs"),
        include_str!("../../codegen/src/diagnostic/catalogue/check.rs"),
    ];
    let pieces = catalogue.iter().flat_map(|text| text.split('"'));
    let is_code = |piece: &&str| piece.strip_prefix('E').is_some_and(|number| number.parse::<u16>().is_ok());
    let codes: Vec<&str> = pieces.filter(is_code).collect();
    assert!(codes.len() > 60, "{codes:?}");
    codes
}

#[test]
fn every_code_has_a_fixture() {
    // The grammar refuses, with better words, all that these two would catch.
    let nets = BTreeSet::from(["E0118", "E0119"]);
    let mut shown = BTreeSet::new();
    for path in bad() {
        shown.extend(mistakes(&path).iter().map(|mistake| mistake.code.as_str()));
    }
    let codes: BTreeSet<&str> = codes().into_iter().collect();
    assert_eq!(codes.difference(&shown).copied().collect::<BTreeSet<_>>(), nets);
}

#[test]
fn codes_are_one_kind_of_mistake_each() {
    let mut seen = BTreeSet::new();
    for code in codes() {
        assert!(seen.insert(code), "{code} is used twice");
    }
}

fn bad() -> Vec<std::path::PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/bad");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("readable").path())
        .collect();
    paths.sort();
    assert!(paths.len() > 100);
    paths
}
