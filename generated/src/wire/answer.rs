//! An answer on its way in.

use http::header::CONTENT_TYPE;
use http::{HeaderMap, Response, StatusCode};
use serde::de::DeserializeOwned;

use crate::error::{Answered, DecodeFault};
use crate::{Challenge, DecodeError, Error};

/// An answer that is being read. Only an error copies anything out of it.
#[derive(Debug, Clone, Copy)]
pub struct Answer<'a> {
    status: StatusCode,
    headers: &'a HeaderMap,
    body: &'a [u8],
}

impl<'a> Answer<'a> {
    /// Looks at an answer.
    pub fn new<B: AsRef<[u8]>>(response: &'a Response<B>) -> Self {
        Self { status: response.status(), headers: response.headers(), body: response.body().as_ref() }
    }

    /// The status, as a number.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// The status.
    #[must_use]
    pub fn status_code(&self) -> StatusCode {
        self.status
    }

    /// A header's value, where there is one and it is what it is said to be.
    pub fn header<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.headers.get(name)?.to_str().ok()?.trim().parse().ok()
    }

    /// How the server wants to be authenticated to.
    #[must_use]
    pub fn challenge(&self) -> Challenge {
        Challenge::from_headers(self.headers)
    }

    /// The body of a success.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] when the body is not what was expected.
    pub fn json<T: DeserializeOwned, E>(&self) -> Result<T, Error<E>> {
        match decode(self.headers, self.body) {
            Ok(value) => Ok(value),
            Err(fault) => Err(self.undecoded(fault)),
        }
    }

    /// The error for a documented refusal, from its body; [`Error::Decode`] when the body is not what was expected.
    pub fn error<T: DeserializeOwned, E>(&self, variant: impl FnOnce(T) -> E) -> Error<E> {
        match decode(self.headers, self.body) {
            Ok(error) => Error::Api(variant(error)),
            Err(fault) => self.undecoded(fault),
        }
    }

    /// The body of a success that is plain text.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] when it is not in UTF-8.
    pub fn text<E>(&self) -> Result<String, Error<E>> {
        match std::str::from_utf8(self.body) {
            Ok(text) => Ok(text.to_owned()),
            Err(_) => Err(self.undecoded(DecodeFault::Charset("something other than UTF-8".to_owned()))),
        }
    }

    /// The error for a documented refusal whose body is plain text.
    pub fn error_text<E>(&self, variant: impl FnOnce(String) -> E) -> Error<E> {
        match self.text() {
            Ok(text) => Error::Api(variant(text)),
            Err(error) => error,
        }
    }

    /// The error for a status that is not documented.
    #[must_use]
    pub fn unexpected<E>(&self) -> Error<E> {
        self.kept().into()
    }

    #[cold]
    fn undecoded<E>(&self, fault: DecodeFault) -> Error<E> {
        DecodeError::new(self.kept(), fault).into()
    }

    fn kept(&self) -> Answered {
        Answered::new(self.status, self.headers, self.body)
    }
}

fn decode<T: DeserializeOwned>(headers: &HeaderMap, body: &[u8]) -> Result<T, DecodeFault> {
    check_readable(headers, body)?;
    serde_json::from_slice(body).map_err(|cause| locate::<T>(body, cause))
}

/// Reads a body that could not be read once more, slowly, to learn where the fault is.
#[cold]
fn locate<T: DeserializeOwned>(body: &[u8], cause: serde_json::Error) -> DecodeFault {
    let mut reader = serde_json::Deserializer::from_slice(body);
    match serde_path_to_error::deserialize::<_, T>(&mut reader) {
        Ok(_) => DecodeFault::Json { path: None, cause }, // something stands behind the value
        Err(error) => {
            let is_inside = error.path().iter().next().is_some();
            DecodeFault::Json { path: is_inside.then(|| error.path().to_string()), cause }
        }
    }
}

/// Whether the body can be JSON in UTF-8 at all. An answer that does not say what it is counts as JSON.
fn check_readable(headers: &HeaderMap, body: &[u8]) -> Result<(), DecodeFault> {
    if body.trim_ascii().is_empty() {
        return Err(DecodeFault::Empty);
    }
    let Some(value) = headers.get(CONTENT_TYPE) else { return Ok(()) };
    let shown = || String::from_utf8_lossy(value.as_bytes()).into_owned();
    let text = value.to_str().map_err(|_| DecodeFault::ContentType(shown()))?;
    let (media_type, parameters) = text.split_once(';').unwrap_or((text, ""));
    if !is_json(media_type.trim()) {
        return Err(DecodeFault::ContentType(shown()));
    }
    match charset(parameters) {
        Some(charset) if !is_utf8(charset) => Err(DecodeFault::Charset(charset.to_owned())),
        _ => Ok(()),
    }
}

/// `application/json`, and whatever ends in `+json`, in any capitals.
fn is_json(media_type: &str) -> bool {
    let suffix = media_type.len().checked_sub("+json".len()).and_then(|at| media_type.get(at..));
    media_type.eq_ignore_ascii_case("application/json")
        || suffix.is_some_and(|suffix| suffix.eq_ignore_ascii_case("+json"))
}

fn charset(parameters: &str) -> Option<&str> {
    let mut parameters = parameters.split(';').filter_map(|parameter| parameter.split_once('='));
    let (_, charset) = parameters.find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))?;
    Some(charset.trim().trim_matches('"'))
}

fn is_utf8(charset: &str) -> bool {
    ["utf-8", "us-ascii"].iter().any(|name| charset.eq_ignore_ascii_case(name))
}
