//! A stand-in for the transport, of which each generated crate has a type of its own: `Mock`.

use std::any::Any;
use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http::{HeaderValue, Request, Response};

use crate::{Error, Operation, Session, TransportError};

mod reply;
#[cfg(test)]
mod tests;

pub use reply::Reply;

/// What was given to an operation, as a value of the type that its crate has for calls.
#[derive(Clone, Default)]
pub struct Recorded {
    call: Option<Arc<dyn Any + Send + Sync>>,
}

impl Recorded {
    /// Keeps a call.
    pub fn new<C: Any + Send + Sync>(call: C) -> Self {
        Self { call: Some(Arc::new(call)) }
    }

    /// The call, if it is one of this type.
    #[must_use]
    pub fn get<C: Any + Clone>(&self) -> Option<C> {
        self.call.as_ref()?.downcast_ref().cloned()
    }
}

/// Shows whether there is a call: what it is, only its crate knows.
impl fmt::Debug for Recorded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorded").field("is_kept", &self.call.is_some()).finish()
    }
}

/// A stand-in for a server, whatever the crate is whose operations it is called with. A clone is the same one.
#[derive(Debug, Clone, Default)]
pub struct Mock {
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    calls: Vec<(&'static str, Recorded)>,
    replies: HashMap<&'static str, VecDeque<Reply>>,
}

/// What a request carries along, so that the mock need not take it apart.
#[derive(Debug, Clone)]
struct Sent {
    id: &'static str,
    call: Recorded,
    media_type: fn(u16) -> HeaderValue,
}

impl Mock {
    /// Answers one call of the operation that has this id.
    pub fn reply(&self, id: &'static str, reply: Reply) {
        self.state().replies.entry(id).or_default().push_back(reply);
    }

    /// The calls so far, in their order, each as this makes it of the operation's id and of what was given to it.
    pub fn calls<C>(&self, call: impl Fn(&'static str, &Recorded) -> C) -> Vec<C> {
        self.state().calls.iter().map(|(id, recorded)| call(id, recorded)).collect()
    }

    /// The number of replies that no call has taken yet.
    #[must_use]
    pub fn replies_left(&self) -> usize {
        self.state().replies.values().map(VecDeque::len).sum()
    }

    /// A session for tests. Its server does not exist.
    #[must_use]
    pub fn session() -> Session {
        Session::mock()
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
        let Some(Sent { id, call, media_type }) = request.extensions_mut().remove() else {
            return Err(TransportError::new("the mock does not know which operation this is"));
        };
        let mut state = self.state();
        state.calls.push((id, call));
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

/// Lets a request carry along which call it is.
pub(crate) fn record<O: Operation>(operation: &O, request: &mut Request<Vec<u8>>) {
    let sent = Sent { id: O::ID, call: operation.call(), media_type: O::media_type };
    request.extensions_mut().insert(sent);
}
