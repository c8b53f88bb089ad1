//! Making a call again, for those who ask for it.

use std::ops::ControlFlow;
use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBackoff, ExponentialBuilder};
use http::Response;

use crate::TransportError;
use crate::error::retry_after;
use crate::reader::meter::Deadline;

type Exchanged = Result<Response<Vec<u8>>, TransportError>;

/// When a call is made again: see `with_retry` of either client. It needs the feature `retry`.
///
/// That is where the server cannot have seen the call, because no connection could be made, and where the response is an error
/// that asks for it by the header `Retry-After`. Nothing else is sent twice.
///
/// The pauses between the attempts back off exponentially: the first takes 0.2 seconds, and each further one twice as long.
/// A random jitter of up to the same length is added, so that many clients do not come back at once. If a response says how
/// long to wait, that is the pause. Each attempt has the whole time limit of a call, and the pauses come on top.
///
/// A call ends with the outcome of its last attempt, with one exception. If the server has answered an earlier attempt and
/// cannot be reached any more, the call ends with that response, because `is_connect` of the last error would say that the
/// server has not seen the call.
///
/// ```
/// # use std::time::Duration;
/// # use icws_runtime::Retry;
/// let retry = Retry::new(3).with_longest_pause(Duration::from_secs(5));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retry {
    attempts: usize,
    longest_pause: Duration,
}

impl Retry {
    /// At most this many attempts for each call, the first one included; there is always that one.
    #[must_use]
    pub const fn new(attempts: usize) -> Self {
        Self { attempts, longest_pause: Duration::from_secs(30) }
    }

    /// The longest pause. The default is 30 seconds. If the server asks for a longer one, the call is not made again.
    #[must_use]
    pub const fn with_longest_pause(self, longest_pause: Duration) -> Self {
        Self { longest_pause, ..self }
    }

    /// The pauses of one call.
    pub(super) fn pauses(&self) -> Pauses {
        let backoff = ExponentialBuilder::new()
            .with_min_delay(Duration::from_millis(200).min(self.longest_pause))
            .with_max_delay(self.longest_pause)
            .with_max_times(self.attempts.saturating_sub(1))
            .with_jitter();
        Pauses { backoff: backoff.build(), longest: self.longest_pause, answered: None }
    }
}

/// The pauses that are left for one call.
pub(super) struct Pauses {
    backoff: ExponentialBackoff,
    longest: Duration,
    /// What the server has answered to an earlier attempt.
    answered: Option<Response<Vec<u8>>>,
}

impl Pauses {
    /// How long to wait before the next attempt, or what the call ends with. A response that was kept is read now, so the time
    /// for that begins now.
    pub(super) fn after(
        &mut self,
        outcome: Exchanged,
        deadline: impl FnOnce() -> Option<Deadline>,
    ) -> ControlFlow<Exchanged, Duration> {
        match (self.next(&outcome), outcome) {
            (Some(pause), outcome) => {
                self.answered = outcome.ok().or_else(|| self.answered.take());
                ControlFlow::Continue(pause)
            }
            (None, Err(error)) if error.is_connect() => {
                let kept = self.answered.take().map(|answer| Deadline::set(deadline(), answer));
                ControlFlow::Break(kept.ok_or(error))
            }
            (None, outcome) => ControlFlow::Break(outcome),
        }
    }

    fn next(&mut self, outcome: &Exchanged) -> Option<Duration> {
        let asked = match outcome {
            Err(error) if error.is_connect() => None,
            Ok(answer) if answer.status().is_client_error() || answer.status().is_server_error() => {
                Some(retry_after(answer.headers())?)
            }
            _ => return None,
        };
        let pause = self.backoff.next()?;
        match asked {
            Some(asked) => (asked <= self.longest).then_some(asked),
            None => Some(pause.min(self.longest)),
        }
    }
}

#[cfg(test)]
mod tests {
    use http::StatusCode;

    use super::*;

