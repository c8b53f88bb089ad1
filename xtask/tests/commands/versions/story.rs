//! A year of a specification, on a copy of the workspace: a first release, edits with what is said of each, a second one.

use serde_json::Value;

use crate::Result;
use crate::clone::{Clone, SPEC};
use crate::sandbox::spec;

/// A specification of the dialer's ladder, so that the manifests around it stay as they are.
fn first() -> String {
    let calls = [("callOne", 2), ("callTwo", 3), ("callThree", 9)];
    spec(9, &calls)
        .replace("phone: { oldest: 1,", "dialer: { oldest: 2,")
        .replace("feature-version: phone", "feature-version: dialer")
}

/// What an edit does, as `changes` says: its code, its effect, and what the version must become.
fn reported(clone: &Clone) -> Result<[String; 3]> {
    let run = clone.xtask(&["changes", "--format", "json"])?;
    assert_eq!(run.code, Some(0), "{run:?}");
    let lines: Vec<Value> =
        run.stdout.lines().map(serde_json::from_str).collect::<std::result::Result<_, _>>()?;
    let (worst, summary) = (lines.first().ok_or("a change")?, lines.last().ok_or("a summary")?);
    let said = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    Ok([said(&worst["code"]), said(&worst["effect"]), said(&summary["version"])])
}

/// Releases, and shows that cargo takes what is written, that there is nothing left to tell, and that a second run changes
/// nothing.
fn release(clone: &Clone, version: &str) -> Result {
    let run = clone.xtask(&["release", "--skip-proof"])?;
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    assert!(run.stdout.contains(&format!("\n  git tag v{version}\n")), "{run:?}");
    let skipped =
        "left to do:\n  what --skip-proof has skipped:\n    cargo xtask semver\n    cargo xtask ci package\n";
    assert!(run.stdout.contains(skipped), "{run:?}");
    assert!(clone.read("Cargo.toml")?.contains(&format!("version = \"{version}\"")));
    assert!(clone.read("spec/released.yaml")?.starts_with(&format!("# icws-dialer {version}:")));
    clone.resolves()?;
    for workspace in ["", "tests/fuzz/", "tests/teams/neighbours/"] {
        let lock = clone.read(&format!("{workspace}Cargo.lock"))?;
        assert!(lock.contains(&format!("name = \"icws-dialer\"\nversion = \"{version}\"")), "{workspace}");
    }
    let run = clone.xtask(&["changes", "--check"])?;
    assert_eq!((run.code, run.stdout), (Some(0), format!("nothing has changed since {version}\n")));
    let run = clone.xtask(&["release", "--skip-proof"])?;
    assert!(run.stdout.starts_with("up to date: ") && run.stdout.contains("written down already"), "{run:?}");
    Ok(())
}

#[test]
fn a_year_from_the_first_release_over_five_edits_to_the_second() -> Result {
    let clone = Clone::new("story")?;
    clone.gen_with(|_| first())?;
    clone.lock()?;
    clone.write("CHANGELOG.md", "# Changelog\n\n## Unreleased: 0.1.0\n\n- All of it.\n")?;
    std::fs::remove_file(clone.root.join("spec/released.yaml"))?;
    release(&clone, "0.1.0")?;

    let property = "        message: { type: string, description: Its words. }\n";
    let more = "        place: { type: string, description: Where. }\n";
    let steps: [(&str, &str, String, [&str; 3]); 5] = [
        (
            "other words",
            "description: Its text.",
            "description: Its words.".to_owned(),
            ["C0161", "same", "0.1.1"],
        ),
        ("a property", property, format!("{property}{more}"), ["C0111", "grows", "0.1.1"]),
        ("a version", "newest: 9", "newest: 10".to_owned(), ["C0101", "grows", "0.1.1"]),
        (
            "a name on the wire",
            "        errorId:",
            "        errorID: ".to_owned(),
            ["C0121", "silent", "0.2.0"],
        ),
        (
            "a call that is gone",
            "operationId: callTwo",
            "operationId: callAnother".to_owned(),
            ["C0113", "breaks", "0.2.0"],
        ),
    ];
    for (name, old, new, expected) in steps {
        clone.gen_with(|spec| {
            assert!(spec.contains(old), "{name}");
            spec.replace(old, &new).replace("version: '9'", "version: '10'")
        })?;
        assert_eq!(reported(&clone)?, expected, "{name}");
        assert_eq!(clone.xtask(&["changes", "--check"])?.code, Some(1), "{name}: the version is too low");
    }
    release(&clone, "0.2.0")?;
    assert!(clone.read(SPEC)?.contains("errorID"), "the edits are kept");
    let changelog = clone.read("CHANGELOG.md")?;
    assert!(changelog.contains("\n## 0.2.0, dialer 2 to 10\n"), "{changelog}");
    assert!(changelog.contains("- **Silent:** ") && changelog.contains("- **Breaks:** "), "{changelog}");
    assert!(changelog.contains("\n## 0.1.0, dialer 2 to 9\n\n- All of it.\n"), "{changelog}");
    for page in ["README.md", "generated/README.md"] {
        assert!(clone.read(page)?.contains("icws-dialer = { version = \"0.2\""), "{page}");
    }
    Ok(())
}

#[test]
fn a_release_that_cargo_does_not_take_leaves_everything_as_it_was() -> Result {
    let clone = Clone::new("untaken")?;
    clone.write(SPEC, &first())?;
    clone.gen_again()?;
    clone.write("tests/teams/consumer/Cargo.toml", "[package]\n")?;
    let paths = ["Cargo.toml", "Cargo.lock", "CHANGELOG.md", "README.md", "spec/released.yaml"];
    let texts = || paths.iter().map(|path| clone.read(path)).collect::<Result<Vec<_>>>();
    let before = texts()?;
    let run = clone.xtask(&["release", "--skip-proof", "--version", "0.9.0"])?;
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(
        run.stderr.contains("error: cargo does not take the new version: all files are as they were"),
        "{run:?}"
    );
    assert!(run.stderr.contains("tests/teams/consumer/Cargo.toml"), "{run:?}");
    assert!(texts()? == before);
    Ok(())
}

#[test]
fn a_lock_file_that_a_format_makes_stale_is_named() -> Result {
    let clone = Clone::new("lock")?;
    clone.gen_with(|_| first())?;
    clone.lock()?;
    // The lock file of a workspace for which nothing has been downloaded.
    clone.write("tests/fuzz/Cargo.lock", "version = 4\n\n[[package]]\nname = \"icws-dialer\"\n")?;
    let dated = first().replace(
        "{ type: string, description: Its id. }",
        "{ type: string, format: date-time, description: When. }",
    );
    clone.write(SPEC, &dated)?;
    let run = clone.xtask(&["gen"])?;
    let note = "note: Cargo.lock is older than generated/Cargo.toml: `jiff` is missing\nhelp: before a command with --locked, run: \
                cargo update --workspace --offline\n";
    assert!(run.code == Some(0) && run.stderr.contains(note), "{run:?}");
    assert!(run.stderr.contains("--manifest-path tests/fuzz/Cargo.toml\n"), "{run:?}");
    assert!(!clone.complaint()?.is_empty(), "cargo says so, too");
    Ok(())
}
