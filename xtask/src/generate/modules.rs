//! Which files belong to a crate: those that another one of it declares as a module.

use std::collections::BTreeSet;

use crate::support::folder::Entries;

/// The names of the modules that a text declares in files of their own.
pub(crate) fn declared(text: &str) -> BTreeSet<&str> {
    text.lines().filter_map(name).collect()
}

/// The paths that the modules of these files may have.
pub(crate) fn members(files: &Entries) -> BTreeSet<String> {
    let texts =
        files.iter().filter_map(|(path, entry)| Some((path, std::str::from_utf8(entry.content()?).ok()?)));
    texts
        .flat_map(|(path, text)| {
            let folder = folder(path);
            declared(text)
                .into_iter()
                .flat_map(move |name| [format!("{folder}/{name}.rs"), format!("{folder}/{name}/mod.rs")])
        })
        .collect()
}

/// The folder for the modules of a file.
fn folder(path: &str) -> &str {
    let stem = path.strip_suffix(".rs").unwrap_or(path);
    match stem.rsplit_once('/') {
        Some((folder, "mod" | "lib" | "main")) => folder,
        _ => stem,
    }
}

/// The name in `mod name;`, which may be public in some way, or in `pub use name::`, which the macro `modules!` declares.
fn name(line: &str) -> Option<&str> {
    let name = handed_on(line).or_else(|| {
        let (declaration, _) = line.trim_start().split_once(';')?;
        let (before, name) = declaration.rsplit_once("mod ")?;
        (before.is_empty() || before.starts_with("pub")).then_some(name)
    });
    name.map(str::trim).map(|name| name.strip_prefix("r#").unwrap_or(name))
}

fn handed_on(line: &str) -> Option<&str> {
    let (name, _) = line.trim_start().strip_prefix("pub use ")?.split_once("::")?;
    Some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support::folder::Entry;

    #[test]
    fn declarations_are_found() {
        let text = "mod a;\npub mod b;\n    pub(crate) mod r#c; // why\npub(in crate::x) mod d;\n\
                    // mod e;\nmod f {\n/// mod g;\nlet mod_h = 1;\nuse super::mod_i;\n\
                    modules! {\n    pub use h::H;\n    pub use i::{\n        I,\n    };\n}\n";
        assert_eq!(declared(text), BTreeSet::from(["a", "b", "c", "d", "h", "i"]));
    }

    #[test]
    fn modules_are_beside_or_below() {
        let paths = |path: &str| {
            let file = Entry::File(b"mod x;".to_vec());
            members(&Entries::from([(path.to_owned(), file)])).into_iter().collect::<Vec<_>>()
        };
        for root in ["src/mod.rs", "src/lib.rs"] {
            assert_eq!(paths(root), ["src/x.rs", "src/x/mod.rs"]);
        }
        assert_eq!(paths("src/a.rs"), ["src/a/x.rs", "src/a/x/mod.rs"]);
    }
}
