//! The values of a parameter, as a request has them.

use std::fmt;

use serde::de::DeserializeOwned;

use super::answer::{OutgoingResponse, Refused};
use super::body::checked;
use crate::check::{Check, Checker, Limited, Limits};
use crate::reader::Strictly;

/// The texts that a request has for a parameter.
pub struct Values {
    name: &'static str,
    /// Decoded; `None` is one that is no text.
    texts: Vec<Option<String>>,
}

/// Shows how many there are instead of what may be personal.
impl fmt::Debug for Values {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Values({} of {})", self.texts.len(), self.name)
    }
}

impl Values {
    pub(super) fn new(name: &'static str, texts: Vec<Option<String>>) -> Self {
        Self { name, texts }
    }

    /// The one value that must be there.
    ///
    /// # Errors
    ///
    /// The response to a request without it, with several, or with something else.
    pub fn required<T: DeserializeOwned>(self) -> Result<T, Refused> {
        let name = self.name;
        self.optional()?.ok_or_else(|| missing(name))
    }

    /// The one value that may be there.
    ///
    /// # Errors
    ///
    /// The response to a request with several, or with something else.
    pub fn optional<T: DeserializeOwned>(self) -> Result<Option<T>, Refused> {
        let Self { name, texts } = self;
        let mut texts = texts.into_iter();
        match (texts.next(), texts.next()) {
            (None, _) => Ok(None),
            (Some(text), None) => read(name, text).map(Some),
            (Some(_), Some(_)) => {
                Err(OutgoingResponse::bad_request(&format!("the parameter `{name}` is there more than once")))
            }
        }
    }

    /// All values, of which there must be one.
    ///
    /// # Errors
    ///
    /// The response to a request without any, or with something else.
    pub fn required_list<T: DeserializeOwned>(self) -> Result<Vec<T>, Refused> {
        let name = self.name;
        self.optional_list()?.ok_or_else(|| missing(name))
    }

    /// All values, where there is one.
    ///
    /// # Errors
    ///
    /// The response to a request with something else.
    pub fn optional_list<T: DeserializeOwned>(self) -> Result<Option<Vec<T>>, Refused> {
        let Self { name, texts } = self;
        if texts.is_empty() {
            return Ok(None);
        }
        texts.into_iter().map(|text| read(name, text)).collect::<Result<_, _>>().map(Some)
    }
}

/// Holds a parameter against the limits that the API sets to it.
///
/// # Errors
///
/// The response to a request that does not keep to them.
pub fn within<T: Limited>(name: &'static str, value: T, limits: Limits) -> Result<T, Refused> {
    checked(Parameter { name, value, limits }).map(|parameter| parameter.value)
}

/// A parameter and its limits.
struct Parameter<T> {
    name: &'static str,
    value: T,
    limits: Limits,
}

impl<T: Limited> Check for Parameter<T> {
    fn check(&self, checker: &mut Checker<'_>) {
        checker.limits(self.name, &self.value, self.limits);
    }
}

fn missing(name: &str) -> Refused {
    OutgoingResponse::bad_request(&format!("the parameter `{name}` is missing"))
}

fn read<T: DeserializeOwned>(name: &str, text: Option<String>) -> Result<T, Refused> {
    let text = text
        .ok_or_else(|| OutgoingResponse::bad_request(&format!("the parameter `{name}` is not in UTF-8")))?;
    let read = crate::decode::read_parameter(&text).map(|Strictly(value)| value);
    read.map_err(|error| OutgoingResponse::bad_request(&format!("the parameter `{name}`: {error}")))
}
