//! `cargo xtask gen --format json`: lines for editors and CI.

use serde_json::{Value, json};

use crate::Result;
use crate::sandbox::{Run, Sandbox, spec};

const SPEC: &str = "spec/dialer.yaml";

/// What is on stdout: JSON, line by line, and nothing else.
fn lines(run: &Run) -> serde_json::Result<Vec<Value>> {
    run.stdout.lines().map(serde_json::from_str).collect()
}

#[test]
fn a_mistake_is_an_object() -> Result {
    let sandbox = Sandbox::new("json-mistake")?;
    let good = spec(2, &[("callOne", 1)]);
    sandbox.write(
        SPEC,
        &good.replace("version: '2' }", "version: '2', title: x }").replace("phone 1", "phone 3"),
    )?;
    for command in [&["gen", "--format", "json"][..], &["gen", "--check", "--format=json"]] {
        let run = sandbox.xtask(command)?;
        assert_eq!(run.code, Some(1), "{run:?}");
        let summary = "2 mistakes in spec/dialer.yaml; nothing was written\n\
                       for more, run: cargo xtask explain E0104 E0207\n";
        assert_eq!(run.stderr, summary);
        let title = json!({"line": 2, "column": 9, "endLine": 2, "endColumn": 14, "label": "first here"});
        let ladder = "the ladder is declared here";
        let ladder = json!({"line": 3, "column": 15, "endLine": 3, "endColumn": 20, "label": ladder});
        let expected = [
            json!({
                "severity": "error", "code": "E0104", "message": "the key `title` is there twice", "file": SPEC,
                "line": 2, "column": 44, "endLine": 2, "endColumn": 49, "label": "again here",
                "help": "remove one of the two, or rename it", "related": [title],
            }),
            json!({
                "severity": "error", "code": "E0207", "message": "`phone 3` is not declared", "file": SPEC,
                "line": 9, "column": 26, "endLine": 9, "endColumn": 33, "label": "the ladder goes from 1 to 2",
                "help": "write a version from 1 to 2, or raise `newest` in `x-features`", "related": [ladder],
            }),
        ];
        assert_eq!(lines(&run)?, expected);
    }
    Ok(())
}

#[test]
fn any_text_is_escaped_and_columns_are_characters() -> Result {
    let sandbox = Sandbox::new("json-escaped")?;
    let key = "\"quoted\" \\ \u{1f600} <b> \u{2028} ü";
    let yaml = spec(1, &[("callOne", 1)]).replace("info: {", &format!("info: {{ 'é': x, '{key}': x,"));
    sandbox.write(SPEC, &yaml)?;
    let run = sandbox.xtask(&["gen", "--format", "json"])?;
    let lines = lines(&run)?;
    let [first, second] = lines.as_slice() else {
        return Err(format!("two mistakes: {run:?}").into());
    };
    assert_eq!((&first["column"], &first["endColumn"]), (&json!(9), &json!(12)), "{first}");
    assert_eq!(second["message"], format!("the info object has no key `{key}`"));
    assert_eq!((&second["column"], &second["endColumn"]), (&json!(17), &json!(17 + 2 + key.chars().count())));
    Ok(())
}

#[test]
fn an_empty_file_has_a_place() -> Result {
    let sandbox = Sandbox::new("json-empty")?;
    sandbox.write(SPEC, "")?;
    let run = sandbox.xtask(&["gen", "--format", "json"])?;
    let place = lines(&run)?
        .iter()
        .map(|line| ["line", "column", "endLine", "endColumn"].map(|key| line[key].clone()))
        .next();
    assert_eq!(place, Some([1, 1, 1, 1].map(|number| json!(number))));
    Ok(())
}

#[test]
fn files_are_objects() -> Result {
    let sandbox = Sandbox::new("json-files")?;
    sandbox.write(SPEC, &spec(1, &[("callOne", 1), ("callTwo", 1)]))?;
    let run = sandbox.xtask(&["gen", "--format", "json"])?;
    assert_eq!(run.code, Some(0), "{run:?}");
    let written = json!({"file": "generated/src/generated/operations/call_one.rs", "state": "written"});
    assert!(lines(&run)?.contains(&written), "{run:?}");
    let run = sandbox.xtask(&["gen", "--check", "--format", "json"])?;
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{run:?}");
    assert!(run.stderr.starts_with("up to date: "), "{run:?}");

    sandbox.write(SPEC, &spec(1, &[("callOne", 1), ("callThree", 1)]))?;
    let run = sandbox.xtask(&["gen", "--check", "--format", "json"])?;
    assert_eq!(run.code, Some(1), "{run:?}");
    let found = lines(&run)?;
    for (state, file) in [
        ("missing", "generated/src/generated/operations/call_three.rs"),
        ("stale", "generated/src/generated/operations/mod.rs"),
        ("orphan", "generated/src/generated/operations/call_two.rs"),
    ] {
        assert!(found.contains(&json!({"file": file, "state": state})), "{state} {file}: {run:?}");
    }
    assert!(run.stderr.ends_with("1 missing, 1 orphan\nrun: cargo xtask gen\n"), "{run:?}");
    Ok(())
}

#[test]
fn wrong_usage_is_for_people() -> Result {
    let run = Sandbox::new("json-usage")?.xtask(&["gen", "--format", "JSON"])?;
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{run:?}");
    assert_eq!(run.stderr, "error: couldn't parse `JSON`: did you mean `json`?\n");
    Ok(())
}
