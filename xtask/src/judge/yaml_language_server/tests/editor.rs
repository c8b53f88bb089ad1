use super::super::*;
use crate::judge::language_server::tests::{Scripted, answer, marked};

/// An editor whose server says these messages.
fn editor(name: &str, messages: &[Value]) -> (Scripted, Editor) {
    let (scripted, server) = Scripted::start(name, messages);
    (scripted, Editor { server, folder: "file:///sdk".to_owned(), opened: 0 })
}

/// Where a text is first in what is edited, line and column from 0.
fn place(text: &str) -> (usize, usize) {
    let found = |(number, line): (usize, &str)| Some((number, line.find(text)?));
    TYPED.lines().enumerate().find_map(found).unwrap()
}

#[test]
fn a_slip_is_found_where_it_is_marked_for_what_it_is() {
    let (line, column) = place("operationId: addThing");
    let mark = |character: usize, message: &str| json!([{ "range": { "start": { "line": line, "character": character } }, "message": message }]);
    let marks =
        [mark(column, "no operationID is known"), mark(column + 1, "no operationID"), mark(column, "?")];
    let said: Vec<Value> = (1..)
        .zip(&marks)
        .map(|(number, marks)| marked(&format!("file:///sdk/spec/opened-{number}.yaml"), marks))
        .collect();
    let (scripted, mut editor) = editor("slip", &said);
    let slip = ["operationId: addThing", "operationID: addThing", "operationID", "operationID"];
    assert_eq!(editor.slip(slip), Ok(None));
    for marks in &marks[1..] {
        let (line, column) = (line + 1, column + 1);
        let missing = format!(
            "`operationID: addThing`: nothing about `operationID` is marked at {line}:{column}: {marks}"
        );
        assert_eq!(editor.slip(slip), Ok(Some(missing)));
    }
    let opened = scripted.heard(1).remove(0);
    let text = opened.pointer("/params/textDocument/text").and_then(Value::as_str).unwrap();
    assert_eq!(text, TYPED.replacen("operationId: addThing", "operationID: addThing", 1));
    assert!(editor.slip(["nowhere", "", "", ""]).is_err());
}

#[test]
fn a_slip_may_be_marked_behind_its_beginning() {
    let (line, column) = place("x-feature-version: desk 3");
    let start = json!({ "line": line, "character": column + "x-feature-version: ".len() });
    let marks = json!([{ "range": { "start": start }, "message": "it is no string" }]);
    let (_scripted, mut editor) = editor("behind", &[marked("file:///sdk/spec/opened-1.yaml", &marks)]);
    let slip = ["x-feature-version: desk 3", "x-feature-version: 3", "3", "string"];
    assert_eq!(editor.slip(slip), Ok(None));
}

#[test]
fn nothing_is_to_be_marked_in_what_is_good() {
    let said = [
        marked("file:///sdk/spec/opened-1.yaml", &json!([])),
        marked("file:///sdk/spec/opened-2.yaml", &json!(["odd"])),
    ];
    let (scripted, mut editor) = editor("good", &said);
    let good = scripted.folder.join("tests/fixtures/good");
    fs::create_dir_all(&good).unwrap();
    for (name, text) in [("one.yaml", "a: 1\n"), ("one.txt", "no document")] {
        fs::write(good.join(name), text).unwrap();
    }
    let found = editor.good(&Workspace::at(scripted.folder.clone()), "b: 2\n").unwrap();
    assert_eq!(found, ["tests/fixtures/good/one.yaml is good, and marked: \"odd\""]);
    let heard = scripted.heard(2);
    let texts: Vec<_> = heard.iter().filter_map(|told| told.pointer("/params/textDocument/text")).collect();
    let one = "# yaml-language-server: $schema=dialect.schema.json\na: 1\n";
    assert_eq!(texts, ["b: 2\n", one]);
}

