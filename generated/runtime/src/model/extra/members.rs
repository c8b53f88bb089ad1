//! The text of an object, as its members are collected.

use serde::de::Error;

use super::{Extra, Held};
use crate::reader::meter;

/// An object in JSON, while members are added to it.
#[derive(Default)]
pub(crate) struct Members(String);

impl Members {
    /// Counts the memory of one more member: its text, for which twice the room may be made while the old one is still
    /// there, and with the first member what all of them are held in.
    pub(crate) fn charge<E: Error>(&self, name: &str, json: &str) -> Result<(), E> {
        let held = if self.0.is_empty() { size_of::<Held>() } else { 0 };
        meter::charge(3 * (name.len() + json.len() + 4) + held)
    }

    pub(crate) fn push(&mut self, name: &str, json: &str) {
        self.0.push(if self.0.is_empty() { '{' } else { ',' });
        // As serde_json writes a text: this is what a value of it does when it is shown.
        self.0.push_str(&serde_json::Value::from(name).to_string());
        self.0.push(':');
        self.0.push_str(json);
    }

    pub(crate) fn finish(mut self) -> Extra {
        if self.0.is_empty() {
            return Extra::new();
        }
        self.0.push('}');
        meter::refund(2 * self.0.len());
        Extra::of_object(self.0.into_boxed_str())
    }
}
