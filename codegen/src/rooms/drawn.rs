//! Draws the files of a crate, each with those that hold what it names.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use regex_lite::{Captures, Regex};

/// A `use` with what it begins with, and its path or list.
static USE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?m)^\s*(pub(?:\([^)]*\))? )?use ([^;]+);"));
/// What looks like a path in code and is none of its own: a `use`, a visibility, and a path in a macro.
static OTHER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?m)^\s*(?:pub(?:\([^)]*\))? )?use [^;]+;|pub\(in [^)]*\)|\$crate[:\w]+"));
/// A path in code, or a macro that is called.
static PATH: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:crate|super)(?:::\w+)+!?"));
/// Where the tests of a file begin.
static TESTS: LazyLock<Regex> = LazyLock::new(|| pattern(r"#\[cfg\((?:all\()?test\b.*\nmod tests \{"));

pub(super) fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a pattern")
}

/// The texts of a crate's files but those of tests, by their paths without `.rs` and `/mod`. `lib.rs` has none.
pub(super) fn texts(name: &str) -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name).join("src");
    let mut texts = BTreeMap::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                folders.push(path);
            } else if let Some(file) = path.to_string_lossy().strip_suffix(".rs") {
                let file = file.strip_prefix(&*root.to_string_lossy()).expect("below the root");
                let module = file.trim_start_matches('/').trim_end_matches("/mod");
                let module = if module == "lib" { "" } else { module };
                texts.insert(module.to_owned(), fs::read_to_string(&path).expect("readable"));
            }
        }
    }
    texts.retain(|file, _| {
        file.split('/').next() != Some("rooms") && file.split('/').all(|part| part != "tests")
    });
    texts
}

/// All files of a crate, each with those that it names something in.
pub(super) fn files(name: &str) -> BTreeMap<String, BTreeSet<String>> {
    let texts = texts(name);
    let known = texts.iter().map(|(file, text)| (file.clone(), known(text))).collect();
    let named = |(file, text): (&String, &String)| {
        let homes = paths(file, text).into_iter().map(|path| home(file, &path, &known));
        (file.clone(), homes.filter(|other| other != file).collect())
    };
    texts.iter().map(named).collect()
}

/// What a file has outside of its tests, without comments.
pub(super) fn code(text: &str) -> String {
    let text = TESTS.find(text).map_or(text, |found| &text[..found.start()]);
    let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    code.join("\n")
}

/// What a file has from elsewhere by `use`: whether it hands that on, and the path.
fn uses(code: &str) -> Vec<(bool, String)> {
    let listed = |found: Captures<'_>| {
        let is_handed_on = found.get(1).is_some();
        expanded(&found[2]).into_iter().map(move |path| (is_handed_on, path))
    };
    USE.captures_iter(code).flat_map(listed).collect()
}

/// The paths that begin with `crate` or `super`. A list of all that is public does not use what it hands on.
pub(super) fn paths(file: &str, text: &str) -> Vec<String> {
    let code = code(text);
    let is_list = matches!(file, "" | "codegen");
    let used = uses(&code).into_iter().filter(|(is_handed_on, _)| !(is_list && *is_handed_on));
    let used = used.map(|(_, path)| path.split(" as ").next().unwrap_or_default().to_owned());
    let other = OTHER.replace_all(&code, "");
    let inline = PATH.find_iter(&other).map(|found| found.as_str().to_owned());
    let inline = inline.filter(|path| !path.ends_with('!'));
    used.filter(|path| path.starts_with("crate::") || path.starts_with("super::")).chain(inline).collect()
}

/// The names that a file has from elsewhere, each with its path there. The modules within it know them, too.
fn known(text: &str) -> BTreeMap<String, String> {
    let named = |(_, path): (bool, String)| {
        let (path, own) = path.split_once(" as ").unwrap_or((&path, ""));
        let path = path.trim_end_matches("::self");
        let own = if own.is_empty() { path.rsplit("::").next().unwrap_or_default() } else { own };
        (own.to_owned(), path.to_owned())
    };
    uses(&code(text)).into_iter().map(named).collect()
}

/// The paths of a list in braces, one by one.
fn expanded(tree: &str) -> Vec<String> {
    let Some((prefix, rest)) = tree.split_once('{') else { return vec![tree.trim().to_owned()] };
    let inner = rest.rsplit_once('}').map_or(rest, |(inner, _)| inner);
    let mut depth = 0;
    let parts = inner.split(|sign| {
        depth += i32::from(sign == '{') - i32::from(sign == '}');
        sign == ',' && depth == 0
    });
    let parts = parts.map(str::trim).filter(|part| !part.is_empty());
    parts.flat_map(|part| expanded(&format!("{}{part}", prefix.trim()))).collect()
}

/// The file that holds what a path names: where the file that the path leads into has it from elsewhere, that is followed.
/// What nobody has is in the root.
fn home(file: &str, path: &str, known: &BTreeMap<String, BTreeMap<String, String>>) -> String {
    let mut at: Vec<&str> = file.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split("::") {
        match part {
            "crate" => at.clear(),
            "super" => drop(at.pop()),
            part => at.push(part),
        }
    }
    let mut rest = Vec::new();
    while !known.contains_key(&at.join("/")) {
        rest.extend(at.pop());
    }
    let module = at.join("/");
    let name = rest.pop().unwrap_or_default();
    // A path that begins with its own name leads into another crate.
    let from = known[&module].get(name).filter(|from| from.split("::").next() != Some(name));
    let Some(from) = from else { return module };
    let path: Vec<&str> = [from.as_str()].into_iter().chain(rest.into_iter().rev()).collect();
    home(&module, &path.join("::"), known)
}
