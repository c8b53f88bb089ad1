//! Cargo, here and in other workspaces. The tests start it in the same way: `tests/src/lib.rs` has this file as a module,
//! so that the tests of the client need not compile the tools.

use std::path::Path;
use std::process::Command;

/// Cargo in a folder. What this process was given for its own package is not passed on: a dependency that reads such a
/// variable when it is built would be compiled anew, with all that depends on it.
pub fn here(folder: &Path) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(folder);
    let is_ours = |name: &str| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_");
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_str().is_some_and(is_ours)) {
        cargo.env_remove(name);
    }
    cargo
}

/// Cargo in a folder with another workspace, whose crates are compiled once, and nobody debugs or edits them. What it makes
/// goes to a folder of its own, and what others have written is compiled in the target folder of this workspace, so that it
/// is compiled once. Hence the flags are the same, and a warning is found in what cargo says.
pub fn elsewhere(folder: &Path, made: &Path, target: &Path) -> Command {
    let mut cargo = here(folder);
    cargo.env("CARGO_TARGET_DIR", made).env("CARGO_BUILD_BUILD_DIR", target);
    cargo.env("CARGO_INCREMENTAL", "0").env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_TERM_COLOR", "never");
    cargo
}

/// Whether there is a warning in what cargo said: it begins a line, or in the short form what follows a place.
pub fn warns(said: &str) -> bool {
    said.lines().any(|line| line.starts_with("warning") || line.contains(": warning: "))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{here, warns};

    #[test]
    fn what_cargo_says_of_our_package_is_not_passed_on() {
        let cargo = here(Path::new("."));
        let is_removed = |name: &str| cargo.get_envs().any(|(known, value)| known == name && value.is_none());
        assert!(is_removed("CARGO_PKG_NAME") && is_removed("CARGO_MANIFEST_DIR"));
    }

    #[test]
    fn a_warning_is_not_any_line_that_has_the_word() {
        for said in [
            "warning: unused variable: `a`\n --> src/lib.rs:1:8",
            "   Compiling warnings v0.1.0\nwarning: `a` (lib) generated 1 warning",
            "warning[E0133]: call to unsafe function",
            "src/lib.rs:1:8: warning: unused variable: `a`",
        ] {
            assert!(warns(said), "{said}");
        }
        for said in
            ["", "   Compiling warnings v0.1.0", "= note: `-D warnings` implies it", "test warning ... ok"]
        {
            assert!(!warns(said), "{said}");
        }
    }
}
