//! `cargo xtask gen --format github` and `--format sarif`: what workflows and collectors of findings read.

use serde_json::{Value, json};

use crate::Result;
use crate::sandbox::{Run, Sandbox, spec};

const SPEC: &str = "spec/dialer.yaml";

/// A version that is not declared, and a key that is there twice, in a place with what would end an annotation.
fn mistaken() -> String {
    let good = spec(2, &[("callOne", 1)]);
    good.replace("version: '2' }", "version: '2', 'a%,:::b': x }").replace("phone 1", "phone 3")
}

fn sarif(run: &Run) -> Result<Value> {
    assert_eq!(run.stdout.lines().count(), 1, "one document: {run:?}");
    Ok(serde_json::from_str(&run.stdout)?)
}

#[test]
fn mistakes_are_annotations_of_a_workflow() -> Result {
    let sandbox = Sandbox::new("formats-github")?;
    sandbox.write(SPEC, &mistaken())?;
    let run = sandbox.xtask(&["gen", "--format", "github"])?;
    assert_eq!(run.code, Some(1), "{run:?}");
    let expected = [
        "::error file=spec/dialer.yaml,line=2,col=44,endColumn=52,title=E0112::the info object has no key `a%25,:::b`: unknown key\
         %0Ahelp: the keys of this object are `title`, `description`, `termsOfService`, `contact`, `license`, `version`\
         %0Afor more, run: cargo xtask explain E0112",
        "::error file=spec/dialer.yaml,line=9,col=26,endColumn=32,title=E0207::`phone 3` is not declared: the ladder goes from 1 to 2\
         %0Aline 3: the ladder is declared here%0Ahelp: write a version from 1 to 2, or raise `newest` in `x-features`\
         %0Afor more, run: cargo xtask explain E0207",
    ];
    assert_eq!(run.stdout.lines().collect::<Vec<_>>(), expected);
    Ok(())
}

#[test]
fn mistakes_are_results_of_one_sarif_document() -> Result {
    let sandbox = Sandbox::new("formats-sarif")?;
    sandbox.write(SPEC, &mistaken())?;
    let run = sandbox.xtask(&["gen", "--check", "--format", "sarif"])?;
    assert_eq!(run.code, Some(1), "{run:?}");
    let document = sarif(&run)?;
    assert_eq!(
        (&document["version"], &document["runs"][0]["columnKind"]),
        (&json!("2.1.0"), &json!("unicodeCodePoints"))
    );
    let rules = document["runs"][0]["tool"]["driver"]["rules"].as_array().cloned().unwrap_or_default();
    let ids: Vec<&Value> = rules.iter().map(|rule| &rule["id"]).collect();
    assert_eq!(ids, ["E0112", "E0207"]);
    let place = |line: usize, start: usize, end: usize| {
        json!({ "physicalLocation": {
            "artifactLocation": { "uri": SPEC },
            "region": { "startLine": line, "startColumn": start, "endLine": line, "endColumn": end },
        } })
    };
    let mut ladder = place(3, 15, 20);
    ladder["message"] = json!({ "text": "the ladder is declared here" });
    let expected = json!({
        "ruleId": "E0207",
        "level": "error",
        "message": { "text": "`phone 3` is not declared: the ladder goes from 1 to 2\n\
                              help: write a version from 1 to 2, or raise `newest` in `x-features`" },
        "locations": [place(9, 26, 33)],
        "relatedLocations": [ladder],
    });
    assert_eq!(document["runs"][0]["results"][1], expected);
    Ok(())
}

#[test]
fn a_stale_file_is_found_and_a_written_one_is_not() -> Result {
    let sandbox = Sandbox::new("formats-files")?;
    sandbox.write(SPEC, &spec(1, &[("callOne", 1)]))?;
    let stale = sandbox.xtask(&["gen", "--check", "--format", "github"])?;
    let expected =
        "::error file=generated/src/generated/mod.rs,title=gen::missing: generated/src/generated/mod.rs\n";
    assert!(stale.stdout.contains(expected), "{stale:?}");
    let stale = sarif(&sandbox.xtask(&["gen", "--check", "--format", "sarif"])?)?;
    let results = stale["runs"][0]["results"].as_array().cloned().unwrap_or_default();
    assert!(results.len() > 5 && results.iter().all(|result| result["ruleId"] == "stale"), "{stale}");

    let written = sandbox.xtask(&["gen", "--format", "github"])?;
    let expected =
        "::notice file=generated/src/generated/mod.rs,title=gen::written: generated/src/generated/mod.rs\n";
    assert!(written.code == Some(0) && written.stdout.contains(expected), "{written:?}");
    let current = sandbox.xtask(&["gen", "--format", "sarif"])?;
    assert!(current.stderr.starts_with("0 written, "), "{current:?}");
    assert_eq!(sarif(&current)?["runs"][0]["results"], json!([]));
    Ok(())
}
