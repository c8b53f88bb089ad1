//! A stand-in for a server, behind the clients' transport, of which each generated crate has a type of its own: `Mock`.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http::{HeaderValue, Request};

use crate::operation::Recorded;
use crate::{Error, Operation, Session, TransportError};

mod due;
mod received;
mod replies;
mod reply;
#[cfg(test)]
pub(crate) mod tests;

pub(crate) use due::Due;
pub use received::Received;
use replies::Replies;
pub use reply::Reply;

/// A stand-in for a server, whatever the crate is whose operations it is called with. A clone is the same one.
#[derive(Clone, Default)]
pub struct Mock {
    received: Arc<Mutex<Vec<Received<Recorded>>>>,
    replies: Arc<Mutex<Replies>>,
}

impl fmt::Debug for Mock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mock").field("replies_left", &self.replies_left()).finish_non_exhaustive()
    }
}

/// What a request carries along, so that the mock need not take it apart.
#[derive(Debug, Clone)]
struct Sent {
    call: Recorded,
    session: Session,
    media_type: fn(u16) -> HeaderValue,
}

impl Mock {
    /// Answers one call of the operation that has this id.
    pub fn reply(&self, id: &'static str, reply: Reply) {
        locked(&self.replies).push(id, reply, None);
    }

    /// Answers one call of the operation that has this id, if this is true of it.
    pub fn reply_if(
        &self,
        id: &'static str,
        fits: impl Fn(&Received<Recorded>) -> bool + Send + Sync + 'static,
        reply: Reply,
    ) {
        locked(&self.replies).push(id, reply, Some(Arc::new(fits)));
    }

    /// Answers each call of the operation that has this id, or of any where this is `None`, if no other reply is left.
    pub fn reply_with(
        &self,
        id: Option<&'static str>,
        reply: impl Fn(&Received<Recorded>) -> Reply + Send + Sync + 'static,
    ) {
        locked(&self.replies).repeat(id, Arc::new(reply));
    }

    /// What came so far, in its order, each as this makes it of what was recorded.
    pub fn received<T>(&self, each: impl Fn(&Received<Recorded>) -> T) -> Vec<T> {
        locked(&self.received).iter().map(each).collect()
    }

    /// The number of replies to one call that no call has taken yet.
    #[must_use]
    pub fn replies_left(&self) -> usize {
        locked(&self.replies).left()
    }

    /// A session for tests. Its server does not exist.
    #[must_use]
    pub fn session() -> Session {
        Session::mock(None)
    }

    /// One of several sessions for tests.
    #[must_use]
    pub fn numbered_session(number: u32) -> Session {
        Session::mock(Some(number))
    }

    /// Makes a call without any client.
    ///
    /// # Errors
    ///
    /// Those of the operation.
    pub fn execute<O: Operation>(&self, operation: &O) -> Result<O::Response, Error<O::Error>> {
        operation.validate()?;
        let session = Self::session();
        let mut request = operation.to_request(&session)?;
        record(operation, &session, &mut request);
        O::from_response(self.exchange(request).wait()?)
    }

    /// Keeps a request that [`record`] has seen, and takes the reply to it.
    pub(crate) fn exchange(&self, mut request: Request<Vec<u8>>) -> Due {
        let Some(Sent { call, session, media_type }) = request.extensions_mut().remove() else {
            return Due::now(Err(TransportError::stated("the mock does not know which operation this is")));
        };
        let headers = request.headers().clone();
        let received = Received { call, session, headers };
        locked(&self.received).push(received.clone());
        match Replies::take(&self.replies, &received) {
            Some(reply) => reply.into_due(media_type),
            None => {
                let id = received.call.id();
                let missing = format!("the mock has no reply for `{id}`: give it one with `Mock::reply`");
                Due::now(Err(TransportError::stated(missing)))
            }
        }
    }
}

/// A test that panicked while it held the lock has left nothing half-done.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Lets a request carry along which call it is, and of which session.
pub(crate) fn record<O: Operation>(operation: &O, session: &Session, request: &mut Request<Vec<u8>>) {
    let call = operation.call().with_id(O::ID);
    let sent = Sent { call, session: session.clone(), media_type: O::media_type };
    request.extensions_mut().insert(sent);
}
