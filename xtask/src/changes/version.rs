//! The version of the crate, and what it must become.

use icws_codegen::changes::Step;
use semver::Version;
use toml_edit::DocumentMut;

use crate::support::failure::Failure;
use crate::support::folder;
use crate::support::workspace::{CRATE, Workspace};

/// The version of the crate here.
pub(super) fn own(workspace: &Workspace) -> Result<Version, Failure> {
    let path = format!("{CRATE}/Cargo.toml");
    let member = folder::text(&workspace.path(&path))?;
    let root = folder::text(&workspace.path("Cargo.toml"))?;
    of(&member, &root).ok_or_else(|| Failure::new(format!("error: {path} has no version")))
}

/// The version that a manifest has, or inherits from that of its workspace.
fn of(member: &str, root: &str) -> Option<Version> {
    let document: DocumentMut = member.parse().ok()?;
    match document.get("package")?.get("version")?.as_str() {
        Some(version) => version.parse().ok(),
        None => shared(root),
    }
}

/// Whether a manifest takes the version from that of its workspace.
pub(crate) fn is_shared(member: &str) -> bool {
    let document = member.parse().unwrap_or_else(|_| DocumentMut::new());
    document.get("package").and_then(|package| package.get("version")?.as_str()).is_none()
}

/// The version that the packages of a workspace share.
pub(super) fn shared(root: &str) -> Option<Version> {
    let document: DocumentMut = root.parse().ok()?;
    document.get("workspace")?.get("package")?.get("version")?.as_str()?.parse().ok()
}

/// What a version must become after changes. Before 1.0 cargo takes the second number for the first, and so do we.
pub(super) fn required(baseline: &Version, step: Step) -> Version {
    let Version { major, minor, patch, .. } = *baseline;
    match (step, major, minor) {
        (Step::None, ..) => baseline.clone(),
        (_, 0, 0) => Version::new(0, 0, patch + 1),
        (Step::Major, 0, _) => Version::new(0, minor + 1, 0),
        (_, 0, _) | (Step::Patch, ..) => Version::new(major, minor, patch + 1),
        (Step::Major, ..) => Version::new(major + 1, 0, 0),
        (Step::Minor, ..) => Version::new(major, minor + 1, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_step_is_counted_as_cargo_counts_versions() {
        for (before, steps) in [
            ("1.2.3", ["1.2.3", "1.2.4", "1.3.0", "2.0.0"]),
            ("0.2.3", ["0.2.3", "0.2.4", "0.2.4", "0.3.0"]),
            ("0.0.3", ["0.0.3", "0.0.4", "0.0.4", "0.0.4"]),
        ] {
            let before: Version = before.parse().expect("a version");
            let found =
                [Step::None, Step::Patch, Step::Minor, Step::Major].map(|step| required(&before, step));
            assert_eq!(found.map(|version| version.to_string()), steps);
        }
    }

    #[test]
    fn a_version_is_its_own_or_that_of_the_workspace() {
        let root = "[workspace.package]\nversion = \"0.3.0\"\n";
        for (member, expected) in [
            ("[package]\nversion = \"1.0.0\"\n", Some(Version::new(1, 0, 0))),
            ("[package]\nversion.workspace = true\n", Some(Version::new(0, 3, 0))),
            ("[package]\nversion = { workspace = true }\n", Some(Version::new(0, 3, 0))),
            ("[package]\n", None),
        ] {
            assert_eq!(of(member, root), expected, "{member}");
            assert_eq!(is_shared(member), !member.contains("1.0.0"), "{member}");
        }
    }
}
