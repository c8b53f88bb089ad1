//! Collects the parts of a session and checks them.

use std::fmt;

use http::{HeaderMap, HeaderValue};

use super::headers::{self, Given};
use super::{BaseUrl, Credentials, Features, PATH_SEGMENT, Session};
use crate::error::{SessionError, SessionPart};

/// Collects the parts of a session, and checks them in [`build`](Self::build). [`Session::builder`] makes one.
#[derive(Clone)]
#[must_use = "a builder makes a session only when `build` is called"]
pub struct SessionBuilder {
    base_url: String,
    parts: SessionParts,
    /// Why the last response to a login opens no session.
    refused: Option<SessionError>,
    allow_insecure_http: bool,
}

/// The credentials as they were given.
#[derive(Clone, Default)]
struct SessionParts {
    session_id: Given,
    csrf_token: Given,
    cookie: Given,
}

impl SessionBuilder {
    pub(super) fn new(base_url: String) -> Self {
        Self { base_url, parts: SessionParts::default(), refused: None, allow_insecure_http: false }
    }

    /// The session id: the header `ININ-ICWS-Session-ID` of the response to the login. It is part of every call's path,
    /// and is percent-encoded there.
    pub fn session_id(mut self, session_id: impl Into<String>) -> Self {
        self.parts.session_id = Some(Ok(session_id.into()));
        self
    }

    /// The token against forged requests: the header `ININ-ICWS-CSRF-Token` of the response to the login.
    pub fn csrf_token(mut self, csrf_token: impl Into<String>) -> Self {
        self.parts.csrf_token = Some(Ok(csrf_token.into()));
        self
    }

    /// The whole value of the header `Cookie` to send, e.g. `icws_1723=abc`: the name and value of the cookie in the
    /// header `Set-Cookie` of the response to the login. The name differs from session to session.
    pub fn cookie(mut self, cookie: impl Into<String>) -> Self {
        self.parts.cookie = Some(Ok(cookie.into()));
        self
    }

    /// Takes what the headers of the response to a login have. Where it opens no session, `refused` says why.
    pub(crate) fn login_headers(mut self, headers: &HeaderMap, refused: Option<SessionError>) -> Self {
        self.refused = refused;
        self.parts = self.parts.or_in(headers);
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
        let base = BaseUrl::parse(&self.base_url, self.allow_insecure_http)?;
        if let Some(refused) = self.refused {
            return Err(refused);
        }
        let credentials = self.parts.check()?;
        Ok(Session::of(base, Some(credentials), Features::default()))
    }

    /// Checks the base URL and makes a session with nobody logged in, whatever else is set: see [`Session::anonymous`].
    ///
    /// ```
    /// # use icws_runtime::Session;
    /// let server = Session::builder("http://ic1.example.com:8018").allow_insecure_http().anonymous()?;
    /// # Ok::<(), icws_runtime::SessionError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`SessionError`] when the base URL is malformed, or is plain `http://` to another machine and that is not allowed.
    pub fn anonymous(self) -> Result<Session, SessionError> {
        let base = BaseUrl::parse(&self.base_url, self.allow_insecure_http)?;
        Ok(Session::of(base, None, Features::default()))
    }
}

/// Shows which parts are set, and none of them: even the base URL may hold a password as long as it is not checked.
impl fmt::Debug for SessionBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let set = |part: &Given| if part.is_some() { "set" } else { "missing" };
        f.debug_struct("SessionBuilder")
            .field("session_id", &format_args!("{}", set(&self.parts.session_id)))
            .field("csrf_token", &format_args!("{}", set(&self.parts.csrf_token)))
            .field("cookie", &format_args!("{}", set(&self.parts.cookie)))
            .field("allow_insecure_http", &self.allow_insecure_http)
            .finish_non_exhaustive()
    }
}

impl SessionParts {
    /// What the headers of the response to a login have; what they lack stays.
    fn or_in(self, headers: &HeaderMap) -> Self {
        Self {
            session_id: headers::session_id(headers).or(self.session_id),
            csrf_token: headers::csrf_token(headers).or(self.csrf_token),
            cookie: headers::cookie(headers).or(self.cookie),
        }
    }

    fn check(self) -> Result<Credentials, SessionError> {
        let session_id = present(SessionPart::SessionId, self.session_id)?;
        let csrf_token = present(SessionPart::CsrfToken, self.csrf_token)?;
        let cookie = present(SessionPart::Cookie, self.cookie)?;
        Ok(Credentials {
            in_path: path_segment(&session_id)?,
            session_id,
            csrf_token: secret_header(SessionPart::CsrfToken, &csrf_token)?,
            cookie: cookie_header(&cookie)?,
        })
    }
}

impl Credentials {
    /// The credentials in the headers of the response to a login.
    pub(crate) fn in_headers(headers: &HeaderMap) -> Result<Self, SessionError> {
        SessionParts::default().or_in(headers).check()
    }
}

fn present(part: SessionPart, given: Given) -> Result<String, SessionError> {
    match given {
        Some(Ok(value)) if !value.trim().is_empty() => Ok(value),
        Some(Err(reason)) => Err(SessionError::Malformed { part, reason }),
        _ => Err(SessionError::Missing(part)),
    }
}

/// Whether a cookie has a name. The router refuses what this side does not send.
pub(crate) fn is_named(cookie: &str) -> bool {
    cookie.split_once('=').is_some_and(|(name, _)| !name.trim().is_empty())
}

/// A whole `Set-Cookie` line is easily taken for what is to be sent.
fn cookie_header(value: &str) -> Result<HeaderValue, SessionError> {
    const ATTRIBUTES: [&str; 7] = ["domain", "expires", "httponly", "max-age", "path", "samesite", "secure"];
    let name = |pair: &str| pair.split('=').next().unwrap_or_default().trim().to_ascii_lowercase();
    let is_cookie = |pair: &str| is_named(pair) && !ATTRIBUTES.contains(&name(pair).as_str());
    if !value.split(';').all(is_cookie) {
        return Err(SessionError::Malformed {
            part: SessionPart::Cookie,
            reason: "it must be `name=value`, without the attributes that `Set-Cookie` has behind it; \
                     `login_response` takes it from there",
        });
    }
    secret_header(SessionPart::Cookie, value)
}

fn path_segment(session_id: &str) -> Result<String, SessionError> {
    let malformed = |reason| Err(SessionError::Malformed { part: SessionPart::SessionId, reason });
    if session_id.trim() != session_id {
        return malformed("it has a space at its start or end; leave it out");
    }
    if session_id.chars().any(char::is_control) {
        return malformed("it has a control character, such as a line break");
    }
    if matches!(session_id, "." | "..") {
        return malformed("`.` and `..` are no session ids; as a part of a path they would lead elsewhere");
    }
    Ok(percent_encoding::utf8_percent_encode(session_id, PATH_SEGMENT).to_string())
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
