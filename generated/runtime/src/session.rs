//! The session that every call belongs to.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use http::uri::{Authority, Scheme};
use http::{HeaderName, HeaderValue};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC};

use crate::FeatureVersion;
use crate::error::SessionError;

mod authorize;
mod base_url;
mod builder;
mod exposed;
mod features;
mod headers;
#[cfg(test)]
mod tests;

pub use builder::SessionBuilder;
#[cfg(feature = "server")]
pub(crate) use builder::is_named;
pub(crate) use features::Features;

/// The header that proves that a call is no forged one.
pub(crate) const CSRF_TOKEN: HeaderName = HeaderName::from_static("inin-icws-csrf-token");

/// What stands for the session's id in the template of a path.
pub(crate) const SESSION_ID: &str = "{sessionId}";

/// What is percent-encoded in a part of a path, as the session's id is one, and in the value of a parameter: everything but
/// the characters that RFC 3986 calls unreserved.
pub(crate) const PATH_SEGMENT: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Where the server is, and the three credentials that a login yields: everything that is the same for all calls.
///
/// A clone is cheap and shares the credentials. They appear in no `Debug` output and in no error.
///
/// ```
/// # use icws_runtime::Session;
/// let session = Session::builder("https://ic1.example.com:8019")
///     .session_id("1723")                 // header `ININ-ICWS-Session-ID` of the response to the login
///     .csrf_token("t0k3n")                // header `ININ-ICWS-CSRF-Token` of the response to the login
///     .cookie("icws_1723=abc")            // header `Set-Cookie` of the response to the login
///     .build()?;
/// # Ok::<(), icws_runtime::SessionError>(())
/// ```
///
/// Usually [`Login`](crate::Login) yields one. It begins with an [`anonymous`](Self::anonymous) one, which knows the server
/// and nobody who is logged in there.
#[derive(Clone)]
pub struct Session {
    shared: Arc<Shared>,
}

struct Shared {
    base: BaseUrl,
    /// `None` as long as nobody is logged in.
    credentials: Option<Credentials>,
    /// What the server offers, if it said so in its response to the login.
    features: Features,
    /// The base URL as `reqwest` reads it, so that no call has it read again. It is in no lock, because clippy would warn
    /// whoever has sessions as keys.
    #[cfg(feature = "reqwest-client")]
    url: Option<reqwest::Url>,
}

/// A checked base URL, taken apart.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct BaseUrl {
    pub(crate) scheme: Scheme,
    pub(crate) authority: Authority,
    pub(crate) prefix: String, // empty, or starts with a slash and does not end with one
    pub(crate) loopback: bool,
    pub(crate) insecure: bool, // whether plain http is allowed to other machines
}

/// What proves who calls, in the form in which requests need it, so that building one neither checks nor encodes it again.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Credentials {
    session_id: String,
    in_path: String, // the session id, percent-encoded
    csrf_token: HeaderValue,
    cookie: HeaderValue,
}

impl Session {
    /// Starts to describe the session on the server at `base_url`, e.g. `https://ic1.example.com:8019`.
    ///
    /// A path is kept as a prefix of every call's path, for servers behind a reverse proxy:
    /// `https://web.example.com/apps/client/api/icserver1`.
    pub fn builder(base_url: impl Into<String>) -> SessionBuilder {
        SessionBuilder::new(base_url.into())
    }

    /// The server at `base_url`, with nobody logged in: for a [`Login`](crate::Login), and for calls that need none.
    ///
    /// A client of it makes its connections before the first login, and `with_session` makes clients of it for those who
    /// have logged in. A call that needs credentials is refused before anything is sent, with
    /// [`RequestError::NotLoggedIn`](crate::RequestError::NotLoggedIn).
    ///
    /// ```
    /// # use icws_runtime::Session;
    /// let server = Session::anonymous("https://ic1.example.com:8019")?;
    /// assert_eq!(server.session_id(), None);
    /// # Ok::<(), icws_runtime::SessionError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`SessionError`] when the base URL is malformed, or is plain `http://` to another machine, which only
    /// [`SessionBuilder::anonymous`] can allow.
    pub fn anonymous(base_url: impl Into<String>) -> Result<Self, SessionError> {
        Self::builder(base_url).anonymous()
    }

