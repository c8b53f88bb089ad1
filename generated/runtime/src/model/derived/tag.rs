//! What an object says in `__type`.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A type that says on the wire what it is.
pub trait Tagged {
    /// The value of its `__type`.
    const TYPE: &'static str;
}

/// The property that says it. It always has the value of the type, whatever came in a response.
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

impl<T> Eq for Tag<T> {}

impl<T> Hash for Tag<T> {
    fn hash<H: Hasher>(&self, _: &mut H) {}
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

/// The same property of a base that may also come without it. It is sent on as it came.
pub struct BaseTag<T> {
    tag: Tag<T>,
    is_absent: bool,
}

impl<T> BaseTag<T> {
    /// The one value.
    #[must_use]
    pub const fn new() -> Self {
        Self { tag: Tag::new(), is_absent: false }
    }

    /// The property of a base that came without it.
    #[must_use]
    pub const fn absent() -> Self {
        Self { tag: Tag::new(), is_absent: true }
    }

    /// Whether the base came without it.
    #[must_use]
    pub const fn is_absent(&self) -> bool {
        self.is_absent
    }
}

impl<T> Clone for BaseTag<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for BaseTag<T> {}

impl<T> PartialEq for BaseTag<T> {
    fn eq(&self, other: &Self) -> bool {
        self.is_absent == other.is_absent
    }
}

impl<T> Eq for BaseTag<T> {}

impl<T> Hash for BaseTag<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.is_absent.hash(state);
    }
}

impl<T> Default for BaseTag<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: Tagged> fmt::Debug for BaseTag<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_absent { f.write_str("None") } else { self.tag.fmt(f) }
    }
}

impl<T: Tagged> Serialize for BaseTag<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.tag.serialize(serializer)
    }
}

impl<'de, T> Deserialize<'de> for BaseTag<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Tag::deserialize(deserializer).map(|tag| Self { tag, is_absent: false })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Person;

    impl Tagged for Person {
        const TYPE: &'static str = "urn:person";
    }

    #[test]
    fn whatever_an_answer_has_is_read_and_is_the_one_value() -> serde_json::Result<()> {
        let tags: Vec<BaseTag<Person>> = serde_json::from_str(r#"["urn:person", "urn:other", 7, {}]"#)?;
        assert!(tags.len() == 4 && tags.iter().all(|tag| *tag == BaseTag::new()));
        assert!(BaseTag::<Person>::absent().is_absent() && tags.iter().all(|tag| !tag.is_absent()));
        assert!(!tags.contains(&BaseTag::absent()));
        assert_eq!(serde_json::to_string(&BaseTag::<Person>::new())?, r#""urn:person""#);
        Ok(())
    }
}
