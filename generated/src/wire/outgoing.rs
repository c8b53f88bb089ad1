//! A request on its way out.

use http::header::{ACCEPT, CONTENT_TYPE, COOKIE, HeaderName};
use http::uri::{PathAndQuery, Uri};
use http::{HeaderMap, HeaderValue, Method, Request};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::{RequestError, Session};

/// What is percent-encoded in a path segment: everything but the characters that RFC 3986 calls unreserved.
pub(crate) const PATH_SEGMENT: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

const CSRF_TOKEN: HeaderName = HeaderName::from_static("inin-icws-csrf-token");

/// The most headers that a request has: token, cookie, `Accept`, `Content-Type`.
const HEADERS: usize = 4;

/// A part of a path.
#[derive(Debug, Clone, Copy)]
pub enum Part<'a> {
    /// Text of the path's template, sent as it is.
    Literal(&'static str),
    /// The session's id.
    SessionId,
    /// A parameter: its name in the OpenAPI document, and its value.
    Value(&'static str, &'a str),
}

/// A request that is being built: `new`, then the headers, then `json` or `empty`.
#[derive(Debug)]
pub struct Outgoing<'a> {
    session: &'a Session,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
}

impl<'a> Outgoing<'a> {
    /// Starts a request to the path that the parts make, behind the session's base URL.
    ///
    /// # Errors
    ///
    /// [`RequestError::PathValue`], [`RequestError::PathTooLong`].
    pub fn new(method: Method, session: &'a Session, parts: &[Part<'_>]) -> Result<Self, RequestError> {
        Ok(Self { session, method, uri: uri(session, parts)?, headers: HeaderMap::with_capacity(HEADERS) })
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
    /// None; a `Result`, so that all requests end alike.
    pub fn empty(self) -> Result<Request<Vec<u8>>, RequestError> {
        Ok(self.finish(Vec::new()))
    }

    /// The request with a body in JSON.
    ///
    /// # Errors
    ///
    /// [`RequestError::Body`].
    pub fn json<T: serde::Serialize + ?Sized>(
        mut self,
        media_type: HeaderValue,
        body: &T,
    ) -> Result<Request<Vec<u8>>, RequestError> {
        let body = serde_json::to_vec(body).map_err(RequestError::Body)?;
        self.headers.insert(CONTENT_TYPE, media_type);
        Ok(self.finish(body))
    }

    fn finish(self, body: Vec<u8>) -> Request<Vec<u8>> {
        let mut request = Request::new(body);
        *request.method_mut() = self.method;
        *request.uri_mut() = self.uri;
        *request.headers_mut() = self.headers;
        request
    }
}

/// The URI of a call. Scheme and authority are shared with the session; the path is the one allocation.
fn uri(session: &Session, parts: &[Part<'_>]) -> Result<Uri, RequestError> {
    let base = session.base();
    let length = |part: &Part<'_>| match part {
        Part::Literal(text) => text.len(),
        Part::SessionId => session.session_id().len(),
        Part::Value(_, value) => utf8_percent_encode(value, PATH_SEGMENT).map(str::len).sum(),
    };
    let mut path = String::with_capacity(base.prefix.len() + parts.iter().map(length).sum::<usize>());
    path.push_str(&base.prefix);
    for part in parts {
        match part {
            Part::Literal(text) => path.push_str(text),
            Part::SessionId => path.push_str(session.session_id()),
            Part::Value(name, "" | "." | "..") => return Err(RequestError::PathValue { name }),
            Part::Value(_, value) => path.extend(utf8_percent_encode(value, PATH_SEGMENT)),
        }
    }
    let path = PathAndQuery::try_from(path).map_err(|_| RequestError::PathTooLong)?;
    let mut uri = http::uri::Parts::default();
    uri.scheme = Some(base.scheme.clone());
    uri.authority = Some(base.authority.clone());
    uri.path_and_query = Some(path);
    Uri::from_parts(uri).map_err(|_| RequestError::PathTooLong)
}
