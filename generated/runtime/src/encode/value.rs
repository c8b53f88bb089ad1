//! The values of parameters: in a path and a query percent-encoded, in a header as they are.

use std::fmt::{self, Write};

use http::HeaderValue;
use percent_encoding::utf8_percent_encode;

use crate::RequestError;
use crate::model::Finite;
use crate::session::PATH_SEGMENT;

/// A value of a parameter.
pub trait Value {
    /// Writes the value.
    ///
    /// # Errors
    ///
    /// Those of the writer, and that there is no text for the value.
    fn write(&self, to: &mut dyn Sink) -> fmt::Result;

    /// Whether there is nothing to send: a list without items would be read as a list with one empty item.
    fn is_absent(&self) -> bool {
        false
    }
}

/// Where a value is written to.
pub trait Sink {
    /// Writes a value that stands alone.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    fn text(&mut self, text: fmt::Arguments<'_>) -> fmt::Result;

    /// Writes an item of a list.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    fn item(&mut self, text: fmt::Arguments<'_>) -> fmt::Result;

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
pub struct Commas<L>(pub L);

impl<L: IntoIterator<Item: fmt::Display> + Copy> Value for Commas<L> {
    fn write(&self, to: &mut dyn Sink) -> fmt::Result {
        separated(self.0, to)
    }

    fn is_absent(&self) -> bool {
        self.0.into_iter().next().is_none()
    }
}

/// A number that may be none, such as NaN.
#[derive(Debug, Clone, Copy)]
pub struct Number<T>(pub T);

impl<T: Finite + fmt::Display> Value for Number<T> {
    fn write(&self, to: &mut dyn Sink) -> fmt::Result {
        if self.0.is_finite() { to.text(format_args!("{}", self.0)) } else { Err(fmt::Error) }
    }
}

/// A list of numbers as one value, with commas between the items.
#[derive(Debug, Clone, Copy)]
pub struct Numbers<'a, T>(pub &'a [T]);

impl<T: Finite + fmt::Display> Value for Numbers<'_, T> {
    fn write(&self, to: &mut dyn Sink) -> fmt::Result {
        if self.0.iter().all(Finite::is_finite) { separated(self.0, to) } else { Err(fmt::Error) }
    }

    fn is_absent(&self) -> bool {
        self.0.is_empty()
    }
}

fn separated(items: impl IntoIterator<Item: fmt::Display>, to: &mut dyn Sink) -> fmt::Result {
    for (index, item) in items.into_iter().enumerate() {
        if index > 0 {
            to.comma()?;
        }
        to.item(format_args!("{item}"))?;
    }
    Ok(())
}

/// Why a value cannot be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unfit {
    ControlCharacter,
    Comma,
    Space,
    NotFinite,
}

impl Unfit {
    fn of(self, name: &'static str) -> RequestError {
        match self {
            Self::ControlCharacter => RequestError::ControlCharacter { name },
            Self::Comma => {
                RequestError::HeaderValue { name, reason: "an item has a comma, and would be read as two" }
            }
            Self::Space => RequestError::HeaderValue {
                name,
                reason: "it has a space at its start or end, which would be lost",
            },
            Self::NotFinite => RequestError::NotFinite { name },
        }
    }
}

/// Percent-encodes a value, unless it has a control character.
pub(crate) fn encode(to: &mut String, name: &'static str, value: &dyn Value) -> Result<(), RequestError> {
    // Only a number that is none has no text.
    let mut encoded = Encoded { to, unfit: Unfit::NotFinite };
    value.write(&mut encoded).map_err(|fmt::Error| encoded.unfit.of(name))
}

struct Encoded<'a> {
    to: &'a mut String,
    unfit: Unfit,
}

impl Write for Encoded<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if text.contains(char::is_control) {
            self.unfit = Unfit::ControlCharacter;
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

    fn item(&mut self, text: fmt::Arguments<'_>) -> fmt::Result {
        self.write_fmt(text)
    }

    fn comma(&mut self) -> fmt::Result {
        self.to.push(',');
        Ok(())
    }
}

