//! The type of a schema that names none. Only objects have `properties`, `additionalProperties` or `required`, so a schema that
//! has one of them is read as an object: OpenAPI's own examples leave the type out.

use indexmap::IndexMap;

use super::{Entry, Kind, Node, key};

/// What says that a schema is an object.
const OF_OBJECTS: [&str; 3] = [key::PROPERTIES, key::ADDITIONAL_PROPERTIES, key::REQUIRED];

/// What says more about it than they do: the type itself, or schemas that it is put together from or chosen of. An `enum` or
/// `items` contradict them, so that the type has to be written.
const TOLD: [&str; 7] = [key::TYPE, key::ALL_OF, key::ONE_OF, key::ANY_OF, key::NOT, key::ENUM, key::ITEMS];

/// Adds the type of an object where it goes without saying, so that nobody behind has to know.
pub(super) fn add(schema: &mut IndexMap<String, Entry>) {
    if TOLD.iter().any(|key| schema.contains_key(*key)) {
        return;
    }
    if let Some(key) = OF_OBJECTS.iter().find_map(|key| Some(schema.get(*key)?.key)) {
        let value = Node { span: key, kind: Kind::Text("object".to_owned()) };
        schema.insert(key::TYPE.to_owned(), Entry { key, value });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    #[test]
    fn what_has_properties_is_an_object_unless_something_says_more() {
        for (keys, is_one) in [
            (&["properties"][..], true),
            (&["additionalProperties"], true),
            (&["required"], true),
            (&["description"], false),
            (&["properties", "allOf"], false),
            (&["required", "oneOf"], false),
            (&["required", "enum"], false),
            (&["properties", "items"], false),
        ] {
            let entry =
                Entry { key: Span::new(0, 1), value: Node { span: Span::new(0, 1), kind: Kind::Null } };
            let mut schema = keys.iter().map(|key| ((*key).to_owned(), entry.clone())).collect();
            add(&mut schema);
            let ty = schema.get(key::TYPE).and_then(|entry| entry.value.as_str());
            assert_eq!(ty, is_one.then_some("object"), "{keys:?}");
        }
    }
}
