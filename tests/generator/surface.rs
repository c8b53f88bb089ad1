//! The public surface at each rung, read from the generated code, as it was last reviewed.

use std::collections::BTreeSet;
use std::path::Path;

use icws_codegen::changes::{Effect, compare};
use icws_codegen::{Output, Spec, Tree, surface};

fn output() -> Output {
    let path = icws_tests::root().join("spec/dialer.yaml");
    let bytes = std::fs::read(path).expect("the specification is there");
    let spec = Spec { path: "spec/dialer.yaml", bytes: &bytes };
    icws_codegen::generate_as(spec, spec.path, Some("icws-dialer")).expect("no mistakes")
}

const OTHERS: [&str; 4] = ["blocking-client", "mock", "reqwest-client", "server"];

/// Everything that is public with the cargo features of a rung and of all below.
fn listing(output: &Output, rung: u32) -> BTreeSet<String> {
    let flags = (1..=rung).map(|rung| format!("dialer-{rung}")).chain(OTHERS.map(str::to_owned));
    surface::everything(output, &flags.collect())
}

#[test]
fn nothing_that_a_server_may_lack_is_public_without_a_rung() {
    let known = [
        "Call (",
        "Call: ",
        "Call::Other(",
        "CallResponse (",
        "CallResponse: ",
        "operations::ALL",
        "server::DialerApi (",
        "server::DialerApi::authenticate(",
        "server::DialerApi::max_request_size(",
        "server::router<",
        "std::sync::Arc<A>: DialerApi",
    ];
    let output = output();
    // A type that calls of two families use has no version, because neither has to be on.
    let shared = output.api.schemas.iter().filter(|schema| schema.since.gate.conditions().next().is_none());
    let shared: Vec<String> = shared.map(|schema| format!("models::{}", schema.name.ident)).collect();
    let is_known = |line: &str| {
        line.ends_with("feature_version!)")
            || known.iter().any(|known| line.starts_with(known))
            || shared.iter().any(|known| line.starts_with(known.as_str()))
    };
    let listed = listing(&output, 0);
    let unknown: Vec<&String> = listed.iter().filter(|line| !is_known(line)).collect();
    assert!(unknown.is_empty(), "{unknown:#?}");
}

/// One snapshot of all rungs, so that what moves from one to another shows as one difference.
#[test]
fn each_rung_adds_what_was_reviewed_and_takes_nothing_away() {
    let lines = surface::additions(&output(), &OTHERS.map(str::to_owned));
    let gone: Vec<&String> = lines.iter().filter(|line| line.starts_with("  takes away: ")).collect();
    assert!(gone.is_empty(), "{gone:#?}");
    let mut reviewed = insta::Settings::clone_current();
    reviewed.set_description(
        "If it is meant, write it down, and read it in git diff: INSTA_UPDATE=always cargo test -p icws-tests --test surface",
    );
    reviewed.bind(|| insta::assert_snapshot!("rungs", lines.join("\n")));
}

/// The files of a folder, by their paths in it.
fn files(folder: &Path) -> Tree {
    let mut found = Tree::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(current) = folders.pop() {
        for entry in std::fs::read_dir(current).expect("the folder is there") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let below = path
                    .strip_prefix(folder)
                    .expect("it is in the folder")
                    .to_string_lossy()
                    .replace('\\', "/");
                found.insert(below, std::fs::read_to_string(&path).expect("text"));
            }
        }
    }
    found
}

