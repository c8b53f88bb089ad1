use std::io;

use http::header::{CONTENT_TYPE, WWW_AUTHENTICATE};
use http::{HeaderName, HeaderValue, Response, StatusCode};
use serde::Serialize;

use crate::{Error, Operation, TransportError};

/// What a [`Mock`](super::Mock) answers: an answer as a server gives it, or none.
#[derive(Debug, Clone)]
pub struct Reply {
    kind: Kind,
}

#[derive(Debug, Clone)]
enum Kind {
    Answer(Response<Vec<u8>>),
    /// An answer in JSON, of the media type that the operation documents, unless it says another.
    Json(Response<Vec<u8>>),
    NoConnection,
    Broken,
    Timeout,
    /// What was asked for is no answer, and why.
    Unfit(String),
}

impl Reply {
    /// An answer without a body, e.g. `Reply::empty(200)`.
    #[must_use]
    pub fn empty(status: u16) -> Self {
        Self::body(status, None, Vec::new())
    }

    /// An answer with a body in JSON: a success with what it yields, or a refusal with a
    /// `models::Error`. Its media type is the one that the API documents for the call that gets it.
    #[must_use]
    pub fn json(status: u16, body: &impl Serialize) -> Self {
        match serde_json::to_vec(body) {
            Ok(body) => match Self::body(status, None, body).kind {
                Kind::Answer(answer) => Self { kind: Kind::Json(answer) },
                kind => Self { kind },
            },
            Err(error) => {
                Self { kind: Kind::Unfit(format!("the body of a reply cannot be written: {error}")) }
            }
        }
    }

    /// An answer with any text as its body, e.g. the page of a proxy: `Reply::text(503, "text/html", "<html>...")`.
    #[must_use]
    pub fn text(status: u16, content_type: &str, body: impl Into<String>) -> Self {
        Self::body(status, Some(content_type), body.into().into_bytes())
    }

    /// The server cannot be reached: [`Error::is_connect`].
    #[must_use]
    pub fn no_connection() -> Self {
        Self { kind: Kind::NoConnection }
    }

    /// The connection breaks before the answer is complete.
    #[must_use]
    pub fn broken_connection() -> Self {
        Self { kind: Kind::Broken }
    }

    /// No answer comes in time: [`Error::is_timeout`]. The mock does not wait for it.
    #[must_use]
    pub fn timeout() -> Self {
        Self { kind: Kind::Timeout }
    }

    /// Adds a header to an answer.
    #[must_use]
    pub fn with_header(self, name: &str, value: &str) -> Self {
        match (self.kind, HeaderName::try_from(name), HeaderValue::try_from(value)) {
            (mut kind @ (Kind::Answer(_) | Kind::Json(_)), Ok(name), Ok(value)) => {
                if let Kind::Answer(answer) | Kind::Json(answer) = &mut kind {
                    answer.headers_mut().append(name, value);
                }
                Self { kind }
            }
            (Kind::Answer(_) | Kind::Json(_), ..) => {
                Self { kind: Kind::Unfit(format!("`{name}: {value}` is no header")) }
            }
            (other, ..) => Self { kind: other },
        }
    }

    /// Adds the challenge of a `401`, which says where to log in.
    #[must_use]
    pub fn with_challenge(self, location: &str) -> Self {
        let value = format!(r#"ICWS realm="ICWS" location="{location}""#);
        self.with_header(WWW_AUTHENTICATE.as_str(), &value)
    }

    /// The outcome of a call that gets this reply. Tests can make any error this way, even one that has no constructor.
    ///
    /// ```
    /// # use icws_runtime::mock::Reply;
    /// # use icws_runtime::{Error, Operation};
    /// fn no_server<O: Operation>() -> Result<O::Response, Error<O::Error>> {
    ///     Reply::no_connection().read::<O>()
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// Those of the operation.
    pub fn read<O: Operation>(self) -> Result<O::Response, Error<O::Error>> {
        O::from_response(self.into_response(O::media_type)?)
    }

    pub(super) fn into_response(
        self,
        media_type: fn(u16) -> HeaderValue,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        match self.kind {
            Kind::Answer(answer) => Ok(answer),
            Kind::Json(mut answer) => {
                let status = answer.status().as_u16();
                answer.headers_mut().entry(CONTENT_TYPE).or_insert_with(|| media_type(status));
                Ok(answer)
            }
            Kind::NoConnection => {
                Err(TransportError::connect(io::Error::from(io::ErrorKind::ConnectionRefused)))
            }
            Kind::Broken => Err(TransportError::new(io::Error::from(io::ErrorKind::UnexpectedEof))),
            Kind::Timeout => Err(TransportError::timeout(io::Error::from(io::ErrorKind::TimedOut))),
            Kind::Unfit(why) => Err(TransportError::new(why)),
        }
    }

    fn body(status: u16, content_type: Option<&str>, body: Vec<u8>) -> Self {
        let Ok(status) = StatusCode::from_u16(status) else {
            return Self { kind: Kind::Unfit(format!("{status} is no status")) };
        };
        let mut answer = Response::new(body);
        *answer.status_mut() = status;
        let reply = Self { kind: Kind::Answer(answer) };
        match content_type {
            Some(content_type) => reply.with_header(CONTENT_TYPE.as_str(), content_type),
            None => reply,
        }
    }
}

/// Any answer.
impl From<Response<Vec<u8>>> for Reply {
    fn from(answer: Response<Vec<u8>>) -> Self {
        Self { kind: Kind::Answer(answer) }
    }
}
