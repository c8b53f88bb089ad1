//! The session that every call belongs to.

use std::fmt;
use std::sync::Arc;

use http::HeaderValue;
use http::uri::{Authority, Scheme};

use crate::error::{SessionError, SessionPart};

mod base_url;
mod login;
#[cfg(test)]
mod tests;

/// Where the server is, and the three credentials that a login yields: everything that is the same for all calls.
///
/// A clone is cheap and shares the credentials. They appear in no `Debug` output and in no error.
///
/// ```
/// # use icws_runtime::Session;
/// let session = Session::builder("https://ic1.example.com:8019")
///     .session_id("1723")                 // header `ININ-ICWS-Session-ID` of the answer to the login
///     .csrf_token("t0k3n")                // header `ININ-ICWS-CSRF-Token` of the answer to the login
///     .cookie("icws_1723=abc")            // header `Set-Cookie` of the answer to the login
///     .build()?;
/// # Ok::<(), icws_runtime::SessionError>(())
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

    /// The session that a login has opened on the server at `base_url`, from the headers of the answer to the login.
    ///
    /// The login itself, `POST /icws/connection`, is made with an HTTP client of your choice. Its body does not matter
    /// here, so the answer may be one whose body has been read already.
    ///
    /// ```
    /// # use icws_runtime::Session;
    /// let answer = http::Response::builder()
    ///     .status(201)
    ///     .header("ININ-ICWS-Session-ID", "1723")
    ///     .header("ININ-ICWS-CSRF-Token", "t0k3n")
    ///     .header("Set-Cookie", "icws_1723=abc; Path=/icws; HttpOnly")
    ///     .body(())?;
    /// let session = Session::from_login_response("https://ic1.example.com:8019", &answer)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// See [`SessionBuilder::login_response`] for how the headers are read, and for what else can be set beside them.
    ///
    /// # Errors
    ///
    /// [`SessionError::Missing`] names what the answer lacks, which is all of it where the login was refused;
    /// the other errors are those of [`SessionBuilder::build`].
    pub fn from_login_response<B>(
        base_url: impl Into<String>,
        response: &http::Response<B>,
    ) -> Result<Self, SessionError> {
        Self::builder(base_url).login_response(response).build()
    }

    /// A session of a server that does not exist, for tests: the usual one, or one of this number.
    #[cfg(feature = "mock")]
    pub(crate) fn mock(number: Option<u32>) -> Self {
        let base = BaseUrl {
            scheme: Scheme::HTTPS,
            authority: Authority::from_static("icws.invalid"),
            prefix: String::new(),
            loopback: false,
        };
        let session_id = number.map_or_else(|| "mock".to_owned(), |number| format!("mock-{number}"));
        let header = |text: &str| {
            let mut value = HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static("mock"));
            value.set_sensitive(true);
            value
        };
        let (csrf_token, cookie) = (header(&session_id), header(&format!("icws_{session_id}={session_id}")));
        Self { shared: Arc::new(Shared { base, session_id, csrf_token, cookie }) }
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

/// Collects the parts of a session, and checks them in [`build`](Self::build). [`Session::builder`] makes one.
#[derive(Clone)]
#[must_use = "a builder makes a session only when `build` is called"]
pub struct SessionBuilder {
    base_url: String,
    session_id: Given,
    csrf_token: Given,
    cookie: Given,
    allow_insecure_http: bool,
}

/// A part of a session as it was given: not yet, or as a value, or as something that is none and why.
type Given = Option<Result<String, &'static str>>;

impl SessionBuilder {
    /// The session id: the header `ININ-ICWS-Session-ID` of the answer to the login. It is part of every call's path,
    /// and is percent-encoded there.
    pub fn session_id(mut self, session_id: impl Into<String>) -> Self {
        self.session_id = Some(Ok(session_id.into()));
        self
    }

    /// The token against forged requests: the header `ININ-ICWS-CSRF-Token` of the answer to the login.
    pub fn csrf_token(mut self, csrf_token: impl Into<String>) -> Self {
        self.csrf_token = Some(Ok(csrf_token.into()));
        self
    }

    /// The whole value of the header `Cookie` to send, e.g. `icws_1723=abc`: the name and value of the cookie in the
    /// header `Set-Cookie` of the answer to the login. The name differs from session to session.
    pub fn cookie(mut self, cookie: impl Into<String>) -> Self {
        self.cookie = Some(Ok(cookie.into()));
        self
    }

    /// The session id, the token and the cookie, from the headers of the answer to the login: `ININ-ICWS-Session-ID`,
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
    /// A part that the answer lacks stays as it was set before. A part that cannot be sent back as it is, is an error of
    /// [`build`](Self::build).
    pub fn login_response<B>(mut self, response: &http::Response<B>) -> Self {
        let headers = response.headers();
        self.session_id = login::session_id(headers).or(self.session_id);
        self.csrf_token = login::csrf_token(headers).or(self.csrf_token);
        self.cookie = login::cookie(headers).or(self.cookie);
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
            cookie: cookie_header(&cookie)?,
        };
        Ok(Session { shared: Arc::new(shared) })
    }
}

/// Shows which parts are set, and none of them: even the base URL may hold a password as long as it is not checked.
impl fmt::Debug for SessionBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let set = |part: &Given| if part.is_some() { "set" } else { "missing" };
        f.debug_struct("SessionBuilder")
            .field("session_id", &format_args!("{}", set(&self.session_id)))
            .field("csrf_token", &format_args!("{}", set(&self.csrf_token)))
            .field("cookie", &format_args!("{}", set(&self.cookie)))
            .field("allow_insecure_http", &self.allow_insecure_http)
            .finish_non_exhaustive()
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
    Ok(percent_encoding::utf8_percent_encode(session_id, crate::encode::PATH_SEGMENT).to_string())
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
