//! The values of parameters: in a path and a query percent-encoded, in a header as they are.

use std::fmt::{self, Write};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::RequestError;

/// What is percent-encoded in a value: everything but the characters that RFC 3986 calls unreserved.
pub(crate) const PATH_SEGMENT: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A value of a parameter.
pub trait Value {
    /// Writes the value.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    fn write(&self, to: &mut dyn Sink) -> fmt::Result;
}

/// Where a value is written to.
pub trait Sink {
    /// Writes a piece of text that is part of the value.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    fn text(&mut self, text: fmt::Arguments<'_>) -> fmt::Result;

    /// Writes the comma between two items of a list.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    fn comma(&mut self) -> fmt::Result;
}

/// One value.
#[derive(Debug, Clone, Copy)]
pub struct Plain<T>(pub T);

impl<T: fmt::Display> Value for Plain<T> {
    fn write(&self, to: &mut dyn Sink) -> fmt::Result {
        to.text(format_args!("{}", self.0))
    }
}

/// A list as one value, with commas between the items.
#[derive(Debug, Clone, Copy)]
pub struct Commas<'a, T>(pub &'a [T]);

impl<T: fmt::Display> Value for Commas<'_, T> {
    fn write(&self, to: &mut dyn Sink) -> fmt::Result {
        for (index, item) in self.0.iter().enumerate() {
            if index > 0 {
                to.comma()?;
            }
            to.text(format_args!("{item}"))?;
        }
        Ok(())
    }
}

/// The value as text, for a header.
pub(super) fn text(value: &dyn Value) -> String {
    struct Text(String);
    impl Sink for Text {
        fn text(&mut self, text: fmt::Arguments<'_>) -> fmt::Result {
            self.0.write_fmt(text)
        }
        fn comma(&mut self) -> fmt::Result {
            self.0.write_char(',')
        }
    }
    let mut text = Text(String::new());
    // A value whose own `Display` fails is sent as far as it came; none of ours does.
    let _ = value.write(&mut text);
    text.0
}

/// Percent-encodes what is written to it.
pub(super) struct Encoded<'a> {
    to: &'a mut String,
}

impl<'a> Encoded<'a> {
    pub(super) fn new(to: &'a mut String) -> Self {
        Self { to }
    }

    /// Writes a value, unless it has a control character.
    pub(super) fn write(mut self, name: &str, value: &dyn Value) -> Result<(), RequestError> {
        value.write(&mut self).map_err(|fmt::Error| RequestError::ControlCharacter { name: name.to_owned() })
    }
}

impl Write for Encoded<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if text.contains(char::is_control) {
            return Err(fmt::Error);
        }
        self.to.extend(utf8_percent_encode(text, PATH_SEGMENT));
        Ok(())
    }
}

impl Sink for Encoded<'_> {
    fn text(&mut self, text: fmt::Arguments<'_>) -> fmt::Result {
        self.write_fmt(text)
    }

    fn comma(&mut self) -> fmt::Result {
        self.to.push(',');
        Ok(())
    }
}
