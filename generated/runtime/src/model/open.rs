//! Objects that keep what the specification does not describe.
//!
//! serde can do this (`flatten`), but holds the whole object as values before it reads it, which costs numbers their
//! digits, and everybody memory and compile time.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use http::HeaderMap;
use serde::de::{DeserializeSeed, Error, MapAccess, Visitor};
use serde::ser::{Error as _, SerializeMap};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::extra::{self, Members};
use super::nullable::nullable;
use super::number::{Finite, finite};
use super::secret;
use crate::Extra;
use crate::decode::along;
use crate::decode::raw::{Raw, Text};

mod object;
#[cfg(test)]
mod tests;

/// An object that keeps what it does not know.
pub trait Open: Sized {
    /// The names of what is not shown, in it or in what it does not know.
    const SECRETS: &'static [&'static str] = &[];

    /// Reads its members.
    ///
    /// # Errors
    ///
    /// Those of its fields, and that one is missing or there twice.
    fn read<'de, A: MapAccess<'de>>(object: &mut Reading<'de, A>) -> Result<Self, A::Error>;

    /// Writes its fields.
    ///
    /// # Errors
    ///
    /// Those of its fields.
    fn write<M: SerializeMap>(&self, object: &mut Writing<'_, M>) -> Result<(), M::Error>;

    /// What it does not know.
    fn extra(&self) -> &Extra;

    /// The headers that came along with it, where it is the body of an error.
    fn received_headers(&self) -> Option<&HeaderMap> {
        self.extra().headers()
    }
}

/// Reads an open object.
///
/// # Errors
///
/// Those of [`Open::read`].
pub fn read_open<'de, D: Deserializer<'de>, T: Open>(deserializer: D) -> Result<T, D::Error> {
    struct Object<T>(PhantomData<T>);

    impl<'de, T: Open> Visitor<'de> for Object<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
            T::read(&mut Reading {
                map,
                unknown: Members::default(),
                headers: along::taken(),
                secrets: T::SECRETS,
                lifetime: PhantomData,
            })
        }
    }

    deserializer.deserialize_map(Object(PhantomData))
}

/// An open object that is being read.
#[allow(missing_debug_implementations, reason = "it may hold anything")]
pub struct Reading<'de, A> {
    map: A,
    unknown: Members,
    headers: Option<Box<HeaderMap>>,
    secrets: &'static [&'static str],
    lifetime: PhantomData<&'de ()>,
}

impl<'de, A: MapAccess<'de>> Reading<'de, A> {
    /// The name of the next member.
    ///
    /// # Errors
    ///
    /// Those of the reader.
    pub fn name(&mut self) -> Result<Option<Cow<'de, str>>, A::Error> {
        Ok(self.map.next_key()?.map(|Text(name)| name))
    }

    /// Reads the value of a field.
    ///
    /// # Errors
    ///
    /// Those of the value, and that there was one already.
    pub fn field<T: Deserialize<'de>>(
        &mut self,
        name: &'static str,
        field: &mut Option<T>,
    ) -> Result<(), A::Error> {
        self.fill(name, field, PhantomData)
    }

    /// Reads the value of a field that must be there, even if it is `null`.
    ///
    /// # Errors
    ///
    /// Those of the value, and that there was one already.
    pub fn stated<T: Deserialize<'de>>(
        &mut self,
        name: &'static str,
        field: &mut Option<T>,
    ) -> Result<(), A::Error> {
        self.fill(name, field, Nullable(PhantomData))
    }

    /// Reads the value of a field where `null` is not the same as nothing.
    ///
    /// # Errors
    ///
    /// Those of the value, and that there was one already.
    pub fn present<T: Deserialize<'de>>(
        &mut self,
        name: &'static str,
        field: &mut Option<Option<T>>,
    ) -> Result<(), A::Error> {
        let mut value = field.take().flatten();
        self.fill(name, &mut value, Nullable(PhantomData))?;
        *field = Some(value);
        Ok(())
    }

    /// Keeps a member that no field is for.
    ///
    /// # Errors
    ///
    /// Those of the reader.
    pub fn unknown(&mut self, name: &str) -> Result<(), A::Error> {
        let Raw(json) = self.map.next_value()?;
        self.unknown.charge(name, &json)?;
        self.unknown.push(name, &json);
        Ok(())
    }

    /// All that was kept.
    #[must_use]
    pub fn extra(&mut self) -> Extra {
        std::mem::take(&mut self.unknown).finish().along(self.headers.take()).hiding(self.secrets)
    }

    fn fill<T>(
        &mut self,
        name: &'static str,
        field: &mut Option<T>,
        seed: impl DeserializeSeed<'de, Value = T>,
    ) -> Result<(), A::Error> {
        if field.is_some() {
            return Err(A::Error::duplicate_field(name));
        }
        let is_secret = self.secrets.contains(&name);
        let read = self.map.next_value_seed(seed);
        *field = Some(read.map_err(|error| if is_secret { secret::unread(&error) } else { error })?);
        Ok(())
    }
}

/// Reads a value that may be `null`.
struct Nullable<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for Nullable<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        nullable(deserializer)
    }
}

/// Writes an open object.
///
/// # Errors
///
/// Those of [`Open::write`].
pub fn write_open<T: Open, S: Serializer>(object: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let extra = object.extra();
    let map = serializer.serialize_map(None)?;
    let mut writing = Writing { map, extra, written: Vec::new() };
    object.write(&mut writing)?;
    let Writing { mut map, written, .. } = writing;
    if let Some(json) = extra.json() {
        let mut result = Ok(());
        extra::each(json, |name, value| {
            if result.is_ok() && !written.contains(&name) {
                result = map.serialize_entry(name, value);
            }
            Ok(())
        })
        .map_err(S::Error::custom)?;
        result?;
    }
    map.end()
}

/// An open object that is being written. A name that a field has is written once, not again from what was kept.
#[allow(missing_debug_implementations, reason = "it may hold anything")]
pub struct Writing<'a, M> {
    map: M,
    extra: &'a Extra,
    /// The names of the fields that are written, where it matters.
    written: Vec<&'static str>,
}

impl<M: SerializeMap> Writing<'_, M> {
    /// Writes a field.
    ///
    /// # Errors
    ///
    /// Those of the value.
    pub fn member<T: Serialize>(&mut self, name: &'static str, value: &T) -> Result<(), M::Error> {
        if self.extra.json().is_some() {
            self.written.push(name);
        }
        self.map.serialize_entry(name, value)
    }

    /// Writes a field that consists of numbers.
    ///
    /// # Errors
    ///
    /// That one of them is NaN or infinite.
    pub fn number<T: Serialize + Finite>(&mut self, name: &'static str, value: &T) -> Result<(), M::Error> {
        struct Number<'a, T>(&'a T);

        impl<T: Serialize + Finite> Serialize for Number<'_, T> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                finite(self.0, serializer)
            }
        }

        self.member(name, &Number(value))
    }
}
