//! A value that the specification does not describe.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::de::DeserializeOwned;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;
use serde_json::{Error, Value};

use crate::reader::meter;
use crate::reader::raw::Raw;

#[cfg(test)]
mod tests;

/// Any JSON, as it came or as it is to be sent: no digit of a number is lost, and no member of an object.
///
/// Whatever becomes a [`serde_json::Value`] becomes one of these by `From`: texts, numbers, `json!(..)`. A number that no
/// type of Rust has comes from its text: `"1.10".parse::<Json>()`.
///
/// Two are equal if they are written alike, apart from white space between the tokens. To compare by value, compare with a
/// [`serde_json::Value`], a text, a number or a boolean:
///
/// ```
/// # use icws_runtime::Json;
/// let price: Json = "1.10".parse()?;
/// assert_eq!(price.to_string(), "1.10");
/// assert_eq!(price, 1.1);
/// assert_eq!(Json::from("a"), "a");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone)]
pub struct Json {
    json: Box<str>,
    /// The text inside the quotes, where it is not what stands between them.
    unescaped: Option<Box<str>>,
}

impl Json {
    /// A value of a text that is known to be JSON.
    pub(crate) fn new(json: impl Into<Box<str>>) -> Self {
        let json = json.into();
        let has_escape = json.starts_with('"') && json.contains('\\');
        let unescaped = has_escape.then(|| serde_json::from_str(&json).ok()).flatten();
        Self { json, unescaped }
    }

    /// The JSON, as it came.
    #[must_use]
    pub fn as_json(&self) -> &str {
        &self.json
    }

    /// The string, if it is one. A string with half of a surrogate pair is not Unicode, and yields `None`.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        let between = self.as_json().strip_prefix('"')?.strip_suffix('"')?;
        self.unescaped.as_deref().or_else(|| (!between.contains('\\')).then_some(between))
    }

    /// The boolean, if it is one.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        self.as_json().parse().ok()
    }

    /// The number, if it is an integer that fits.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        self.as_json().parse().ok()
    }

    /// The number, if it is an integer that fits.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        self.as_json().parse().ok()
    }

    /// The number, if it is one, as precisely as an `f64` can hold it.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        serde_json::from_str(self.as_json()).ok()
    }

    /// Whether it is `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        self.as_json() == "null"
    }

    /// The value as serde_json has it, where numbers are no more precise than 64 bits.
    ///
    /// # Errors
    ///
    /// When serde_json cannot hold the value: a number like `1e400`, half of a surrogate pair, or more than 128 levels.
    pub fn to_value(&self) -> Result<Value, Error> {
        self.read()
    }

    /// The value as a type of your own.
    ///
    /// # Errors
    ///
    /// When the value is not of that type, with the reason.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Error> {
        serde_json::from_str(self.as_json())
    }

    /// What counts when two are compared: everything but white space outside of texts.
    fn tokens(&self) -> impl Iterator<Item = u8> {
        let (mut is_inside, mut is_escaped) = (false, false);
        self.as_json().bytes().filter(move |byte| {
            match byte {
                _ if is_escaped => is_escaped = false,
                b'\\' => is_escaped = true,
                b'"' => is_inside = !is_inside,
                _ => {}
            }
            is_inside || !byte.is_ascii_whitespace()
        })
    }
}

impl<T: Into<Value>> From<T> for Json {
    fn from(value: T) -> Self {
        Self::new(value.into().to_string())
    }
}

impl FromStr for Json {
    type Err = Error;

    fn from_str(json: &str) -> Result<Self, Error> {
        serde_json::from_str(json)
    }
}

impl Default for Json {
    /// `null`.
    fn default() -> Self {
        Self::new("null")
    }
}

/// As on the wire.
impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_json())
    }
}

impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_json())
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serde_json::from_str::<&RawValue>(&self.json).map_err(S::Error::custom)?.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Raw(json) = Raw::deserialize(deserializer)?;
        meter::charge(2 * json.len())?; // as it came, and perhaps unescaped
        Ok(Self::new(json))
    }
}

impl PartialEq for Json {
    fn eq(&self, other: &Self) -> bool {
        self.tokens().eq(other.tokens())
    }
}

impl Eq for Json {}

impl Hash for Json {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.tokens().for_each(|token| token.hash(state));
    }
}

impl PartialEq<Value> for Json {
    fn eq(&self, other: &Value) -> bool {
        self.to_value().is_ok_and(|value| value == *other)
    }
}

impl PartialEq<Json> for Value {
    fn eq(&self, other: &Json) -> bool {
        other == self
    }
}

macro_rules! comparable {
    ($($type:ty)*) => { $(
        impl PartialEq<$type> for Json {
            fn eq(&self, other: &$type) -> bool {
                self.to_value().is_ok_and(|value| value == *other)
            }
        }
    )* };
}

comparable!(bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 str &str String);
