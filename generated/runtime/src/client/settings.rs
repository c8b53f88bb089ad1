//! What a client is told when it is made.

use std::time::Duration;

use http::HeaderValue;
use http::header::USER_AGENT;

use super::calls::{Calls, LONGEST, Way};
use super::observed::Observer;
use crate::Session;

/// What a builder collects.
#[derive(Debug, Clone)]
pub struct Settings {
    pub(super) session: Session,
    pub(super) timeout: Duration,
    pub(super) connect_timeout: Duration,
    pub(super) max_response_size: usize,
    /// What the client calls itself, unless it is told otherwise: the name and the version of its crate.
    pub(super) user_agent: Option<&'static str>,
}

impl Settings {
    /// A response may have as much as 16 MiB. The largest ones are those of queries: that is room for 100,000 records of 160
    /// bytes. In memory it is the bytes themselves, for which twice as much may be reserved, and at most eight times as
    /// much as what they are read to; the allowances of the module `reader` see to that.
    const MAX_RESPONSE_SIZE: usize = 16 << 20;

    /// The default limits.
    #[must_use]
    pub fn new(session: Session) -> Self {
        Self {
            session,
            timeout: Duration::from_secs(30),
            connect_timeout: Duration::from_secs(10),
            max_response_size: Self::MAX_RESPONSE_SIZE,
            user_agent: None,
        }
    }

    /// With the name and the version of the client's crate, which each request states.
    #[must_use]
    pub fn user_agent(self, user_agent: &'static str) -> Self {
        Self { user_agent: Some(user_agent), ..self }
    }

    /// With this longest time of a call.
    #[must_use]
    pub fn timeout(self, timeout: Duration) -> Self {
        Self { timeout: timeout.min(LONGEST), ..self }
    }

    /// With this longest time of making a connection.
    #[must_use]
    pub fn connect_timeout(self, connect_timeout: Duration) -> Self {
        Self { connect_timeout: connect_timeout.min(LONGEST), ..self }
    }

    /// With this largest body of a response, in bytes.
    #[must_use]
    pub fn max_response_size(self, max_response_size: usize) -> Self {
        Self { max_response_size, ..self }
    }

    pub(super) fn way(&self) -> Way {
        Way::to(&self.session)
    }

    /// For a client that is set up for this session's server.
    pub(super) fn calls(self) -> Calls {
        let (way, timeout) = (Some(self.way()), Some(self.timeout));
        let user_agent = self.user_agent.and_then(|user_agent| HeaderValue::from_str(user_agent).ok());
        let calls = Calls { way, timeout, ..self.calls_anywhere() };
        match user_agent {
            Some(user_agent) => calls.with_header(USER_AGENT, user_agent),
            None => calls,
        }
    }

    /// For a client that somebody else has set up, for whatever servers.
    pub(super) fn calls_anywhere(self) -> Calls {
        let Self { session, max_response_size, .. } = self;
        Calls {
            session,
            way: None,
            max_response_size,
            renewal: None,
            timeout: None,
            tell_timeout: false,
            told: None,
            server: Vec::new(),
            validation: true,
            observer: Observer::default(),
            #[cfg(feature = "mock")]
            mocked: false,
        }
    }

    /// For a client whose server is a mock.
    #[cfg(feature = "mock")]
    pub(super) fn mocked() -> Calls {
        Calls { mocked: true, ..Self::new(Session::mock(None)).calls_anywhere() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limits_are_those_that_the_readme_names() -> Result<(), crate::SessionError> {
        let settings = Settings::new(crate::tests::session("https://ic1")?);
        assert_eq!(settings.timeout, Duration::from_secs(30));
        assert_eq!(settings.connect_timeout, Duration::from_secs(10));
        assert_eq!(settings.max_response_size, 16 * 1024 * 1024);
        let longest = settings.timeout(Duration::MAX).connect_timeout(Duration::MAX);
        assert!(longest.timeout == LONGEST && longest.connect_timeout == LONGEST);
        assert_eq!(LONGEST.as_secs(), 31_536_000);
        Ok(())
    }
}
