//! `cargo xtask semver`: the judge is installed once, and asked about each pair of versions. The programs are made up.

use crate::Result;
use crate::programs::Programs;

/// Installs a judge that finds something between the two versions.
const CARGO: &str = "mkdir -p \"$6/bin\"; cp \"$workspace/programs/judge\" \"$6/bin/${7%@*}\"";
const JUDGE: &str = "case \"$*\" in
--version) folder=\"${0%/bin/*}\"; folder=\"${folder##*/}\"; echo \"${0##*/} ${folder##*-}\" ;;
*'--baseline-features phone-1'*'--current-features phone-2') echo something is gone; exit 1 ;;
esac";

#[test]
fn what_is_gone_between_two_versions_is_said() -> Result {
    let programs = Programs::new("semver", &[("cargo", CARGO), ("judge", JUDGE)])?;
    assert_eq!(programs.sandbox.xtask(&["gen"])?.code, Some(0));
    for is_installed in [false, true] {
        let run = programs.xtask(&["semver"])?;
        assert_eq!(run.code, Some(1), "{run:?}");
        assert!(run.stderr.contains("\nphone-1 -> phone-2\nsomething is gone\n"), "{run:?}");
        let calls = programs.calls()?;
        assert_eq!(!calls.iter().any(|call| call.starts_with("cargo install ")), is_installed, "{calls:#?}");
        let first = "cargo-semver-checks semver-checks --color never --package icws-dialer --manifest-path \
                     generated/Cargo.toml --baseline-root generated --release-type minor --only-explicit-features";
        assert!(calls.iter().any(|call| call.starts_with(first)), "{calls:#?}");
    }
    Ok(())
}
