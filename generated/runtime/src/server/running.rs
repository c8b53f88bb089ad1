//! A call while it is being answered.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};

use super::Credentials;

thread_local! {
    /// The call that is being answered on this thread.
    static CURRENT: RefCell<Option<Credentials>> = const { RefCell::new(None) };
    /// Whether it has come to a method that nobody has written.
    static UNWRITTEN: Cell<bool> = const { Cell::new(false) };
}

/// How a call ends that does not end with a response of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    /// There is no such method.
    NotImplemented,
    /// Its method has panicked.
    Panicked,
}

/// What a call does until it ends.
pub(super) type Task<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// A call that is being answered. Where it panics, only it ends.
pub(super) struct Running<T> {
    credentials: Credentials,
    task: Task<T>,
}

impl<T> Running<T> {
    pub(super) fn new(credentials: Credentials, task: Task<T>) -> Self {
        Self { credentials, task }
    }
}

impl<T> Future for Running<T> {
    type Output = Result<T, Cut>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let entered = Entered::new(&self.credentials);
        // What a panic leaves half-done inside of the call is dropped with it.
        match catch_unwind(AssertUnwindSafe(|| self.task.as_mut().poll(context))) {
            Ok(Poll::Ready(output)) => Poll::Ready(Ok(output)),
            Ok(Poll::Pending) if entered.is_unwritten() => Poll::Ready(Err(Cut::NotImplemented)),
            Ok(Poll::Pending) => Poll::Pending,
            Err(_) => Poll::Ready(Err(Cut::Panicked)),
        }
    }
}

/// The call is the current one for as long as this lives, and the one before it is so again afterwards.
struct Entered {
    before: Option<Credentials>,
    was_unwritten: bool,
}

impl Entered {
    fn new(credentials: &Credentials) -> Self {
        Self { before: CURRENT.replace(Some(credentials.clone())), was_unwritten: UNWRITTEN.replace(false) }
    }

    fn is_unwritten(&self) -> bool {
        UNWRITTEN.get()
    }
}

impl Drop for Entered {
    fn drop(&mut self) {
        CURRENT.set(self.before.take());
        UNWRITTEN.set(self.was_unwritten);
    }
}

impl Credentials {
    /// The credentials of the call that is being answered; `None` elsewhere, for example in a task that a method has
    /// spawned.
    #[must_use]
    pub fn current() -> Option<Self> {
        CURRENT.with_borrow(Clone::clone)
    }
}

/// What a method does that nobody has written: the router answers in its place, and drops it.
///
/// # Panics
///
/// Where there is no router to answer, since the caller would wait for ever. Nothing that a client sends leads here.
pub async fn not_implemented<T>() -> T {
    poll_fn(|_| {
        let is_running = CURRENT.with_borrow(Option::is_some);
        assert!(is_running, "this method is not written, and only the router can answer in its place");
        UNWRITTEN.set(true);
        Poll::Pending
    })
    .await
}

#[cfg(test)]
mod tests {
    use std::task::Waker;

    use super::*;

    /// Rests once.
    async fn rest() {
        let mut is_rested = false;
        poll_fn(|_| if std::mem::replace(&mut is_rested, true) { Poll::Ready(()) } else { Poll::Pending })
            .await;
    }

    #[test]
    fn a_call_inside_of_another_leaves_that_as_it_was() {
        let task = async {
            let inside = Running::<()>::new(Credentials::default(), Box::pin(not_implemented())).await;
            let is_current = Credentials::current().is_some();
            rest().await;
            (inside, is_current, Credentials::current().is_some())
        };
        let mut outer = Running::new(Credentials::default(), Box::pin(task));
        let mut context = Context::from_waker(Waker::noop());
        assert_eq!(Pin::new(&mut outer).poll(&mut context), Poll::Pending);
        assert!(Credentials::current().is_none());
        let ended = (Err(Cut::NotImplemented), true, true);
        assert_eq!(Pin::new(&mut outer).poll(&mut context), Poll::Ready(Ok(ended)));
        assert!(Credentials::current().is_none());
    }
}
