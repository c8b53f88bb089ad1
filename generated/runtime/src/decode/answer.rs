//! Reads responses.

use std::str;

use http::header::CONTENT_TYPE;
use http::{Extensions, HeaderMap, Response, StatusCode};
use serde::de::DeserializeOwned;

use super::expected::{Expected, check_type};
use super::text::read_parameter;
use crate::error::{Answered, DecodeFault, ReceivedHeaders};
use crate::media::without_mark;
use crate::model::derived;
use crate::reader::meter::{self, Allowance, Deadline};
use crate::reader::{Exceeded, Patiently, along};
use crate::session::Credentials;
use crate::{Blob, Challenge, DecodeError, Error, SetCookies, TransportError};

#[cfg(test)]
mod tests;

/// The documented responses of an operation: its successes, or its errors.
pub trait Responses: Sized {
    /// Reads the one with the status of the response; `None` if there is none.
    fn read<E>(answer: &Answer<'_>) -> Option<Result<Self, Error<E>>>;
}

/// A response that is being read. Only an error copies anything out of it.
#[derive(Debug, Clone, Copy)]
pub struct Answer<'a> {
    status: StatusCode,
    headers: &'a HeaderMap,
    body: &'a [u8],
    extensions: &'a Extensions,
    /// The names of what no error shows.
    secrets: &'static [&'static str],
}

impl<'a> Answer<'a> {
    /// Looks at a response.
    pub fn new<B: AsRef<[u8]>>(response: &'a Response<B>) -> Self {
        Self {
            status: response.status(),
            headers: response.headers(),
            body: response.body().as_ref(),
            extensions: response.extensions(),
            secrets: &[],
        }
    }

    /// The same, of which an error shows nothing behind these names.
    #[must_use]
    pub const fn hiding(self, secrets: &'static [&'static str]) -> Self {
        Self { secrets, ..self }
    }

    /// The status, as a number.
    pub(crate) fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// The status.
    #[must_use]
    pub fn status_code(&self) -> StatusCode {
        self.status
    }

    /// The value of a header; `None` if there is none, or one that is not of its type.
    pub fn header<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        read_parameter(str::from_utf8(self.headers.get(name)?.as_bytes()).ok()?.trim()).ok()
    }

    /// All headers, as an error keeps them: the copy that was made for it, or another where an object has taken that.
    pub(crate) fn kept_headers(&self) -> Box<HeaderMap> {
        along::taken().unwrap_or_else(|| Answered::headers(self.headers))
    }

    /// The items of a header that is a list; `None` if there is none, or an item is not of its type. Several headers of that
    /// name are one list.
    pub fn header_list<T: DeserializeOwned>(&self, name: &str) -> Option<Vec<T>> {
        let mut values = self.headers.get_all(name).iter().peekable();
        values.peek()?;
        let mut items = Vec::new();
        for value in values {
            let text = str::from_utf8(value.as_bytes()).ok()?;
            for item in text.split(',').map(str::trim).filter(|item| !item.is_empty()) {
                items.push(read_parameter(item).ok()?);
            }
        }
        Some(items)
    }

    /// The value of a header that no text shows.
    pub fn secret<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        self.header(name)
    }

    /// The items of such a header.
    pub fn secret_list<T: DeserializeOwned>(&self, name: &str) -> Option<Vec<T>> {
        self.header_list(name)
    }

    /// The cookies that the response sets.
    #[must_use]
    pub fn set_cookies(&self) -> SetCookies {
        SetCookies::from_headers(self.headers)
    }

    /// All headers, for an error whose body cannot keep them.
    #[must_use]
    pub fn received_headers(&self) -> ReceivedHeaders {
        ReceivedHeaders::new(self.kept_headers())
    }

    /// How the server wants its callers to authenticate.
    #[must_use]
    pub fn challenge(&self) -> Challenge {
        Challenge::from_headers(self.headers)
    }

    /// The credentials in the headers of the response to a login.
    pub(crate) fn credentials<E>(&self) -> Result<Credentials, Error<E>> {
        Credentials::in_headers(self.headers).map_err(|error| self.undecoded(DecodeFault::Session(error)))
    }

    /// The body of a success.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] when the body is not what was expected.
    pub fn json<T: DeserializeOwned, E>(&self) -> Result<T, Error<E>> {
        self.decode().map_err(|fault| self.undecoded(fault))
    }

    /// The error for a documented refusal, from its body; [`Error::Decode`] when the body is not what was expected.
    pub(crate) fn error<T: DeserializeOwned, E>(&self, variant: impl FnOnce(T) -> E) -> Error<E> {
        match along::along(Answered::headers(self.headers), || self.json()) {
            Ok(error) => Error::Api(variant(error)),
            Err(error) => error,
        }
    }

    /// The error for a status that is not documented.
    pub(crate) fn unexpected<E>(&self) -> Error<E> {
        self.kept().into()
    }

    /// The body of a success that is a text of that media type, which may be empty.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] when it is something else, or not in UTF-8.
    pub fn text<E>(&self, media_type: &'static str) -> Result<String, Error<E>> {
        let read = check_type(self.headers, Expected::Text(media_type)).and_then(|()| {
            let unreadable = |_| DecodeFault::Charset("something other than UTF-8".to_owned());
            str::from_utf8(self.body).map_err(unreadable)
        });
        read.map(str::to_owned).map_err(|fault| self.undecoded(fault))
    }

    /// The body of a success that is of that media type, or of any other that is no page of a proxy. It may be empty.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] when it is an HTML page.
    pub fn bytes<E>(&self, media_type: &'static str) -> Result<Blob, Error<E>> {
        check_type(self.headers, Expected::Bytes(media_type)).map_err(|fault| self.undecoded(fault))?;
        Ok(Blob::received(self.headers.get(CONTENT_TYPE), self.body))
    }

    /// A success without a body. If a body comes all the same, it is ignored, unless it is an HTML page: then a proxy has
    /// answered in the server's place, and the call has not succeeded. With a redirect, such a page is usual.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] when the body is an HTML page.
    pub fn nothing<E>(&self) -> Result<(), Error<E>> {
        if self.body.trim_ascii().is_empty() || self.status.is_redirection() {
            return Ok(());
        }
        match check_type(self.headers, Expected::Nothing) {
            Err(fault @ DecodeFault::ContentType { .. }) => Err(self.undecoded(fault)),
            _ => Ok(()),
        }
    }

    /// The result of a call that has one success: of this status, with a body that `read` reads.
    ///
    /// # Errors
    ///
    /// That the response is another one, a documented error or not; or the error of `read`.
    pub fn only<T, E: Responses>(
        &self,
        status: StatusCode,
        read: impl FnOnce(&Self) -> Result<T, Error<E>>,
    ) -> Result<T, Error<E>> {
        if self.status == status { read(self) } else { Err(self.failure()) }
    }

    /// The result of a call that has several successes.
    ///
    /// # Errors
    ///
    /// That the response is no success, but an error, documented or not; or that its body cannot be read.
    pub fn any<T: Responses, E: Responses>(&self) -> Result<T, Error<E>> {
        T::read(self).unwrap_or_else(|| Err(self.failure()))
    }

    /// The error where a response is none of the successes.
    fn failure<E: Responses>(&self) -> Error<E> {
        along::along(Answered::headers(self.headers), || match E::read(self) {
            Some(Ok(error)) => Error::Api(error),
            Some(Err(error)) => error,
            None => self.unexpected(),
        })
    }

    fn decode<T: DeserializeOwned>(&self) -> Result<T, DecodeFault> {
        if without_mark(self.body).trim_ascii().is_empty() {
            return Err(DecodeFault::Empty);
        }
        check_type(self.headers, Expected::Json)?;
        let allowance = Allowance::of_answer(self.body.len(), self.extensions.get::<Deadline>().copied());
        read_json(self.body, allowance).map(|Patiently(value)| value)
    }

    #[cold]
    fn undecoded<E>(&self, fault: DecodeFault) -> Error<E> {
        match fault {
            DecodeFault::Exceeded(exceeded @ Exceeded::Time) => {
                TransportError::timeout(exceeded.to_string()).into()
            }
            fault => DecodeError::new(self.kept(), fault, self.secrets).into(),
        }
    }

    fn kept(&self) -> Answered {
        Answered { status: self.status, headers: self.kept_headers(), body: self.body.to_vec() }
    }
}

