use std::fmt;
use std::sync::Arc;

use http::HeaderMap;
use http::header::COOKIE;
use subtle::{Choice, ConstantTimeEq};

use super::Denied;
use crate::session::{CSRF_TOKEN, is_named};

/// What proves who asks, where an operation wants it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// The header `ININ-ICWS-CSRF-Token`.
    CsrfToken,
    /// The header `Cookie`.
    Cookie,
}

/// Who calls: what proves it, and the session that the path names. A clone is cheap.
///
/// [`Credentials::current`] has it wherever a call is being answered.
#[derive(Clone, Default)]
pub struct Credentials {
    parts: Arc<CredentialParts>,
}

/// Each is `None` where the operation does not want it.
#[derive(Default)]
struct CredentialParts {
    session_id: Option<String>,
    csrf_token: Option<String>,
    cookie: Option<String>,
}

impl Credentials {
    /// Makes credentials, to test a server of your own with.
    ///
    /// ```
    /// # use icws_runtime::server::Credentials;
    /// let credentials = Credentials::new("1723", "t0k3n", "icws_1723=abc");
    /// assert_eq!(credentials.session_id(), "1723");
    /// ```
    #[must_use]
    pub fn new(
        session_id: impl Into<String>,
        csrf_token: impl Into<String>,
        cookie: impl Into<String>,
    ) -> Self {
        let parts = CredentialParts {
            session_id: Some(session_id.into()),
            csrf_token: Some(csrf_token.into()),
            cookie: Some(cookie.into()),
        };
        Self { parts: Arc::new(parts) }
    }

    /// Whether these are the credentials of a session that has this id, this token and this cookie. What the operation
    /// does not want is not compared.
    ///
    /// The time that it takes tells nothing about them but their lengths, so nobody can guess them piece by piece; `==`
    /// ends at the first difference. The client may send other cookies beside that of the session.
    ///
    /// ```
    /// # use icws_runtime::server::Credentials;
    /// let sent = Credentials::new("1723", "t0k3n", "theme=dark; icws_1723=abc");
    /// assert!(sent.matches("1723", "t0k3n", "icws_1723=abc"));
    /// assert!(!sent.matches("1723", "t0k3n", "icws_1723=abd"));
    /// ```
    #[must_use]
    pub fn matches(&self, session_id: &str, csrf_token: &str, cookie: &str) -> bool {
        let CredentialParts { session_id: id, csrf_token: token, cookie: sent } = &*self.parts;
        let is =
            |sent: &Option<String>, own| sent.as_deref().map_or(Choice::from(1), |sent| equal(sent, own));
        let has_secret = Choice::from(u8::from(token.is_some() || sent.is_some()));
        let cookies = sent.as_deref().map_or(Choice::from(1), |sent| has_cookies(sent, cookie));
        (has_secret & is(id, session_id) & is(token, csrf_token) & cookies).into()
    }

    /// Accepts whatever was sent. It is for stand-ins, which have nothing to protect; a server that lets everybody in can be
    /// found by this call.
    ///
    /// # Errors
    ///
    /// None.
    pub fn allow_anyone(&self) -> Result<(), Denied> {
        Ok(())
    }

    /// The id of the session, from the path, decoded. Empty where the path of the operation has none.
    #[must_use]
    pub fn session_id(&self) -> &str {
        self.parts.session_id.as_deref().unwrap_or_default()
    }

    /// The header `ININ-ICWS-CSRF-Token`. Empty where the operation wants none.
    #[must_use]
    pub fn csrf_token(&self) -> &str {
        self.parts.csrf_token.as_deref().unwrap_or_default()
    }

    /// The header `Cookie`, with all its cookies. Empty where the operation wants none.
    #[must_use]
    pub fn cookie(&self) -> &str {
        self.parts.cookie.as_deref().unwrap_or_default()
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
        let mut parts = CredentialParts { session_id, ..CredentialParts::default() };
        for wanted in wanted {
            match wanted {
                Wanted::CsrfToken => parts.csrf_token = Some(csrf_token(headers)?),
                Wanted::Cookie => parts.cookie = Some(cookie(headers)?),
            }
        }
        Ok(Self { parts: Arc::new(parts) })
    }
}

fn equal(one: &str, other: &str) -> Choice {
    one.as_bytes().ct_eq(other.as_bytes())
}

/// Whether each of the own cookies, of which there must be one, is among those that were sent.
fn has_cookies(sent: &str, own: &str) -> Choice {
    let among = |cookie| cookies(sent).fold(Choice::from(0), |found, sent| found | equal(sent, cookie));
    let is_some = Choice::from(u8::from(cookies(own).next().is_some()));
    cookies(own).fold(is_some, |all, cookie| all & among(cookie))
}

fn cookies(line: &str) -> impl Iterator<Item = &str> {
    line.split(';').map(str::trim).filter(|cookie| !cookie.is_empty())
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
    if cookies(&joined).next().is_none() {
        return Err("the header Cookie is missing");
    }
    if cookies(&joined).any(is_named) { Ok(joined) } else { Err("the header Cookie is malformed") }
}

/// Shows none of them.
impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_an_operation_wants_must_match() {
        let sent = Credentials::new("17", "t", "a=b; c=d");
        for (own, is_match) in [
            (["17", "t", "a=b"], true),
            (["17", "t", "c=d"], true),
            (["17", "t", "c=d;a=b"], true),
            (["18", "t", "a=b"], false),
            (["17", "T", "a=b"], false),
            (["17", "t", "a=c"], false),
            (["17", "t", "a=b; e=f"], false),
            (["17", "t", "a=b; c"], false),
            (["17", "t", ""], false),
            (["17", "", "a=b"], false),
            (["", "", ""], false),
        ] {
            let [session_id, csrf_token, cookie] = own;
            assert_eq!(sent.matches(session_id, csrf_token, cookie), is_match, "{own:?}");
        }
        let twice = Credentials::new("17", "t", "a=b; a=b; a=c");
        assert!(twice.matches("17", "t", "a=b"), "a client may send a cookie more than once");
    }

    #[test]
    fn what_an_operation_does_not_want_is_not_compared_but_a_secret_always_is() {
        let only = |parts: CredentialParts| Credentials { parts: Arc::new(parts) };
        let token = only(CredentialParts { csrf_token: Some("t".to_owned()), ..CredentialParts::default() });
        assert!(token.matches("17", "t", "a=b") && !token.matches("17", "u", "a=b"));
        let cookie = only(CredentialParts { cookie: Some("a=b".to_owned()), ..CredentialParts::default() });
        assert!(cookie.matches("17", "t", "a=b") && !cookie.matches("17", "t", "a=c"));
        let id = only(CredentialParts { session_id: Some("17".to_owned()), ..CredentialParts::default() });
        assert!(!id.matches("17", "t", "a=b"), "an id is no secret");
        assert!(!Credentials::default().matches("", "", ""));
    }
}
