//! `cargo xtask release`: the whole story, from the first release over edits to the second.

use crate::Result;
#[cfg(unix)]
use crate::programs::Programs;
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

/// Cargo, which installs a judge and packs, unless the workspace says that this finds something.
#[cfg(unix)]
const CARGO: &str = "case \"$1\" in
install) mkdir -p \"$6/bin\"; cp \"$workspace/programs/judge\" \"$6/bin/${7%@*}\" ;;
package) [ ! -e \"$workspace/finds-package\" ] ;;
esac";
#[cfg(unix)]
const JUDGE: &str = "[ \"$1\" != semver-checks ] || [ ! -e \"$workspace/finds-semver\" ]";

#[cfg(unix)]
#[test]
fn what_a_proof_finds_is_not_released() -> Result {
    let programs = Programs::beside(unreleased("release-proof")?, &[("cargo", CARGO), ("judge", JUDGE)])?;
    let before = programs.sandbox.read("CHANGELOG.md")?;
    for proof in ["semver", "package"] {
        programs.sandbox.write(&format!("finds-{proof}"), "")?;
        let run = programs.xtask(&["release"])?;
        assert_eq!((run.code, programs.sandbox.read("CHANGELOG.md")?), (Some(1), before.clone()), "{run:?}");
        std::fs::remove_file(programs.sandbox.path(&format!("finds-{proof}")))?;
    }
    let run = programs.xtask(&["release"])?;
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stdout.contains("left to do:\n  git add "), "{run:?}");
    assert_ne!(programs.sandbox.read("CHANGELOG.md")?, before);
    Ok(())
}

#[cfg(unix)]
#[test]
fn what_is_not_committed_is_named_but_for_the_files_of_the_release() -> Result {
    let git = ("git", "echo ' M src/lib.rs'; echo '?? notes.txt'");
    let programs = Programs::beside(unreleased("release-uncommitted")?, &[("cargo", ""), git])?;
    let run = programs.xtask(&RELEASE)?;
    assert_eq!(run.code, Some(0), "{run:?}");
    let others = "or it is missing from it:\n    M src/lib.rs\n    ?? notes.txt\n  git add ";
    assert!(run.stdout.contains(others), "{run:?}");
    let asked = "git status --porcelain --untracked-files=all -- . :(exclude)";
    let calls = programs.calls()?;
    let call = calls.iter().find(|call| call.starts_with(asked)).ok_or("git is not asked")?;
    assert!(call.contains(":(exclude)CHANGELOG.md"), "{call}");
    Ok(())
}
