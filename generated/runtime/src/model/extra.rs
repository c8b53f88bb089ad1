//! The members of an object that the specification does not describe.

use std::collections::BTreeMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Index;
use std::sync::{LazyLock, OnceLock};

use http::HeaderMap;
use serde::de::Error;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use super::Json;
use super::secret::{HIDDEN, redacted};
use crate::reader::meter;
use crate::reader::raw::{self, Raw};

mod members;
#[cfg(test)]
mod tests;

pub(super) use members::Members;

/// The properties of an object that the specification does not describe, as they came or as they are to be sent: in their
/// order, and with all that are there more than once.
///
/// Use it like a map. What was received is kept as one text, which is taken apart when it is first looked at.
///
/// ```
/// # use icws_runtime::Extra;
/// let mut extra = Extra::from([("priority", 5)]);
/// extra.insert("queue", "sales");
/// assert_eq!(extra["priority"], 5);
/// assert_eq!(extra.get("queue").and_then(|queue| queue.as_str()), Some("sales"));
/// ```
///
/// It is read and written as JSON. Formats that do not describe themselves, such as bincode and postcard, have no place for
/// properties that nobody knows, and refuse a model that has this: keep its JSON there.
///
/// A model that has this can be the key of a map, if all its properties can. Clippy warns of `mutable_key_type` then: it
/// does not know that comparing ignores whether the text has been taken apart. A line in `clippy.toml` tells it:
///
/// ```toml
/// ignore-interior-mutability = ["bytes::Bytes", "icws_runtime::Extra"]
/// ```
#[derive(Default)]
pub struct Extra {
    held: Option<Box<Held>>, // there are many objects, and most have nothing to hold
}

struct Held {
    /// All members, as an object in JSON; empty if there is none.
    json: Box<str>,
    /// The headers of the response whose error this belongs to.
    headers: Option<Box<HeaderMap>>,
    /// The names of what is not shown, wherever in it that stands.
    secrets: &'static [&'static str],
    /// The same, in pieces, once somebody has looked.
    members: OnceLock<Box<[Member]>>,
}

type Member = (Box<str>, Json);

impl Extra {
    /// Creates one without properties.
    #[must_use]
    pub const fn new() -> Self {
        Self { held: None }
    }

    /// What is inside an object, which is known to be one.
    pub(crate) fn of_object(json: Box<str>) -> Self {
        Self { held: Some(Self::held(json)) }
    }

    /// The same with the headers that came along with the object.
    pub(crate) fn along(mut self, headers: Option<Box<HeaderMap>>) -> Self {
        if headers.is_some() {
            self.held.get_or_insert_with(|| Self::held(Box::default())).headers = headers;
        }
        self
    }

    /// The headers of the response, if this belongs to an error.
    pub(crate) fn headers(&self) -> Option<&HeaderMap> {
        self.held.as_ref()?.headers.as_deref()
    }

