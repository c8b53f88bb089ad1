//! Derived types: three documents describe the same ones, each in another form, and become the same code. Every type of
//! it comes back as it came.
//!
//! `FAMILIES` names other documents to hold to the same, separated by commas.

use std::fs;

use crate::Result;
use crate::conventions::Generated;
use crate::sandbox::root;
use crate::values;

/// The forms: a base with a discriminator, `oneOf` with a mapping, and `oneOf` of objects that say what they are.
const FORMS: [&str; 3] = ["base", "list", "constants"];

fn generate(path: &str) -> Result<icws_codegen::Output> {
    let bytes = fs::read(root().join(path))?;
    let output =
        icws_codegen::generate_as(icws_codegen::Spec { path, bytes: &bytes }, "spec", Some("icws-families"));
    output.map_err(|mistakes| mistakes.render(icws_codegen::diagnostic::Style::Plain).into())
}

#[test]
fn three_forms_become_the_same_code() -> Result {
    let trees = FORMS.map(|form| generate(&format!("tests/conventions/families/{form}.yaml")));
    let [base, list, constants] = trees;
    let base = base?.tree;
    for other in [list?.tree, constants?.tree] {
        for (path, code) in &base {
            // Only the name of a base in the document differs.
            let is_name = |line: &&str| line.contains("#[doc(alias = ") || line.ends_with(" on the wire.");
            let plain =
                |code: &String| code.lines().filter(|line| !is_name(line)).collect::<Vec<_>>().join("\n");
            assert_eq!(other.get(path).map(plain), Some(plain(code)), "{path}");
        }
        assert_eq!(other.len(), base.len());
    }
    Ok(())
}

#[test]
fn every_type_of_a_family_comes_back_as_it_came() -> Result {
    let spec = "tests/conventions/families/base.yaml";
    let generated = Generated::new(spec, "icws-families", "target/families")?;
    let api = generate(spec)?.api;
    generated.write("tests/values.rs", values::program(&api, &api.package).as_bytes())?;
    generated.copy("tests/conventions/families/wire.rs", "tests/wire.rs")?;
    generated.cargo(&["test", "--test", "values", "--test", "wire"], "connection-2")?;
    generated.cargo(&["clippy"], "connection-2")
}

#[test]
fn other_documents_are_held_to_the_same() -> Result {
    let documents = std::env::var("FAMILIES").unwrap_or_default();
    for spec in documents.split(',').filter(|spec| !spec.is_empty()) {
        let generated = Generated::new(spec, "icws-families", "target/families-of-others")?;
        let api = generate(spec)?.api;
        generated.write("tests/values.rs", values::program(&api, &api.package).as_bytes())?;
        let newest: Vec<String> = api.features.iter().map(|feature| feature.flag(feature.newest)).collect();
        generated.cargo(&["test", "--test", "values"], &newest.join(","))?;
        generated.cargo(&["clippy", "--lib"], &newest.join(","))?;
        generated.cargo(&["clippy", "--lib"], "mock,server")?;
    }
    Ok(())
}
