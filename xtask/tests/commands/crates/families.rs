//! Derived types: three documents describe the same ones, each in another form, and become the same code. Every type of
//! it comes back as it came, and every call is at the other end what it was.
//!
//! `FAMILIES` names other documents to hold to the same, separated by commas. Their crates are clean by clippy and rustdoc, too,
//! without a version and with the newest one.

use super::calls;
use super::conventions::{BOTH_SIDES, Generated};
use super::values::{self, generate};
use crate::Result;

/// The forms: a base with a discriminator, `oneOf` with a mapping, and `oneOf` of objects that say what they are.
const FORMS: [&str; 3] = ["base", "list", "constants"];

const PACKAGE: &str = "icws-families";

#[test]
fn three_forms_become_the_same_code() -> Result {
    let trees = FORMS.map(|form| generate(&format!("tests/conventions/families/{form}.yaml"), PACKAGE));
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
    let generated = Generated::new(spec, PACKAGE, "target/families")?;
    let api = generate(spec, PACKAGE)?.api;
    generated.write("tests/values.rs", values::program(&api, &api.package).as_bytes())?;
    calls::write(&generated, &api)?;
    generated.copy("tests/conventions/families/wire.rs", "tests/wire.rs")?;
    let tests = ["test", "--test", "values", "--test", "calls", "--test", "wire"];
    generated.cargo(&tests, &format!("connection-2,{BOTH_SIDES}"))?;
    generated.cargo(&["clippy"], "connection-2")
}

#[test]
fn other_documents_are_held_to_the_same() -> Result {
    let documents = std::env::var("FAMILIES").unwrap_or_default();
    for spec in documents.split(',').filter(|spec| !spec.is_empty()) {
        let generated = Generated::new(spec, PACKAGE, "target/families-of-others")?;
        let api = generate(spec, PACKAGE)?.api;
        generated.write("tests/values.rs", values::program(&api, &api.package).as_bytes())?;
        calls::write(&generated, &api)?;
        let newest = api.features.iter().map(|feature| feature.flag(feature.newest));
        let newest = newest.chain([BOTH_SIDES.to_owned()]).collect::<Vec<_>>().join(",");
        generated.cargo(&["test", "--test", "values", "--test", "calls"], &newest)?;
        for features in [newest.as_str(), "mock,server"] {
            generated.cargo(&["clippy", "--lib"], features)?;
            generated.document(features)?;
        }
    }
    Ok(())
}
