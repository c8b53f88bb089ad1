//! The modules of this crate stand on one another: none leads back to itself, but those that recurse as schemas do.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use regex_lite::Regex;

use crate::graph;
use crate::load::key;

/// The files that may lead back to themselves, by what leads them there.
const RECURSIVE: &[&[&str]] = &[
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
];

/// All files of the crate by their paths without `.rs` and `/mod`, each with what its code outside of tests names.
fn files() -> BTreeMap<String, BTreeSet<String>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut texts = BTreeMap::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                folders.push(path);
            } else if let Some(file) = path.to_string_lossy().strip_suffix(".rs") {
                let file = file.strip_prefix(&*root.to_string_lossy()).expect("below the root");
                let module = file.trim_start_matches('/').trim_end_matches("/mod").to_owned();
                texts.insert(module, fs::read_to_string(&path).expect("readable"));
            }
        }
    }
    texts.retain(|file, _| !["lib", "rooms"].contains(&file.as_str()) && !file.ends_with("/tests"));
    let named = |(file, text): (&String, &String)| {
        let paths = paths(text).into_iter().filter_map(|path| home(file, &path, &texts));
        (file.clone(), paths.filter(|other| other != file).collect())
    };
    texts.iter().map(named).collect()
}

/// The paths that begin with `crate` or `super`, but for those that are only handed on.
fn paths(text: &str) -> Vec<String> {
    let (text, _) = text.split_once("#[cfg(test)]").unwrap_or((text, ""));
    let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = Regex::new(r"pub(\([^)]*\))? use [^;]+;|pub\(in [^)]*\)")
        .expect("a pattern")
        .replace_all(&code.join("\n"), "")
        .into_owned();
    let uses = Regex::new(r"\buse ((?:crate|super)::[^;]+);").expect("a pattern");
    let inline = Regex::new(r"\b(?:crate|super)(?:::\w+)+").expect("a pattern");
    let listed = uses.captures_iter(&code).flat_map(|found| expanded(&found[1]));
    listed.chain(inline.find_iter(&code).map(|found| found.as_str().to_owned())).collect()
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
    parts.flat_map(|part| expanded(&format!("{}{}", prefix.trim(), part.trim()))).collect()
}

/// The file that a path leads into; nothing for the root of the crate, and for what only generated code has there.
fn home(file: &str, path: &str, files: &BTreeMap<String, String>) -> Option<String> {
    let mut at: Vec<&str> = file.split('/').collect();
    for part in path.split("::") {
        match part {
            "crate" => at.clear(),
            "super" => drop(at.pop()),
            part => at.push(part),
        }
    }
    while !at.is_empty() && !files.contains_key(&at.join("/")) {
        at.pop();
    }
    (!at.is_empty()).then(|| at.join("/"))
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
    let mut rooms: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (file, names) in files() {
        rooms.entry(room(&file)).or_default().extend(names.iter().map(|name| room(name)));
    }
    assert!(
        rooms.len() > 8 && rooms["lower"].contains("load") && rooms["load"].contains("source"),
        "{rooms:?}"
    );
    assert_eq!(circles(&rooms), Vec::<BTreeSet<&str>>::new());
}

#[test]
fn no_file_leads_back_to_itself_but_those_that_recurse() {
    let files = files();
    let known: Vec<BTreeSet<&str>> =
        RECURSIVE.iter().map(|circle| circle.iter().copied().collect()).collect();
    for circle in circles(&files) {
        assert!(known.iter().any(|known| circle.is_subset(known)), "{circle:?}");
    }
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
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let within = files().into_keys().filter(|file| file.split('/').next() == Some(room));
    let text = |file: String| {
        let path = root.join(format!("{file}.rs"));
        let path = if path.exists() { path } else { root.join(&file).join("mod.rs") };
        (file, fs::read_to_string(path).expect("readable"))
    };
    within.map(text).collect()
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
            "ir" => name.is_empty() || PRINTED.contains(&name),
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
        let (code, _) = text.split_once("#[cfg(test)]").unwrap_or((&text, ""));
        let code = keywords.replace(code, "");
        read += 1;
        for found in literal.captures_iter(&code) {
            let is_key = key::ALL.contains(&&found[1]) && !ALSO_OTHERS.contains(&&found[1]);
            assert!(!is_key, "{file}: `{}` is spelled in `load::key`", &found[1]);
        }
    }
    assert!(read > 40, "only {read} files");
}
