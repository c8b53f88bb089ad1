//! Places in an OpenAPI document that is shown, and what is said there. A place is the keys that lead to it; where one of
//! them leads to a `$ref`, the place is in what that names.

use serde_yaml::Value;

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

/// Adds a paragraph to the description at a place, unless it is there. What several calls refer to is described once.
pub(super) fn say(document: &mut Value, place: &[&str], text: &str) {
    let Some(Value::Mapping(shown)) = find(document, place) else { return };
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
}
