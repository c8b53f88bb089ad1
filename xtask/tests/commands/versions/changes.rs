//! `cargo xtask changes`: what is compared with what, and what CI demands of it.

use std::process::Command;

use serde_json::Value;

use crate::Result;
use crate::sandbox::{Run, Sandbox, spec};

const SPEC: &str = "spec/dialer.yaml";
const RELEASED: &str = "spec/released.yaml";

/// A workspace whose crate has this version, with a specification that was released as 0.1.0.
fn sandbox(name: &str, version: &str) -> Result<Sandbox> {
    let sandbox = Sandbox::new(name)?;
    let manifest = sandbox.read("Cargo.toml")?;
    sandbox
        .write("Cargo.toml", &manifest.replace("version = \"0.1.0\"", &format!("version = \"{version}\"")))?;
    let released = spec(2, &[("callOne", 1), ("callTwo", 2)]);
    sandbox.write(RELEASED, &format!("# icws-dialer 0.1.0\n{released}"))?;
    sandbox.write(SPEC, &released)?;
    sandbox.write("CHANGELOG.md", "# Changelog\n\n## 0.1.0\n\n- `CallTwo` is there.\n")?;
    Ok(sandbox)
}

fn lines(run: &Run) -> Result<Vec<Value>> {
    Ok(run.stdout.lines().map(serde_json::from_str).collect::<std::result::Result<_, _>>()?)
}

/// What was released, without the second operation.
fn without_a_call() -> String {
    spec(2, &[("callOne", 1)])
}

#[test]
fn nothing_has_changed() -> Result {
    let sandbox = sandbox("changes-none", "0.1.0")?;
    let run = sandbox.xtask(&["changes", "--check"])?;
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    assert_eq!(run.stdout, "nothing has changed since 0.1.0\n");
    Ok(())
}

#[test]
fn a_change_is_a_line_and_the_last_one_is_the_summary() -> Result {
    let sandbox = sandbox("changes-json", "0.1.0")?;
    sandbox.write(SPEC, &without_a_call())?;
    let run = sandbox.xtask(&["changes", "--format", "json"])?;
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    let lines = lines(&run)?;
    let [change, summary] = lines.as_slice() else { panic!("{run:?}") };
    for (key, expected) in [
        ("code", "C0112"),
        ("effect", "breaks"),
        ("step", "major"),
        ("item", "operations::CallTwo"),
        ("file", RELEASED),
    ] {
        assert_eq!(change[key], expected, "{change}");
    }
    assert_eq!(change["roles"]["callers"], "breaks", "{change}");
    assert_eq!(change["rungs"][0], "phone-2", "{change}");
    assert_eq!((&summary["step"], &summary["version"]), (&"major".into(), &"0.2.0".into()), "{summary}");
    assert_eq!(summary["enough"], false, "{summary}");
    Ok(())
}

#[test]
fn what_is_gone_is_shown_where_it_was_and_to_whom_it_matters() -> Result {
    let sandbox = sandbox("changes-people", "0.1.0")?;
    sandbox.write(SPEC, &without_a_call())?;
    let run = sandbox.xtask(&["changes"])?;
    let released = sandbox.read(RELEASED)?;
    let (number, line) =
        (1..).zip(released.lines()).find(|(_, line)| line.contains(": callTwo")).ok_or("")?;
    for said in [
        format!("  --> {RELEASED}:{number}:20\n{number} | {line}\n"),
        "  = who calls      do not compile, or are refused what worked\n".to_owned(),
        "  = old callers    and the new side refuse each other\n".to_owned(),
    ] {
        assert!(run.stdout.contains(&said), "{said}: {run:?}");
    }
    Ok(())
}

#[test]
fn an_edit_before_the_first_release_can_be_part_of_it() -> Result {
    let sandbox = sandbox("changes-unreleased", "0.1.0")?;
    sandbox.write("CHANGELOG.md", "# Changelog\n\n## Unreleased: 0.1.0\n\n- `CallTwo` is there.\n")?;
    sandbox.write(SPEC, &without_a_call())?;
    let run = sandbox.xtask(&["changes", "--check"])?;
    assert_eq!(run.code, Some(1), "{run:?}");
    let way = "or, as 0.1.0 is not released yet, copy spec/dialer.yaml to spec/released.yaml";
    assert!(run.stderr.contains(way), "{run:?}");

    sandbox.write(RELEASED, &sandbox.read(SPEC)?)?;
    let run = sandbox.xtask(&["changes", "--check"])?;
    assert_eq!(run.code, Some(0), "{run:?}");
    Ok(())
}

