use std::time::Duration;

use http::{HeaderName, HeaderValue};

use super::calls::Calls;
use super::observed::Observer;
use super::report::CallReport;
use crate::{FeatureVersion, Session};

/// What a client makes its calls with: a session, the connections of an HTTP stack `T`, and its settings. A clone is cheap
/// and shares connections.
///
/// Each crate of an API has a client of its own, which has a method for each operation. All of them are made of this, so
/// that a client of one crate becomes one of another, with the same session and the same connections: see `sharing` of any
/// client.
///
/// It needs the feature of a client, such as `reqwest` or `blocking`.
#[derive(Clone)]
pub struct Connections<T> {
    pub(super) calls: Calls,
    pub(super) transport: T,
}

impl<T> AsRef<Self> for Connections<T> {
    fn as_ref(&self) -> &Self {
        self
    }
}

/// Shows the session, which shows no credential.
impl<T> std::fmt::Debug for Connections<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Connections").field("session", &self.session()).finish_non_exhaustive()
    }
}

/// What is shared inside is behind locks, so a call that panics leaves nothing half-done.
impl<T> std::panic::UnwindSafe for Connections<T> {}
impl<T> std::panic::RefUnwindSafe for Connections<T> {}

impl<T> Connections<T> {
    /// The session that the calls belong to.
    #[must_use]
    pub fn session(&self) -> Session {
        self.calls.session()
    }
}

/// What the clients of generated crates are made of.
#[doc(hidden)]
impl<T: Clone> Connections<T> {
    #[must_use]
    pub fn with_session(&self, session: Session) -> Self {
        Self { calls: self.calls.with_session(session), transport: self.transport.clone() }
    }

    #[must_use]
    pub fn with_server_version(self, version: FeatureVersion) -> Self {
        Self { calls: self.calls.with_server_version(version), ..self }
    }

    #[must_use]
    pub fn without_validation(mut self) -> Self {
        self.calls.validation = false;
        self
    }

    #[must_use]
    pub fn with_observer(mut self, observer: impl Fn(&CallReport) + Send + Sync + 'static) -> Self {
        self.calls.observer = Observer::new(observer);
        self
    }

    #[must_use]
    pub fn with_header(self, name: HeaderName, value: HeaderValue) -> Self {
        Self { calls: self.calls.with_header(name, value), ..self }
    }

    #[must_use]
    pub fn with_timeout(self, timeout: Duration) -> Self {
        Self { calls: self.calls.with_timeout(timeout), ..self }
    }

    #[cfg(feature = "retry")]
    #[must_use]
    pub fn with_retry(self, retry: super::Retry) -> Self {
        Self { calls: self.calls.with_retry(retry), ..self }
    }

    #[must_use]
    pub fn with_max_response_size(mut self, max_response_size: usize) -> Self {
        self.calls.max_response_size = max_response_size;
        self
    }
}
