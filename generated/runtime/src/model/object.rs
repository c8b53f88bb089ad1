//! Objects: how their fields are read and written, and how an open one keeps what the specification does not describe.
//!
//! serde's derive macros make several times as much code, and a crate of many types takes over half as long again to check
//! with them. And to keep what nobody described (`flatten`), they first hold the whole object as values, which costs numbers
//! their digits.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use http::HeaderMap;
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, Visitor};
use serde::ser::{Error as _, SerializeMap};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::derived::{BaseTag, Tagged};
use super::extra::Members;
use super::nullable::Nullable;
use super::number::{Finite, FiniteNumbers};
use super::secret;
use crate::Extra;
use crate::reader::along;
use crate::reader::raw::{self, Raw, Text};

mod table;
#[cfg(test)]
mod tests;

/// An object of the specification.
pub trait Object: Written + Sized {
    /// The names of what is not shown, in it or in what it does not know.
    const SECRETS: &'static [&'static str] = &[];

    /// Reads its members.
    ///
    /// # Errors
    ///
    /// Those of its fields, and that one is missing or there twice.
    fn read<'de, A: MapAccess<'de>>(object: &mut Reading<'de, A>) -> Result<Self, A::Error>;
}

/// What is written as an object.
pub trait Written {
    /// Writes its fields.
    fn write<M: SerializeMap>(&self, object: &mut Writing<M>);

    /// What it does not know, if it keeps that.
    fn extra(&self) -> Option<&Extra> {
        None
    }

    /// The headers that came along with it, where it is the body of an error.
    fn received_headers(&self) -> Option<&HeaderMap> {
        self.extra()?.headers()
    }
}

/// Reads an object.
///
/// # Errors
///
/// Those of [`Object::read`].
pub fn read_object<'de, D: Deserializer<'de>, T: Object>(deserializer: D) -> Result<T, D::Error> {
    struct Fields<T>(PhantomData<T>);

    impl<'de, T: Object> Visitor<'de> for Fields<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
            T::read(&mut Reading::new(map, T::SECRETS))
        }
    }

    deserializer.deserialize_map(Fields(PhantomData))
}

/// An object that is being read, up to the first error.
///
/// No method that is called for each field of each type has a result: handling one there would take a crate of many types
/// much longer to compile.
#[allow(missing_debug_implementations, reason = "it may hold anything")]
pub struct Reading<'de, A: MapAccess<'de>> {
    map: A,
    /// The name of the member that comes next.
    name: Cow<'de, str>,
    error: Option<A::Error>,
    unknown: Members,
    secrets: &'static [&'static str],
}

impl<'de, A: MapAccess<'de>> Reading<'de, A> {
    /// Begins with an object, of which the values under some names are not shown.
    pub fn new(map: A, secrets: &'static [&'static str]) -> Self {
        Self { map, name: Cow::Borrowed(""), error: None, unknown: Members::default(), secrets }
    }

    /// The headers that came along with an object that keeps what it does not know.
    #[must_use]
    pub fn headers(&self) -> Option<Box<HeaderMap>> {
        along::taken()
    }

    /// Does not show what is wrong with the values under these names.
    pub fn hide(&mut self, secrets: &'static [&'static str]) {
        self.secrets = secrets;
    }

    /// The name of the next member, while there is one.
    #[allow(clippy::should_implement_trait, reason = "it lends the name")]
    pub fn next(&mut self) -> Option<&str> {
        if self.error.is_some() {
            return None;
        }
        match self.map.next_key() {
            Ok(name) => self.name = name.map(|Text(name)| name)?,
            Err(error) => {
                self.error = Some(error);
                return None;
            }
        }
        Some(&self.name)
    }

    /// Reads the value of a field that must be there.
    pub fn required<T: Deserialize<'de>>(&mut self, name: &'static str, field: &mut Option<T>) {
        self.fill(name, field, PhantomData);
    }

    /// Reads the value of a field that may be there.
    pub fn optional<T: Deserialize<'de>>(&mut self, name: &'static str, field: &mut Option<Option<T>>) {
        self.fill(name, field, PhantomData);
    }

    /// Reads the value of a field that is always the same.
    pub fn constant<T: Deserialize<'de>>(&mut self, name: &'static str, field: &mut Option<T>) {
        self.fill(name, field, PhantomData);
    }

    /// Reads what tells what an object is.
    pub fn absent<T: Deserialize<'de>>(&mut self, name: &'static str, field: &mut Option<T>) {
        self.fill(name, field, PhantomData);
    }

    /// Reads the value of a field that must be there, where `null` is not the same as nothing.
    pub fn stated<T: Deserialize<'de>>(&mut self, name: &'static str, field: &mut Option<T>) {
        self.fill(name, field, Nullable(PhantomData));
    }

    /// Reads the value of a field that may be there, where `null` is not the same as nothing.
    pub fn present<T: Deserialize<'de>>(&mut self, name: &'static str, field: &mut Option<T>) {
        self.fill(name, field, Nullable(PhantomData));
    }

    /// Passes over the member, which no field is for.
    pub fn skip(&mut self) {
        self.error = self.map.next_value::<IgnoredAny>().err();
    }

    /// Keeps the member, which no field is for.
    pub fn keep(&mut self) {
        let kept = self.map.next_value().and_then(|Raw(json)| {
            self.unknown.charge(&self.name, &json)?;
            self.unknown.push(&self.name, &json);
            Ok(())
        });
        self.error = kept.err();
    }

    /// All that was kept.
    #[must_use]
    pub fn extra(&mut self, headers: Option<Box<HeaderMap>>) -> Extra {
        std::mem::take(&mut self.unknown).finish().along(headers).hiding(self.secrets)
    }

    /// The error that a field is missing, unless there was one before.
    ///
    /// # Errors
    ///
    /// Always.
    pub fn missing<T>(&mut self, name: &'static str) -> Result<T, A::Error> {
        Err(self.error.take().unwrap_or_else(|| A::Error::missing_field(name)))
    }

    /// The object, unless there was an error.
    ///
    /// # Errors
    ///
    /// The first one.
    pub fn made<T>(&mut self, object: T) -> Result<T, A::Error> {
        self.error.take().map_or(Ok(object), Err)
    }

    fn fill<T>(
        &mut self,
        name: &'static str,
        field: &mut Option<T>,
        seed: impl DeserializeSeed<'de, Value = T>,
    ) {
        self.error = if field.is_some() {
            Some(A::Error::duplicate_field(name))
        } else {
            match self.map.next_value_seed(seed) {
                Ok(value) => {
                    *field = Some(value);
                    None
                }
                Err(error) if self.secrets.contains(&name) => Some(secret::unread(&error)),
                Err(error) => Some(error),
            }
        };
    }
}