#[test]
fn ci_demands_the_version_and_a_word_in_the_changelog() -> Result {
    let sandbox = sandbox("changes-check", "0.1.0")?;
    sandbox.write(SPEC, &without_a_call())?;
    let run = sandbox.xtask(&["changes", "--check"])?;
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stderr.contains("help: write `version = \"0.2.0\"` in Cargo.toml"), "{run:?}");
    assert!(!run.stderr.contains("not released yet"), "{run:?}");
    // What the release that is compared with says does not count.
    assert!(run.stderr.contains("say it there, above `## 0.1.0`:\n\n- **Breaks:** `CallTwo`"), "{run:?}");

    let changelog = sandbox.read("CHANGELOG.md")?;
    let changelog = changelog.replace("## 0.1.0", "## 0.2.0\n\n- `CallTwo` is gone.\n\n## 0.1.0");
    sandbox.write("CHANGELOG.md", &changelog)?;
    let run = sandbox.xtask(&["changes", "--check"])?;
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(!run.stderr.contains("CHANGELOG"), "{run:?}");

    let manifest = sandbox.read("Cargo.toml")?;
    sandbox.write("Cargo.toml", &manifest.replace("version = \"0.1.0\"", "version = \"0.2.0\""))?;
    let run = sandbox.xtask(&["changes", "--check"])?;
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    Ok(())
}

#[test]
fn an_addition_raises_the_last_number_before_1_0() -> Result {
    let sandbox = sandbox("changes-addition", "0.1.1")?;
    sandbox.write(SPEC, &spec(3, &[("callOne", 1), ("callTwo", 2), ("callThree", 3)]))?;
    let run = sandbox.xtask(&["changes", "--check"])?;
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    assert!(run.stdout.contains("0.1.1 is needed, and the version is 0.1.1, which is enough"), "{run:?}");
    Ok(())
}

#[test]
fn a_file_or_a_revision_is_compared_with() -> Result {
    let sandbox = sandbox("changes-since", "0.3.0")?;
    let git = |arguments: &[&str]| -> Result {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=a", "-c", "user.email=a@example.com"]).args(arguments);
        let output = command.current_dir(&sandbox.root).output()?;
        assert!(output.status.success(), "{output:?}");
        Ok(())
    };
    git(&["init", "--quiet"])?;
    git(&["add", SPEC, "Cargo.toml"])?;
    git(&["commit", "--quiet", "--message", "Release"])?;
    git(&["tag", "v0.3.0"])?;
    sandbox.write("old.yaml", &sandbox.read(SPEC)?)?;
    sandbox.write(SPEC, &without_a_call())?;
    for (since, baseline) in [("v0.3.0", "v0.3.0:spec/dialer.yaml"), ("old.yaml", "old.yaml")] {
        let run = sandbox.xtask(&["changes", "--format", "json", "--since", since])?;
        let lines = lines(&run)?;
        let summary = lines.last().ok_or("a summary")?;
        assert_eq!(summary["baselineFile"], baseline, "{run:?}");
        assert_eq!(
            (&summary["baseline"], &summary["version"]),
            (&"0.3.0".into(), &"0.4.0".into()),
            "{run:?}"
        );
    }
    let run = sandbox.xtask(&["changes", "--since", "v0.9.0"])?;
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(
        run.stderr.starts_with("error: `v0.9.0` is no file, and git has no spec/dialer.yaml of it"),
        "{run:?}"
    );
    Ok(())
}

#[test]
fn a_baseline_that_is_refused_today_is_explained() -> Result {
    let sandbox = sandbox("changes-refused", "0.1.0")?;
    sandbox
        .write(RELEASED, &sandbox.read(RELEASED)?.replace("operationId: callOne", "operationID: callOne"))?;
    let run = sandbox.xtask(&["changes"])?;
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""), "{run:?}");
    assert!(run.stderr.starts_with("error[E0"), "{run:?}");
    assert!(run.stderr.contains("help: mend it in a way that changes nothing for others"), "{run:?}");
    let run = sandbox.xtask(&["release", "--skip-proof", "--dry-run"])?;
    assert!(!run.stderr.contains("--since"), "a release takes no other one: {run:?}");
    sandbox.write("old.yaml", &sandbox.read(RELEASED)?)?;
    let run = sandbox.xtask(&["changes", "--since", "old.yaml"])?;
    assert!(run.stderr.starts_with("error[E0") && run.stderr.contains("help: mend a copy of it"), "{run:?}");
    std::fs::remove_file(sandbox.path(RELEASED))?;
    let run = sandbox.xtask(&["changes"])?;
    assert!(run.stderr.contains("help: name another one with --since"), "{run:?}");
    Ok(())
}

#[test]
fn a_workflow_and_a_page_say_the_same() -> Result {
    let sandbox = sandbox("changes-formats", "0.1.0")?;
    sandbox.write(SPEC, &without_a_call())?;
    let github = sandbox.xtask(&["changes", "--format", "github"])?;
    let first = "::warning file=spec/released.yaml,line=";
    assert!(github.stdout.starts_with(first), "{github:?}");
    assert!(
        github.stdout.contains("title=breaks[C0112] operations%3A%3ACallTwo::it is gone\n"),
        "{github:?}"
    );
    let page = sandbox.xtask(&["changes", "--format", "markdown"])?;
    assert!(
        page.stdout.contains("\n| **breaks** C0112 | `operations::CallTwo` | it is gone | phone-2 |"),
        "{page:?}"
    );
    Ok(())
}