#[test]
fn what_is_completed_is_asked_for_where_it_is_typed() {
    let none = json!([]);
    let said = [
        marked("file:///sdk/spec/opened-1.yaml", &none),
        answer(2, &json!([{ "label": "deprecated" }])),
        marked("file:///sdk/spec/opened-2.yaml", &none),
        answer(3, &none),
    ];
    let (scripted, mut editor) = editor("completion", &said);
    assert_eq!(editor.completion("a: 1\n  dep^\nb: 2\n", &["deprecated"]), Ok(None));
    let missing = "after \"a: 1\\n  dep\", [\"deprecated\"] is not offered: []";
    let completed = editor.completion("a: 1\n  dep^\nb: 2\n", &["deprecated"]);
    assert_eq!(completed, Ok(Some(missing.to_owned())));
    let heard = scripted.heard(2);
    assert_eq!(heard[0].pointer("/params/textDocument/text"), Some(&json!("a: 1\n  dep\nb: 2\n")));
    assert_eq!(heard[1].pointer("/method"), Some(&json!("textDocument/completion")));
    assert_eq!(heard[1].pointer("/params/position"), Some(&json!({ "line": 1, "character": 5 })));
}

/// A schema that says of so many keys of what is edited what they mean.
fn schema_of(count: usize) -> Value {
    let keys = TYPED.lines().filter_map(|line| line.trim_start_matches([' ', '-']).split_once(':'));
    let keys: std::collections::BTreeSet<&str> = keys.map(|(key, _)| key).collect();
    assert!(keys.len() >= count);
    let of = |key: &str| (key.to_owned(), json!({ "description": format!("It is `{key}`.") }));
    json!({ "properties": keys.into_iter().take(count).map(of).collect::<serde_json::Map<_, _>>() })
}

#[test]
fn every_key_of_what_is_edited_is_to_be_explained() {
    let schema = schema_of(40);
    let keys: Vec<&String> = schema["properties"].as_object().unwrap().keys().collect();
    let opened = marked("file:///sdk/spec/opened-1.yaml", &json!([]));
    let explained = |key: &&String| json!({ "contents": format!("**It** is\\n`{key}`") });
    let answers = (2..).zip(&keys).map(|(id, key)| answer(id, &explained(key)));
    let (scripted, mut every) =
        editor("every", &[opened.clone()].into_iter().chain(answers).collect::<Vec<_>>());
    assert_eq!(every.hovers(&schema), Ok(Vec::new()));
    for (key, asked) in keys.iter().zip(&scripted.heard(41)[1..]) {
        let is_it = |line: &&str| line.trim_start_matches([' ', '-']).starts_with(&format!("{key}:"));
        let line = TYPED.lines().position(|line| is_it(&line)).unwrap();
        let column = TYPED.lines().nth(line).unwrap().find(*key).unwrap() + 1;
        assert_eq!(
            asked.pointer("/params/position"),
            Some(&json!({ "line": line, "character": column })),
            "{key}"
        );
    }

    let answers = (2..42).map(|id| answer(id, &Value::Null));
    let (_scripted, mut none) = editor("none", &[opened].into_iter().chain(answers).collect::<Vec<_>>());
    let found = none.hovers(&schema).unwrap();
    assert_eq!(found.len(), 40);
    let (line, _) = place("openapi:");
    let said = format!("`openapi` at line {}: nothing of [\"Itisopenapi\"] is said, but null", line + 1);
    assert!(found.contains(&said), "{found:?}");
}

#[test]
fn few_keys_prove_nothing() {
    let said: Vec<Value> = [marked("file:///sdk/spec/opened-1.yaml", &json!([]))]
        .into_iter()
        .chain((2..41).map(|id| answer(id, &Value::Null)))
        .collect();
    let (_scripted, mut editor) = editor("few", &said);
    assert_eq!(editor.hovers(&schema_of(39)), Err("only 39 keys are seen".to_owned()));
}
