//! Writes requests.

use std::fmt;
use std::sync::Arc;

use http::header::{ACCEPT, CONTENT_TYPE, COOKIE, HeaderName};
use http::uri::{PathAndQuery, Uri};
use http::{HeaderMap, HeaderValue, Method, Request};
use serde::Serialize;
use serde::ser::Error;

use super::value::{self, Value};
use crate::session::{CSRF_TOKEN, Credentials, SESSION_ID};
use crate::{Blob, Operation, RequestError, Session};

/// The headers that most requests have in the end: token, cookie, `Accept` and `Content-Type` from here, `User-Agent` from the
/// client, `Host` and `Content-Length` from the HTTP stack. A map that grows on the way is built anew.
const HEADERS: usize = 7;

/// Room for the value of a parameter; most are ids.
const VALUE: usize = 24;

/// A header value that is made, and found to be one, when the crate is compiled.
#[doc(hidden)]
#[macro_export]
macro_rules! __media_type {
    ($text:literal) => {
        const { ::http::HeaderValue::from_static($text) }
    };
}
/// A parameter in a path: its name in the OpenAPI document, and its value.
pub type InPath<'a> = (&'static str, &'a dyn Value);

/// A request that is being built: `new`, then query and headers, then `json` or `empty`.
pub struct Outgoing<'a> {
    session: &'a Session,
    method: Method,
    path: String,
    headers: HeaderMap,
    /// Whether it needs a credential, and nobody is logged in.
    is_lacking: bool,
}

/// Without the path, which has the session id, and without parameters, which may be personal.
impl fmt::Debug for Outgoing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outgoing")
            .field("method", &self.method)
            .field("session", &self.session)
            .finish_non_exhaustive()
    }
}

impl<'a> Outgoing<'a> {
    /// Starts a request to the operation's path, behind the session's base URL.
    ///
    /// # Errors
    ///
    /// [`RequestError::NotLoggedIn`], [`RequestError::PathValue`], [`RequestError::ControlCharacter`],
    /// [`RequestError::NotFinite`].
    pub fn new<O: Operation>(session: &'a Session, values: &[InPath<'_>]) -> Result<Self, RequestError> {
        let path = path(session, O::PATH, values)?;
        let headers = HeaderMap::with_capacity(HEADERS);
        Ok(Self { session, method: O::METHOD, path, headers, is_lacking: false })
    }

    /// Adds a parameter to the query, once for each value.
    ///
    /// # Errors
    ///
    /// [`RequestError::ControlCharacter`], [`RequestError::NotFinite`].
    pub fn query(
        &mut self,
        name: &'static str,
        values: impl IntoIterator<Item = impl Value>,
    ) -> Result<(), RequestError> {
        for value in values.into_iter().filter(|value| !value.is_absent()) {
            self.path.push(if self.path.contains('?') { '&' } else { '?' });
            value::encode(&mut self.path, name, &super::Plain(name))?;
            self.path.push('=');
            value::encode(&mut self.path, name, &value)?;
        }
        Ok(())
    }

    /// Adds a parameter as a header; `name` is the parameter's, in its own capitals.
    ///
    /// # Errors
    ///
    /// [`RequestError::ControlCharacter`], [`RequestError::HeaderValue`], [`RequestError::NotFinite`].
    pub fn header(
        &mut self,
        name: &'static str,
        header: HeaderName,
        values: impl IntoIterator<Item = impl Value>,
    ) -> Result<(), RequestError> {
        for value in values.into_iter().filter(|value| !value.is_absent()) {
            self.headers.insert(header.clone(), value::header(name, &value)?);
        }
        Ok(())
    }

    /// Adds a parameter as a header that no text shows.
    ///
    /// # Errors
    ///
    /// Those of [`header`](Self::header).
    pub fn secret_header(
        &mut self,
        name: &'static str,
        header: HeaderName,
        values: impl IntoIterator<Item = impl Value>,
    ) -> Result<(), RequestError> {
        self.header(name, header.clone(), values)?;
        if let Some(value) = self.headers.get_mut(header) {
            value.set_sensitive(true);
        }
        Ok(())
    }

    /// Adds the session's CSRF token.
    #[must_use]
    pub fn csrf_token(self) -> Self {
        self.credential(CSRF_TOKEN, Credentials::csrf_token)
    }

    /// Adds the session's cookie.
    #[must_use]
    pub fn cookie(self) -> Self {
        self.credential(COOKIE, Credentials::cookie)
    }

    fn credential(mut self, name: HeaderName, value: fn(&Credentials) -> &HeaderValue) -> Self {
        match self.session.credentials() {
            Some(credentials) => _ = self.headers.insert(name, value(credentials).clone()),
            None => self.is_lacking = true,
        }
        self
    }

    /// Adds the media type that is understood in responses.
    #[must_use]
    pub fn accept(mut self, media_type: HeaderValue) -> Self {
        self.headers.insert(ACCEPT, media_type);
        self
    }

    /// The request without a body.
    ///
    /// # Errors
    ///
    /// [`RequestError::NotLoggedIn`], [`RequestError::PathTooLong`].
    pub fn empty(self) -> Result<Request<Vec<u8>>, RequestError> {
        self.finish(Vec::new())
    }

    /// The request with a body in JSON.
    ///
    /// # Errors
    ///
    /// [`RequestError::Body`], [`RequestError::NotLoggedIn`], [`RequestError::PathTooLong`].
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
    /// [`RequestError::Body`], [`RequestError::NotLoggedIn`], [`RequestError::PathTooLong`].
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

    /// The request with a text as its body, where there is one.
    ///
    /// # Errors
    ///
    /// [`RequestError::PathTooLong`].
    pub fn text<'b>(
        mut self,
        media_type: HeaderValue,
        body: impl Into<Option<&'b str>>,
    ) -> Result<Request<Vec<u8>>, RequestError> {
        let Some(body) = body.into() else { return self.empty() };
        self.headers.insert(CONTENT_TYPE, media_type);
        self.finish(body.as_bytes().to_vec())
    }

    /// The request with bytes as its body, where there are some: of their own media type, or else of the documented one.
    ///
    /// # Errors
    ///
    /// [`RequestError::HeaderValue`], [`RequestError::PathTooLong`].
    pub fn bytes<'b>(
        mut self,
        media_type: HeaderValue,
        body: impl Into<Option<&'b Blob>>,
    ) -> Result<Request<Vec<u8>>, RequestError> {
        let Some(body) = body.into() else { return self.empty() };
        let own = body.media_type().map(HeaderValue::from_str).transpose();
        let unfit = |_| RequestError::HeaderValue {
            name: "Content-Type",
            reason: "the media type of the body is none",
        };
        self.headers.insert(CONTENT_TYPE, own.map_err(unfit)?.unwrap_or(media_type));
        self.finish(body.bytes().to_vec())
    }

    fn finish(self, body: Vec<u8>) -> Result<Request<Vec<u8>>, RequestError> {
        if self.is_lacking {
            return Err(RequestError::NotLoggedIn);
        }
        let mut request = Request::new(body);
        *request.method_mut() = self.method;
        *request.uri_mut() = uri(self.session, self.path)?;
        *request.headers_mut() = self.headers;
        Ok(request)
    }
}

