//! What the changelog says of versions that come after a release.

use semver::Version;

use crate::support::failure::Failure;
use crate::support::folder;
use crate::support::workspace::Workspace;

/// The heading of that version, if there is one, and everything above it.
pub(super) fn since(workspace: &Workspace, version: &Version) -> Result<(Option<String>, String), Failure> {
    let path = workspace.path("CHANGELOG.md");
    let text = if path.exists() { folder::text(&path)? } else { String::new() };
    Ok(above(&text, &version.to_string()))
}

fn above(text: &str, version: &str) -> (Option<String>, String) {
    let is_of_it = |line: &str| is_heading_of(line, version);
    let heading = text.lines().find(|line| is_of_it(line));
    let entries = text.lines().take_while(|line| !is_of_it(line)).collect::<Vec<_>>().join("\n");
    (heading.map(str::to_owned), entries)
}

/// Whether a line is the heading of that version.
pub(crate) fn is_heading_of(line: &str, version: &str) -> bool {
    let mut words = line.split(|character: char| !(character.is_alphanumeric() || "-+.".contains(character)));
    line.starts_with("## ") && words.any(|word| word.trim_start_matches('v') == version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_above_the_heading_of_a_version() {
        let text =
            "# Changelog\n\n## Unreleased\n\n- new\n\n## 0.1.10\n\n- ten\n\n## [v0.1.1] - today\n\n- old\n";
        let (heading, entries) = above(text, "0.1.1");
        assert_eq!(heading.as_deref(), Some("## [v0.1.1] - today"));
        assert!(entries.contains("- ten") && !entries.contains("- old"), "{entries}");
        assert_eq!(above(text, "0.1.0").0, None);
    }
}