/// Reads JSON within an allowance. What is wrong with it has its place.
pub(crate) fn read_json<T: DeserializeOwned>(body: &[u8], allowance: Allowance) -> Result<T, DecodeFault> {
    let body = without_mark(body);
    // A text is read faster: of bytes, each name and each value might be something other than UTF-8.
    if let Ok(text) = str::from_utf8(body)
        && let Ok(value) =
            meter::within(allowance, || serde_json::from_str(text)).map_err(DecodeFault::Exceeded)?
    {
        return Ok(value);
    }
    meter::within(allowance, || read_slowly(body))
        .unwrap_or_else(|exceeded| Err(DecodeFault::Exceeded(exceeded)))
}

/// Reads a body that could not be read as a text, to learn where the fault is. There is none if only what nobody asks for is
/// something other than UTF-8.
#[cold]
fn read_slowly<T: DeserializeOwned>(body: &[u8]) -> Result<T, DecodeFault> {
    let mut reader = serde_json::Deserializer::from_slice(body);
    let (result, inside) = derived::tracked(|| serde_path_to_error::deserialize(&mut reader));
    match result {
        Ok(value) => match reader.end() {
            Ok(()) => Ok(value),
            Err(cause) => Err(DecodeFault::Json { path: None, cause }),
        },
        Err(error) => {
            let path = known(derived::joined(error.path(), &inside));
            let path = (!path.is_empty()).then_some(path);
            Err(DecodeFault::Json { path, cause: error.into_inner() })
        }
    }
}

/// A path without the `?` at its end, which stands for a place that has no name yet: the body ends before it.
fn known(path: String) -> String {
    match path.strip_suffix(".?") {
        Some(known) => known.to_owned(),
        None if path == "?" => String::new(),
        None => path,
    }
}
