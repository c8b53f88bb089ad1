//! Reads the text of a parameter or of a header as a value of its type, by what the type says of itself in JSON: a
//! number's text is a number, and any other text is a text.

use std::str::FromStr;

use serde::de::value::Error;
use serde::de::{DeserializeOwned, Deserializer, Error as _, Visitor};
use serde::forward_to_deserialize_any;

use crate::model::Finite;

/// The value of a text.
///
/// # Errors
///
/// What the text is not.
pub(crate) fn read_parameter<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    T::deserialize(PlainText(text))
}

struct PlainText<'a>(&'a str);

fn parse<T: FromStr>(text: &str, what: &str) -> Result<T, Error> {
    text.parse().map_err(|_| Error::custom(format_args!("it is no {what}")))
}

/// The text of a number, unless it is a name of one that is none, or too large.
fn finite<T: FromStr + Finite>(text: &str) -> Result<T, Error> {
    let number: T = parse(text, "number")?;
    if number.is_finite() { Ok(number) } else { Err(Error::custom("it is no finite number")) }
}

impl<'de> Deserializer<'de> for PlainText<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_str(self.0)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_bool(parse(self.0, "boolean")?)
    }

    fn deserialize_i32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_i32(parse(self.0, "integer of 32 bits")?)
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_i64(parse(self.0, "integer of 64 bits")?)
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_f32(finite(self.0)?)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_f64(finite(self.0)?)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        i8 i16 i128 u8 u16 u32 u64 u128 char str string bytes byte_buf option unit unit_struct seq tuple tuple_struct
        map struct enum identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Seconds, Uri};

    fn text<T: DeserializeOwned>(text: &str) -> Result<T, String> {
        read_parameter(text).map_err(|error| error.to_string())
    }

    #[test]
    fn a_text_is_what_its_type_says() {
        assert_eq!(text("5"), Ok(5));
        assert_eq!(text("5"), Ok("5".to_owned()));
        assert_eq!(text("true"), Ok(true));
        assert_eq!(text("-9223372036854775808"), Ok(i64::MIN));
        assert_eq!(text("1.5"), Ok(1.5_f64));
        assert_eq!(text("0.1"), Ok(0.1_f32));
        assert_eq!(text("x"), Ok(Uri("x".to_owned())));
        assert_eq!(text("2"), Ok(Seconds::from(std::time::Duration::from_secs(2))));
        assert_eq!(text::<Seconds>("-1").map(|seconds| seconds.to_string()).as_deref(), Ok("-1"));
    }

    #[test]
    fn what_a_text_is_not_is_said_without_repeating_it() {
        assert_eq!(text::<i32>("2147483648"), Err("it is no integer of 32 bits".to_owned()));
        assert_eq!(text::<bool>("True"), Err("it is no boolean".to_owned()));
        assert_eq!(text::<f64>("nan"), Err("it is no finite number".to_owned()));
        assert_eq!(text::<f32>("inf"), Err("it is no finite number".to_owned()));
        assert_eq!(text::<f32>("1e39"), Err("it is no finite number".to_owned()));
    }
}
