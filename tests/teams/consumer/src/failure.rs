//! What a screen is told that does not get what it asked for.

use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use icws_dialer::{AnyError, ErrorKind};

/// Why a screen does not get what it asked for.
pub(crate) enum Failure {
    Nobody,
    Busy,
    NoCall(serde_json::Error),
    Refused(AnyError),
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::NoCall(error)
    }
}

impl From<AnyError> for Failure {
    fn from(error: AnyError) -> Self {
        Self::Refused(error)
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        match self {
            Self::Nobody => (StatusCode::NOT_FOUND, "nobody has signed on under this name").into_response(),
            Self::Busy => (StatusCode::SERVICE_UNAVAILABLE, "the queue is full").into_response(),
            Self::NoCall(error) => (StatusCode::BAD_REQUEST, error.to_string()).into_response(),
            Self::Refused(error) => {
                let wait = error.headers().and_then(|headers| headers.get(RETRY_AFTER)).cloned();
                let wait = wait.map(|wait| [(RETRY_AFTER, wait)]);
                (status(&error), wait.map_or_else(HeaderMap::new, HeaderMap::from_iter), error.to_string())
                    .into_response()
            }
        }
    }
}

/// The status by which a screen knows what to do.
fn status(error: &AnyError) -> StatusCode {
    match error.kind() {
        _ if error.is_unauthorized() => StatusCode::UNAUTHORIZED, // sign on again
        _ if error.retry_after().is_some() => StatusCode::SERVICE_UNAVAILABLE,
        ErrorKind::Api => error.status().unwrap_or(StatusCode::BAD_GATEWAY),
        ErrorKind::Request | ErrorKind::Unsupported => StatusCode::UNPROCESSABLE_ENTITY,
        ErrorKind::Connect => StatusCode::SERVICE_UNAVAILABLE,
        ErrorKind::Timeout => StatusCode::GATEWAY_TIMEOUT,
        _ => StatusCode::BAD_GATEWAY,
    }
}
