//! Types that are derived from another, and properties that may be `null`.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapDeserializer;
use serde::de::{DeserializeOwned, Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_path_to_error::Path;

/// A type that says on the wire what it is.
pub trait Tagged {
    /// The value of its `__type`.
    const TYPE: &'static str;
}

/// The property that says so. It always has the type's value, whatever an answer has.
pub struct Tag<T>(PhantomData<fn() -> T>);

impl<T> Tag<T> {
    /// The one value.
    #[must_use]
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<T> Clone for Tag<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Tag<T> {}

impl<T> Default for Tag<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> PartialEq for Tag<T> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<T: Tagged> fmt::Debug for Tag<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::TYPE)
    }
}

impl<T: Tagged> Serialize for Tag<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(T::TYPE)
    }
}

impl<'de, T> Deserialize<'de> for Tag<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde::de::IgnoredAny::deserialize(deserializer).map(|_| Self::new())
    }
}

/// An object that may be of one of several types.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(transparent)]
pub struct Derived(BTreeMap<String, serde_json::Value>);

impl Derived {
    /// What the object says that it is.
    #[must_use]
    pub fn tag(&self, property: &str) -> Option<&str> {
        self.0.get(property)?.as_str()
    }

    /// The object as one of the types.
    ///
    /// # Errors
    ///
    /// What keeps it from being one.
    pub fn read<T: DeserializeOwned, E: Error>(self) -> Result<T, E> {
        #[cfg(feature = "server")]
        if super::strict::is_wanted() {
            return self.read_patiently().map(|super::Strictly(value)| value);
        }
        self.read_patiently()
    }

    fn read_patiently<T: DeserializeOwned, E: Error>(self) -> Result<T, E> {
        let object = MapDeserializer::<_, serde_json::Error>::new(self.0.into_iter());
        if !INSIDE.with_borrow(Option::is_some) {
            return T::deserialize(object).map_err(E::custom);
        }
        serde_path_to_error::deserialize(object).map_err(|error| {
            INSIDE.with_borrow_mut(|inside| {
                *inside = inside.as_deref().map(|inside| joined(error.path(), inside));
            });
            E::custom(error.into_inner())
        })
    }

    /// The object as it came.
    #[must_use]
    pub fn into_map(self) -> BTreeMap<String, serde_json::Value> {
        self.0
    }
}

thread_local! {
    /// Where inside an object of several types reading failed, while somebody asks for it. Such an object is read in
    /// two steps, and the errors of serde, which are all that the second can hand to the first, are texts.
    static INSIDE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Reads, and tells where inside an object of several types that failed, if that is where it failed.
pub(super) fn tracked<T>(read: impl FnOnce() -> T) -> (T, String) {
    INSIDE.set(Some(String::new()));
    let result = read();
    (result, INSIDE.take().unwrap_or_default())
}

/// The path to a place inside an object, where the path leads to the object. It is empty for the whole of it.
pub(super) fn joined(path: &Path, inside: &str) -> String {
    match (path.iter().next().is_some(), inside) {
        (false, inside) => inside.to_owned(),
        (true, "") => path.to_string(),
        (true, inside) => format!("{path}.{inside}"),
    }
}

/// Reads a property that must be there, even if it is `null`.
///
/// # Errors
///
/// Those of the value.
pub fn stated<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<T, D::Error> {
    nullable(deserializer)
}

/// Reads a property that is there: `null` is a value, not an absence.
///
/// # Errors
///
/// Those of the value.
pub fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    nullable(deserializer).map(Some)
}

