use std::fmt;
use std::sync::Arc;

use http::HeaderMap;
use http::header::COOKIE;

use super::running;
use super::wire::Wanted;
use crate::session::is_named;
use crate::wire::CSRF_TOKEN;

/// Who calls: what proves it, and the session that the path names. A clone is cheap.
///
/// [`Credentials::current`] has it wherever a call is being answered.
#[derive(Clone, Default)]
pub struct Credentials {
    parts: Arc<Parts>,
}

#[derive(Default)]
struct Parts {
    session_id: String,
    csrf_token: String,
    cookie: String,
}

impl Credentials {
    /// Makes some, to try a method of one's own with.
    ///
    /// ```
    /// let credentials = icws_dialer::server::Credentials::new("1723", "t0k3n", "icws_1723=abc");
    /// assert_eq!(credentials.session_id(), "1723");
    /// ```
    #[must_use]
    pub fn new(
        session_id: impl Into<String>,
        csrf_token: impl Into<String>,
        cookie: impl Into<String>,
    ) -> Self {
        let (session_id, csrf_token, cookie) = (session_id.into(), csrf_token.into(), cookie.into());
        Self { parts: Arc::new(Parts { session_id, csrf_token, cookie }) }
    }

    /// The credentials of the call that is being answered; `None` elsewhere, for example in a task that a method has
    /// spawned.
    #[must_use]
    pub fn current() -> Option<Self> {
        running::credentials()
    }

    /// The id of the session, from the path, decoded. Empty where the path of the operation has none.
    #[must_use]
    pub fn session_id(&self) -> &str {
        &self.parts.session_id
    }

    /// The header `ININ-ICWS-CSRF-Token`. Empty where the operation wants none.
    #[must_use]
    pub fn csrf_token(&self) -> &str {
        &self.parts.csrf_token
    }

    /// The header `Cookie`, with all its cookies. Empty where the operation wants none.
    #[must_use]
    pub fn cookie(&self) -> &str {
        &self.parts.cookie
    }

    /// Reads what an operation wants. The error says what is missing or malformed, without repeating it.
    pub(super) fn read(
        headers: &HeaderMap,
        session_id: Option<String>,
        wanted: &[Wanted],
    ) -> Result<Self, &'static str> {
        if session_id.as_deref().is_some_and(is_no_session_id) {
            return Err("the path has no id of a session");
        }
        let mut parts = Parts { session_id: session_id.unwrap_or_default(), ..Parts::default() };
        for wanted in wanted {
            match wanted {
                Wanted::CsrfToken => parts.csrf_token = csrf_token(headers)?,
                Wanted::Cookie => parts.cookie = cookie(headers)?,
            }
        }
        Ok(Self { parts: Arc::new(parts) })
    }
}

/// The ids that our client does not send either.
fn is_no_session_id(text: &str) -> bool {
    matches!(text.trim(), "" | "." | "..") || text.contains(char::is_control)
}

/// The one token. Two of them may be one that somebody has slipped in, so neither is believed.
fn csrf_token(headers: &HeaderMap) -> Result<String, &'static str> {
    let mut values = headers.get_all(CSRF_TOKEN).iter();
    let missing = "the header ININ-ICWS-CSRF-Token is missing";
    let value = values.next().ok_or(missing)?;
    if values.next().is_some() {
        return Err("the header ININ-ICWS-CSRF-Token stands there more than once");
    }
    match str::from_utf8(value.as_bytes()).map(str::trim) {
        Ok("") => Err(missing),
        Ok(token) => Ok(token.to_owned()),
        Err(_) => Err("the header ININ-ICWS-CSRF-Token is malformed"),
    }
}

/// All cookies on one line; a proxy may have taken it apart. One of them has a name and a value, as that of a session has;
/// what others there are is nobody's business here.
fn cookie(headers: &HeaderMap) -> Result<String, &'static str> {
    let mut joined = String::new();
    for value in headers.get_all(COOKIE) {
        if !joined.is_empty() {
            joined.push_str("; ");
        }
        let line = str::from_utf8(value.as_bytes()).map_err(|_| "the header Cookie is malformed")?;
        joined.push_str(line.trim());
    }
    let mut cookies = joined.split(';').map(str::trim).filter(|cookie| !cookie.is_empty()).peekable();
    if cookies.peek().is_none() {
        return Err("the header Cookie is missing");
    }
    if cookies.any(is_named) { Ok(joined) } else { Err("the header Cookie is malformed") }
}

/// Shows none of them.
impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials").finish_non_exhaustive()
    }
}
