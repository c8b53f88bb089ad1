//! What stands in a room of this crate, and what must not.

use std::collections::{BTreeMap, BTreeSet};

use super::drawn::{code, paths, pattern, texts};
use crate::load::key;

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
    let declared = pattern(r"(?m)^pub struct (\w+)");
    let taken = pattern(r"\b([A-Z]\w+) \{([^{}]*)\}\)? =\s");
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
    let all: Vec<String> = texts.iter().flat_map(|text| paths("emit", text)).collect();
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
    let declared = pattern(r"(?m)^(?:pub(?:\([^)]*\))? )?(?:struct|enum) (\w+)");
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
    let literal = pattern(r#""([^"\\]+)""#);
    let keywords = pattern(r"(?s)const KEYWORDS.*?\];");
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
