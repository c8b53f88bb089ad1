//! A call while it is being answered.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use super::Credentials;

thread_local! {
    static CURRENT: RefCell<Option<Arc<Call>>> = const { RefCell::new(None) };
}

/// What is known of a call wherever its methods are.
#[derive(Default)]
struct Call {
    credentials: Credentials,
    /// Whether it has come to a method that nobody has written.
    unwritten: AtomicBool,
}

/// How a call ends that does not end with an answer of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    /// There is no such method.
    NotImplemented,
    /// Its method has panicked.
    Panicked,
}

/// A call that is being answered. Where it panics, only it ends.
pub(super) struct Running<F> {
    future: Pin<Box<F>>,
    call: Arc<Call>,
}

impl<F: Future> Running<F> {
    /// Starts it. The future is made inside, because what makes it may panic too.
    pub(super) fn new(credentials: Credentials, future: F) -> Self {
        let call = Call { credentials, unwritten: AtomicBool::new(false) };
        Self { future: Box::pin(future), call: Arc::new(call) }
    }
}

impl<F: Future> Future for Running<F> {
    type Output = Result<F::Output, Cut>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let _entered = Entered::new(&self.call);
        // What a panic leaves half-done inside of the call is dropped with it.
        let polled = catch_unwind(AssertUnwindSafe(|| self.future.as_mut().poll(context)));
        match polled {
            Ok(Poll::Ready(output)) => Poll::Ready(Ok(output)),
            Ok(Poll::Pending) if self.call.unwritten.load(Ordering::Relaxed) => {
                Poll::Ready(Err(Cut::NotImplemented))
            }
            Ok(Poll::Pending) => Poll::Pending,
            Err(_) => Poll::Ready(Err(Cut::Panicked)),
        }
    }
}

/// The call is the current one for as long as this lives, and the one before it is so again afterwards.
struct Entered {
    before: Option<Arc<Call>>,
}

impl Entered {
    fn new(call: &Arc<Call>) -> Self {
        Self { before: CURRENT.replace(Some(Arc::clone(call))) }
    }
}

impl Drop for Entered {
    fn drop(&mut self) {
        CURRENT.set(self.before.take());
    }
}

pub(super) fn credentials() -> Option<Credentials> {
    CURRENT.with_borrow(|call| call.as_ref().map(|call| call.credentials.clone()))
}

/// What a method does that nobody has written: the router answers in its place, and drops it.
///
/// # Panics
///
/// Where there is no router to answer, since the caller would wait for ever.
#[expect(
    clippy::panic,
    reason = "it is for whoever writes the server, and nothing that a client sends leads here"
)]
pub async fn not_implemented<T>() -> T {
    std::future::poll_fn(|_| {
        CURRENT.with_borrow(|call| match call {
            Some(call) => call.unwritten.store(true, Ordering::Relaxed),
            None => panic!("this method is not written, and only the router can answer in its place"),
        });
        Poll::Pending
    })
    .await
}
