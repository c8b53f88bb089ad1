//! Where things are.

use std::path::{Path, PathBuf};

/// The workspace that the commands work on.
#[derive(Debug, PartialEq)]
pub(crate) struct Workspace {
    root: PathBuf,
}

/// The specification, below the root, as diagnostics and headers name it.
pub(crate) const SPEC: &str = "spec/dialer.yaml";
/// The package of the generated crate.
pub(crate) const PACKAGE: &str = "icws-dialer";
/// The folder of the generated crate.
pub(crate) const CRATE: &str = "generated";
/// The package that generated crates stand on.
pub(crate) const RUNTIME_PACKAGE: &str = "icws-runtime";
/// The folder of the package that generated crates stand on.
pub(crate) const RUNTIME: &str = "generated/runtime";

/// The lock files: those of the workspaces in which something depends on the generated crate.
pub(crate) const LOCKS: [&str; 3] =
    ["Cargo.lock", "tests/fuzz/Cargo.lock", "tests/teams/neighbours/Cargo.lock"];

impl Workspace {
    pub(crate) fn at(root: PathBuf) -> Self {
        Self { root }
    }

    /// The workspace that this program was built in.
    pub(crate) fn own() -> Self {
        let package = Path::new(env!("CARGO_MANIFEST_DIR"));
        Self::at(package.parent().unwrap_or(package).to_owned())
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// A file or folder, by its path below the root.
    pub(crate) fn path(&self, below: &str) -> PathBuf {
        self.root.join(below)
    }

    /// Where cargo puts what it builds.
    pub(crate) fn target(&self) -> PathBuf {
        match std::env::var_os("CARGO_TARGET_DIR") {
            Some(target) if !target.is_empty() => {
                std::path::absolute(&target).unwrap_or_else(|_| PathBuf::from(target))
            }
            _ => self.path("target"),
        }
    }
}
