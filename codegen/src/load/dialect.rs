//! The grammar as a JSON Schema, for editors: they complete keys by it, explain them, and mark what is misspelt.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::grammar::{self, Key, ObjectRule, ValueRule};
use crate::ir::Feature;

/// The dialect as a JSON Schema, draft 7, with a line break at its end. Editors offer the versions of these ladders.
pub(crate) fn schema(features: &[Feature]) -> String {
    let mut definitions = BTreeMap::new();
    let reference = json!({
        "type": "object",
        "properties": {
            "$ref": { "type": "string", "description": "Where it is described: `#/components/...`." },
        },
        "additionalProperties": false,
    });
    definitions.insert("reference".to_owned(), reference);
    definitions.insert("version".to_owned(), version(features));
    let document = object(&grammar::DOCUMENT, &mut definitions);
    let schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A specification of an ICWS API",
        "description": "OpenAPI 3.0.3 with the extensions that spec/README.md describes. \
                        Made by `cargo xtask gen` from the keys that it knows; do not edit.",
        "allOf": [document],
        "definitions": definitions,
    });
    // The map of serde_json sorts its keys, or another crate has it keep their order.
    serde_json::to_string_pretty(&sorted(schema)).unwrap_or_default() + "\n"
}

fn sorted(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let sorted: BTreeMap<String, Value> =
                map.into_iter().map(|(key, value)| (key, sorted(value))).collect();
            Value::Object(sorted.into_iter().collect())
        }
        Value::Array(items) => items.into_iter().map(sorted).collect(),
        other => other,
    }
}

/// Objects by their names: each is described once.
type Definitions = BTreeMap<String, Value>;

/// A reference to the definition of an object, which is added if it is not there.
fn object(kind: &ObjectRule, definitions: &mut Definitions) -> Value {
    let name = kind.name.replace(' ', "-");
    if !definitions.contains_key(&name) {
        // Schemas have schemas in them.
        definitions.insert(name.clone(), Value::Null);
        let described = fields(kind, definitions);
        definitions.insert(name.clone(), described);
    }
    json!({ "$ref": format!("#/definitions/{name}") })
}

fn fields(kind: &ObjectRule, definitions: &mut Definitions) -> Value {
    let properties: Map<String, Value> =
        kind.keys.iter().map(|key| (key.name.to_owned(), field(key, definitions))).collect();
    json!({
        "type": "object",
        "properties": properties,
        "required": kind.required,
        "additionalProperties": false,
    })
}

/// What a key may have, and what it means. Beside a `$ref` nothing would count.
fn field(key: &Key, definitions: &mut Definitions) -> Value {
    let mut field = match value(&key.rule, definitions) {
        Value::Object(field) if !field.contains_key("$ref") => field,
        other => Map::from_iter([("allOf".to_owned(), json!([other]))]),
    };
    field.insert("description".to_owned(), key.meaning.into());
    if let ValueRule::Unsupported = key.rule {
        field.insert("doNotSuggest".to_owned(), true.into());
    }
    field.into()
}