    /// A session of a server that does not exist, for tests: the usual one, or one of this number.
    #[cfg(feature = "mock")]
    pub(crate) fn mock(number: Option<u32>) -> Self {
        let base = BaseUrl {
            scheme: Scheme::HTTPS,
            authority: Authority::from_static("icws.invalid"),
            prefix: String::new(),
            loopback: false,
            insecure: false,
        };
        let session_id = number.map_or_else(|| "mock".to_owned(), |number| format!("mock-{number}"));
        let header = |text: &str| {
            let mut value = HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static("mock"));
            value.set_sensitive(true);
            value
        };
        let (csrf_token, cookie) = (header(&session_id), header(&format!("icws_{session_id}={session_id}")));
        let in_path = session_id.clone();
        Self::of(base, Some(Credentials { session_id, in_path, csrf_token, cookie }), Features::default())
    }

    fn of(base: BaseUrl, credentials: Option<Credentials>, features: Features) -> Self {
        let shared = Shared {
            #[cfg(feature = "reqwest-client")]
            url: reqwest::Url::parse(&base.to_string()).ok(),
            base,
            credentials,
            features,
        };
        Self { shared: Arc::new(shared) }
    }

    /// The session on this one's server that has these credentials.
    pub(crate) fn logged_in(&self, credentials: Credentials, features: Features) -> Self {
        Self::of(self.base().clone(), Some(credentials), features)
    }

    /// The same server on another host, with nobody logged in: where the response to a login says that another server of
    /// the pair is the active one. Scheme, path and port stay, unless `host` has a port of its own.
    ///
    /// # Errors
    ///
    /// Those of [`anonymous`](Self::anonymous).
    pub fn at_host(&self, host: &str) -> Result<Self, SessionError> {
        let base = self.base().at_host(host)?;
        Ok(Self::of(base, None, Features::default()))
    }

    /// The base URL.
    #[must_use]
    pub fn base_url(&self) -> String {
        self.base().to_string()
    }

    /// The session id, as the server gave it; `None` if nobody is logged in. Whoever has it and the other two credentials
    /// can make calls, so it is shown nowhere but here.
    #[must_use]
    pub fn session_id(&self) -> Option<&str> {
        self.credentials().map(|credentials| &*credentials.session_id)
    }

    /// The version of a feature that the server has, if it said so in its response to the login. Clients of this session refuse
    /// what that version lacks before they send it.
    #[must_use]
    pub fn server_version(&self, feature: &'static str) -> Option<FeatureVersion> {
        self.shared.features.version_of(feature)
    }

    pub(crate) fn base(&self) -> &BaseUrl {
        &self.shared.base
    }

    /// The base URL as `reqwest` reads it.
    #[cfg(feature = "reqwest-client")]
    pub(crate) fn url(&self) -> Option<&reqwest::Url> {
        self.shared.url.as_ref()
    }

    pub(crate) fn credentials(&self) -> Option<&Credentials> {
        self.shared.credentials.as_ref()
    }
}

impl Credentials {
    /// The session id, percent-encoded.
    pub(crate) fn in_path(&self) -> &str {
        &self.in_path
    }

    pub(crate) fn csrf_token(&self) -> &HeaderValue {
        &self.csrf_token
    }

    pub(crate) fn cookie(&self) -> &HeaderValue {
        &self.cookie
    }
}

/// Two sessions are equal if they have the same server and the same credentials.
impl PartialEq for Session {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.shared, &other.shared)
            || (self.base() == other.base() && self.credentials() == other.credentials())
    }
}

impl Eq for Session {}

impl Hash for Session {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.base().hash(state);
        self.credentials().hash(state);
    }
}

/// Shows where the server is, and no credential.
impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").field("base_url", &format_args!("{}", self.base())).finish_non_exhaustive()
    }
}
