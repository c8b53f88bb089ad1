use http::{Method, Request, StatusCode};

use super::ErrorBody;
use crate::decode::Answer;
use crate::encode::Outgoing;
use crate::media;
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
        Outgoing::new::<Self>(session, &[])?.csrf_token().cookie().accept(media::ACCEPT).empty()
    }

    fn read(answer: &Answer<'_>) -> Result<(), Error<LogoutError>> {
        let success = if answer.status_code() == 204 { StatusCode::NO_CONTENT } else { StatusCode::OK };
        answer.only(success, Answer::nothing)
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

crate::codegen::errors! {
    LogoutError("logout", ErrorBody);
    BAD_REQUEST = BadRequest.json(0);
    UNAUTHORIZED = Unauthorized.json(0);
    GONE = Gone.json(0);
    INTERNAL_SERVER_ERROR = InternalServerError.json(0);
}
