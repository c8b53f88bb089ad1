//! Properties that may be `null`.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Visitor};
use serde::{Deserialize, Deserializer};

/// Reads a value that may be `null`. The new type tells the reader to hand out `null` as a value; elsewhere it counts as
/// nothing.
pub(super) struct Nullable<T>(pub(super) PhantomData<T>);

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for Nullable<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_newtype_struct("Nullable", self)
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for Nullable<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value, or null")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::deserialize(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn null_is_a_value_where_something_stands() {
        crate::codegen::object! {
            #[object()]
            struct Both {
                #[member(present, "optional")]
                optional: Option<Option<u8>>,
                #[member(stated, "required")]
                required: Option<u8>,
            }
        }

        let read = |text| serde_json::from_str::<Both>(text).ok().map(|both| (both.optional, both.required));
        assert_eq!(read(r#"{"required":null}"#), Some((None, None)));
        assert_eq!(read(r#"{"required":1,"optional":null}"#), Some((Some(None), Some(1))));
        assert_eq!(read(r#"{"required":1,"optional":2}"#), Some((Some(Some(2)), Some(1))));
        assert_eq!(read("{}"), None);
        let other = serde::de::value::BoolDeserializer::<serde::de::value::Error>::new(true);
        let other = Nullable(PhantomData::<u8>).deserialize(other);
        assert!(other.is_err_and(|error| error.to_string().ends_with("expected a value, or null")));
    }
}
