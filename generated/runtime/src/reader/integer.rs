//! Integers.

use std::fmt;

use serde::de::{Error, Visitor};

/// An integer may be written as another number: `-0` is one, and in a response `5.0` is 5 as well.
pub(crate) struct Integer<V> {
    pub(crate) visitor: V,
    pub(crate) is_strict: bool,
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Integer<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.visitor.expecting(f)
    }

    fn visit_i32<E: Error>(self, number: i32) -> Result<V::Value, E> {
        self.visitor.visit_i32(number)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<V::Value, E> {
        self.visitor.visit_i64(number)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<V::Value, E> {
        self.visitor.visit_u64(number)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<V::Value, E> {
        let is_integer = if self.is_strict {
            number == 0.0 && number.is_sign_negative() // this is how serde_json reads `-0`
        } else {
            number.fract() == 0.0 && number.abs() <= LARGEST_EXACT
        };
        match is_integer {
            #[expect(clippy::cast_possible_truncation, reason = "it is an integer, and not too large")]
            true => self.visitor.visit_i64(number as i64),
            false => self.visitor.visit_f64(number),
        }
    }
}

/// Up to here, a floating point number is no other integer than the one that was written: 2 to the power of 53.
const LARGEST_EXACT: f64 = 9_007_199_254_740_992.0;
