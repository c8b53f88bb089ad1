use http::StatusCode;

use crate::decode::Answer;
use crate::{Error, Extra};

crate::codegen::object! {
    #[object(rest = extra)]
    /// What the server says about an error of a login or a logout.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct ErrorBody {
        /// Identifier of the kind of error.
        #[member(optional, "errorId")]
        pub error_id: Option<String>,
        /// Text that describes the error.
        #[member(required, "message")]
        pub message: String,
        /// Number of the error.
        #[member(optional, "errorCode")]
        pub error_code: Option<i64>,
    }
}

/// What a server answers to a [`Login`](crate::Login) when it fails.
///
/// A redirect, a proxy's page, and a server that is down are none of these. They are
/// [`Error::UnexpectedStatus`], or [`Error::Transport`] where no response comes.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum LoginError {
    /// `400`, `401` or `403`: the server does not let this user in. The name or the password is wrong, or a right or a
    /// license is missing; `error_id` tells them apart.
    #[non_exhaustive]
    Refused {
        /// The status of the response.
        status: StatusCode,
        /// What the server says about it.
        error: ErrorBody,
    },
    /// `410 Gone`: the server has no such login any more.
    Gone(ErrorBody),
    /// `500 Internal Server Error`: the server ran into an error while it handled the request.
    InternalServerError(ErrorBody),
    /// `503 Service Unavailable`: another server of the pair is the active one. Log in there:
    ///
    /// ```
    /// # use icws_runtime::{Error, Login, LoginError, Operation, Session};
    /// # type Tested<T> = Result<T, Box<dyn std::error::Error>>;
    /// # fn send(_: http::Request<Vec<u8>>) -> http::Response<Vec<u8>> { unimplemented!() }
    /// # fn call(server: &Session, login: &Login) -> Result<Session, Error<LoginError>> {
    /// #     Ok(Login::from_response(send(login.to_request(server)?))?.session(server))
    /// # }
    /// # fn session(login: &Login) -> Tested<Session> {
    /// let mut server = Session::anonymous("https://ic1.example.com:8019")?;
    /// loop {
    ///     match call(&server, login) {                     // `client.with_session(server.clone()).login(login)`
    ///         Err(Error::Api(LoginError::SwitchOver { hosts, .. })) => server = server.at_host(&hosts[0])?,
    ///         other => return Ok(other?),
    ///     }
    /// }
    /// # }
    /// ```
    ///
    /// For a moment neither of a pair may be active, so a program that runs for long waits between the rounds.
    #[non_exhaustive]
    SwitchOver {
        /// The hosts to log in at, of which there is at least one: see [`Session::at_host`](crate::Session::at_host).
        hosts: Vec<String>,
        /// What the server says about it.
        error: ErrorBody,
    },
}

impl LoginError {
    /// The status of the response.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::Refused { status, .. } => *status,
            Self::Gone(_) => StatusCode::GONE,
            Self::InternalServerError(_) => StatusCode::INTERNAL_SERVER_ERROR,
            Self::SwitchOver { .. } => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// What the server says about it.
    #[must_use]
    pub const fn error(&self) -> &ErrorBody {
        match self {
            Self::Refused { error, .. }
            | Self::Gone(error)
            | Self::InternalServerError(error)
            | Self::SwitchOver { error, .. } => error,
        }
    }
}

crate::__refusal!(LoginError, "login");

/// The error of a `503`: another server is active, if the response says which.
pub(super) fn switch_over(answer: &Answer<'_>) -> Error<LoginError> {
    let Ok(mut said) = answer.json::<Extra, LoginError>() else { return answer.unexpected() };
    let hosts = said.remove("alternateHostList").and_then(|hosts| hosts.read::<Vec<String>>().ok());
    let hosts: Vec<_> = hosts.into_iter().flatten().filter(|host| !host.trim().is_empty()).collect();
    if hosts.is_empty() {
        return answer.unexpected();
    }
    let mut text = |name: &str| said.remove(name)?.read().ok();
    let (error_id, message) = (text("errorId"), text("message").unwrap_or_default());
    let error =
        ErrorBody { error_id, message, error_code: None, extra: said.along(Some(answer.kept_headers())) };
    Error::Api(LoginError::SwitchOver { hosts, error })
}
