//! The life of a session: logging in and logging out.
//!
//! They are no part of a specification, because every API of ICWS has them. Both are operations like any other, so any
//! HTTP stack can carry them.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use http::{Method, Request};

use crate::decode::Answer;
use crate::encode::{Outgoing, Plain};
use crate::media;
use crate::{Error, FeatureVersion, Operation, RequestError, Session};

mod answer;
mod logout;
mod refusal;
mod response;
#[cfg(test)]
mod tests;

pub use answer::LoggedIn;
pub use logout::{Logout, LogoutError};
pub use refusal::{ErrorBody, LoginError};

/// A login with a user's name and password: `POST /icws/connection`.
///
/// `login` of either client makes it and yields the session:
///
/// ```
/// # use icws_runtime::{Error, Login, LoginError, Operation, Session};
/// # fn send(_: http::Request<Vec<u8>>) -> http::Response<Vec<u8>> { unimplemented!() }
/// # fn session() -> Result<Session, Box<dyn std::error::Error>> {
/// let login = Login::new("Outbound desk", "agent1", "p4ssw0rd");
/// let server = Session::anonymous("https://ic1.example.com:8019")?;
///
/// // What `client.login(&login)` does. Any HTTP stack can take the place of `send`.
/// let answer = send(login.to_request(&server)?);
/// let session = Login::from_response(answer)?.session(&server);
/// # Ok(session)
/// # }
/// ```
///
/// It also asks the server for its features, so that clients of the session know which version the server has, as if
/// `with_server_version` had been told. An old server does not say; then nothing is known.
///
/// The password is in no `Debug` output and in no error. A clone shares it.
#[derive(Clone)]
pub struct Login {
    application_name: Arc<str>,
    user_id: Arc<str>,
    password: Arc<str>,
    language: Arc<str>,
}

impl Login {
    /// A login with the name of your application, by which the server lists the session, and a user's name and password.
    pub fn new(
        application_name: impl Into<String>,
        user_id: impl Into<String>,
        password: impl Into<String>,
    ) -> Self {
        Self {
            application_name: application_name.into().into(),
            user_id: user_id.into().into(),
            password: password.into().into(),
            language: "en-US".into(),
        }
    }

    /// The language of the server's messages, as in the header `Accept-Language`. The default is `en-US`.
    #[must_use]
    pub fn with_language(self, language: impl Into<String>) -> Self {
        Self { language: language.into().into(), ..self }
    }
}

/// Shows for which application it is, and neither user nor password.
impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Login").field("application_name", &self.application_name).finish_non_exhaustive()
    }
}

impl Operation for Login {
    const ID: &'static str = "login";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/icws/connection";
    const SINCE: FeatureVersion = FeatureVersion::EVERY;
    type Response = LoggedIn;
    type Error = LoginError;

    /// Builds the request, with nothing of the session but the server. Its body has the password, and `Debug` of the
    /// request shows the body's bytes.
    fn to_request(&self, session: &Session) -> Result<Request<Vec<u8>>, RequestError> {
        let mut request = Outgoing::new::<Self>(session, &[])?.accept(media::ACCEPT);
        request.query("include", [Plain("features")])?;
        request.header("Accept-Language", http::header::ACCEPT_LANGUAGE, [Plain(&*self.language)])?;
        // `_` sorts before letters, so the body begins with the type.
        let body = BTreeMap::from([
            ("__type", "urn:inin.com:connection:icAuthConnectionRequestSettings"),
            ("applicationName", &self.application_name),
            ("userID", &self.user_id),
            ("password", &self.password),
        ]);
        request.json(media::REQUEST, &body)
    }

    fn read(answer: &Answer<'_>) -> Result<LoggedIn, Error<LoginError>> {
        match answer.status() {
            200..=299 => LoggedIn::read(answer),
            400 | 401 | 403 => {
                let status = answer.status_code();
                Err(answer.error(|error| LoginError::Refused { status, error }))
            }
            410 => Err(answer.error(LoginError::Gone)),
            500 => Err(answer.error(LoginError::InternalServerError)),
            503 => Err(refusal::switch_over(answer)),
            _ => Err(answer.unexpected()),
        }
    }
}