fn value(rule: &ValueRule, definitions: &mut Definitions) -> Value {
    match rule {
        ValueRule::Any => json!({}),
        ValueRule::Text => json!({ "type": "string" }),
        ValueRule::Bool | ValueRule::Flag => json!({ "type": "boolean" }),
        ValueRule::Count | ValueRule::Least => {
            json!({ "type": "integer", "minimum": 0, "maximum": u32::MAX })
        }
        ValueRule::Integer => json!({ "type": "integer" }),
        ValueRule::Number => json!({ "type": "number" }),
        ValueRule::List(item) => json!({ "type": "array", "items": value(item, definitions) }),
        ValueRule::Map(item) => json!({ "type": "object", "additionalProperties": value(item, definitions) }),
        ValueRule::Object(kind) => object(kind, definitions),
        ValueRule::RefOr(kind) => reference_or(kind, definitions),
        ValueRule::SchemaOrBool => {
            json!({ "anyOf": [{ "type": "boolean" }, reference_or(&grammar::SCHEMA, definitions)] })
        }
        ValueRule::Version => json!({ "$ref": "#/definitions/version" }),
        ValueRule::Versions => {
            let version = json!({ "$ref": "#/definitions/version" });
            json!({ "anyOf": [needed(), { "type": "array", "items": version }] })
        }
        ValueRule::Needed => needed(),
        ValueRule::Word(words) | ValueRule::Known(words) => json!({ "enum": words }),
        ValueRule::Tagged(key, kinds) => tagged(key, kinds, definitions),
        ValueRule::Unsupported => json!({ "enum": [false, [], {}] }),
        ValueRule::Style => json!({ "enum": ["simple", "form"] }),
        ValueRule::Responses => {
            let response = reference_or(&grammar::RESPONSE, definitions);
            json!({
                "type": "object",
                "patternProperties": { "^([1-5](XX|[0-9][0-9])|default)$": response },
                "additionalProperties": false,
            })
        }
        ValueRule::Paths => {
            let item = object(&grammar::PATH_ITEM, definitions);
            json!({ "type": "object", "patternProperties": { "^/": item }, "additionalProperties": false })
        }
    }
}

/// One version. Which ones there are is only an offer, so that a ladder may grow before the schema does.
fn version(features: &[Feature]) -> Value {
    let rungs = |feature: &Feature| {
        feature.rungs().map(|rung| format!("{} {rung}", feature.name)).collect::<Vec<_>>()
    };
    let known: Vec<String> = features.iter().flat_map(rungs).collect();
    json!({ "type": "string", "pattern": "^[a-z][a-z0-9-]* [0-9]+$", "examples": known })
}

/// One version, or one of each of several features.
fn needed() -> Value {
    let each = json!({ "type": "integer", "minimum": 1, "maximum": u32::MAX });
    let several = json!({ "type": "object", "additionalProperties": each, "minProperties": 1 });
    json!({ "anyOf": [{ "$ref": "#/definitions/version" }, several] })
}

fn reference_or(kind: &ObjectRule, definitions: &mut Definitions) -> Value {
    let object = object(kind, definitions);
    json!({ "if": { "required": ["$ref"] }, "then": { "$ref": "#/definitions/reference" }, "else": object })
}

fn tagged(key: &str, kinds: &[(&str, &ObjectRule)], definitions: &mut Definitions) -> Value {
    let words: Vec<&str> = kinds.iter().map(|(word, _)| *word).collect();
    let cases = kinds.iter().map(|(word, kind)| {
        let then = fields(kind, definitions);
        json!({ "if": { "properties": { key: { "const": word } } }, "then": then })
    });
    let cases: Vec<Value> = cases.collect();
    json!({ "type": "object", "required": [key], "properties": { key: { "enum": words } }, "allOf": cases })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All parts of a schema, with their keys.
    fn parts<'v>(value: &'v Value, found: &mut Vec<(&'v str, &'v Value)>) {
        match value {
            Value::Object(map) => map.iter().for_each(|(key, part)| {
                found.push((key, part));
                parts(part, found);
            }),
            Value::Array(items) => items.iter().for_each(|item| parts(item, found)),
            _ => {}
        }
    }

    #[test]
    fn what_it_refers_to_is_there() {
        let schema: Value = serde_json::from_str(&schema(&[])).expect("JSON");
        let mut found = Vec::new();
        parts(&schema, &mut found);
        let targets =
            found.iter().filter(|(key, _)| *key == "$ref").filter_map(|(_, target)| target.as_str());
        let targets: Vec<&str> = targets.filter_map(|target| target.strip_prefix("#/definitions/")).collect();
        assert!(targets.contains(&"schema") && targets.contains(&"reference"));
        assert!(targets.iter().all(|target| schema["definitions"][target].is_object()), "{targets:?}");
    }

    #[test]
    fn every_extension_belongs_somewhere() {
        let schema = schema(&[]);
        let extensions = schema.split('"').filter(|text| text.starts_with("x-"));
        assert!(extensions.clone().count() > 6);
        extensions.for_each(|name| assert!(grammar::place(name).is_some(), "{name}"));
    }
}
