//! The session that every call belongs to.

use std::fmt;
use std::sync::Arc;

use http::HeaderValue;
use http::uri::{Authority, Scheme};

use crate::error::{SessionError, SessionPart};

mod base_url;
#[cfg(test)]
mod tests;

/// Where the server is, and the three credentials that a login yields: everything that is the same for all calls.
///
/// A clone is cheap and shares the credentials. They appear in no `Debug` output and in no error.
///
/// ```
/// use icws_dialer::Session;
///
/// let session = Session::builder("https://ic1.example.com:8019")
///     .session_id("1723")                 // header `ININ-ICWS-Session-ID` of the answer to the login
///     .csrf_token("t0k3n")                // header `ININ-ICWS-CSRF-Token` of the answer to the login
///     .cookie("icws_1723=abc")            // header `Set-Cookie` of the answer to the login
///     .build()?;
/// # Ok::<(), icws_dialer::SessionError>(())
/// ```
#[derive(Clone)]
pub struct Session {
    shared: Arc<Shared>,
}

/// Everything in the form in which requests need it, so that building one neither checks nor encodes it again.
struct Shared {
    base: BaseUrl,
    session_id: String, // percent-encoded
    csrf_token: HeaderValue,
    cookie: HeaderValue,
}

/// A checked base URL, taken apart.
pub(crate) struct BaseUrl {
    pub(crate) scheme: Scheme,
    pub(crate) authority: Authority,
    pub(crate) prefix: String, // empty, or starts with a slash and does not end with one
    pub(crate) loopback: bool,
}

impl Session {
    /// Starts to describe the session on the server at `base_url`, e.g. `https://ic1.example.com:8019`.
    ///
    /// A path is kept as a prefix of every call's path, for servers behind a reverse proxy:
    /// `https://web.example.com/apps/client/api/icserver1`.
    pub fn builder(base_url: impl Into<String>) -> SessionBuilder {
        SessionBuilder {
            base_url: base_url.into(),
            session_id: None,
            csrf_token: None,
            cookie: None,
            allow_insecure_http: false,
        }
    }

    pub(crate) fn base(&self) -> &BaseUrl {
        &self.shared.base
    }

    /// The session id, percent-encoded.
    pub(crate) fn session_id(&self) -> &str {
        &self.shared.session_id
    }

    pub(crate) fn csrf_token(&self) -> &HeaderValue {
        &self.shared.csrf_token
    }

    pub(crate) fn cookie(&self) -> &HeaderValue {
        &self.shared.cookie
    }
}

/// Shows where the server is, and no credential.
impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let BaseUrl { scheme, authority, prefix, .. } = self.base();
        f.debug_struct("Session")
            .field("base_url", &format_args!("{scheme}://{authority}{prefix}"))
            .finish_non_exhaustive()
    }
}

/// What [`Session::builder`] returns: collects the parts of a session, and checks them in [`build`](Self::build).
#[derive(Clone)]
#[must_use = "a builder makes a session only when `build` is called"]
pub struct SessionBuilder {
    base_url: String,
    session_id: Option<String>,
    csrf_token: Option<String>,
    cookie: Option<String>,
    allow_insecure_http: bool,
}

impl SessionBuilder {
    /// The session id: the header `ININ-ICWS-Session-ID` of the answer to the login. It is part of every call's path,
    /// and is percent-encoded there.
    pub fn session_id(mut self, session_id: impl Into<String>) -> Self {
        self.session_id = Some(session_id.into());
        self
    }

    /// The token against forged requests: the header `ININ-ICWS-CSRF-Token` of the answer to the login.
    pub fn csrf_token(mut self, csrf_token: impl Into<String>) -> Self {
        self.csrf_token = Some(csrf_token.into());
        self
    }

    /// The whole value of the header `Cookie` to send, e.g. `icws_1723=abc`: the name and value of the cookie in the
    /// header `Set-Cookie` of the answer to the login. The name differs from session to session.
    pub fn cookie(mut self, cookie: impl Into<String>) -> Self {
        self.cookie = Some(cookie.into());
        self
    }

    /// Allows plain `http://` to a host other than this machine. Everybody on the way can read the credentials then.
    pub fn allow_insecure_http(mut self) -> Self {
        self.allow_insecure_http = true;
        self
    }

    /// Checks the parts and makes the session.
    ///
    /// # Errors
    ///
    /// [`SessionError`] names the first part that is missing or malformed, and says what is wrong with it, without
    /// repeating it.
    pub fn build(self) -> Result<Session, SessionError> {
        let base = base_url::parse(&self.base_url)?;
        if base.scheme == Scheme::HTTP && !base.loopback && !self.allow_insecure_http {
            return Err(SessionError::InsecureHttp { host: base.authority.host().to_owned() });
        }
        let session_id = present(SessionPart::SessionId, self.session_id)?;
        let csrf_token = present(SessionPart::CsrfToken, self.csrf_token)?;
        let cookie = present(SessionPart::Cookie, self.cookie)?;
        let shared = Shared {
            base,
            session_id: path_segment(&session_id)?,
            csrf_token: secret_header(SessionPart::CsrfToken, &csrf_token)?,
            cookie: secret_header(SessionPart::Cookie, &cookie)?,
        };
        Ok(Session { shared: Arc::new(shared) })
    }
}

/// Shows which parts are set, and none of them: even the base URL may hold a password as long as it is not checked.
impl fmt::Debug for SessionBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let set = |part: &Option<String>| if part.is_some() { "set" } else { "missing" };
        f.debug_struct("SessionBuilder")
            .field("session_id", &format_args!("{}", set(&self.session_id)))
            .field("csrf_token", &format_args!("{}", set(&self.csrf_token)))
            .field("cookie", &format_args!("{}", set(&self.cookie)))
            .field("allow_insecure_http", &self.allow_insecure_http)
            .finish_non_exhaustive()
    }
}

fn present(part: SessionPart, value: Option<String>) -> Result<String, SessionError> {
    match value {
        Some(value) if !value.trim().is_empty() => Ok(value),
        _ => Err(SessionError::Missing(part)),
    }
}

fn path_segment(session_id: &str) -> Result<String, SessionError> {
    let malformed = |reason| Err(SessionError::Malformed { part: SessionPart::SessionId, reason });
    if session_id.chars().any(char::is_control) {
        return malformed("it has a control character, such as a line break");
    }
    if matches!(session_id, "." | "..") {
        return malformed("`.` and `..` are no session ids; as a part of a path they would lead elsewhere");
    }
    Ok(percent_encoding::utf8_percent_encode(session_id, crate::wire::PATH_SEGMENT).to_string())
}

fn secret_header(part: SessionPart, value: &str) -> Result<HeaderValue, SessionError> {
    let mut header = HeaderValue::from_str(value).map_err(|_| SessionError::Malformed {
        part,
        reason: "it has a line break or another control character",
    })?;
    if value.trim() != value {
        return Err(SessionError::Malformed {
            part,
            reason: "it has a space at its start or end; leave it out",
        });
    }
    header.set_sensitive(true);
    Ok(header)
}
