use http::{Method, Request, Response, StatusCode};

use super::{ACCEPT, ErrorBody};
use crate::decode::Answer;
use crate::encode::Outgoing;
use crate::{Error, FeatureVersion, Operation, RequestError, Session};

/// Ends a session: `DELETE /icws/{sessionId}/connection`. `logout` of either client makes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Logout {}

impl Logout {
    /// Creates the operation.
    #[must_use]
    pub const fn new() -> Self {
        Self {}
    }
}

impl Operation for Logout {
    const ID: &'static str = "logout";
    const METHOD: Method = Method::DELETE;
    const PATH: &'static str = "/icws/{sessionId}/connection";
    const SINCE: FeatureVersion = FeatureVersion::EVERY;
    type Response = ();
    type Error = LogoutError;

    fn to_request(&self, session: &Session) -> Result<Request<Vec<u8>>, RequestError> {
        Outgoing::new::<Self>(session, &[])?.csrf_token().cookie().accept(ACCEPT).empty()
    }

    fn from_response(response: Response<impl AsRef<[u8]>>) -> Result<(), Error<LogoutError>> {
        let answer = Answer::new(&response);
        match answer.status() {
            200 | 204 => answer.nothing(),
            400 => Err(answer.error(LogoutError::BadRequest)),
            401 => Err(answer.error(LogoutError::Unauthorized)),
            410 => Err(answer.error(LogoutError::Gone)),
            500 => Err(answer.error(LogoutError::InternalServerError)),
            _ => Err(answer.unexpected()),
        }
    }
}

/// What a server answers to a [`Logout`] when it fails.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum LogoutError {
    /// `400 Bad Request`: the server cannot accept the request.
    BadRequest(ErrorBody),
    /// `401 Unauthorized`: the session has ended already.
    Unauthorized(ErrorBody),
    /// `410 Gone`: the server has no such operation any more.
    Gone(ErrorBody),
    /// `500 Internal Server Error`: the server ran into an error while it handled the request.
    InternalServerError(ErrorBody),
}

impl LogoutError {
    /// The status of the answer.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::Unauthorized(_) => StatusCode::UNAUTHORIZED,
            Self::Gone(_) => StatusCode::GONE,
            Self::InternalServerError(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What the server says about it.
    #[must_use]
    pub const fn error(&self) -> &ErrorBody {
        match self {
            Self::BadRequest(error)
            | Self::Unauthorized(error)
            | Self::Gone(error)
            | Self::InternalServerError(error) => error,
        }
    }
}

crate::__refusal!(LogoutError, "logout");
