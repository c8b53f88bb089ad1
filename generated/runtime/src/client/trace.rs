//! A span of `tracing` for each call. Without the feature `tracing` all of this is nothing.
//!
//! A span has what the specification says about the operation, how the call ended, and how long it took: nothing that a
//! session, a request or an answer holds, apart from the status.

use http::Response;

use crate::{Error, Operation};

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
    #[cfg(feature = "tracing")]
    begun: std::time::Instant,
}

impl Span {
    /// A call begins, of which this is the span.
    #[cfg(feature = "tracing")]
    #[must_use]
    pub fn new(span: tracing::Span) -> Self {
        Self { span, begun: std::time::Instant::now() }
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

    /// The call ends: the answer is read, if one came.
    pub(super) fn end<O: Operation>(
        &self,
        answer: Result<Response<Vec<u8>>, Error<O::Error>>,
    ) -> Result<O::Response, Error<O::Error>> {
        #[cfg(feature = "tracing")]
        if let Ok(answer) = &answer {
            self.span.record("status", answer.status().as_u16());
        }
        let outcome = answer.and_then(O::from_response);
        #[cfg(feature = "tracing")]
        {
            self.span.record("duration_ms", self.begun.elapsed().as_secs_f64() * 1e3);
            if let Err(error) = &outcome {
                self.span.record("error", kind(error));
            }
        }
        outcome
    }
}

/// What kind of error it is, in a word that can be counted.
#[cfg(feature = "tracing")]
fn kind<E>(error: &Error<E>) -> &'static str {
    match error {
        Error::Api(_) => "api",
        Error::UnexpectedStatus { .. } => "unexpected_status",
        Error::Decode(_) => "decode",
        Error::Transport(error) if error.is_too_large() => "too_large",
        Error::Transport(error) if error.is_connect() => "connect",
        Error::Transport(error) if error.is_timeout() => "timeout",
        Error::Transport(_) => "transport",
        Error::Request(_) => "request",
        Error::Unsupported { .. } => "unsupported",
    }
}
