//! A request on its way out.

use std::fmt;

use http::header::{ACCEPT, CONTENT_TYPE, COOKIE, HeaderName};
use http::uri::{PathAndQuery, Uri};
use http::{HeaderMap, HeaderValue, Method, Request};
use serde::Serialize;
use serde::ser::Error;

use super::value::{self, Value};
use crate::{RequestError, Session};

const CSRF_TOKEN: HeaderName = HeaderName::from_static("inin-icws-csrf-token");

/// The most headers that a request has of its own: token, cookie, `Accept`, `Content-Type`.
const HEADERS: usize = 4;

/// Room for the value of a parameter; most are ids.
const VALUE: usize = 24;

/// A part of a path.
#[derive(Clone, Copy)]
pub enum Part<'a> {
    /// Text of the path's template, sent as it is.
    Literal(&'static str),
    /// The session's id.
    SessionId,
    /// A parameter: its name in the OpenAPI document, and its value.
    Value(&'static str, &'a dyn Value),
}

/// Without the values, which may be personal.
impl fmt::Debug for Part<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Literal(text) => write!(f, "{text}"),
            Self::SessionId => f.write_str("{session}"),
            Self::Value(name, _) => write!(f, "{{{name}}}"),
        }
    }
}

/// A request that is being built: `new`, then query and headers, then `json` or `empty`.
#[derive(Debug)]
pub struct Outgoing<'a> {
    session: &'a Session,
    method: Method,
    path: String,
    headers: HeaderMap,
}

impl<'a> Outgoing<'a> {
    /// Starts a request to the path that the parts make, behind the session's base URL.
    ///
    /// # Errors
    ///
    /// [`RequestError::PathValue`], [`RequestError::ControlCharacter`], [`RequestError::NotFinite`].
    pub fn new(method: Method, session: &'a Session, parts: &[Part<'_>]) -> Result<Self, RequestError> {
        Ok(Self { session, method, path: path(session, parts)?, headers: HeaderMap::with_capacity(HEADERS) })
    }

    /// Adds a parameter to the query, once for each value.
    ///
    /// # Errors
    ///
    /// [`RequestError::ControlCharacter`], [`RequestError::NotFinite`].
    pub fn query(
        mut self,
        name: &'static str,
        values: impl IntoIterator<Item = impl Value>,
    ) -> Result<Self, RequestError> {
        for value in values.into_iter().filter(|value| !value.is_absent()) {
            self.path.push(if self.path.contains('?') { '&' } else { '?' });
            value::encode(&mut self.path, name, &super::Plain(name))?;
            self.path.push('=');
            value::encode(&mut self.path, name, &value)?;
        }
        Ok(self)
    }

    /// Adds a parameter as a header; `name` is the parameter's, in its own capitals.
    ///
    /// # Errors
    ///
    /// [`RequestError::ControlCharacter`], [`RequestError::HeaderValue`], [`RequestError::NotFinite`].
    pub fn header(
        mut self,
        name: &'static str,
        header: HeaderName,
        values: impl IntoIterator<Item = impl Value>,
    ) -> Result<Self, RequestError> {
        for value in values.into_iter().filter(|value| !value.is_absent()) {
            self.headers.insert(header.clone(), value::header(name, &value)?);
        }
        Ok(self)
    }

    /// Adds the session's CSRF token.
    #[must_use]
    pub fn csrf_token(mut self) -> Self {
        self.headers.insert(CSRF_TOKEN, self.session.csrf_token().clone());
        self
    }

    /// Adds the session's cookie.
    #[must_use]
    pub fn cookie(mut self) -> Self {
        self.headers.insert(COOKIE, self.session.cookie().clone());
        self
    }

    /// Adds the media type that is understood in answers.
    #[must_use]
    pub fn accept(mut self, media_type: HeaderValue) -> Self {
        self.headers.insert(ACCEPT, media_type);
        self
    }

    /// The request without a body.
    ///
    /// # Errors
    ///
    /// [`RequestError::PathTooLong`].
    pub fn empty(self) -> Result<Request<Vec<u8>>, RequestError> {
        self.finish(Vec::new())
    }

    /// The request with a body in JSON.
    ///
    /// # Errors
    ///
    /// [`RequestError::Body`], [`RequestError::PathTooLong`].
    pub fn json<T: Serialize + ?Sized>(
        mut self,
        media_type: HeaderValue,
        body: &T,
    ) -> Result<Request<Vec<u8>>, RequestError> {
        let written = serde_json::to_vec(body).map_err(|cause| unwritten(body, cause))?;
        self.headers.insert(CONTENT_TYPE, media_type);
        self.finish(written)
    }

    /// The request with a body in JSON, or without body and media type.
    ///
    /// # Errors
    ///
    /// [`RequestError::Body`], [`RequestError::PathTooLong`].
    pub fn optional_json<T: Serialize + ?Sized>(
        self,
        media_type: HeaderValue,
        body: Option<&T>,
    ) -> Result<Request<Vec<u8>>, RequestError> {
        match body {
            Some(body) => self.json(media_type, body),
            None => self.empty(),
        }
    }

    fn finish(self, body: Vec<u8>) -> Result<Request<Vec<u8>>, RequestError> {
        let mut request = Request::new(body);
        *request.method_mut() = self.method;
        *request.uri_mut() = uri(self.session, self.path)?;
        *request.headers_mut() = self.headers;
        Ok(request)
    }
}

/// The path of a call behind the session's prefix, in one allocation where it has no parameters.
fn path(session: &Session, parts: &[Part<'_>]) -> Result<String, RequestError> {
    let length = |part: &Part<'_>| match part {
        Part::Literal(text) => text.len(),
        Part::SessionId => session.session_id().len(),
        Part::Value(..) => VALUE,
    };
    let prefix = &session.base().prefix;
    let mut path = String::with_capacity(prefix.len() + parts.iter().map(length).sum::<usize>());
    path.push_str(prefix);
    for part in parts {
        match part {
            Part::Literal(text) => path.push_str(text),
            Part::SessionId => path.push_str(session.session_id()),
            Part::Value(name, value) => {
                let start = path.len();
                value::encode(&mut path, name, *value)?;
                // URL parsers climb the path with these, and lose a piece of it that is empty.
                if matches!(path.get(start..), None | Some("" | "." | "..")) {
                    return Err(RequestError::PathValue { name });
                }
            }
        }
    }
    Ok(path)
}

/// The URI of a call. Scheme and authority are shared with the session.
fn uri(session: &Session, path: String) -> Result<Uri, RequestError> {
    let base = session.base();
    let path = PathAndQuery::try_from(path).map_err(|_| RequestError::PathTooLong)?;
    let mut uri = http::uri::Parts::default();
    uri.scheme = Some(base.scheme.clone());
    uri.authority = Some(base.authority.clone());
    uri.path_and_query = Some(path);
    Uri::from_parts(uri).map_err(|_| RequestError::PathTooLong)
}

/// Writes a body that could not be written once more, slowly, to learn which property is at fault.
#[cold]
fn unwritten<T: Serialize + ?Sized>(body: &T, cause: serde_json::Error) -> RequestError {
    let mut writer = serde_json::Serializer::new(std::io::sink());
    match serde_path_to_error::serialize(body, &mut writer) {
        Err(error) if error.path().iter().next().is_some() => {
            RequestError::Body(serde_json::Error::custom(format_args!("`{}`: {cause}", error.path())))
        }
        _ => RequestError::Body(cause),
    }
}
