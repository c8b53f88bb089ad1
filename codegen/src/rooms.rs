//! The modules of this crate and of `xtask` stand on one another: none leads back to itself, but those that recurse as
//! schemas do.
//!
//! What is drawn is what a file names with `crate` and `super`, each name in the file that holds it, whoever hands it on.
//! How a module calls those within it is not drawn: that these name in turn what it holds for all of them is no circle.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use regex_lite::{Captures, Regex};

use crate::graph;
use crate::load::key;

/// The crates, each with its files that lead back to themselves, by what leads them there.
const CRATES: [(&str, &[&[&str]]); 2] = [
    (
        "codegen",
        &[
            // Schemas have schemas in them.
            &[
                "lower/schema/base",
                "lower/schema/choice",
                "lower/schema/index",
                "lower/schema/named",
                "lower/schema/narrower",
                "lower/schema/object",
                "lower/schema/parts",
                "lower/schema/types",
            ],
            // Letters are written by what they stand in.
            &["markdown/inline", "markdown/letters"],
        ],
    ),
    ("xtask", &[]),
];

/// The texts of a crate's files but those of tests, by their paths without `.rs` and `/mod`. `lib.rs` has none.
fn texts(name: &str) -> BTreeMap<String, String> {
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
    texts.retain(|file, _| file != "rooms" && file.split('/').all(|part| part != "tests"));
    texts
}

/// All files of a crate, each with those that it names something in.
fn files(name: &str) -> BTreeMap<String, BTreeSet<String>> {
    let texts = texts(name);
    let known = texts.iter().map(|(file, text)| (file.clone(), known(text))).collect();
    let named = |(file, text): (&String, &String)| {
        let homes = paths(text).into_iter().map(|path| home(file, &path, &known));
        (file.clone(), homes.filter(|other| other != file).collect())
    };
    texts.iter().map(named).collect()
}

/// What a file has outside of its tests, without comments.
fn code(text: &str) -> String {
    let (text, _) = text.split_once("#[cfg(test)]\nmod tests {").unwrap_or((text, ""));
    let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    code.join("\n")
}

/// What a file has from elsewhere by `use`: whether it hands that on, and the path.
fn uses(code: &str) -> Vec<(bool, String)> {
    let uses = Regex::new(r"(pub(?:\([^)]*\))? )?\buse ([^;]+);").expect("a pattern");
    let listed = |found: Captures<'_>| {
        let is_handed_on = found.get(1).is_some();
        expanded(&found[2]).into_iter().map(move |path| (is_handed_on, path))
    };
    uses.captures_iter(code).flat_map(listed).collect()
}

