//! JSON as its text: the one form in which nothing of a value is lost.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Error, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use serde_json::value::RawValue;

/// The name by which serde_json is asked for the text of a value. It is private there, and a test compares the two. If it
/// changed nevertheless, values would be read as those of `serde_json::Value` are.
pub(crate) const TEXT_OF_A_VALUE: &str = "$serde_json::private::RawValue";

/// A value as its text, which is borrowed from what is read where that is possible.
pub(crate) struct Raw<'a>(pub(crate) Cow<'a, str>);

impl<'de> Deserialize<'de> for Raw<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(TEXT_OF_A_VALUE, RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    /// serde_json hands the text out as the only member of an object.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw<'de>, A::Error> {
        map.next_key::<IgnoredAny>()?;
        map.next_value().map(|Text(text)| Raw(text))
    }

    /// Anything but serde_json hands out the value itself.
    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw<'de>, D::Error> {
        Value::deserialize(deserializer).map(|value| Raw(value.to_string().into()))
    }
}

/// A text, borrowed where that is possible: the name of a property, or the text of a value.
pub(crate) struct Text<'a>(pub(crate) Cow<'a, str>);

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Names of properties are identifiers to serde, and serde_json hands out any text as one.
        deserializer.deserialize_identifier(TextVisitor).map(Text)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(text.into())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(text.to_owned().into())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Self::Value, E> {
        Ok(text.into())
    }
}

/// Looks at each member of an object.
pub(crate) fn each<'a>(
    json: &'a str,
    look: impl FnMut(&str, &'a RawValue) -> serde_json::Result<()>,
) -> serde_json::Result<()> {
    struct Each<F>(F);

    impl<'a, F: FnMut(&str, &'a RawValue) -> serde_json::Result<()>> Visitor<'a> for Each<F> {
        type Value = ();

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'a>>(mut self, mut map: A) -> Result<(), A::Error> {
            while let Some((Text(name), value)) = map.next_entry::<Text<'a>, &'a RawValue>()? {
                (self.0)(&name, value).map_err(A::Error::custom)?;
            }
            Ok(())
        }
    }

    serde_json::Deserializer::from_str(json).deserialize_map(Each(look))
}

/// What an error of serde_json says, without the line and the column, which are those in a part of the body.
pub(crate) fn cause(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    text.strip_suffix(&place).map(str::to_owned).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use serde::de::value::{BoolDeserializer, Error, StrDeserializer};

    use super::*;

    /// Formats that are not JSON hand out other things.
    #[test]
    fn what_is_neither_json_nor_a_text_is_refused_as_that() {
        let raw = Raw::deserialize(StrDeserializer::<Error>::new("x")).map(|_| ());
        let text = Text::deserialize(BoolDeserializer::<Error>::new(true)).map(|_| ());
        assert!(raw.is_err_and(|error| error.to_string().ends_with("expected any JSON value")));
        assert!(text.is_err_and(|error| error.to_string().ends_with("expected a text")));
    }
}
