//! Properties that may be `null`.

use std::fmt;
use std::marker::PhantomData;

use serde::de::Visitor;
use serde::{Deserialize, Deserializer};

/// Reads a property that must be there, even if it is `null`.
///
/// # Errors
///
/// Those of the value.
pub fn stated<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<T, D::Error> {
    nullable(deserializer)
}

/// Reads a property that is there: `null` is a value, not an absence.
///
/// # Errors
///
/// Those of the value.
pub fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    nullable(deserializer).map(Some)
}

/// Reads a value that may be `null`. The new type tells the reader to hand out `null` as a value; elsewhere it counts as
/// nothing.
pub(crate) fn nullable<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    struct Within<T>(PhantomData<T>);

    impl<'de, T: Deserialize<'de>> Visitor<'de> for Within<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a value, or null")
        }

        fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
            T::deserialize(deserializer)
        }
    }

    deserializer.deserialize_newtype_struct("Nullable", Within(PhantomData))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn null_is_a_value_where_something_stands() {
        #[derive(Deserialize)]
        struct Both {
            #[serde(default, deserialize_with = "present")]
            optional: Option<Option<u8>>,
            #[serde(deserialize_with = "stated")]
            required: Option<u8>,
        }
        let read = |text| serde_json::from_str::<Both>(text).ok().map(|both| (both.optional, both.required));
        assert_eq!(read(r#"{"required":null}"#), Some((None, None)));
        assert_eq!(read(r#"{"required":1,"optional":null}"#), Some((Some(None), Some(1))));
        assert_eq!(read(r#"{"required":1,"optional":2}"#), Some((Some(Some(2)), Some(1))));
        assert_eq!(read("{}"), None);
    }
}