/// Writes an object.
///
/// # Errors
///
/// Those of its fields.
pub fn write_object<T: Written, S: Serializer>(object: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let extra = object.extra().and_then(Extra::json);
    let map = serializer.serialize_map(None)?;
    let mut writing = Writing { map, keeps_names: extra.is_some(), names: Vec::new(), result: Ok(()) };
    object.write(&mut writing);
    let Writing { mut map, names, mut result, .. } = writing;
    if let Some(json) = extra {
        raw::each(json, |name, value| {
            if result.is_ok() && !names.contains(&name) {
                result = map.serialize_entry(name, value);
            }
            Ok(())
        })
        .map_err(S::Error::custom)?;
    }
    result?;
    map.end()
}

/// An object that is being written. A name that a field has is written once, not again from what was kept.
#[allow(missing_debug_implementations, reason = "it may hold anything")]
pub struct Writing<M: SerializeMap> {
    map: M,
    keeps_names: bool,
    /// The names of the fields that are written, where it matters.
    names: Vec<&'static str>,
    /// The first error. What comes after it is not written.
    result: Result<(), M::Error>,
}

impl<M: SerializeMap> Writing<M> {
    fn member<T: Serialize>(&mut self, name: &'static str, value: &T) {
        if self.result.is_err() {
            return;
        }
        if self.keeps_names {
            self.names.push(name);
        }
        self.result = self.map.serialize_entry(name, value);
    }

    /// Writes a field that is there.
    pub fn required<T: Serialize>(&mut self, name: &'static str, value: &T) {
        self.member(name, value);
    }

    /// Writes a field that is there, if only as `null`.
    pub fn stated<T: Serialize>(&mut self, name: &'static str, value: &T) {
        self.member(name, value);
    }

    /// Writes a field that is always the same.
    pub fn constant<T: Serialize>(&mut self, name: &'static str, value: &T) {
        self.member(name, value);
    }

    /// Writes a field, if it is there.
    pub fn optional<T: Serialize>(&mut self, name: &'static str, value: &Option<T>) {
        if let Some(value) = value {
            self.member(name, value);
        }
    }

    /// Writes a field, if it is there.
    pub fn present<T: Serialize>(&mut self, name: &'static str, value: &Option<T>) {
        self.optional(name, value);
    }

    /// Writes what tells what an object is, unless that is the base itself.
    pub fn absent<T: Tagged>(&mut self, name: &'static str, value: &BaseTag<T>) {
        if !value.is_absent() {
            self.member(name, value);
        }
    }

    /// For a field that consists of numbers.
    pub fn finite(&mut self) -> WritingNumbers<'_, M> {
        WritingNumbers(self)
    }
}

/// Writes fields that consist of numbers.
#[allow(missing_debug_implementations, reason = "it may hold anything")]
pub struct WritingNumbers<'a, M: SerializeMap>(&'a mut Writing<M>);

impl<M: SerializeMap> WritingNumbers<'_, M> {
    /// Writes a field that is there.
    pub fn required<T: Serialize + Finite>(self, name: &'static str, value: &T) {
        self.0.member(name, &FiniteNumbers(value));
    }

    /// Writes a field that is there, if only as `null`.
    pub fn stated<T: Serialize + Finite>(self, name: &'static str, value: &T) {
        self.0.member(name, &FiniteNumbers(value));
    }

    /// Writes a field, if it is there.
    pub fn optional<T: Serialize + Finite>(self, name: &'static str, value: &Option<T>) {
        self.0.optional(name, &value.as_ref().map(FiniteNumbers));
    }

    /// Writes a field, if it is there.
    pub fn present<T: Serialize + Finite>(self, name: &'static str, value: &Option<T>) {
        self.optional(name, value);
    }
}
