//! `cargo xtask release`: the whole story, from the first release over edits to the second.

use crate::Result;
use crate::sandbox::{Sandbox, spec};

const SPEC: &str = "spec/dialer.yaml";
const RELEASED: &str = "spec/released.yaml";

/// A workspace that has released nothing.
fn unreleased(name: &str) -> Result<Sandbox> {
    let sandbox = Sandbox::new(name)?;
    sandbox.write(SPEC, &spec(2, &[("callOne", 1), ("callTwo", 2)]))?;
    sandbox.write("CHANGELOG.md", "# Changelog\n\n## Unreleased: 0.1.0\n\n- All of it.\n")?;
    let line = "icws-dialer = { version = \"0.1\", features = [\"phone-1\"] }\n";
    sandbox.write("README.md", &format!("{}{line}", sandbox.read("README.md")?))?;
    assert_eq!(sandbox.xtask(&["gen"])?.code, Some(0));
    Ok(sandbox)
}

const RELEASE: [&str; 2] = ["release", "--skip-proof"];

#[test]
fn a_release_is_written_down_and_the_next_one_starts_from_it() -> Result {
    let sandbox = unreleased("release-story")?;
    let run = sandbox.xtask(&RELEASE)?;
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    assert!(run.stdout.contains("git tag v0.1.0\n"), "{run:?}");
    assert_eq!(sandbox.read("CHANGELOG.md")?, "# Changelog\n\n## 0.1.0, phone 1 to 2\n\n- All of it.\n");
    assert!(sandbox.read(RELEASED)?.starts_with("# icws-dialer 0.1.0"));
    let written = sandbox.files()?;
    let run = sandbox.xtask(&RELEASE)?;
    assert!(run.stdout.contains("0.1.0 is written down already\n"), "{run:?}");
    assert!(sandbox.files()? == written, "a second run changes nothing");

    // One edit that adds, and one that breaks, of which the owner says a word.
    let edited = spec(3, &[("callOne", 1), ("callThree", 3)]);
    sandbox.write(SPEC, &edited)?;
    assert_eq!(sandbox.xtask(&["gen"])?.code, Some(0));
    let changelog = sandbox.read("CHANGELOG.md")?;
    let words = "## Unreleased\n\n- `CallTwo` is gone: nobody answered it.\n\n## 0.1.0";
    sandbox.write("CHANGELOG.md", &changelog.replace("## 0.1.0", words))?;
    assert_eq!(sandbox.xtask(&["changes", "--check"])?.code, Some(1));
    let run = sandbox.xtask(&["release", "--skip-proof", "--version", "0.1.1"])?;
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stderr.contains("it must be at least 0.2.0"), "{run:?}");

    let before = sandbox.files()?;
    let run = sandbox.xtask(&["release", "--skip-proof", "--dry-run"])?;
    assert!(
        run.stdout.contains("would write CHANGELOG.md\nwould write Cargo.toml\nwould write README.md\n"),
        "{run:?}"
    );
    assert!(run.stdout.contains("\n0.2.0 is the version to release\n\nleft to do:\n"), "{run:?}");
    assert!(sandbox.files()? == before, "a dry run writes nothing");

    let run = sandbox.xtask(&RELEASE)?;
    assert_eq!(run.code, Some(0), "{run:?}");
    let changelog = sandbox.read("CHANGELOG.md")?;
    let own = "- `CallTwo` is gone: nobody answered it.\n\n## 0.1.0, phone 1 to 2\n";
    assert!(changelog.starts_with("# Changelog\n\n## 0.2.0, phone 1 to 3\n\n- `"), "{changelog}");
    assert!(
        changelog.contains(own) && changelog.contains("`CallThree` (phone-3): it is new."),
        "{changelog}"
    );
    assert!(sandbox.read("Cargo.toml")?.contains("version = \"0.2.0\""));
    assert!(sandbox.read("README.md")?.contains("icws-dialer = { version = \"0.2\""));
    assert!(sandbox.read(RELEASED)?.ends_with(&edited));
    let run = sandbox.xtask(&["changes", "--check"])?;
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), "nothing has changed since 0.2.0\n"), "{run:?}");
    Ok(())
}

#[test]
fn a_stale_tree_is_not_released() -> Result {
    let sandbox = unreleased("release-stale")?;
    sandbox.write(SPEC, &spec(2, &[("callOne", 1)]))?;
    let before = sandbox.files()?;
    let run = sandbox.xtask(&RELEASE)?;
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stderr.contains("run: cargo xtask gen"), "{run:?}");
    assert!(sandbox.files()? == before);
    Ok(())
}
