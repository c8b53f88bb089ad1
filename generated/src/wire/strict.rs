//! Reads what a client sends by the letter. Answers are read with patience: `null` is as good as nothing, and a list of
//! values as good as an object of them. In a request, both are mistakes that somebody wants to know of.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor};
use serde::{Deserialize, forward_to_deserialize_any};

#[cfg(test)]
mod tests;

thread_local! {
    /// Whether somebody reads by the letter, for what reads in two steps, and hands on nothing but the value between.
    static WANTED: Cell<bool> = const { Cell::new(false) };
}

pub(super) fn is_wanted() -> bool {
    WANTED.get()
}

/// A value that is read by the letter.
pub(crate) struct Strictly<T>(pub(crate) T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Strictly<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let _until_read = Wanted { before: WANTED.replace(true) };
        T::deserialize(Strict { inner: deserializer, place: Place::Anywhere }).map(Self)
    }
}

/// Ends with the reading, even where that panics: the thread goes on.
struct Wanted {
    before: bool,
}

impl Drop for Wanted {
    fn drop(&mut self) {
        WANTED.set(self.before);
    }
}

/// Hands out a value, and with it whatever is inside, by the letter.
struct Strict<'a, D> {
    inner: D,
    place: Place<'a>,
}

/// Where a value stands.
enum Place<'a> {
    /// In a property. `null` is no value of it, unless `nullable` of the module `derived` reads it.
    Property,
    /// Before a property or an entry of a dictionary. Whether it is read as the name of a property is noted.
    Key(&'a mut bool),
    Anywhere,
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Strict<'_, D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_any(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        match self.place {
            Place::Property => visitor.visit_some(Strict { inner: self.inner, place: Place::Anywhere }),
            _ => self.inner.deserialize_option(Inside { visitor, holds: Holds::Values }),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.inner.deserialize_newtype_struct(name, Inside { visitor, holds: Holds::Values })
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_seq(Inside { visitor, holds: Holds::Values })
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_map(Inside { visitor, holds: Holds::Entries })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.inner.deserialize_struct(name, fields, Inside { visitor, holds: Holds::Entries })
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        if let Place::Key(is_name) = self.place {
            *is_name = true;
        }
        self.inner.deserialize_identifier(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_ignored_any(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct tuple
        tuple_struct enum
    }
}

/// Lets somebody see what is inside of a value, by the letter as well.
struct Inside<V> {
    visitor: V,
    holds: Holds,
}

/// What a value can hold.
enum Holds {
    Values,
    Entries,
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Inside<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.holds {
            Holds::Values => self.visitor.expecting(f),
            Holds::Entries => f.write_str("an object"),
        }
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.visitor.visit_none()
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.visitor.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        self.visitor.visit_some(Strict { inner, place: Place::Anywhere })
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        self.visitor.visit_newtype_struct(Strict { inner, place: Place::Anywhere })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<V::Value, A::Error> {
        match self.holds {
            Holds::Values => self.visitor.visit_seq(Items(items)),
            Holds::Entries => Err(A::Error::invalid_type(Unexpected::Seq, &self)),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<V::Value, A::Error> {
        self.visitor.visit_map(Entries { entries, are_properties: false })
    }
}

struct Items<A>(A);

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Items<A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        self.0.next_element_seed(Seed { seed, place: Place::Anywhere })
    }

    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

/// The entries of an object. Those of a dictionary are told by their keys, which are read as texts; an object that keeps
/// what it does not know is handed out as a dictionary, too.
struct Entries<A> {
    entries: A,
    are_properties: bool,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Entries<A> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        self.entries.next_key_seed(Seed { seed, place: Place::Key(&mut self.are_properties) })
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        let place = if self.are_properties { Place::Property } else { Place::Anywhere };
        self.entries.next_value_seed(Seed { seed, place })
    }

    fn size_hint(&self) -> Option<usize> {
        self.entries.size_hint()
    }
}

struct Seed<'a, S> {
    seed: S,
    place: Place<'a>,
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Seed<'_, S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, inner: D) -> Result<S::Value, D::Error> {
        self.seed.deserialize(Strict { inner, place: self.place })
    }
}
