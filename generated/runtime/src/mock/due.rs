//! A reply on its way.

use std::time::Duration;

use http::Response;

use crate::TransportError;

/// An outcome that is there after a while.
pub(crate) struct Due {
    pub(super) delay: Delay,
    pub(super) outcome: Result<Response<Vec<u8>>, TransportError>,
}

/// How long that is.
#[derive(Debug, Clone, Copy)]
pub(super) enum Delay {
    For(Duration),
    Forever,
}

impl Due {
    pub(super) fn now(outcome: Result<Response<Vec<u8>>, TransportError>) -> Self {
        Self { delay: Delay::For(Duration::ZERO), outcome }
    }

    /// The same for a call that has a time limit, which it reaches if the outcome comes later.
    #[cfg(any(feature = "reqwest-client", feature = "blocking-client"))]
    pub(crate) fn within(self, limit: Option<Duration>) -> Self {
        let is_late = |limit: &Duration| match self.delay {
            Delay::For(delay) => delay > *limit,
            Delay::Forever => true,
        };
        match limit.filter(is_late) {
            Some(limit) => {
                let late = std::io::Error::from(std::io::ErrorKind::TimedOut);
                Self { delay: Delay::For(limit), outcome: Err(TransportError::timeout(late)) }
            }
            None => self,
        }
    }

    /// Waits by the clock of Tokio, which tests can pause. Without a delay no runtime is needed.
    #[cfg(feature = "reqwest-client")]
    pub(crate) async fn arrive(self) -> Result<Response<Vec<u8>>, TransportError> {
        match self.delay {
            Delay::For(Duration::ZERO) => {}
            Delay::For(delay) => tokio::time::sleep(delay).await,
            Delay::Forever => std::future::pending().await,
        }
        self.outcome
    }

    /// Holds up its thread.
    pub(crate) fn wait(self) -> Result<Response<Vec<u8>>, TransportError> {
        match self.delay {
            Delay::For(Duration::ZERO) => {}
            Delay::For(delay) => std::thread::sleep(delay),
            Delay::Forever => loop {
                std::thread::park();
            },
        }
        self.outcome
    }
}

#[cfg(all(test, any(feature = "reqwest-client", feature = "blocking-client")))]
mod tests {
    use super::*;

    #[test]
    fn a_reply_may_take_as_long_as_the_limit_and_no_longer() {
        let limit = Duration::from_millis(20);
        for (delay, is_late) in [
            (Delay::For(limit), false),
            (Delay::For(limit + Duration::from_nanos(1)), true),
            (Delay::Forever, true),
        ] {
            let due = Due { delay, outcome: Ok(Response::new(Vec::new())) }.within(Some(limit));
            assert!(matches!(due.delay, Delay::For(delay) if delay == limit), "{delay:?}");
            assert_eq!(due.outcome.is_err_and(|error| error.is_timeout()), is_late, "{delay:?}");
        }
        let patient = Due { delay: Delay::Forever, outcome: Ok(Response::new(Vec::new())) }.within(None);
        assert!(matches!(patient.delay, Delay::Forever));
    }
}