    /// The same, of which `Debug` does not show the values of these properties, wherever in it they stand.
    #[doc(hidden)]
    #[must_use]
    pub fn hiding(mut self, secrets: &'static [&'static str]) -> Self {
        if let Some(held) = &mut self.held {
            held.secrets = secrets;
        }
        self
    }

    fn secrets(&self) -> &'static [&'static str] {
        self.held.as_ref().map_or(&[], |held| held.secrets)
    }

    fn held(json: Box<str>) -> Box<Held> {
        Box::new(Held { json, headers: None, secrets: &[], members: OnceLock::new() })
    }

    /// What counts when two are compared.
    fn sorted(&self) -> Vec<&Member> {
        let mut members: Vec<&Member> = self.members().iter().collect();
        members.sort_by(|(one, _), (other, _)| one.cmp(other));
        members
    }

    fn members(&self) -> &[Member] {
        let Some(held) = self.held.as_ref().filter(|held| !held.json.is_empty()) else { return &[] };
        held.members.get_or_init(|| {
            let mut members = Vec::new();
            // It cannot fail, because it has been read before.
            _ = raw::each(&held.json, |name, value| {
                members.push((name.into(), Json::new(value.get())));
                Ok(())
            });
            members.into()
        })
    }

    /// The value of a property. Where it is there more than once, the last one counts, as in most programs.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.members().iter().rev().find(|(known, _)| **known == *name).map(|(_, value)| value)
    }

    /// Whether there is such a property.
    #[must_use]
    pub fn contains_key(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// All properties, in their order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&str, &Json)> + ExactSizeIterator {
        self.members().iter().map(|(name, value)| (&**name, value))
    }

    /// The names of all properties, in their order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &str> + ExactSizeIterator {
        self.iter().map(|(name, _)| name)
    }

    /// How many properties there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.members().len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let opening = ['{', ' ', '\t', '\r', '\n'];
        self.json().is_none_or(|json| json.trim_start_matches(opening).starts_with('}'))
    }

    /// Adds a property. One of the same name is replaced.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Json>) {
        self.add([(name.into(), value.into())]);
    }

    /// Adds properties. Those of the same names are replaced.
    pub fn add(&mut self, others: impl Into<Self>) {
        let others = others.into();
        let secrets = if self.secrets().is_empty() { others.secrets() } else { self.secrets() };
        let mut all = Members::default();
        for (name, value) in self.iter().filter(|(name, _)| !others.contains_key(name)).chain(others.iter()) {
            all.push(name, value.as_json());
        }
        self.replace(all, secrets);
    }

    /// Removes a property, and returns its value.
    pub fn remove(&mut self, name: &str) -> Option<Json> {
        let value = self.get(name)?.clone();
        let mut others = Members::default();
        for (name, value) in self.iter().filter(|(known, _)| *known != name) {
            others.push(name, value.as_json());
        }
        self.replace(others, self.secrets());
        Some(value)
    }

    fn replace(&mut self, members: Members, secrets: &'static [&'static str]) {
        let headers = self.held.take().and_then(|held| held.headers);
        *self = members.finish().along(headers).hiding(secrets);
    }

    /// All properties, as an object in JSON; `None` if there are none.
    pub(crate) fn json(&self) -> Option<&str> {
        self.held.as_ref().map(|held| &*held.json).filter(|json| !json.is_empty())
    }
}

/// How much memory an object takes as it came.
pub(crate) fn held(json: &str) -> usize {
    json.len() + size_of::<Held>()
}

impl<K: Into<String>, V: Into<Json>, I: IntoIterator<Item = (K, V)>> From<I> for Extra {
    /// Where a name is there more than once, the last one counts.
    fn from(members: I) -> Self {
        let mut all = BTreeMap::new();
        for (place, (name, value)) in members.into_iter().enumerate() {
            all.insert(name.into(), (place, value.into()));
        }
        let mut in_order: Vec<(String, (usize, Json))> = all.into_iter().collect();
        in_order.sort_unstable_by_key(|(_, (place, _))| *place);
        let mut members = Members::default();
        for (name, (_, value)) in &in_order {
            members.push(name, value.as_json());
        }
        members.finish()
    }
}

/// The value of a property, or `null` where there is none, as with a [`serde_json::Value`].
impl Index<&str> for Extra {
    type Output = Json;

    fn index(&self, name: &str) -> &Json {
        static NULL: LazyLock<Json> = LazyLock::new(Json::default);
        self.get(name).unwrap_or(&NULL)
    }
}

impl Clone for Extra {
    fn clone(&self) -> Self {
        let members = self.json().map_or_else(Self::new, |json| Self::of_object(json.into()));
        members.along(self.held.as_ref().and_then(|held| held.headers.clone())).hiding(self.secrets())
    }
}

/// Shows no secret.
impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |(name, value): (&str, &Json)| {
            let json = if self.secrets().contains(&name) {
                HIDDEN.into()
            } else {
                redacted(value.as_json(), self.secrets())
            };
            (name.to_owned(), Json::new(&*json))
        };
        f.debug_map().entries(self.iter().map(shown)).finish()
    }
}

/// The order does not count, unless it is that of properties with the same name.
impl PartialEq for Extra {
    fn eq(&self, other: &Self) -> bool {
        self.json() == other.json() || self.sorted() == other.sorted()
    }
}

impl Eq for Extra {}

impl Hash for Extra {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.sorted().hash(state);
    }
}

impl Serialize for Extra {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serde_json::from_str::<&RawValue>(self.json().unwrap_or("{}"))
            .map_err(S::Error::custom)?
            .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Extra {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Raw(json) = Raw::deserialize(deserializer)?;
        meter::charge(held(&json))?;
        raw::each(&json, |_, _| Ok(())).map_err(|error| D::Error::custom(raw::cause(&error)))?;
        Ok(Self::of_object(json.into()))
    }
}

impl<'a> IntoIterator for &'a Extra {
    type Item = (&'a str, &'a Json);
    type IntoIter = Box<dyn Iterator<Item = Self::Item> + 'a>;

    fn into_iter(self) -> Self::IntoIter {
        Box::new(self.iter())
    }
}
