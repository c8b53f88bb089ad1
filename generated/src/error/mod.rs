//! Everything that can go wrong with a call, and what one needs to act on it.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;

use http::{HeaderMap, StatusCode};

use crate::{OperationError, Since};

mod answered;
#[cfg(any(feature = "reqwest", feature = "blocking"))]
mod client;
mod decode;
mod request;
mod session;
#[cfg(test)]
mod tests;
mod transport;
mod validation;

pub(crate) use answered::Answered;
use answered::Length;
#[cfg(any(feature = "reqwest", feature = "blocking"))]
pub use client::ClientError;
pub use decode::DecodeError;
pub(crate) use decode::DecodeFault;
pub use request::RequestError;
pub use session::{SessionError, SessionPart};
pub use transport::TransportError;
pub use validation::{ValidationError, Violation};

/// Why a call did not succeed. `E` is the operation's own enumeration of refusals.
///
/// `Display` names the operation, the status and the server's message. The cause, where there is one, is the error's
/// [`source`](std::error::Error::source). Neither shows a credential.
#[non_exhaustive]
pub enum Error<E> {
    /// The server refused, in one of the ways that the API documents for this operation.
    Api(E),
    /// The answer has a status that the API does not document for this operation, e.g. a `502` from a proxy, or a
    /// redirect, because redirects are not followed.
    UnexpectedStatus {
        /// The status of the answer.
        status: StatusCode,
        /// The headers of the answer. Those that may hold a secret are marked sensitive.
        headers: Box<HeaderMap>,
        /// The body of the answer, as it was received.
        body: Vec<u8>,
    },
    /// The status is documented, but the body is not what the API documents for it.
    Decode(DecodeError),
    /// No complete answer came.
    Transport(TransportError),
    /// The request could not be built. Nothing was sent.
    Request(RequestError),
    /// The server's version is too old for this call. Nothing was sent.
    Unsupported {
        /// What the server lacks, e.g. the name of the operation.
        what: Cow<'static, str>,
        /// The version that first had it.
        requires: Since,
        /// The version that the server has.
        server: Since,
    },
}

impl<E: OperationError> Error<E> {
    /// The status of the answer, where one came.
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Api(refusal) => Some(refusal.status()),
            Self::UnexpectedStatus { status, .. } => Some(*status),
            Self::Decode(error) => Some(error.status()),
            Self::Transport(_) | Self::Request(_) | Self::Unsupported { .. } => None,
        }
    }
}

impl<E> Error<E> {
    /// Whether something did not happen in time.
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::Transport(error) if error.is_timeout())
    }

    /// Whether no connection could be made, so that the server has not seen the request.
    pub fn is_connect(&self) -> bool {
        matches!(self, Self::Transport(error) if error.is_connect())
    }
}

impl<E: OperationError> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operation = E::OPERATION;
        match self {
            Self::Api(refusal) => fmt::Display::fmt(refusal, f),
            Self::UnexpectedStatus { status, .. } => {
                write!(f, "{operation}: {status}: the API does not document this status")
            }
            Self::Decode(error) => write!(f, "{operation}: {error}"),
            Self::Transport(error) => write!(f, "{operation}: {error}"),
            Self::Request(error) => write!(f, "{operation}: {error}"),
            Self::Unsupported { what, requires, server } => {
                write!(f, "{operation}: {what} requires {requires}, but the server has {server}")
            }
        }
    }
}

/// Shows a body's length instead of the body, and no header that may hold a secret.
impl<E: fmt::Debug> fmt::Debug for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(refusal) => f.debug_tuple("Api").field(refusal).finish(),
            Self::UnexpectedStatus { status, headers, body } => f
                .debug_struct("UnexpectedStatus")
                .field("status", status)
                .field("headers", headers)
                .field("body", &Length(body))
                .finish(),
            Self::Decode(error) => f.debug_tuple("Decode").field(error).finish(),
            Self::Transport(error) => f.debug_tuple("Transport").field(error).finish(),
            Self::Request(error) => f.debug_tuple("Request").field(error).finish(),
            Self::Unsupported { what, requires, server } => f
                .debug_struct("Unsupported")
                .field("what", what)
                .field("requires", requires)
                .field("server", server)
                .finish(),
        }
    }
}

/// The source is the cause of the inner error, whose own text `Display` already shows.
impl<E: OperationError> StdError for Error<E> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Api(refusal) => refusal.source(),
            Self::Decode(error) => error.source(),
            Self::Transport(error) => error.source(),
            Self::Request(error) => error.source(),
            Self::UnexpectedStatus { .. } | Self::Unsupported { .. } => None,
        }
    }
}

impl<E> From<DecodeError> for Error<E> {
    fn from(error: DecodeError) -> Self {
        Self::Decode(error)
    }
}

impl<E> From<TransportError> for Error<E> {
    fn from(error: TransportError) -> Self {
        Self::Transport(error)
    }
}

impl<E> From<RequestError> for Error<E> {
    fn from(error: RequestError) -> Self {
        Self::Request(error)
    }
}

impl<E> From<Answered> for Error<E> {
    fn from(Answered { status, headers, body }: Answered) -> Self {
        Self::UnexpectedStatus { status, headers, body }
    }
}
