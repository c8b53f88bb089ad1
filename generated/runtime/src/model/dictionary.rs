//! Dictionaries.

use std::collections::BTreeMap;
use std::fmt;
use std::iter::Map;
use std::marker::PhantomData;
use std::ops::Index;
use std::slice;
use std::vec;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::reader::List;

#[cfg(test)]
mod tests;

/// Values by their names, in the order of the names. In JSON it is an object.
///
/// Use it like a [`BTreeMap`]. Even a small `BTreeMap` takes half a kilobyte, which is too much for a million records; a
/// dictionary takes no more than its entries do. Build a large one from an iterator, because each insertion moves all
/// entries after it.
///
/// ```
/// # use icws_runtime::Dictionary;
/// let mut values = Dictionary::from([("ZIP", "46204"), ("CITY", "Indianapolis")]);
/// values.insert("STATE", "IN");
/// assert_eq!(values["CITY"], "Indianapolis");
/// assert_eq!(values.get("PHONE"), None);
/// assert_eq!(values.keys().collect::<Vec<_>>(), ["CITY", "STATE", "ZIP"]);
/// # let _: Dictionary<String> = values;
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dictionary<V> {
    /// Sorted by name, each name once.
    entries: Vec<(String, V)>,
}

impl<V> Dictionary<V> {
    /// Creates one without entries.
    #[must_use]
    pub const fn new() -> Self {
        Self { entries: Vec::new() }
    }

    /// The value under this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&V> {
        self.entries.get(self.find(name).ok()?).map(|(_, value)| value)
    }

    /// The value under this name, for changing it.
    #[must_use]
    pub fn get_mut(&mut self, name: &str) -> Option<&mut V> {
        let place = self.find(name).ok()?;
        self.entries.get_mut(place).map(|(_, value)| value)
    }

    /// Whether there is a value under this name.
    #[must_use]
    pub fn contains_key(&self, name: &str) -> bool {
        self.find(name).is_ok()
    }

    /// Adds an entry. One of the same name is replaced, and its value returned.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<V>) -> Option<V> {
        let (name, value) = (name.into(), value.into());
        match self.find(&name) {
            Ok(_) => self.get_mut(&name).map(|known| std::mem::replace(known, value)),
            Err(place) => {
                self.entries.insert(place, (name, value));
                None
            }
        }
    }

    /// Removes an entry, and returns its value.
    pub fn remove(&mut self, name: &str) -> Option<V> {
        self.find(name).ok().map(|place| self.entries.remove(place).1)
    }

    /// All entries.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&String, &V)> + ExactSizeIterator {
        self.into_iter()
    }

    /// All names.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &String> + ExactSizeIterator {
        self.iter().map(|(name, _)| name)
    }

    /// All values, in the order of their names.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> + ExactSizeIterator {
        self.iter().map(|(_, value)| value)
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Where an entry is, or would have to be.
    fn find(&self, name: &str) -> Result<usize, usize> {
        self.entries.binary_search_by(|(known, _)| known.as_str().cmp(name))
    }

    /// Brings entries into their order. Of those with the same name, the last one stays.
    fn settled(mut entries: Vec<(String, V)>) -> Self {
        // To sort what is sorted would take as much room again.
        if !entries.is_sorted_by(|(one, _), (other, _)| one < other) {
            entries.sort_by(|(one, _), (other, _)| one.cmp(other));
        }
        entries.dedup_by(|later, earlier| {
            let is_same = later.0 == earlier.0;
            if is_same {
                std::mem::swap(later, earlier);
            }
            is_same
        });
        entries.shrink_to_fit();
        Self { entries }
    }
}

/// The value under this name.
///
/// # Panics
///
/// Where there is none, as with a map of the standard library.
impl<V> Index<&str> for Dictionary<V> {
    type Output = V;

    #[expect(clippy::panic, reason = "this is what an index does")]
    fn index(&self, name: &str) -> &V {
        self.get(name).unwrap_or_else(|| panic!("there is no entry with the name {name:?}"))
    }
}

impl<V> Default for Dictionary<V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<V: fmt::Debug> fmt::Debug for Dictionary<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self).finish()
    }
}

/// Where a name is there more than once, the last one counts.
impl<V> FromIterator<(String, V)> for Dictionary<V> {
    fn from_iter<I: IntoIterator<Item = (String, V)>>(entries: I) -> Self {
        Self::settled(entries.into_iter().collect())
    }
}

impl<V> Extend<(String, V)> for Dictionary<V> {
    fn extend<I: IntoIterator<Item = (String, V)>>(&mut self, entries: I) {
        *self = std::mem::take(self).into_iter().chain(entries).collect();
    }
}

impl<K: Into<String>, W: Into<V>, V, const N: usize> From<[(K, W); N]> for Dictionary<V> {
    fn from(entries: [(K, W); N]) -> Self {
        entries.into_iter().map(|(name, value)| (name.into(), value.into())).collect()
    }
}

impl<V> From<BTreeMap<String, V>> for Dictionary<V> {
    fn from(entries: BTreeMap<String, V>) -> Self {
        entries.into_iter().collect()
    }
}

impl<V> From<Dictionary<V>> for BTreeMap<String, V> {
    fn from(entries: Dictionary<V>) -> Self {
        entries.into_iter().collect()
    }
}

impl<V> IntoIterator for Dictionary<V> {
    type Item = (String, V);
    type IntoIter = vec::IntoIter<(String, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

impl<'a, V> IntoIterator for &'a Dictionary<V> {
    type Item = (&'a String, &'a V);
    type IntoIter = Map<slice::Iter<'a, (String, V)>, fn(&'a (String, V)) -> Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.iter().map(|(name, value)| (name, value))
    }
}

impl<V: Serialize> Serialize for Dictionary<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self)
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Dictionary<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<V>(PhantomData<V>);

        impl<'de, V: Deserialize<'de>> Visitor<'de> for Entries<V> {
            type Value = Dictionary<V>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Dictionary<V>, A::Error> {
                let (mut entries, mut list) = (Vec::new(), List::default());
                while let Some(entry) = map.next_entry()? {
                    list.charge::<(String, V), _>()?;
                    entries.push(entry);
                }
                list.settle::<(String, V), _>()?;
                Ok(Dictionary::settled(entries))
            }
        }

        deserializer.deserialize_map(Entries(PhantomData))
    }
}
