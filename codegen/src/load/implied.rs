//! The type of a schema that names none, but has properties, or requires some: OpenAPI's own examples leave it out, and nothing but an object has
//! some.

use indexmap::IndexMap;

use super::{Entry, Kind, Node, key};

/// What says that a schema is an object.
const OF_OBJECTS: [&str; 3] = [key::PROPERTIES, key::ADDITIONAL_PROPERTIES, key::REQUIRED];

/// What says in another way what a schema is: itself, or together with the properties beside it.
const TOLD: [&str; 5] = [key::TYPE, key::ALL_OF, key::ONE_OF, key::ANY_OF, key::NOT];

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
