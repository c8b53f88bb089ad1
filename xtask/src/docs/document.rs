//! Places in an OpenAPI document that is shown, and what is said there. A place is the keys that lead to it; where one of
//! them leads to a `$ref`, the place is in what that names.

use std::mem;

use serde_yaml::{Mapping, Value};

/// What is at a place, if anything is.
pub(super) fn find<'d>(document: &'d mut Value, place: &[&str]) -> Option<&'d mut Value> {
    let mut resolved: Vec<String> = Vec::new();
    for key in place {
        resolved.push((*key).to_owned());
        // The generator has refused references that lead back to themselves.
        while let Some(target) = look(document, &resolved)?.get("$ref").and_then(Value::as_str) {
            resolved = target.split('/').skip(1).map(str::to_owned).collect();
        }
    }
    look(document, &resolved)
}

fn look<'d>(document: &'d mut Value, keys: &[String]) -> Option<&'d mut Value> {
    keys.iter().try_fold(document, |value, key| match value {
        Value::Sequence(items) => items.get_mut(key.parse::<usize>().ok()?),
        _ => value.get_mut(key.as_str()),
    })
}

/// Gives what refers to something else a place for what is true of it alone: a property keeps the reference in `allOf`, with
/// the description of what it refers to, and a response becomes a copy.
pub(super) fn separate(document: &mut Value) {
    let mut whole = document.clone();
    separate_in(document, &mut whole);
}

fn separate_in(shown: &mut Value, whole: &mut Value) {
    for property in entries(shown.get_mut("properties")) {
        if let Some(target) = target(property, whole) {
            let description = target.get("description").cloned().map(|text| ("description".into(), text));
            let reference = Value::Sequence(vec![mem::take(property)]);
            *property =
                [("allOf".into(), reference)].into_iter().chain(description).collect::<Mapping>().into();
        }
    }
    for response in entries(shown.get_mut("responses")) {
        if let Some(target) = target(response, whole) {
            *response = target;
        }
    }
    match shown {
        Value::Sequence(items) => items.iter_mut().for_each(|item| separate_in(item, whole)),
        shown => entries(Some(shown)).for_each(|part| separate_in(part, whole)),
    }
}

fn entries(shown: Option<&mut Value>) -> impl Iterator<Item = &mut Value> {
    shown.and_then(Value::as_mapping_mut).into_iter().flat_map(Mapping::values_mut)
}

/// What something refers to.
fn target(reference: &Value, whole: &mut Value) -> Option<Value> {
    let keys: Vec<&str> = reference.get("$ref")?.as_str()?.split('/').skip(1).collect();
    find(whole, &keys).cloned()
}

/// A property of an object, or of a part of it that has no name.
pub(super) fn property<'d>(object: &'d mut Value, name: &str) -> Option<&'d mut Value> {
    if object.get("properties").is_none_or(|own| own.get(name).is_none()) {
        let parts = object.get_mut("allOf")?.as_sequence_mut()?;
        return parts.iter_mut().find_map(|part| property(part, name));
    }
    object.get_mut("properties")?.get_mut(name)
}

/// Adds a paragraph to the description at a place.
pub(super) fn say(document: &mut Value, place: &[&str], text: &str) {
    if let Some(shown) = find(document, place) {
        describe(shown, text);
    }
}

/// Adds a paragraph to a description, unless it is there. What several calls refer to is described once.
pub(super) fn describe(shown: &mut Value, text: &str) {
    let Value::Mapping(shown) = shown else { return };
    let description = shown.get("description").and_then(Value::as_str).unwrap_or_default().trim_end();
    if !text.is_empty() && !description.contains(text) {
        let description = format!("{description}\n\n{text}").trim_start().to_owned();
        shown.insert("description".into(), description.into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_referred_to_is_described_once() {
        let text = "{ a: { x: [{ $ref: '#/b/c' }], y: { $ref: '#/b/c' } }, b: { c: { description: It. } } }";
        let mut document: Value = serde_yaml::from_str(text).expect("it is YAML");
        for place in [["a", "x", "0"].as_slice(), &["a", "y"], &["a", "z"], &["a", "x", "1"]] {
            say(&mut document, place, "More.");
        }
        let described = find(&mut document, &["b", "c", "description"]);
        assert_eq!(described.and_then(|text| text.as_str()), Some("It.\n\nMore."));
        assert_eq!(find(&mut document, &["a", "x", "0", "$ref"]), None);
    }

    #[test]
    fn a_property_that_refers_to_a_type_has_a_place_of_its_own_and_so_has_a_response() {
        let text = "{ x: [{ properties: { a: { $ref: '#/t' }, b: { type: string } } }], \
                    y: { responses: { '404': { $ref: '#/r' } } }, t: { description: T }, r: { description: R } }";
        let mut document: Value = serde_yaml::from_str(text).expect("it is YAML");
        separate(&mut document);
        let expected = "{ x: [{ properties: { a: { allOf: [{ $ref: '#/t' }], description: T }, b: { type: string } } }], \
                        y: { responses: { '404': { description: R } } }, t: { description: T }, r: { description: R } }";
        assert_eq!(document, serde_yaml::from_str::<Value>(expected).expect("it is YAML"));
    }

    #[test]
    fn a_property_may_be_in_a_part_without_a_name() {
        let text = "{ properties: { x: 1 }, allOf: [{ $ref: '#/b' }, { properties: { y: 2 } }] }";
        let mut object: Value = serde_yaml::from_str(text).expect("it is YAML");
        let found = ["x", "y", "z"].map(|name| property(&mut object, name).cloned());
        assert_eq!(found, [Some(1.into()), Some(2.into()), None]);
    }
}
