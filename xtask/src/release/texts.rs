//! What a release says, file by file.

use semver::Version;
use toml_edit::{DocumentMut, Item, Value};

use crate::changes::is_heading_of;
use crate::support::workspace::RUNTIME_PACKAGE;

/// The changelog with the heading of the version. What stands below `Unreleased` is what belongs to it; an entry that
/// nobody has written is drafted.
pub(super) fn changelog(
    text: &str,
    (version, features): (&Version, &[String]),
    drafts: &[String],
) -> Result<String, String> {
    let title = [vec![version.to_string()], features.to_vec()].concat().join(", ");
    let heading = format!("## {title}");
    let is_unreleased = |line: &str| line.starts_with("## ") && line.to_lowercase().contains("unreleased");
    let is_its_own = |line: &str| is_unreleased(line) || is_heading_of(line, &version.to_string());
    let lines: Vec<&str> = text.lines().collect();
    let first = lines.iter().position(|line| line.starts_with("## "));
    let own = lines.iter().position(|line| is_its_own(line)).filter(|own| first == Some(*own));
    let drafts = drafts.join("\n");
    let (above, below) = match (own, first) {
        (Some(own), _) => (lines.get(..own), lines.get(own + 1..)),
        (None, Some(first)) => (lines.get(..first), lines.get(first..)),
        (None, None) => (Some(&lines[..]), None),
    };
    let (above, below) = (above.unwrap_or_default().join("\n"), below.unwrap_or_default().join("\n"));
    let own_entries = if own.is_some() { below.trim_start() } else { "" };
    let mut parts = vec![above.trim_end().to_owned(), heading];
    parts.extend((!drafts.is_empty()).then_some(drafts));
    match own {
        // The drafts become part of the list that is there.
        Some(_) if parts.len() == 3 && own_entries.starts_with("- ") => {
            let drafts = parts.pop().unwrap_or_default();
            parts.push(format!("{drafts}\n{own_entries}"));
        }
        Some(_) => parts.push(own_entries.to_owned()),
        None => parts.push(below),
    }
    parts.retain(|part| !part.is_empty());
    Ok(format!("{}\n", parts.join("\n\n").trim_end()))
}

/// The manifest that says the version.
pub(super) fn manifest(text: &str, version: &Version, is_shared: bool) -> Result<String, String> {
    let mut document: DocumentMut =
        text.parse().map_err(|error| format!("not TOML that cargo reads\n{error}"))?;
    let package = match is_shared {
        true => document.get_mut("workspace").and_then(|workspace| workspace.get_mut("package")),
        false => document.get_mut("package"),
    };
    let place = package.and_then(|package| package.get_mut("version")).filter(|version| version.is_str());
    let place = place.ok_or("it has no version")?;
    set(place, version);
    // The runtime is released with the crate, which needs the same version of it.
    let runtime = document.get_mut("workspace").and_then(|workspace| workspace.get_mut("dependencies"));
    let runtime = runtime.and_then(|all| all.get_mut(RUNTIME_PACKAGE)?.get_mut("version"));
    if let Some(place) = runtime.filter(|version| version.is_str()) {
        set(place, version);
    }
    Ok(document.to_string())
}

/// A lock file in which the crates of the workspace, which come from nowhere else, have the new version.
pub(super) fn lock(text: &str, (old, new): (&Version, &Version)) -> Result<String, String> {
    let mut document: DocumentMut =
        text.parse().map_err(|error| format!("not TOML that cargo reads\n{error}"))?;
    let packages = document.get_mut("package").and_then(Item::as_array_of_tables_mut);
    for package in packages.into_iter().flat_map(|packages| packages.iter_mut()) {
        let is_ours = !package.contains_key("source");
        if let Some(place) = package.get_mut("version").filter(|_| is_ours)
            && place.as_str() == Some(&old.to_string())
        {
            set(place, new);
        }
    }
    Ok(document.to_string())
}

/// Writes a version where another one stands. What is around it stays.
fn set(place: &mut Item, version: &Version) {
    if let Item::Value(old) = place {
        let mut new = Value::from(version.to_string());
        *new.decor_mut() = old.decor().clone();
        *old = new;
    }
}

/// A front page, on which teams see what to write into their manifests.
pub(super) fn page(text: &str, version: &Version) -> String {
    const BEFORE: &str = "icws-dialer = { version = \"";
    let short = match version.major {
        0 => format!("0.{}", version.minor),
        major => major.to_string(),
    };
    let mut parts = text.split(BEFORE);
    let mut page = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.find('"').and_then(|end| part.get(end..)).unwrap_or(part);
        page.push_str(&format!("{BEFORE}{short}{rest}"));
    }
    page
}

/// The specification of the release, with its version in front.
pub(super) fn released(spec: &str, version: &Version) -> String {
    format!(
        "# icws-dialer {version}: the specification of this release, with which `cargo xtask changes` compares.\n{spec}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str, drafts: &[&str]) -> String {
        let drafts: Vec<String> = drafts.iter().map(|draft| (*draft).to_owned()).collect();
        let features = ["dialer 2 to 10".to_owned()];
        changelog(text, (&Version::new(0, 2, 0), &features), &drafts).unwrap_or_default()
    }

    #[test]
    fn the_words_of_the_owner_stay() {
        let old = "# Changelog\n\nIntro.\n\n## Unreleased\n\n- mine\n\n## 0.1.0\n\n- old\n";
        let new =
            "# Changelog\n\nIntro.\n\n## 0.2.0, dialer 2 to 10\n\n- drafted\n- mine\n\n## 0.1.0\n\n- old\n";
        assert_eq!(written(old, &["- drafted"]), new);
        assert_eq!(written(new, &[]), new, "a second time nothing changes");
    }

    #[test]
    fn a_heading_is_made_where_there_is_none() {
        let new = "# Changelog\n\n## 0.2.0, dialer 2 to 10\n\n- drafted\n\n## 0.1.0\n\n- old\n";
        assert_eq!(written("# Changelog\n\n## 0.1.0\n\n- old\n", &["- drafted"]), new);
        assert_eq!(written("# Changelog\n", &[]), "# Changelog\n\n## 0.2.0, dialer 2 to 10\n");
    }

    #[test]
    fn locks_say_the_version_of_what_is_ours() {
        let lock = "version = 4\n\n[[package]]\nname = \"icws-dialer\"\nversion = \"0.1.0\"\n\n[[package]]\nname = \"icws-fuzz\"\n\
                    version = \"0.0.0\"\n\n[[package]]\nname = \"other\"\nversion = \"0.1.0\"\nsource = \"registry\"\n";
        let expected = lock.replacen("0.1.0", "0.2.0", 1);
        assert_eq!(super::lock(lock, (&Version::new(0, 1, 0), &Version::new(0, 2, 0))), Ok(expected));
    }

    #[test]
    fn manifests_and_pages_say_the_version() {
        let version = Version::new(0, 2, 0);
        let root = "[workspace.package]\nversion = \"0.1.0\" # ours\n[workspace.dependencies]\nother = \"0.1\"\n\
                    icws-runtime = { path = \"runtime\", version = \"0.1.0\" }\n";
        assert_eq!(manifest(root, &version, true), Ok(root.replace("0.1.0", "0.2.0")));
        assert_eq!(manifest("[package]\n", &version, false), Err("it has no version".to_owned()));
        let line = "icws-dialer = { version = \"0.1\", features = [\"dialer-7\"] }\n";
        assert_eq!(page(line, &version), line.replace("0.1", "0.2"));
        assert_eq!(page(line, &Version::new(1, 4, 2)), line.replace("0.1", "1"));
    }
}