/// The paths that begin with `crate` or `super`, but for those that are only handed on.
fn paths(text: &str) -> Vec<String> {
    let code = code(text);
    let used = uses(&code).into_iter().filter(|(is_handed_on, _)| !is_handed_on);
    let used = used.map(|(_, path)| path.split(" as ").next().unwrap_or_default().to_owned());
    let other = Regex::new(r"\buse [^;]+;|pub\(in [^)]*\)").expect("a pattern").replace_all(&code, "");
    let inline = Regex::new(r"\b(?:crate|super)(?:::\w+)+").expect("a pattern");
    let inline = inline.find_iter(&other).map(|found| found.as_str().to_owned());
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
/// What only generated code has is in the root.
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

/// The nodes of each circle.
fn circles(named: &BTreeMap<String, BTreeSet<String>>) -> Vec<BTreeSet<&str>> {
    let index: Vec<&String> = named.keys().collect();
    let place = |name: &String| index.binary_search(&name).ok();
    let edges: Vec<Vec<usize>> =
        named.values().map(|names| names.iter().filter_map(place).collect()).collect();
    let mut circles: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    for (name, circle) in index.iter().zip(graph::circles(&edges)) {
        circles.entry(circle).or_default().insert(name);
    }
    circles.into_values().filter(|circle| circle.len() > 1).collect()
}

#[test]
fn no_stage_leads_back_to_itself() {
    let room = |file: &str| file.split('/').next().unwrap_or_default().to_owned();
    for (name, _) in CRATES {
        let mut rooms: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (file, names) in files(name) {
            rooms.entry(room(&file)).or_default().extend(names.iter().map(|name| room(name)));
        }
        assert!(rooms.len() > 8, "{rooms:?}");
        assert_eq!(circles(&rooms), Vec::<BTreeSet<&str>>::new(), "{name}");
    }
}

#[test]
fn no_file_leads_back_to_itself_but_those_that_recurse() {
    for (name, recursive) in CRATES {
        let files = files(name);
        let known: BTreeSet<BTreeSet<&str>> =
            recursive.iter().map(|circle| circle.iter().copied().collect()).collect();
        assert_eq!(circles(&files).into_iter().collect::<BTreeSet<_>>(), known, "{name}");
    }
}

#[test]
fn a_name_is_followed_to_the_file_that_holds_it() {
    for (name, file, home) in [
        // `super::Type`, which the module above hands on.
        ("codegen", "ir/answer", "ir/value"),
        // `crate::ir::Type`, as one of a list.
        ("codegen", "lower/schema/types", "ir/value"),
        // `crate::Code`, which the root has from a module that hands it on.
        ("codegen", "changes", "diagnostic/code"),
        ("xtask", "docs", "support/install"),
    ] {
        let files = files(name);
        assert!(files[file].contains(home), "{file}: {:?}", files[file]);
    }
    assert!(!files("codegen")["ir/answer"].contains("ir"), "nobody has it from whoever hands it on");
}

/// Values of the API that emitters print as they are.
const PRINTED: &[&str] = &[
    "Bound",
    "Credential",
    "Deprecation",
    "Format",
    "Limits",
    "Literal",
    "Location",
    "Number",
    "Size",
    "Status",
];

/// What `changes` compares as a whole, or by the names in it, and takes apart nowhere.
const WHOLE: &[&str] =
    &["Bound", "Deprecation", "FeatureId", "Former", "Gate", "Name", "SchemaId", "Since", "Size"];

/// A field that is new does not compile there until somebody says what an edit of it does.
#[test]
fn changes_take_each_struct_of_the_api_apart_without_leaving_a_field_out() {
    let declared = Regex::new(r"(?m)^pub struct (\w+)").expect("a pattern");
    let taken = Regex::new(r"\b([A-Z]\w+) \{([^{}]*)\}\)? =\s").expect("a pattern");
    let texts: Vec<String> = texts_of("changes").into_values().collect();
    let apart: BTreeSet<&str> = texts
        .iter()
        .flat_map(|text| taken.captures_iter(text))
        .filter_map(|found| Some((found.get(1)?.as_str(), found.get(2)?.as_str())))
        .filter_map(|(name, fields)| (!fields.contains("..")).then_some(name))
        .collect();
    for text in texts_of("ir").values() {
        for found in declared.captures_iter(text) {
            let name = &found[1];
            assert_ne!(
                WHOLE.contains(&name),
                apart.contains(name),
                "`{name}`: let `changes` say what an edit of it does"
            );
        }
    }
}

/// The texts of the files of a room.
fn texts_of(room: &str) -> BTreeMap<String, String> {
    let mut texts = texts("codegen");
    texts.retain(|file, _| file.split('/').next() == Some(room));
    texts
}

#[test]
fn emitters_see_the_plan_and_of_the_api_only_what_is_printed_as_it_is() {
    let texts: Vec<String> = texts_of("emit").into_values().collect();
    let all: Vec<String> = texts.iter().flat_map(|text| paths(text)).collect();
    assert!(all.iter().any(|path| path == "crate::plan::Plan"), "{all:?}");
    assert!(texts.iter().all(|text| !text.contains("use crate::ir;")), "each name is listed");
    for path in all.iter().filter_map(|path| path.strip_prefix("crate::")) {
        let (room, name) = path.split_once("::").unwrap_or((path, ""));
        let may = match room {
            "ir" => PRINTED.contains(&name),
            "check" | "graph" | "load" | "lower" | "source" | "changes" | "diagnostic" => false,
            _ => true,
        };
        assert!(may, "emitters may not know `{path}`: let the plan decide");
    }
}

#[test]
fn no_type_of_the_plan_or_of_an_emitter_is_called_like_one_of_the_api() {
    let declared = Regex::new(r"(?m)^(?:pub(?:\([^)]*\))? )?(?:struct|enum) (\w+)").expect("a pattern");
    let types = |rooms: &[&str]| -> BTreeSet<String> {
        let texts = rooms.iter().flat_map(|room| texts_of(room).into_values());
        let names =
            |text: String| declared.captures_iter(&text).map(|found| found[1].to_owned()).collect::<Vec<_>>();
        texts.flat_map(names).collect()
    };
    let (api, printed) = (types(&["ir"]), types(&["plan", "emit"]));
    assert!(api.contains("Property") && printed.contains("FieldPlan"), "{api:?} {printed:?}");
    assert_eq!(api.intersection(&printed).collect::<Vec<_>>(), Vec::<&String>::new());
}

/// Keys of a document that are also other things: a response to any other status, an object of OpenAPI, a type that is none.
const ALSO_OTHERS: &[&str] = &["default", "schema", "enum"];

#[test]
fn a_key_of_a_document_is_spelled_in_the_grammar_and_in_one_table() {
    // Another schema and the table are full of the same words, as the grammar itself and the keywords of Rust are.
    let others = ["load/dialect", "load/key"];
    let literal = Regex::new(r#""([^"\\]+)""#).expect("a pattern");
    let keywords = Regex::new(r"(?s)const KEYWORDS.*?\];").expect("a pattern");
    let is_read = |file: &str| !others.contains(&file) && !file.starts_with("load/grammar");
    let mut read = 0;
    for (file, text) in
        texts_of("lower").into_iter().chain(texts_of("load")).filter(|(file, _)| is_read(file))
    {
        let code = code(&text);
        let code = keywords.replace(&code, "");
        read += 1;
        for found in literal.captures_iter(&code) {
            let is_key = key::ALL.contains(&&found[1]) && !ALSO_OTHERS.contains(&&found[1]);
            assert!(!is_key, "{file}: `{}` is spelled in `load::key`", &found[1]);
        }
    }
    assert!(read > 40, "only {read} files");
}
