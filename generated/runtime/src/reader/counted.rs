//! Texts while they are read.

use std::fmt;

use serde::de::{Error, Visitor};

use super::meter;

/// Counts the memory of a text, because whoever asks for one keeps it.
pub(crate) struct Counted<V>(pub(crate) V);

impl<'de, V: Visitor<'de>> Visitor<'de> for Counted<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<V::Value, E> {
        meter::charge_text(text)?;
        self.0.visit_str(text)
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<V::Value, E> {
        meter::charge_text(text)?;
        self.0.visit_borrowed_str(text)
    }

    fn visit_string<E: Error>(self, text: String) -> Result<V::Value, E> {
        meter::charge_text(&text)?;
        self.0.visit_string(text)
    }
}
