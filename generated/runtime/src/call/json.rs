//! Calls as JSON: an object with the id of the operation, which has what was given to it.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Error, MapAccess, Visitor};
use serde::ser::{Error as _, SerializeMap};
use serde::{Deserializer, Serialize, Serializer};

use crate::model::{Reading, Written, write_object};
use crate::reader::raw::Text;

/// The calls of a crate.
pub trait Called: Written + Sized {
    /// Reads what was given to the operation with this id.
    ///
    /// # Errors
    ///
    /// Those of its fields, that one is missing or there twice, and that there is no such operation.
    fn read<'de, A: MapAccess<'de>>(id: &str, fields: &mut Reading<'de, A>) -> Result<Self, A::Error>;
}

/// Reads a call.
///
/// # Errors
///
/// Those of [`Called::read`], and that it is none.
pub fn read_call<'de, D: Deserializer<'de>, C: Called>(deserializer: D) -> Result<C, D::Error> {
    deserializer.deserialize_map(CallVisitor(PhantomData))
}

struct CallVisitor<C>(PhantomData<C>);

impl<'de, C: Called> Visitor<'de> for CallVisitor<C> {
    type Value = C;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with the id of one operation")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<C, A::Error> {
        let Some(Text(id)) = map.next_key()? else { return Err(A::Error::invalid_length(0, &self)) };
        let call = map.next_value_seed(FieldsVisitor::<C> { id: &id, call: PhantomData })?;
        match map.next_key()? {
            Some(Text(_)) => Err(A::Error::invalid_length(2, &self)),
            None => Ok(call),
        }
    }
}

/// What was given to an operation.
struct FieldsVisitor<'a, C> {
    id: &'a str,
    call: PhantomData<C>,
}

impl<'de, C: Called> DeserializeSeed<'de> for FieldsVisitor<'_, C> {
    type Value = C;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<C, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, C: Called> Visitor<'de> for FieldsVisitor<'_, C> {
    type Value = C;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<C, A::Error> {
        C::read(self.id, &mut Reading::new(map, &[]))
    }
}

/// The error of a call that is read by a crate that does not have its operation.
pub fn unknown_call<C, E: Error>(id: &str) -> Result<C, E> {
    Err(E::custom(format_args!("the operation `{id}` is not of this crate")))
}

/// Writes a call of this operation.
///
/// # Errors
///
/// Those of its fields, and that it is of another crate.
pub fn write_call<C: Written, S: Serializer>(
    call: &C,
    id: Option<&'static str>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    struct Fields<'a, C>(&'a C);

    impl<C: Written> Serialize for Fields<'_, C> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            write_object(self.0, serializer)
        }
    }

    let id = id.ok_or_else(|| S::Error::custom("a call of another crate cannot be written"))?;
    let mut map = serializer.serialize_map(Some(1))?;
    map.serialize_entry(id, &Fields(call))?;
    map.end()
}
