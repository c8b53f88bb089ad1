use std::io;
use std::time::Duration;

use http::header::{CONTENT_TYPE, WWW_AUTHENTICATE};
use http::{HeaderName, HeaderValue, Response, StatusCode};
use serde::Serialize;

use super::due::{Delay, Due};
use crate::{Error, Operation, TransportError};

/// What a [`Mock`](super::Mock) answers: a response as a server gives it, or none.
#[derive(Debug, Clone)]
pub struct Reply {
    kind: Kind,
    delay: Delay,
}

#[derive(Debug, Clone)]
enum Kind {
    Answer(Response<Vec<u8>>),
    /// A response in JSON, of the media type that the operation documents, unless it says another.
    Json(Response<Vec<u8>>),
    NoConnection,
    Broken,
    Timeout,
    /// What was asked for is no response, and why.
    Unfit(String),
}

impl Reply {
    /// A response without a body, e.g. `Reply::empty(200)`.
    #[must_use]
    pub fn empty(status: u16) -> Self {
        Self::body(status, None, Vec::new())
    }

    /// A response with a body in JSON: a success with what it yields, or an error with a `models::Error`. Its media type
    /// is the one that the API documents for the call that gets it.
    #[must_use]
    pub fn json(status: u16, body: &impl Serialize) -> Self {
        match serde_json::to_vec(body) {
            Ok(body) => match Self::body(status, None, body).kind {
                Kind::Answer(answer) => Self::at_once(Kind::Json(answer)),
                kind => Self::at_once(kind),
            },
            Err(error) => {
                Self::at_once(Kind::Unfit(format!("the body of a reply cannot be written: {error}")))
            }
        }
    }

    /// A response with any text as its body, e.g. the page of a proxy: `Reply::text(503, "text/html", "<html>...")`.
    #[must_use]
    pub fn text(status: u16, content_type: &str, body: impl Into<String>) -> Self {
        Self::body(status, Some(content_type), body.into().into_bytes())
    }

    /// The server cannot be reached: [`Error::is_connect`].
    #[must_use]
    pub fn no_connection() -> Self {
        Self::at_once(Kind::NoConnection)
    }

    /// The connection breaks before the response is complete.
    #[must_use]
    pub fn broken_connection() -> Self {
        Self::at_once(Kind::Broken)
    }

    /// No response comes in time: [`Error::is_timeout`]. The mock does not wait for it; [`never`](Self::never) does.
    #[must_use]
    pub fn timeout() -> Self {
        Self::at_once(Kind::Timeout)
    }

    /// No response comes at all: the call waits until its time is over, if the client has a time limit (`with_timeout`), or
    /// until it is cancelled, by `tokio::time::timeout` for example. The mock's own client has no limit unless it is told
    /// one; a blocking one without a limit waits for ever.
    #[must_use]
    pub fn never() -> Self {
        Self { kind: Kind::Timeout, delay: Delay::Forever }
    }

    /// The same reply, but not before this time has passed. An asynchronous client waits by the clock of Tokio, which a
    /// test can pause so that nobody waits; a blocking one sleeps.
    ///
    /// # Panics
    ///
    /// The call of an asynchronous client panics where there is no Tokio runtime that has time enabled.
    #[must_use]
    pub fn after(self, delay: Duration) -> Self {
        Self { delay: Delay::For(delay), ..self }
    }

    /// Adds a header to a response.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        if let Kind::Answer(answer) | Kind::Json(answer) = &mut self.kind {
            match (HeaderName::try_from(name), HeaderValue::try_from(value)) {
                (Ok(name), Ok(value)) => _ = answer.headers_mut().append(name, value),
                _ => self.kind = Kind::Unfit(format!("`{name}: {value}` is no header")),
            }
        }
        self
    }

    /// Adds the challenge of a `401`, which says where to log in.
    #[must_use]
    pub fn with_challenge(self, location: &str) -> Self {
        let value = format!(r#"ICWS realm="ICWS" location="{location}""#);
        self.with_header(WWW_AUTHENTICATE.as_str(), &value)
    }

    /// The outcome of a call that gets this reply, without any delay. Tests can make any error this way, even one that
    /// has no constructor.
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

    fn at_once(kind: Kind) -> Self {
        Self { kind, delay: Delay::For(Duration::ZERO) }
    }

    pub(super) fn into_due(self, media_type: fn(u16) -> HeaderValue) -> Due {
        Due { delay: self.delay, outcome: self.into_response(media_type) }
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
            Kind::Unfit(why) => Err(TransportError::stated(why)),
        }
    }

    fn body(status: u16, content_type: Option<&str>, body: Vec<u8>) -> Self {
        let Ok(status) = StatusCode::from_u16(status) else {
            return Self::at_once(Kind::Unfit(format!("{status} is no status")));
        };
        let mut answer = Response::new(body);
        *answer.status_mut() = status;
        let reply = Self::at_once(Kind::Answer(answer));
        match content_type {
            Some(content_type) => reply.with_header(CONTENT_TYPE.as_str(), content_type),
            None => reply,
        }
    }
}

/// Any response.
impl From<Response<Vec<u8>>> for Reply {
    fn from(answer: Response<Vec<u8>>) -> Self {
        Self::at_once(Kind::Answer(answer))
    }
}
