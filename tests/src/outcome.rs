//! What a call came to, without the types of its operation, so that one loop tests all operations.

use std::fmt;

use http::HeaderMap;
use icws_dialer::{Error, OperationError};

/// What a call came to. A success is its `Debug` text.
pub type Outcome = Result<String, Box<Failure>>;

/// Which variant of [`Error`] a failure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// [`Error::Api`]
    Api,
    /// [`Error::UnexpectedStatus`]
    UnexpectedStatus,
    /// [`Error::Decode`]
    Decode,
    /// [`Error::Transport`]
    Transport,
    /// [`Error::Request`]
    Request,
    /// [`Error::Unsupported`], or a variant that did not exist when this was written
    Other,
}

/// What an [`Error`] tells about itself.
#[derive(Debug, Clone)]
pub struct Failure {
    /// Its variant.
    pub kind: Kind,
    /// The variant of the operation's own enumeration, where there is one.
    pub variant: Option<String>,
    /// What its `status()` returns.
    pub status: Option<u16>,
    /// The headers that it kept.
    pub headers: HeaderMap,
    /// The body that it kept.
    pub body: Vec<u8>,
    /// Where in the body the fault is.
    pub path: Option<String>,
    /// What its `is_connect()` returns.
    pub is_connect: bool,
    /// What its `is_timeout()` returns.
    pub is_timeout: bool,
    /// Whether it is that the answer has too large a body.
    pub is_too_large: bool,
    /// Everything that it shows; the first is its `Display`.
    pub texts: Vec<String>,
}

/// The outcome of a call.
///
/// # Errors
///
/// What is known of the error.
pub fn outcome<R: fmt::Debug, E: OperationError>(result: Result<R, Error<E>>) -> Outcome {
    result.map(|response| format!("{response:?}")).map_err(|error| Box::new(Failure::new(&error)))
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Failure {}

impl Failure {
    fn new<E: OperationError>(error: &Error<E>) -> Self {
        let mut failure = Self {
            kind: Kind::Other,
            variant: None,
            status: error.status().map(|status| status.as_u16()),
            headers: HeaderMap::new(),
            body: Vec::new(),
            path: None,
            is_connect: error.is_connect(),
            is_timeout: error.is_timeout(),
            is_too_large: matches!(error, Error::Transport(error) if error.is_too_large()),
            texts: crate::secret::texts(error),
        };
        match error {
            Error::Api(refusal) => {
                failure.kind = Kind::Api;
                failure.variant = format!("{refusal:?}").split(['(', ' ']).next().map(str::to_owned);
            }
            Error::UnexpectedStatus { headers, body, .. } => {
                failure.kind = Kind::UnexpectedStatus;
                failure.headers.clone_from(headers);
                failure.body.clone_from(body);
            }
            Error::Decode(error) => {
                failure.kind = Kind::Decode;
                failure.headers.clone_from(error.headers());
                failure.body = error.body().to_vec();
                failure.path = error.path().map(str::to_owned);
            }
            Error::Transport(_) => failure.kind = Kind::Transport,
            Error::Request(_) => failure.kind = Kind::Request,
            _ => {}
        }
        failure
    }
}
