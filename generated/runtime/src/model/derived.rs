//! Types that are derived from another.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};
use serde_path_to_error::Path;

use super::{Extra, extra};
use crate::reader::raw::{self, Raw};
use crate::reader::{self, Patiently, meter};

mod tag;
#[cfg(test)]
mod tests;
mod unknown;

pub use tag::{BaseTag, Tag, Tagged};
use unknown::Reason;
pub use unknown::UnknownObject;

/// An object that is one of several types, while it is being found out which one.
#[derive(Debug)]
pub struct Derived<'de> {
    json: Cow<'de, str>,
    /// What its property [`TYPE`] says.
    tag: Option<String>,
    /// Why it is not read as one of the types, where that is clear beforehand.
    reason: Option<Reason>,
    /// How many such objects this one is inside of, itself included.
    _depth: Depth,
}

/// The property that says in ICWS what an object is.
const TYPE: &str = "__type";

impl<'de> Deserialize<'de> for Derived<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Raw(json) = Raw::deserialize(deserializer)?;
        meter::charge(extra::held(&json))?;
        let (mut tag, mut count) = (None, 0);
        let read = raw::each(&json, |name, value| {
            if name == TYPE {
                tag = serde_json::from_str(value.get()).ok();
                count += 1;
            }
            Ok(())
        });
        read.map_err(|error| D::Error::custom(raw::cause(&error)))?;
        let (depth, is_too_deep) = Depth::enter(&json);
        let reason = match count {
            0 | 1 => is_too_deep.then_some(Reason::TooDeep),
            _ if reader::is_strict() => return Err(D::Error::duplicate_field(TYPE)),
            _ => Some(Reason::Ambiguous),
        };
        Ok(Self { json, tag, reason, _depth: depth })
    }
}

impl Derived<'_> {
    /// The type that the object names.
    #[must_use]
    pub fn tag(&self) -> Option<&str> {
        self.tag.as_deref()
    }

    /// Reads the object as one of the types. One that does not fit its type is kept as it came, with the reason.
    ///
    /// # Errors
    ///
    /// The same reason, where the object is read strictly.
    pub fn read<T: DeserializeOwned, C, E: Error>(
        self,
        known: impl FnOnce(T) -> C,
        unknown: impl FnOnce(UnknownObject) -> C,
    ) -> Result<C, E> {
        if let Some(reason) = self.reason {
            return match reader::is_strict() {
                true => Err(E::custom(reason.text(""))),
                false => Ok(unknown(self.into_unknown(Some(reason)))),
            };
        }
        if reader::is_strict() && INSIDE.with_borrow(Option::is_some) {
            let value = located(&self.json).map_err(|(path, cause)| {
                INSIDE.set(Some(path));
                E::custom(cause)
            });
            return value.map(|value| known(self.given_up_for(value)));
        }
        match read(&self.json) {
            Ok(value) => Ok(known(self.given_up_for(value))),
            Err(error) if reader::is_strict() => Err(E::custom(raw::cause(&error))),
            Err(_) => Ok(unknown(self.into_unknown(Some(Reason::Unfit(why::<T>))))),
        }
    }

    /// What was read of it: its text, which was counted, is not kept.
    fn given_up_for<T>(&self, value: T) -> T {
        meter::refund(extra::held(&self.json));
        value
    }

    fn into_unknown(self, reason: Option<Reason>) -> UnknownObject {
        UnknownObject { members: Extra::of_object(self.json.into()), reason }
    }
}

/// An object whose type is not described.
impl From<Derived<'_>> for UnknownObject {
    fn from(object: Derived<'_>) -> Self {
        let reason = object.reason;
        object.into_unknown(reason)
    }
}

fn read<T: DeserializeOwned>(json: &str) -> serde_json::Result<T> {
    serde_json::from_str(json).map(|Patiently(value)| value)
}

/// Reads an object, and tells where inside that failed, if it did, and why.
fn located<T: DeserializeOwned>(json: &str) -> Result<T, (String, String)> {
    let mut reader = serde_json::Deserializer::from_str(json);
    let (result, inside) = tracked(|| serde_path_to_error::deserialize::<_, Patiently<T>>(&mut reader));
    match result {
        Ok(Patiently(value)) => Ok(value),
        Err(error) => Err((joined(error.path(), &inside), raw::cause(error.inner()))),
    }
}

/// Why an object is not of the type that it says.
#[cold]
fn why<T: DeserializeOwned>(json: &str) -> String {
    match located::<T>(json) {
        Ok(_) => String::new(), // it was not read, so it cannot be read
        Err((path, cause)) if path.is_empty() => cause,
        Err((path, cause)) => format!("`{path}`: {cause}"),
    }
}

thread_local! {
    /// Where inside an object of several types reading failed, while somebody asks for it. Such an object is read in
    /// two steps, and the errors of serde, which are all that the second can hand to the first, are texts.
    static INSIDE: RefCell<Option<String>> = const { RefCell::new(None) };

    /// How many objects of several types are being read, each inside of the one before.
    static DEPTH: Cell<usize> = const { Cell::new(0) };
}

/// An object of several types inside of others: each of them is looked through once more, so there is an end to it.
const MOST_INSIDE: usize = 32;

/// How deep JSON inside of an object of several types may be, as in serde_json, which begins to count anew there.
const DEEPEST: usize = 128;

/// Counts as long as it lives.
#[derive(Debug)]
struct Depth;

impl Depth {
    /// Counts one more, and tells whether that is too many.
    fn enter(json: &str) -> (Self, bool) {
        let depth = DEPTH.get();
        DEPTH.set(depth + 1);
        // What is inside of an object that is not too deep is not, either.
        (Self, depth >= MOST_INSIDE || (depth == 0 && levels(json) > DEEPEST))
    }
}

impl Drop for Depth {
    fn drop(&mut self) {
        DEPTH.set(DEPTH.get().saturating_sub(1));
    }
}

/// How many levels JSON has.
fn levels(json: &str) -> usize {
    let (mut level, mut deepest) = (0_usize, 0);
    let (mut is_text, mut is_escaped) = (false, false);
    for byte in json.bytes() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => is_text = !is_text,
            b'{' | b'[' if !is_text => level += 1,
            b'}' | b']' if !is_text => level = level.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(level);
    }
    deepest
}

/// Reads, and tells where inside an object of several types that failed, if that is where it failed.
pub(crate) fn tracked<T>(read: impl FnOnce() -> T) -> (T, String) {
    let before = INSIDE.replace(Some(String::new()));
    let result = read();
    (result, INSIDE.replace(before).unwrap_or_default())
}

/// The path to a place inside an object, where the path leads to the object. It is empty for the whole of it.
pub(crate) fn joined(path: &Path, inside: &str) -> String {
    match (path.iter().next().is_some(), inside) {
        (false, inside) => inside.to_owned(),
        (true, "") => path.to_string(),
        (true, inside) => format!("{path}.{inside}"),
    }
}
