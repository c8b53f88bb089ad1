//! A span of `tracing` for each call. Without the feature `tracing` all of this is nothing.
//!
//! A span has what the specification says about the operation, how the call ended, and how long it took: nothing that a
//! session, a request or a response holds, apart from the status.

use super::report::CallReport;

/// Makes the span of a call of this operation, for the log of the crate that makes it.
#[cfg(feature = "tracing")]
#[doc(hidden)]
#[macro_export]
macro_rules! __span {
    ($operation:ident) => {
        $crate::codegen::Span::new($crate::codegen::tracing::info_span!(
            target: env!("CARGO_CRATE_NAME"),
            "call",
            operation = $operation::ID,
            method = $operation::METHOD.as_str(),
            path = $operation::PATH,
            status = $crate::codegen::tracing::field::Empty,
            duration_ms = $crate::codegen::tracing::field::Empty,
            attempts = $crate::codegen::tracing::field::Empty,
            error = $crate::codegen::tracing::field::Empty,
        ))
    };
}

#[cfg(not(feature = "tracing"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __span {
    ($operation:ident) => {
        $crate::codegen::Span::default()
    };
}

/// What stands in the log about one call.
#[derive(Debug)]
#[cfg_attr(not(feature = "tracing"), derive(Default))]
pub struct Span {
    #[cfg(feature = "tracing")]
    span: tracing::Span,
}

impl Span {
    /// A call begins, of which this is the span.
    #[cfg(feature = "tracing")]
    #[must_use]
    pub fn new(span: tracing::Span) -> Self {
        Self { span }
    }

    /// Whatever this future does, it does within the span.
    #[cfg(feature = "reqwest-client")]
    pub(super) fn around<F: Future>(&self, future: F) -> impl Future<Output = F::Output> + use<F> {
        #[cfg(feature = "tracing")]
        let future = tracing::Instrument::instrument(future, self.span.clone());
        future
    }

    /// Whatever this function does, it does within the span.
    #[cfg(feature = "blocking-client")]
    pub(super) fn within<T>(&self, act: impl FnOnce() -> T) -> T {
        #[cfg(feature = "tracing")]
        let _entered = self.span.enter();
        act()
    }

    /// The call ends in this way.
    pub(super) fn end(&self, report: &CallReport) {
        #[cfg(not(feature = "tracing"))]
        let _ = report;
        #[cfg(feature = "tracing")]
        {
            self.span.record("status", report.status.map(|status| status.as_u16()));
            self.span.record("duration_ms", report.duration.as_secs_f64() * 1e3);
            self.span.record("attempts", report.attempts);
            self.span.record("error", report.error);
        }
    }
}