/// It is the same at every version, and no edit of the specification changes it.
#[test]
fn what_is_written_by_hand_is_public_as_it_was_reviewed() {
    let crate_root = icws_tests::root().join("generated");
    let root = std::fs::read_to_string(crate_root.join("src/lib.rs")).expect("the crate has a root");
    let flags = OTHERS.into_iter().chain(["tracing"]).map(str::to_owned).collect();
    let lines = surface::written_by_hand(&files(&crate_root.join("runtime/src")), &root, &flags);
    for known in [
        "Session::builder(",
        "Error::status(",
        "Operation::ID: ",
        "mock::Reply::",
        "server::Credentials::matches(",
        "crate::Client::builder(",
        "crate::Client::execute<",
        "crate::ClientBuilder::timeout(",
        "crate::blocking::Client::new(",
        "crate::mock::Mock::reply<",
        "crate::Session (of icws_runtime)",
    ] {
        assert!(lines.iter().any(|line| line.starts_with(known)), "{known} is not in {lines:#?}");
    }
    assert!(
        !lines.iter().any(|line| line.contains("not Rust") || line.contains("no such file")),
        "{lines:#?}"
    );
    insta::assert_snapshot!("written_by_hand", lines.join("\n"));
}

/// The generated code of a specification that has these formats only in dialer 3 and 4.
fn by_version() -> Output {
    let bytes = include_bytes!("../fixtures/good/formats-by-version.yaml");
    icws_codegen::generate(Spec { path: "formats-by-version.yaml", bytes }).expect("no mistakes")
}

#[test]
fn a_format_is_there_from_the_version_on_that_first_uses_it() {
    let output = by_version();
    let at = |rung| -> Vec<String> {
        let lines = listing(&output, rung);
        let names = lines.iter().filter_map(|line| line.strip_prefix("models::formats::"));
        names.filter_map(|line| line.split(['(', ' ']).next().map(str::to_owned)).collect()
    };
    assert_eq!(at(2), [""; 0]);
    assert!(!listing(&output, 2).iter().any(|line| line.contains("formats")), "not even the module");
    assert!(at(3).contains(&"Base64".to_owned()) && !at(3).contains(&"DateTime".to_owned()), "{:?}", at(3));
    assert!(at(4).contains(&"DateTime".to_owned()), "{:?}", at(4));
}

#[test]
fn a_crate_is_a_dependency_from_the_version_on_that_first_needs_it() {
    let api = by_version().api;
    let dependencies: Vec<_> = icws_codegen::dependencies(&api)
        .into_iter()
        .map(|dependency| (dependency.gate.version().map(|(_, version)| version), dependency.line()))
        .collect();
    let line = |text: &str| (Some(3), text.to_owned());
    let expected = [
        line(
            r#"base64 = { version = "0.23", default-features = false, features = ["std"], optional = true }"#,
        ),
        line(r#"jiff = { version = "0.2", default-features = false, features = ["std"], optional = true }"#),
    ];
    assert_eq!(dependencies, expected);
}

/// An edit of a small document, of those whose effects are known.
#[derive(serde::Deserialize)]
struct Edit {
    name: String,
    /// What is replaced, and by what.
    edits: Vec<(String, String)>,
}

/// Whoever reads the difference of the snapshot sees each edit that changes what a compiler sees, or what travels.
#[test]
fn every_edit_that_somebody_notices_shows() {
    let base = include_str!("../fixtures/changes/base.yaml");
    let of = |text: &str| {
        let spec = Spec { path: "base.yaml", bytes: text.as_bytes() };
        icws_codegen::generate_as(spec, "base.yaml", Some("icws-base")).expect("no mistakes")
    };
    let lines = |output: &Output| surface::additions(output, &OTHERS.map(str::to_owned));
    let before = of(base);
    let shown = lines(&before);
    let edits: Vec<Edit> =
        serde_yaml::from_str(include_str!("../fixtures/changes/edits.yaml")).expect("the edits are YAML");
    let mut unseen = Vec::new();
    for Edit { name, edits } in edits {
        let text = edits.iter().fold(base.to_owned(), |text, (old, new)| text.replace(old, new));
        let after = of(&text);
        let is_noticed = || compare(&before, &after).list.iter().any(|change| change.effect > Effect::Same);
        if shown == lines(&after) && is_noticed() {
            unseen.push(name);
        }
    }
    assert_eq!(unseen, [""; 0]);
}
