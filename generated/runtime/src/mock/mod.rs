//! Testing without a server: a stand-in for the transport, which keeps the calls and answers them as you say.
//!
//! Nothing is sent, and no socket is opened. Everything else is as it is with a server: requests are checked and built,
//! answers are chosen by their status and decoded.
//!
//! ```
//! use icws_dialer::Operation;
//! use icws_dialer::mock::{Call, Mock, Reply};
//!
//! fn late<O: Operation>(operation: &O) {
//!     let mock = Mock::new();
//!     mock.reply::<O>(Reply::timeout());
//!     assert!(mock.execute(operation).is_err_and(|error| error.is_timeout()));
//!     assert_eq!(mock.calls(), [Call::of(operation)]);
//! }
//! ```
//!
//! A mock also makes clients, of each kind that is switched on: `client` and `blocking_client`. The front page has an
//! example with one.
//!
//! A [`Reply`] also makes an outcome of its own, for code that is given one: see [`Reply::read`].

use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http::{HeaderValue, Request, Response};

use crate::{Error, Operation, Session, TransportError};

mod reply;
#[cfg(test)]
mod tests;

pub use crate::generated::mock::Call;
pub use reply::Reply;

/// A stand-in for a server.
///
/// A clone is the same mock. Calls that it has no reply for end in [`Error::Transport`], whose source names the operation.
#[derive(Clone, Default)]
pub struct Mock {
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    calls: Vec<Call>,
    replies: HashMap<&'static str, VecDeque<Reply>>,
}

/// What a request carries along, so that the mock need not take it apart.
#[derive(Debug, Clone)]
struct Recorded {
    id: &'static str,
    call: Call,
    media_type: fn(u16) -> HeaderValue,
}

impl Mock {
    /// A mock without replies.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers one call of an operation with this. Several replies are given one after the other.
    pub fn reply<O: Operation>(&self, reply: Reply) {
        self.state().replies.entry(O::ID).or_default().push_back(reply);
    }

    /// The calls so far, in their order. One that was refused before sending, by validation for example, is none.
    #[must_use]
    pub fn calls(&self) -> Vec<Call> {
        self.state().calls.clone()
    }

    /// The number of replies that no call has taken yet: zero at the end of a test that knows what it expects.
    #[must_use]
    pub fn replies_left(&self) -> usize {
        self.state().replies.values().map(VecDeque::len).sum()
    }

    /// A session for tests. Its server does not exist.
    #[must_use]
    pub fn session() -> Session {
        Session::mock()
    }

    /// An asynchronous client that calls this mock. It needs no runtime of Tokio's.
    #[cfg(feature = "reqwest-client")]
    #[must_use]
    pub fn client(&self) -> crate::Client {
        crate::Client::from_mock(self.clone())
    }

    /// A blocking client that calls this mock.
    #[cfg(feature = "blocking-client")]
    #[must_use]
    pub fn blocking_client(&self) -> crate::blocking::Client {
        crate::blocking::Client::from_mock(self.clone())
    }

    /// Makes a call without any client.
    ///
    /// # Errors
    ///
    /// Those of the operation.
    pub fn execute<O: Operation>(&self, operation: &O) -> Result<O::Response, Error<O::Error>> {
        operation.validate()?;
        let mut request = operation.to_request(&Self::session())?;
        record(operation, &mut request);
        O::from_response(self.exchange(request)?)
    }

    /// Takes the next reply for a request that [`record`] has seen.
    pub(crate) fn exchange(
        &self,
        mut request: Request<Vec<u8>>,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        let Some(Recorded { id, call, media_type }) = request.extensions_mut().remove() else {
            return Err(TransportError::new("the mock does not know which operation this is"));
        };
        let mut state = self.state();
        state.calls.push(call);
        let reply = state.replies.get_mut(id).and_then(VecDeque::pop_front);
        drop(state);
        let missing = || format!("the mock has no reply for `{id}`: give it one with `Mock::reply`");
        reply.ok_or_else(|| TransportError::new(missing()))?.into_response(media_type)
    }

    /// A test that panicked while it held the lock has left nothing half-done.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Shows the calls and the number of replies.
impl fmt::Debug for Mock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mock")
            .field("calls", &self.calls())
            .field("replies_left", &self.replies_left())
            .finish()
    }
}

/// Lets a request carry along which call it is.
pub(crate) fn record<O: Operation>(operation: &O, request: &mut Request<Vec<u8>>) {
    let recorded = Recorded { id: O::ID, call: operation.call(), media_type: O::media_type };
    request.extensions_mut().insert(recorded);
}

impl Call {
    /// The call that an operation makes, to compare [`Mock::calls`] with.
    #[must_use]
    pub fn of<O: Operation>(operation: &O) -> Self {
        operation.call()
    }
}
