//! Reads JSON, within what that may take, in one of two ways. A response is read leniently: `null` counts as nothing, and `5.0` as 5. A request is read
//! strictly: there, both are mistakes, and the caller is told.

use std::cell::Cell;
use std::fmt;

use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, forward_to_deserialize_any};

pub(crate) mod along;
mod contents;
mod counted;
mod integer;
pub(crate) mod meter;
pub(crate) mod raw;
#[cfg(all(test, feature = "server"))]
mod tests;

use contents::{Entries, Items};
use counted::Counted;
use integer::Integer;
pub(crate) use meter::{Exceeded, List};
use raw::TEXT_OF_A_VALUE;

thread_local! {
    /// Whether reading is strict, for what reads in two steps and hands nothing but the value from one to the other.
    static STRICT: Cell<bool> = const { Cell::new(false) };
}

/// Whether reading is strict.
#[must_use]
pub fn is_strict() -> bool {
    STRICT.get()
}

/// A value that is read leniently, unless it is inside one that is read strictly.
pub(crate) struct Patiently<T>(pub(crate) T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Patiently<T> {
    fn deserialize<D: Deserializer<'de>>(inner: D) -> Result<Self, D::Error> {
        T::deserialize(Reader { inner, is_strict: is_strict(), place: Place::Anywhere }).map(Self)
    }
}

/// A value that is read strictly.
#[cfg(feature = "server")]
pub(crate) struct Strictly<T>(pub(crate) T);

#[cfg(feature = "server")]
impl<'de, T: Deserialize<'de>> Deserialize<'de> for Strictly<T> {
    fn deserialize<D: Deserializer<'de>>(inner: D) -> Result<Self, D::Error> {
        let _until_read = Until { before: STRICT.replace(true) };
        Patiently::deserialize(inner).map(|Patiently(value)| Self(value))
    }
}

/// Ends with the reading, even where that panics: the thread goes on.
#[cfg(feature = "server")]
struct Until {
    before: bool,
}

#[cfg(feature = "server")]
impl Drop for Until {
    fn drop(&mut self) {
        STRICT.set(self.before);
    }
}

/// Hands out a value, and with it whatever is inside.
struct Reader<'a, D> {
    inner: D,
    is_strict: bool,
    place: Place<'a>,
}

/// Where a value stands.
enum Place<'a> {
    /// In a property. `null` is no value of it, unless the module `nullable` reads it.
    Property,
    /// Before a property or an entry of a dictionary. Whether it is read as the name of a property is noted.
    Key(&'a mut bool),
    /// In a list or a dictionary, which has room for it.
    Item,
    Anywhere,
}

impl<D> Reader<'_, D> {
    /// Counts the memory of an object, which may be in a box. Where it is a part of another, that is more than it takes.
    fn charge<V, E: Error>(&self) -> Result<(), E> {
        if matches!(self.place, Place::Item) { Ok(()) } else { meter::charge(size_of::<V>()) }
    }
}

/// Hands on what is asked for: a number of 32 bits is not read as one of 64 bits is, and a parameter's text is what is asked.
macro_rules! as_asked {
    ($($name:ident)*) => { $(
        fn $name<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
            self.inner.$name(visitor)
        }
    )* };
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Reader<'_, D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_any(visitor)
    }

    as_asked! { deserialize_bool deserialize_f32 deserialize_f64 }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        match self.place {
            Place::Property if self.is_strict => visitor.visit_some(Self { place: Place::Anywhere, ..self }),
            _ => self.inner.deserialize_option(Inside { visitor, is_strict: self.is_strict }),
        }
    }

    fn deserialize_i32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_i32(Integer { visitor, is_strict: self.is_strict })
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_i64(Integer { visitor, is_strict: self.is_strict })
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        if name == TEXT_OF_A_VALUE {
            return self.inner.deserialize_newtype_struct(name, visitor);
        }
        self.inner.deserialize_newtype_struct(name, Inside { visitor, is_strict: self.is_strict })
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_seq(Inside { visitor, is_strict: self.is_strict })
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.charge::<V::Value, _>()?;
        self.inner.deserialize_map(Inside { visitor, is_strict: self.is_strict })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.charge::<V::Value, _>()?;
        self.inner.deserialize_struct(name, fields, Inside { visitor, is_strict: self.is_strict })
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_str(Counted(visitor))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_string(Counted(visitor))
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        if let Place::Key(is_name) = self.place {
            *is_name = true;
        }
        self.inner.deserialize_identifier(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_ignored_any(visitor)
    }

    forward_to_deserialize_any! {
        i8 i16 i128 u8 u16 u32 u64 u128 char bytes byte_buf unit unit_struct tuple
        tuple_struct enum
    }
}

/// Lets somebody see what is inside of a value, in the same manner.
struct Inside<V> {
    visitor: V,
    is_strict: bool,
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Inside<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.visitor.expecting(f)
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.visitor.visit_none()
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.visitor.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        self.visitor.visit_some(Reader { inner, is_strict: self.is_strict, place: Place::Anywhere })
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        self.visitor.visit_newtype_struct(Reader { inner, is_strict: self.is_strict, place: Place::Anywhere })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<V::Value, A::Error> {
        self.visitor.visit_seq(Items::new(items, self.is_strict))
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<V::Value, A::Error> {
        self.visitor.visit_map(Entries::new(entries, self.is_strict))
    }
}
