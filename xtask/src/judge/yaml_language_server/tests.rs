use super::*;

#[cfg(unix)]
mod editor;

#[test]
fn what_is_not_offered_is_told_from_what_is() {
    let list = json!([{ "label": "deprecated" }, { "label": "description" }, { "kind": 1 }]);
    for answer in [list.clone(), json!({ "isIncomplete": false, "items": list })] {
        assert!(not_offered(&answer, &["description", "deprecated"]).is_empty());
        assert_eq!(not_offered(&answer, &["deprecated", "dep", "kind"]), ["dep", "kind"]);
    }
    assert_eq!(not_offered(&Value::Null, &["deprecated"]), ["deprecated"]);
}

#[test]
fn keys_are_explained_wherever_the_schema_has_them() {
    let about = |text: &str| json!({ "properties": { "key": { "description": text } } });
    let schema = json!({ "definitions": { "one": about("On`e`.") }, "oneOf": [about("Two."), about("3")] });
    let mut explained = BTreeMap::new();
    explain(&schema, &mut explained);
    assert_eq!(
        explained,
        BTreeMap::from([("key".to_owned(), ["One", "Two", "3"].map(str::to_owned).into())])
    );
}

#[test]
fn a_name_with_dots_is_in_an_object_of_its_own() {
    let mut object = serde_json::Map::new();
    for (name, value) in [("hover", true), ("format.enable", false), ("format.singleQuote", true)] {
        set(&mut object, name, &value.into());
    }
    let format = json!({ "enable": false, "singleQuote": true });
    assert_eq!(Value::from(object), json!({ "hover": true, "format": format }));
}

#[test]
fn columns_are_counted_as_the_protocol_counts_them() {
    let text = "a\nb\u{fc}\u{1f600}c\n";
    assert_eq!(position(text, 0), (0, 0));
    assert_eq!(position(text, text.find('c').unwrap()), (1, 4));
    assert_eq!(position(text, text.len()), (2, 0));
}

#[test]
fn our_settings_are_those_of_a_server_for_yaml() {
    let settings = settings(&Workspace::own()).unwrap();
    assert_eq!(
        settings["yaml"].as_object().map(|yaml| yaml.contains_key("schemas")),
        Some(true),
        "{settings}"
    );
    assert!(schema(&Workspace::own()).unwrap().pointer("/definitions/version/examples").is_some());
}