/// The path of a call behind the session's prefix, in one allocation of exactly its length where it has no parameters:
/// a longer one would cost another when it becomes a URI. What the template has in braces and is no parameter is the
/// session's id.
fn path(session: &Session, template: &str, values: &[InPath<'_>]) -> Result<String, RequestError> {
    let prefix = &session.base().prefix;
    let id = match session.credentials() {
        Some(credentials) => credentials.in_path(),
        None if template.contains(SESSION_ID) => return Err(RequestError::NotLoggedIn),
        None => "",
    };
    let placed = if template.contains(SESSION_ID) { id.len() } else { SESSION_ID.len() };
    let room = (template.len() + placed).saturating_sub(SESSION_ID.len()) + values.len() * VALUE;
    let mut path = String::with_capacity(prefix.len() + room);
    path.push_str(prefix);
    let mut rest = template;
    while let Some((literal, (placeholder, behind))) =
        rest.split_once('{').and_then(|(literal, rest)| Some((literal, rest.split_once('}')?)))
    {
        path.push_str(literal);
        match values.iter().find(|(name, _)| *name == placeholder) {
            Some((name, value)) => push_value(&mut path, name, *value)?,
            None => path.push_str(id),
        }
        rest = behind;
    }
    path.push_str(rest);
    Ok(path)
}

fn push_value(path: &mut String, name: &'static str, value: &dyn Value) -> Result<(), RequestError> {
    let start = path.len();
    value::encode(path, name, value)?;
    // URL parsers climb the path with these, and lose a piece of it that is empty.
    match path.get(start..) {
        None | Some("" | "." | "..") => Err(RequestError::PathValue { name }),
        Some(_) => Ok(()),
    }
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
        Err(error) if error.path().iter().next().is_some() => RequestError::Body(Arc::new(
            serde_json::Error::custom(format_args!("`{}`: {cause}", error.path())),
        )),
        _ => RequestError::Body(Arc::new(cause)),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::error::Error as _;

    use super::*;

    #[test]
    fn a_body_that_cannot_be_written_says_why_and_where_if_it_is_inside() {
        let inside = BTreeMap::from([("a", BTreeMap::from([([0], 1)]))]);
        let why = |error: RequestError| error.source().map(ToString::to_string);
        let cause = || serde_json::Error::custom("no");
        assert_eq!(why(unwritten(&inside, cause())).as_deref(), Some("`a`: no"));
        assert_eq!(why(unwritten(&f64::NAN, cause())).as_deref(), Some("no"));
        assert_eq!(why(unwritten(&BTreeMap::from([([0], 1)]), cause())).as_deref(), Some("no"));
    }
}
