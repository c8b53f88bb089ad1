//! The response to a login that another HTTP client has made.

use std::any::Any;

use http::Response;

use crate::{Error, Login, LoginError, Operation, Session, SessionBuilder, SessionError};

#[cfg(test)]
mod tests;

impl Session {
    /// The session that a login has opened on the server at `base_url`, from the headers of the response to the login.
    ///
    /// The login itself, `POST /icws/connection`, is made with an HTTP client of your choice; [`Login`](crate::Login) has the
    /// request. What `reqwest` and `ureq` return can be given as it is. The body of a success does not matter, so it may have
    /// been read or not. That of an error has the server's message: read it into a `Vec<u8>` or a `String` first, and the
    /// error has it, too.
    ///
    /// ```
    /// # use icws_runtime::Session;
    /// let answer = http::Response::builder()
    ///     .status(201)
    ///     .header("ININ-ICWS-Session-ID", "1723")
    ///     .header("ININ-ICWS-CSRF-Token", "t0k3n")
    ///     .header("Set-Cookie", "icws_1723=abc; Path=/icws; HttpOnly")
    ///     .body(())?;
    /// let session = Session::from_login_response("https://ic1.example.com:8019", answer)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// See [`SessionBuilder::login_response`] for how the headers are read, and for what else can be set beside them.
    ///
    /// # Errors
    ///
    /// [`SessionError::Refused`] where the server does not let the user in or cannot, [`SessionError::SwitchOver`] where
    /// another server is the active one, [`SessionError::Redirected`] for a redirect; [`SessionError::Missing`] names what a
    /// success lacks. The other errors are those of [`SessionBuilder::build`].
    pub fn from_login_response<B: 'static>(
        base_url: impl Into<String>,
        response: impl Into<Response<B>>,
    ) -> Result<Self, SessionError> {
        Self::builder(base_url).login_response(&response.into()).build()
    }
}

impl SessionBuilder {
    /// The session id, the token and the cookie, from the headers of the response to the login: `ININ-ICWS-Session-ID`,
    /// `ININ-ICWS-CSRF-Token` and `Set-Cookie`.
    ///
    /// ```
    /// # fn session(answer: &http::Response<()>) -> Result<icws_runtime::Session, icws_runtime::SessionError> {
    /// # use icws_runtime::Session;
    /// Session::builder("http://ic1.example.com:8018")
    ///     .allow_insecure_http()
    ///     .login_response(answer)
    ///     .build()
    /// # }
    /// ```
    ///
    /// Of several cookies, each is sent. Only their names and values are kept: where and how long a browser would send
    /// them does not matter for one session with one server. Of several with one name, the last counts; one that the
    /// server deletes, with `Max-Age=0` or with no value and an `Expires` in the past, is left out.
    ///
    /// A part that the response lacks stays as it was set before. A part that cannot be sent back as it is, is an error of
    /// [`build`](Self::build).
    ///
    /// A response that is no success is an error of [`build`](Self::build), too: it opens no session, whatever headers it has.
    pub fn login_response<B: 'static>(self, response: &Response<B>) -> Self {
        self.login_headers(response.headers(), refusal(response))
    }
}

/// Why the response to a login opens no session, unless it is a success.
fn refusal<B: Any>(response: &Response<B>) -> Option<SessionError> {
    let status = response.status();
    if status.is_success() {
        return None;
    }
    let mut answer = Response::new(read_already(response.body()));
    *answer.status_mut() = status;
    answer.headers_mut().clone_from(response.headers());
    Some(match Login::from_response(answer) {
        Err(Error::Api(LoginError::SwitchOver { hosts, .. })) => SessionError::SwitchOver { hosts },
        Err(Error::Api(error)) => {
            let error = error.error();
            let (message, error_id) = (Some(error.message.clone()), error.error_id.clone());
            SessionError::Refused { status, message, error_id }
        }
        _ if status.is_redirection() => SessionError::Redirected { status },
        _ => SessionError::Refused { status, message: None, error_id: None },
    })
}

/// The body of a response, where it is one that has been read. That of a response which is still coming in is empty.
fn read_already<B: Any>(body: &B) -> &[u8] {
    let body: &dyn Any = body;
    let bytes = body.downcast_ref::<Vec<u8>>().map(Vec::as_slice);
    let text = || body.downcast_ref::<String>().map(String::as_bytes);
    let slice = || body.downcast_ref::<&'static [u8]>().copied();
    let literal = || body.downcast_ref::<&'static str>().map(|text| text.as_bytes());
    bytes.or_else(text).or_else(slice).or_else(literal).unwrap_or_default()
}