/// The value as it stands in a header, where nothing can be encoded.
pub(crate) fn header(name: &'static str, value: &dyn Value) -> Result<HeaderValue, RequestError> {
    let mut plain = Verbatim { to: String::new(), unfit: Unfit::NotFinite };
    value.write(&mut plain).map_err(|fmt::Error| plain.unfit.of(name))?;
    HeaderValue::try_from(plain.to).map_err(|_| Unfit::ControlCharacter.of(name))
}

struct Verbatim {
    to: String,
    unfit: Unfit,
}

impl Verbatim {
    fn refuse(&mut self, unfit: Unfit) -> fmt::Result {
        self.unfit = unfit;
        Err(fmt::Error)
    }

    /// Writes a piece that must come out at the other end as it is.
    fn piece(&mut self, text: fmt::Arguments<'_>, forbidden: Option<char>) -> fmt::Result {
        let start = self.to.len();
        self.to.write_fmt(text)?;
        let written = self.to.get(start..).unwrap_or_default();
        if written.contains(char::is_control) {
            self.refuse(Unfit::ControlCharacter)
        } else if written.starts_with(' ') || written.ends_with(' ') {
            self.refuse(Unfit::Space)
        } else if forbidden.is_some_and(|forbidden| written.contains(forbidden)) {
            self.refuse(Unfit::Comma)
        } else {
            Ok(())
        }
    }
}

impl Sink for Verbatim {
    fn text(&mut self, text: fmt::Arguments<'_>) -> fmt::Result {
        self.piece(text, None)
    }

    fn item(&mut self, text: fmt::Arguments<'_>) -> fmt::Result {
        self.piece(text, Some(','))
    }

    fn comma(&mut self) -> fmt::Result {
        self.to.write_char(',')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(value: &dyn Value) -> Result<String, RequestError> {
        let mut text = String::new();
        encode(&mut text, "p", value).map(|()| text)
    }

    fn in_header(value: &dyn Value) -> Result<Vec<u8>, RequestError> {
        header("p", value).map(|value| value.as_bytes().to_vec())
    }

    #[test]
    fn a_comma_between_items_is_not_one_inside_an_item() {
        assert!(matches!(encoded(&Commas(&["a,b", "", "c"])), Ok(text) if text == "a%2Cb,,c"));
        assert!(matches!(in_header(&Commas(&["a", "b c"])), Ok(text) if text == b"a,b c"));
        assert!(matches!(in_header(&Plain("a, b")), Ok(text) if text == b"a, b"));
        for item in ["a,b", " a", "a "] {
            let refused = in_header(&Commas(&["x", item]));
            assert!(matches!(refused, Err(RequestError::HeaderValue { name: "p", .. })), "{refused:?}");
        }
    }

    #[test]
    fn control_characters_are_refused_wherever_they_stand() {
        for character in (0..=0x9f).filter_map(char::from_u32).filter(|character| character.is_control()) {
            for text in [format!("{character}"), format!("a{character}"), format!("{character}b")] {
                for result in [encoded(&Plain(&text)).map(drop), in_header(&Plain(&text)).map(drop)] {
                    assert!(matches!(result, Err(RequestError::ControlCharacter { name: "p" })), "{text:?}");
                }
            }
        }
    }

    #[test]
    fn a_number_that_is_none_is_refused() {
        for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            for value in [&Number(number) as &dyn Value, &Number(&number), &Numbers(&[1.0, number])] {
                assert!(matches!(encoded(value), Err(RequestError::NotFinite { name: "p" })));
                assert!(matches!(in_header(value), Err(RequestError::NotFinite { name: "p" })));
            }
        }
        assert!(matches!(encoded(&Numbers(&[1.5_f32, -2.0])), Ok(text) if text == "1.5,-2"));
    }

    #[test]
    fn only_a_list_without_items_is_absent() {
        let none: [&str; 0] = [];
        assert!(Commas(&none).is_absent() && Numbers::<f64>(&[]).is_absent());
        assert!(!Commas(&[""]).is_absent() && !Numbers(&[0.0]).is_absent() && !Plain("").is_absent());
    }
}
