//! What a client is told when it is made.

use std::time::Duration;

use super::calls::{Calls, Way};
use super::observed::Observer;
use crate::Session;

/// What a builder collects.
#[derive(Debug, Clone)]
pub struct Settings {
    pub(super) session: Session,
    pub(super) timeout: Duration,
    pub(super) connect_timeout: Duration,
    pub(super) max_response_size: usize,
}

impl Settings {
    /// An answer may have as much as 16 MiB. The largest ones are those of queries: that is room for 100,000 records of 160
    /// bytes. In memory it is the bytes themselves, for which twice as much may be reserved, and at most eight times as
    /// much as what they are read to; the allowances of the module `decode` see to that.
    const MAX_RESPONSE_SIZE: usize = 16 << 20;

    /// The longest time limit, a year. Clocks end somewhere, and HTTP stacks add limits to them.
    const LONGEST: Duration = Duration::from_secs(365 * 24 * 60 * 60);

    /// The default limits.
    #[must_use]
    pub fn new(session: Session) -> Self {
        Self {
            session,
            timeout: Duration::from_secs(30),
            connect_timeout: Duration::from_secs(10),
            max_response_size: Self::MAX_RESPONSE_SIZE,
        }
    }

    /// With this longest time of a call.
    #[must_use]
    pub fn timeout(self, timeout: Duration) -> Self {
        Self { timeout: timeout.min(Self::LONGEST), ..self }
    }

    /// With this longest time of making a connection.
    #[must_use]
    pub fn connect_timeout(self, connect_timeout: Duration) -> Self {
        Self { connect_timeout: connect_timeout.min(Self::LONGEST), ..self }
    }

    /// With this largest body of an answer, in bytes.
    #[must_use]
    pub fn max_response_size(self, max_response_size: usize) -> Self {
        Self { max_response_size, ..self }
    }

    pub(super) fn way(&self) -> Way {
        Way::to(&self.session)
    }

    /// For a client that is set up for this session's server.
    pub(super) fn calls(self) -> Calls {
        Calls { way: Some(self.way()), timeout: Some(self.timeout), ..self.calls_anywhere() }
    }

    /// For a client that somebody else has set up, for whatever servers.
    pub(super) fn calls_anywhere(self) -> Calls {
        let Self { session, max_response_size, .. } = self;
        Calls {
            session,
            way: None,
            max_response_size,
            timeout: None,
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
        assert!(longest.timeout == Settings::LONGEST && longest.connect_timeout == Settings::LONGEST);
        Ok(())
    }
}