    fn answer(status: u16, header: Option<&'static str>) -> Exchanged {
        let mut answer = Response::new(Vec::new());
        *answer.status_mut() = StatusCode::from_u16(status).unwrap_or_default();
        if let Some(header) = header {
            answer.headers_mut().insert("retry-after", http::HeaderValue::from_static(header));
        }
        Ok(answer)
    }

    #[test]
    fn only_what_was_not_sent_or_what_the_server_asks_for_is_made_again() {
        let pause = |outcome| Retry::new(2).pauses().next(&outcome);
        let first = Duration::from_millis(200)..=Duration::from_millis(400);
        assert!(pause(Err(TransportError::connect("x"))).is_some_and(|pause| first.contains(&pause)));
        assert!(pause(Err(TransportError::connect_timeout("x"))).is_some());
        assert_eq!(pause(answer(503, Some("7"))), Some(Duration::from_secs(7)));
        assert_eq!(pause(answer(503, Some("30"))), Some(Duration::from_secs(30)));
        assert_eq!(pause(answer(429, Some("0"))), Some(Duration::ZERO));
        for outcome in [
            Err(TransportError::timeout("x")),
            Err(TransportError::new("x")),
            answer(503, None),
            answer(503, Some("soon")),
            answer(503, Some("31")),
            answer(200, Some("7")),
            answer(302, Some("7")),
        ] {
            let shown = format!("{outcome:?}");
            assert_eq!(pause(outcome), None, "{shown}");
        }
    }

    #[test]
    fn the_attempts_and_the_pauses_are_bounded() {
        let failed = Err(TransportError::connect("x"));
        for attempts in [0, 1, 4] {
            let mut pauses = Retry::new(attempts).with_longest_pause(Duration::from_millis(300)).pauses();
            let all: Vec<_> = std::iter::from_fn(|| pauses.next(&failed)).collect();
            assert_eq!(all.len(), attempts.saturating_sub(1));
            assert!(all.iter().all(|pause| *pause <= Duration::from_millis(300)), "{all:?}");
        }
    }

    #[test]
    fn a_server_that_has_answered_has_seen_the_call() {
        let end = |outcomes: Vec<Exchanged>| {
            let mut pauses = Retry::new(outcomes.len()).pauses();
            outcomes.into_iter().find_map(|outcome| pauses.after(outcome, || None).break_value())
        };
        let unreachable = || Err(TransportError::connect("x"));
        let refused = end(vec![answer(503, Some("0")), unreachable(), unreachable()]);
        assert!(matches!(&refused, Some(Ok(answer)) if answer.status() == 503), "{refused:?}");
        let never = end(vec![unreachable(), unreachable()]);
        assert!(matches!(&never, Some(Err(error)) if error.is_connect()), "{never:?}");
        let lost = end(vec![answer(503, Some("0")), Err(TransportError::timeout("x"))]);
        assert!(matches!(&lost, Some(Err(error)) if error.is_timeout()), "{lost:?}");
        let at_last = end(vec![answer(503, Some("0")), unreachable(), answer(200, None)]);
        assert!(matches!(&at_last, Some(Ok(answer)) if answer.status() == 200), "{at_last:?}");
    }

    #[test]
    fn an_answer_that_was_kept_is_read_in_time_of_its_own() -> Result<(), &'static str> {
        let mut pauses = Retry::new(2).pauses();
        let deadline = Deadline(std::time::Instant::now());
        // A short one is not timed.
        let long = answer(503, Some("0")).map(|answer| answer.map(|_| vec![b' '; 2000]));
        assert!(pauses.after(long, || Some(deadline)).is_continue());
        let kept = pauses.after(Err(TransportError::connect("x")), || Some(deadline)).break_value();
        let answer = kept.ok_or("it goes on")?.map_err(|_| "no answer")?;
        assert_eq!(answer.extensions().get().map(|Deadline(until)| *until), Some(deadline.0));
        Ok(())
    }
}
