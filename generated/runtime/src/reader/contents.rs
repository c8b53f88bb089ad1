//! What is inside of lists and objects, which is read in the same manner as they are. The memory of lists is counted here, that
//! of a dictionary by itself.

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess};

use super::meter::List;
use super::{Place, Reader};

/// The items of a list.
pub(crate) struct Items<A> {
    items: A,
    is_strict: bool,
    list: List,
}

impl<A> Items<A> {
    pub(crate) fn new(items: A, is_strict: bool) -> Self {
        Self { items, is_strict, list: List::default() }
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Items<A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        let item =
            self.items.next_element_seed(Seed { seed, is_strict: self.is_strict, place: Place::Item })?;
        if item.is_some() {
            self.list.charge::<S::Value, _>()?;
        }
        Ok(item)
    }
}

/// The entries of an object or a dictionary, which are both maps to serde. They are told apart by their keys: those of a
/// dictionary are read as texts, names of properties as identifiers.
pub(crate) struct Entries<A> {
    entries: A,
    is_strict: bool,
    are_properties: bool,
}

impl<A> Entries<A> {
    pub(crate) fn new(entries: A, is_strict: bool) -> Self {
        Self { entries, is_strict, are_properties: false }
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Entries<A> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        let place = Place::Key(&mut self.are_properties);
        self.entries.next_key_seed(Seed { seed, is_strict: self.is_strict, place })
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        let place = if self.are_properties { Place::Property } else { Place::Item };
        self.entries.next_value_seed(Seed { seed, is_strict: self.is_strict, place })
    }
}

struct Seed<'a, S> {
    seed: S,
    is_strict: bool,
    place: Place<'a>,
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Seed<'_, S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, inner: D) -> Result<S::Value, D::Error> {
        self.seed.deserialize(Reader { inner, is_strict: self.is_strict, place: self.place })
    }
}
