//! Whether `Cargo.lock` has what the manifest of a crate asks for. Only cargo writes it, and with `--locked` it refuses to.

use std::collections::BTreeSet;

use toml_edit::{DocumentMut, Item};

use crate::support::console::complain;
use crate::support::workspace::{CRATE, LOCKS, Workspace};

/// Says which lock files do not have the crates that generated code needs, or still have others, and what to do.
pub(crate) fn say_if_stale(workspace: &Workspace) {
    let read = |path: &str| std::fs::read_to_string(workspace.path(path)).unwrap_or_default();
    let manifest = read(&format!("{CRATE}/Cargo.toml"));
    for path in LOCKS {
        if let Some(difference) = difference(&manifest, &read(path)) {
            let folder = path.trim_end_matches("Cargo.lock");
            // What the others need may never have been downloaded.
            let place = match folder {
                "" => "--offline".to_owned(),
                folder => format!("--manifest-path {folder}Cargo.toml"),
            };
            complain(format!(
                "note: {path} is older than {CRATE}/Cargo.toml: {difference}\nhelp: before a command with --locked, run: \
                 cargo update --workspace {place}"
            ));
        }
    }
}

/// What the crate of a manifest lacks in a lock file, or has too much; nothing if the crate is not there.
fn difference(manifest: &str, lock: &str) -> Option<String> {
    let (manifest, lock): (DocumentMut, DocumentMut) = (manifest.parse().ok()?, lock.parse().ok()?);
    let names = |table: &str| -> BTreeSet<String> {
        let table = manifest.get(table).and_then(Item::as_table_like);
        table.into_iter().flat_map(|table| table.iter()).map(|(name, _)| name.to_owned()).collect()
    };
    let name = manifest.get("package")?.get("name")?.as_str();
    let package = lock.get("package")?.as_array_of_tables()?.iter();
    let mut package = package.filter(|package| package.get("name").and_then(Item::as_str) == name);
    let locked = package.next()?.get("dependencies").and_then(Item::as_array);
    let locked = locked.into_iter().flatten().filter_map(|name| name.as_str()?.split(' ').next());
    let locked: BTreeSet<String> = locked.map(str::to_owned).collect();
    let (needed, own) = (names("dependencies"), names("dev-dependencies"));
    let said = |names: Vec<&String>, verb: &str| {
        let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
        (!names.is_empty()).then(|| format!("{} {verb}", names.join(", ")))
    };
    let missing = said(needed.difference(&locked).collect(), "is missing");
    let left = locked.iter().filter(|name| !needed.contains(*name) && !own.contains(*name));
    let left = said(left.collect(), "is left over");
    let said: Vec<String> = missing.into_iter().chain(left).collect();
    (!said.is_empty()).then(|| said.join(", and "))
}

#[cfg(test)]
mod tests {
    use std::{fs, io};

    use super::*;

    #[test]
    fn a_lock_lacks_what_a_manifest_has_got_and_keeps_what_it_has_lost() {
        let manifest = "[package]\nname = \"icws-dialer\"\n[dependencies]\nhttp = \"1\"\njiff = \"0.2\"\n\
                        [dev-dependencies]\ntokio = \"1\"\n";
        let lock = |names: &str| format!("[[package]]\nname = \"icws-dialer\"\ndependencies = [{names}]\n");
        let found = |names: &str| difference(manifest, &lock(names));
        assert_eq!(found(r#""http", "jiff 0.2.1", "tokio""#), None);
        assert_eq!(found(r#""http""#).as_deref(), Some("`jiff` is missing"));
        assert_eq!(
            found(r#""base64", "http", "tokio""#).as_deref(),
            Some("`jiff` is missing, and `base64` is left over")
        );
        assert_eq!(difference(manifest, "version = 4\n"), None);
    }

    /// Cargo would mend it where somebody fuzzes, and leave a file to commit.
    #[test]
    fn every_lock_has_what_the_generator_needs() -> io::Result<()> {
        let read = |path: &str| fs::read_to_string(Workspace::own().path(path));
        for path in LOCKS {
            assert_eq!(difference(&read("codegen/Cargo.toml")?, &read(path)?), None, "{path}");
        }
        Ok(())
    }
}
