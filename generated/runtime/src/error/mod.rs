//! Everything that can go wrong with a call, and what a caller needs to act on it.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use http::{HeaderMap, StatusCode};

use crate::FeatureVersion;

mod answered;
mod any;
#[cfg(any(feature = "reqwest-client", feature = "blocking-client"))]
mod client;
mod decode;
mod excerpt;
mod kind;
mod line;
mod operation;
mod received;
mod refusal;
mod request;
mod retry;
mod session;
#[cfg(test)]
mod tests;
mod transport;
mod validation;

pub(crate) use answered::Answered;
use answered::Length;
pub use any::AnyError;
#[cfg(any(feature = "reqwest-client", feature = "blocking-client"))]
pub use client::ClientError;
pub use decode::DecodeError;
pub(crate) use decode::DecodeFault;
pub use kind::ErrorKind;
pub(crate) use line::Line;
pub use operation::OperationError;
pub use received::ReceivedHeaders;
pub use refusal::{display_error, display_words};
pub use request::RequestError;
pub(crate) use retry::retry_after;
pub use session::{SessionError, SessionPart};
pub use transport::TransportError;
pub use validation::{ValidationError, Violation};

/// Why a call did not succeed. `E` is the operation's own type of documented errors.
///
/// `Display` names the operation, the status and the server's message, all on one line. The cause, where there is one,
/// is the error's [`source`](std::error::Error::source). Neither shows a credential.
///
/// For a response that the API does not document, `Display` also shows a few words of its body: the title of an HTML page,
/// the message in JSON, or the start of a text. Words that look like the request's path or headers are left out, because
/// they may hold a credential, and so is what stands behind the name of a secret.
///
/// A program that makes different calls can hold their errors in one type, [`AnyError`].
#[derive(Clone)]
#[non_exhaustive]
pub enum Error<E> {
    /// The server refused, in one of the ways that the API documents for this operation.
    Api(E),
    /// The response has a status that the API does not document for this operation, e.g. a `502` from a proxy, or a
    /// redirect, because redirects are not followed.
    UnexpectedStatus {
        /// The status of the response.
        status: StatusCode,
        /// The headers of the response. Those that may hold a secret are marked sensitive.
        headers: Box<HeaderMap>,
        /// The body of the response, as it was received.
        body: Vec<u8>,
    },
    /// The status is documented, but the body is not what the API documents for it.
    Decode(DecodeError),
    /// No complete response came.
    Transport(TransportError),
    /// The request could not be built. Nothing was sent.
    Request(RequestError),
    /// The server's version is too old for this call. Nothing was sent.
    Unsupported {
        /// What the server lacks: the operation, by its id, or places in the request, by the names on the wire, with
        /// commas between them.
        what: Cow<'static, str>,
        /// The version that has all of it.
        requires: FeatureVersion,
        /// The version that the server has.
        server: FeatureVersion,
    },
}

impl<E: OperationError> Error<E> {
    /// The status of the response, where one came.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Api(refusal) => Some(refusal.status()),
            Self::UnexpectedStatus { status, .. } => Some(*status),
            Self::Decode(error) => Some(error.status()),
            Self::Transport(_) | Self::Request(_) | Self::Unsupported { .. } => None,
        }
    }

    /// Whether the response has the status 401: the session is not valid any more, and somebody has to log in again.
    ///
    /// Only the status counts. A documented 401 is [`Api`](Self::Api), one without a body or with a proxy's page is
    /// [`Decode`](Self::Decode), and one that is not documented for this operation is
    /// [`UnexpectedStatus`](Self::UnexpectedStatus).
    #[must_use]
    pub fn is_unauthorized(&self) -> bool {
        self.status() == Some(StatusCode::UNAUTHORIZED)
    }

    /// The headers of the response, where one came: an id to name to whoever runs the server, for example. Those that may hold a
    /// secret are marked sensitive.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        match self {
            Self::Api(refusal) => refusal.headers(),
            Self::UnexpectedStatus { headers, .. } => Some(headers),
            Self::Decode(error) => Some(error.headers()),
            Self::Transport(_) | Self::Request(_) | Self::Unsupported { .. } => None,
        }
    }

    /// How long the server or a proxy asks to wait before the next attempt: the header `Retry-After`, which is common
    /// with the statuses 429 and 503. It may be in seconds or a date; a date in the past is no time at all.
    ///
    /// `None` where no response came, or one without such a header.
    ///
    /// ```
    /// use std::time::Duration;
    /// # use icws_runtime::{Error, OperationError};
    ///
    /// fn wait<E: OperationError>(error: &Error<E>) -> Duration {
    ///     error.retry_after().unwrap_or(Duration::from_secs(1)).min(Duration::from_secs(60))
    /// }
    /// ```
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        retry_after(self.headers()?)
    }
}

impl<E> Error<E> {
    /// What kind of error it is, to count it or to decide what to do.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Api(_) => ErrorKind::Api,
            Self::UnexpectedStatus { .. } => ErrorKind::UnexpectedStatus,
            Self::Decode(_) => ErrorKind::Decode,
            Self::Transport(error) if error.is_too_large() => ErrorKind::TooLarge,
            Self::Transport(error) if error.is_connect() => ErrorKind::Connect,
            Self::Transport(error) if error.is_timeout() => ErrorKind::Timeout,
            Self::Transport(_) => ErrorKind::Transport,
            Self::Request(RequestError::WrongClient { .. }) => ErrorKind::WrongClient,
            Self::Request(_) => ErrorKind::Request,
            Self::Unsupported { .. } => ErrorKind::Unsupported,
        }
    }

    /// Whether the server can have seen the call. If not, it is safe to make it again.
    ///
    /// It can if a response came, even one that a proxy wrote, or if a connection broke before one came. It cannot if no
    /// connection could be made, or if the call was refused before it was sent.
    #[must_use]
    pub fn may_have_been_sent(&self) -> bool {
        self.kind().may_have_been_sent()
    }

    /// Whether a time limit was reached, while connecting or while waiting for the response. In the second case the server
    /// may have done what was asked; [`is_connect`](Self::is_connect) tells the two apart.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::Transport(error) if error.is_timeout())
    }

    /// Whether no connection could be made. Then the server has not seen the request, and it is safe to send it again.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        matches!(self, Self::Transport(error) if error.is_connect())
    }
}

impl<E: OperationError> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operation = E::OPERATION;
        match self {
            Self::Api(refusal) => fmt::Display::fmt(refusal, f),
            Self::UnexpectedStatus { status, headers, body } => {
                write!(f, "{operation}: {status}: the API does not document this status")?;
                excerpt::write(f, headers, body, E::SECRETS)
            }
            Self::Decode(error) => write!(f, "{operation}: {error}"),
            Self::Transport(error) => write!(f, "{operation}: {error}"),
            Self::Request(error) => write!(f, "{operation}: {error}"),
            Self::Unsupported { what, requires, server } if what == operation => {
                write!(f, "{operation} requires {requires}, but the server has {server}")
            }
            Self::Unsupported { what, requires, server } => {
                let what = Line(what);
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
