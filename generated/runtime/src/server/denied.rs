use std::time::Duration;

use http::StatusCode;

use crate::Challenge;

/// The identifier of what goes wrong with credentials.
const UNAUTHORIZED: &str = "error.server.unauthorized";
/// The identifier of what the server itself does wrong.
pub(super) const INTERNAL: &str = "error.server.internal";
/// The identifier of what cannot be answered for now.
const UNAVAILABLE: &str = "error.server.unavailable";

/// Why a call is refused before it reaches its method: the response is a `401`, or a `503` or `500` where nobody can tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Denied {
    pub(super) status: StatusCode,
    pub(super) message: String,
    pub(super) error_id: String,
    pub(super) challenge: Challenge,
    pub(super) retry_after: Option<Duration>,
}

impl Denied {
    /// The credentials are not accepted: `401`, with a message in words, and a challenge to log in at `/ICWS/connection`.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            status: StatusCode::UNAUTHORIZED,
            message: message.into(),
            error_id: UNAUTHORIZED.to_owned(),
            challenge: Challenge::default(),
            retry_after: None,
        }
    }

    /// Nobody can tell at the moment whether the credentials are good: `503`. Clients that are refused by a `401` log in
    /// again, which does not help while the list of sessions cannot be reached.
    #[must_use]
    pub fn unavailable(message: impl Into<String>) -> Self {
        Self {
            status: StatusCode::SERVICE_UNAVAILABLE,
            error_id: UNAVAILABLE.to_owned(),
            ..Self::new(message)
        }
    }

    /// Nobody can tell whether the credentials are good, because of a mistake in the server: `500`. To try again does not
    /// help.
    #[must_use]
    pub fn internal(message: impl Into<String>) -> Self {
        Self {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            error_id: INTERNAL.to_owned(),
            ..Self::new(message)
        }
    }

    /// With how long the client shall wait before it tries again, in the header `Retry-After`: in whole seconds, rounded up.
    #[must_use]
    pub fn with_retry_after(mut self, wait: Duration) -> Self {
        self.retry_after = Some(wait);
        self
    }

    /// With an identifier that programs can compare.
    #[must_use]
    pub fn with_error_id(mut self, error_id: impl Into<String>) -> Self {
        self.error_id = error_id.into();
        self
    }

    /// With another challenge in the `401`, for example [`Challenge::icws`] with another place to log in at.
    #[must_use]
    pub fn with_challenge(mut self, challenge: Challenge) -> Self {
        self.challenge = challenge;
        self
    }
}