/// Reads a value that may be `null`, and says so to a reader that would not believe it otherwise: it hands out what is
/// in a new type as it is.
fn nullable<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<T, D::Error> {
    struct Within<T>(PhantomData<T>);

    impl<'de, T: Deserialize<'de>> Visitor<'de> for Within<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a value, or null")
        }

        fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
            T::deserialize(deserializer)
        }
    }

    deserializer.deserialize_newtype_struct("Nullable", Within(PhantomData))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    struct Leaf {
        numbers: Vec<u8>,
    }

    /// As the generator writes it.
    #[derive(Debug, PartialEq)]
    enum Choice {
        Leaf(Leaf),
        Node(Box<Node>),
        Unknown(BTreeMap<String, serde_json::Value>),
    }

    #[derive(Debug, PartialEq, Deserialize)]
    struct Node {
        inner: Choice,
    }

    impl<'de> Deserialize<'de> for Choice {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let object = Derived::deserialize(deserializer)?;
            match object.tag("__type") {
                Some("leaf") => object.read().map(Self::Leaf),
                Some("node") => object.read().map(Self::Node),
                _ => Ok(Self::Unknown(object.into_map())),
            }
        }
    }

    fn read(text: &str) -> Result<Choice, String> {
        serde_json::from_str(text).map_err(|error| error.to_string())
    }

    fn place(text: &str) -> (bool, String) {
        let mut reader = serde_json::Deserializer::from_str(text);
        let (result, inside) =
            tracked(|| serde_path_to_error::deserialize::<_, BTreeMap<String, Choice>>(&mut reader));
        match result {
            Ok(_) => (true, inside),
            Err(error) => (false, joined(error.path(), &inside)),
        }
    }

    #[test]
    fn the_type_decides_wherever_it_stands() {
        assert_eq!(read(r#"{"numbers":[1],"__type":"leaf"}"#), Ok(Choice::Leaf(Leaf { numbers: vec![1] })));
        assert!(matches!(read(r#"{"__type":"node","inner":{}}"#), Ok(Choice::Node(node))
            if matches!(&node.inner, Choice::Unknown(map) if map.is_empty())));
        for text in [r#"{"__type":"Leaf"}"#, r#"{"__type":["leaf"]}"#, r#"{"numbers":[1]}"#] {
            assert!(matches!(read(text), Ok(Choice::Unknown(map)) if map.len() == 1), "{text}");
        }
    }

    #[test]
    fn a_fault_is_found_through_every_type() {
        let wrong = r#"{"__type":"leaf","numbers":[1,"two"]}"#;
        for (text, path) in [
            (format!(r#"{{"a":{wrong}}}"#), "a.numbers[1]"),
            (format!(r#"{{"a":{{"__type":"node","inner":{wrong}}}}}"#), "a.inner.numbers[1]"),
            (r#"{"a":{"__type":"leaf"}}"#.to_owned(), "a"),
            (r#"{"b":{"__type":"x"},"a":5}"#.to_owned(), "a"),
            ("5".to_owned(), ""),
        ] {
            assert_eq!(place(&text), (false, path.to_owned()), "{text}");
        }
        assert_eq!(place(r#"{"a":{"__type":"leaf","numbers":[]}}"#), (true, String::new()));
        assert!(
            read(wrong).is_err_and(|error| error.contains("invalid type")),
            "and also when nobody asks where"
        );
    }

    struct Named;

    impl Tagged for Named {
        const TYPE: &'static str = "urn:named";
    }

    #[test]
    fn a_tag_is_always_its_own() {
        for text in ["\"urn:named\"", "\"urn:other\"", "null", "[1]"] {
            let tag: Option<Tag<Named>> = serde_json::from_str(text).ok().or(Some(Tag::new()));
            assert_eq!(serde_json::to_string(&tag).ok().as_deref(), Some("\"urn:named\""));
        }
        assert_eq!(format!("{:?}", Tag::<Named>::default()), "urn:named");
    }

    #[test]
    fn null_is_a_value_where_something_stands() {
        #[derive(Deserialize)]
        struct Both {
            #[serde(default, deserialize_with = "present")]
            optional: Option<Option<u8>>,
            #[serde(deserialize_with = "stated")]
            required: Option<u8>,
        }
        let read = |text| serde_json::from_str::<Both>(text).ok().map(|both| (both.optional, both.required));
        assert_eq!(read(r#"{"required":null}"#), Some((None, None)));
        assert_eq!(read(r#"{"required":1,"optional":null}"#), Some((Some(None), Some(1))));
        assert_eq!(read(r#"{"required":1,"optional":2}"#), Some((Some(Some(2)), Some(1))));
        assert_eq!(read("{}"), None);
    }
}
