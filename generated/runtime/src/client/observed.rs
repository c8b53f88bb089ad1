//! How calls end: for the log, and for whoever counts and times them.

use std::fmt;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Instant;

use http::{Response, StatusCode};

use super::report::CallReport;
use super::trace::Span;
use crate::{Error, Operation, OperationInfo};

/// What is told how each call ends.
#[derive(Clone, Default)]
pub(super) struct Observer {
    function: Option<Arc<Function>>,
}

type Function = dyn Fn(&CallReport) + Send + Sync;

/// A panic in there is the caller's own, and leaves nothing of a client half-done.
impl UnwindSafe for Observer {}
impl RefUnwindSafe for Observer {}

impl Observer {
    pub(super) fn new(function: impl Fn(&CallReport) + Send + Sync + 'static) -> Self {
        Self { function: Some(Arc::new(function)) }
    }
}

impl fmt::Debug for Observer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Observer").field("is_set", &self.function.is_some()).finish()
    }
}

/// A call that is being made. If it is dropped before it ends, it was cancelled.
pub(super) struct Observed {
    span: Span,
    observer: Observer,
    operation: OperationInfo,
    begun: Instant,
    attempts: AtomicU32,
    is_ended: bool,
}

impl Observed {
    /// A call begins.
    pub(super) fn begin<O: Operation>(span: Span, observer: &Observer) -> Self {
        let (observer, operation) = (observer.clone(), OperationInfo::of::<O>());
        let (begun, attempts) = (Instant::now(), AtomicU32::new(0));
        Self { span, observer, operation, begun, attempts, is_ended: false }
    }

    /// A request is tried for it.
    pub(super) fn count_request(&self) {
        self.attempts.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn span(&self) -> &Span {
        &self.span
    }

    /// The call ends: the response is read, if one came.
    pub(super) fn end<O: Operation>(
        mut self,
        answer: Result<Response<Vec<u8>>, Error<O::Error>>,
    ) -> Result<O::Response, Error<O::Error>> {
        let status = answer.as_ref().ok().map(Response::status);
        let outcome = answer.and_then(O::from_response);
        self.tell(status, outcome.as_ref().err().map(|error| error.kind().as_str()));
        outcome
    }

    fn tell(&mut self, status: Option<StatusCode>, error: Option<&'static str>) {
        self.is_ended = true;
        let (operation, duration) = (self.operation.clone(), self.begun.elapsed());
        let attempts = self.attempts.load(Ordering::Relaxed);
        let report = CallReport { operation, status, error, duration, attempts };
        self.span.end(&report);
        if let Some(function) = &self.observer.function {
            function(&report);
        }
    }
}

impl Drop for Observed {
    fn drop(&mut self) {
        if !self.is_ended {
            self.tell(None, Some("cancelled"));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::TransportError;
    use crate::tests::FindContacts;

    #[test]
    fn each_call_is_told_of_once_whether_it_ends_or_is_dropped() {
        let told = Arc::new(Mutex::new(Vec::new()));
        let reports = told.clone();
        let observer = Observer::new(move |report: &CallReport| {
            reports.lock().into_iter().for_each(|mut all| all.push((report.status, report.error)));
        });
        let span = || crate::__span!(FindContacts);
        let begin = || Observed::begin::<FindContacts<'_>>(span(), &observer);
        let mut answer = Response::new(Vec::new());
        *answer.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        assert!(begin().end::<FindContacts<'_>>(Ok(answer)).is_err());
        let broken = Err(Error::Transport(TransportError::timeout("late")));
        assert!(begin().end::<FindContacts<'_>>(broken).is_err());
        drop(begin());
        let all = told.lock().map(|all| all.clone()).unwrap_or_default();
        let status = Some(StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(
            all,
            [(status, Some("unexpected_status")), (None, Some("timeout")), (None, Some("cancelled"))]
        );
    }
}
