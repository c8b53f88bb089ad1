use std::fmt;
use std::sync::Arc;

use super::ValidationError;

/// Why a request could not be built. Nothing was sent.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum RequestError {
    /// The call needs the credentials of a session, and nobody is logged in: see
    /// [`Session::anonymous`](crate::Session::anonymous).
    NotLoggedIn,
    /// The client is set up for other servers than that of its session, as a client that `with_session` has made can be: for
    /// `http://` and not for `https://`, or for this machine and not for others. Only another client can make the call.
    WrongClient {
        /// What the client is set up for, and what the session needs.
        reason: String,
    },
    /// A call that is a value is of an operation of another crate, so this crate cannot make it.
    NotOfThisCrate {
        /// The id of the operation.
        id: &'static str,
    },
    /// The request goes to another server than that of the session: see [`Session::authorize`](crate::Session::authorize).
    OtherServer,
    /// A value in the path is empty, `.` or `..`: the call would go to another path than the one that was meant.
    PathValue {
        /// The name of the parameter in the OpenAPI document.
        name: &'static str,
    },
    /// A value in the path, the query or a header has a line break or another control character.
    ControlCharacter {
        /// The name of the parameter in the OpenAPI document.
        name: &'static str,
    },
    /// A value cannot be written in a header without being changed.
    HeaderValue {
        /// The name of the parameter in the OpenAPI document.
        name: &'static str,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A number in the path, the query or a header is NaN or infinite.
    NotFinite {
        /// The name of the parameter in the OpenAPI document.
        name: &'static str,
    },
    /// The path is longer than a URL can be.
    PathTooLong,
    /// Values break limits that the API sets, such as a list that must not be empty.
    Invalid(ValidationError),
    /// The body cannot be written as JSON: a number in it is NaN or infinite. The error's source says which property.
    Body(Arc<serde_json::Error>),
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotLoggedIn => f.write_str(
                "nobody is logged in, and the call needs a session: log in, and make the call with a client for the \
                 session",
            ),
            Self::WrongClient { reason } => f.write_str(reason),
            Self::NotOfThisCrate { id } => write!(f, "the operation `{id}` is not of this crate"),
            Self::OtherServer => f.write_str(
                "the request goes to another server than that of the session, which must not get the credentials",
            ),
            Self::PathValue { name } => {
                write!(
                    f,
                    "the value of `{name}` must not be empty, `.` or `..`, because it is a part of the path"
                )
            }
            Self::ControlCharacter { name } => {
                write!(f, "the value of `{name}` must not have a line break or another control character")
            }
            Self::HeaderValue { name, reason } => {
                write!(f, "the value of `{name}` cannot be sent in a header: {reason}")
            }
            Self::NotFinite { name } => write!(f, "the value of `{name}` must be a finite number"),
            Self::PathTooLong => f.write_str("the path is longer than a URL can be"),
            Self::Invalid(error) => error.fmt(f),
            Self::Body(_) => f.write_str("the body cannot be written as JSON"),
        }
    }
}

impl std::error::Error for RequestError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Body(cause) => Some(&**cause),
            Self::NotLoggedIn
            | Self::WrongClient { .. }
            | Self::NotOfThisCrate { .. }
            | Self::OtherServer
            | Self::PathValue { .. }
            | Self::ControlCharacter { .. }
            | Self::HeaderValue { .. }
            | Self::NotFinite { .. }
            | Self::PathTooLong
            | Self::Invalid(_) => None,
        }
    }
}
