use std::fmt;
use std::sync::Arc;

use http::{HeaderMap, StatusCode};

use super::answered::{Answered, Length};
use super::{Line, SessionError, excerpt};
use crate::reader::Exceeded;

/// A response has a status that the API documents, but its body is not what the API documents for that status.
///
/// A proxy that answers in the server's place is a common reason: its body is HTML, or empty. Everything that was
/// received is kept.
#[derive(Clone)]
pub struct DecodeError {
    inner: Arc<DecodeParts>, // apart, because every call returns an `Error`, whether it succeeds or not
}

struct DecodeParts {
    status: StatusCode,
    headers: Box<HeaderMap>,
    body: Vec<u8>,
    fault: DecodeFault,
    /// The names of what is not shown.
    secrets: &'static [&'static str],
}

/// What is wrong with a body.
pub(crate) enum DecodeFault {
    Empty,
    ContentType {
        found: String,
        expected: &'static str,
    },
    Charset(String),
    Json {
        path: Option<String>,
        cause: serde_json::Error,
    },
    Exceeded(Exceeded),
    /// It answers a login, and lacks what makes a session.
    Session(SessionError),
}

impl DecodeError {
    pub(crate) fn new(answered: Answered, fault: DecodeFault, secrets: &'static [&'static str]) -> Self {
        let Answered { status, headers, body } = answered;
        Self { inner: Arc::new(DecodeParts { status, headers, body, fault, secrets }) }
    }

    /// The status of the response.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.inner.status
    }

    /// The headers of the response. Those that may hold a secret are marked sensitive.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.inner.headers
    }

    /// The body of the response, as it was received.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.inner.body
    }

    /// The place in the body where reading failed, e.g. `records[3].status`; `None` when the fault is not at one
    /// place inside the body.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        match &self.inner.fault {
            DecodeFault::Json { path, .. } => path.as_deref(),
            _ => None,
        }
    }

    /// Whether the response would take too much memory: more than eight times the size of its body, or than a mebibyte if
    /// that is more. Lists and objects of very small values do.
    #[must_use]
    pub fn is_too_large(&self) -> bool {
        matches!(self.inner.fault, DecodeFault::Exceeded(Exceeded::Memory(_)))
    }
}

/// Says what is wrong and where. It shows neither the cause, which is the error's source, nor the body, except for a few
/// words of a body that is not JSON at all.
impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the response with status {} ", self.inner.status)?;
        match &self.inner.fault {
            DecodeFault::Empty => f.write_str("has no body, where JSON was expected"),
            DecodeFault::ContentType { found, expected } => {
                write!(f, "has the content type `{}`, where {expected} was expected", Line(found))?;
                excerpt::write(f, &self.inner.headers, &self.inner.body, self.inner.secrets)
            }
            DecodeFault::Charset(found) => {
                write!(f, "has the charset `{}`, where utf-8 was expected", Line(found))
            }
            DecodeFault::Json { path: Some(path), .. } => {
                write!(f, "cannot be decoded at `{}`", Line(path))
            }
            DecodeFault::Json { path: None, .. } => f.write_str("cannot be decoded"),
            DecodeFault::Exceeded(exceeded) => write!(f, "cannot be decoded: {exceeded}"),
            DecodeFault::Session(_) => f.write_str("does not have what makes a session"),
        }?;
        match excerpt::encoding(&self.inner.headers) {
            Some(encoding) => {
                write!(f, "; its content encoding `{}` was not undone and not asked for", Line(&encoding))
            }
            None => Ok(()),
        }
    }
}

/// Shows the body's length instead of the body, and no header that may hold a secret.
impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let DecodeParts { status, headers, body, fault, secrets: _ } = &*self.inner;
        let mut debug = f.debug_struct("DecodeError");
        debug.field("status", status).field("headers", headers).field("body", &Length(body));
        match fault {
            DecodeFault::Empty => debug.field("fault", &"empty"),
            DecodeFault::ContentType { found, .. } => debug.field("content_type", found),
            DecodeFault::Charset(found) => debug.field("charset", found),
            DecodeFault::Json { path, cause } => debug.field("path", path).field("cause", cause),
            DecodeFault::Exceeded(exceeded) => debug.field("fault", exceeded),
            DecodeFault::Session(error) => debug.field("cause", error),
        };
        debug.finish()
    }
}

impl std::error::Error for DecodeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.inner.fault {
            DecodeFault::Json { cause, .. } => Some(cause),
            DecodeFault::Session(cause) => Some(cause),
            _ => None,
        }
    }
}
