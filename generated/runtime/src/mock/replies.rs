//! Which reply a call gets.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use super::{Received, Reply, locked};
use crate::operation::Recorded;

/// Whether a reply is one to this call.
type Fits = Arc<dyn Fn(&Received<Recorded>) -> bool + Send + Sync>;

/// What replies to any number of calls.
type Repeated = Arc<dyn Fn(&Received<Recorded>) -> Reply + Send + Sync>;

/// What a mock has been told to answer.
#[derive(Default)]
pub(super) struct Replies {
    /// Replies to one call each, by the id of their operation, the first to come first.
    queues: HashMap<&'static str, Vec<Arc<Once>>>,
    /// Replies to any number of calls, by the id of their operation; `None` is any operation.
    repeated: HashMap<Option<&'static str>, Repeated>,
}

struct Once {
    reply: Reply,
    fits: Option<Fits>,
}

impl Replies {
    pub(super) fn push(&mut self, id: &'static str, reply: Reply, fits: Option<Fits>) {
        self.queues.entry(id).or_default().push(Arc::new(Once { reply, fits }));
    }

    pub(super) fn repeat(&mut self, id: Option<&'static str>, reply: Repeated) {
        self.repeated.insert(id, reply);
    }

    pub(super) fn left(&self) -> usize {
        self.queues.values().map(Vec::len).sum()
    }

    /// Takes the reply to a call. What a test has written is run without the lock, since it may use the mock itself.
    pub(super) fn take(replies: &Mutex<Self>, received: &Received<Recorded>) -> Option<Reply> {
        let id = received.call.id();
        loop {
            let queue = locked(replies).queues.get(id).cloned().unwrap_or_default();
            let Some(fitting) = queue.iter().find(|once| once.fits(received)) else { break };
            if locked(replies).remove(id, fitting) {
                return Some(fitting.reply.clone());
            }
            // Another call was faster; there may be a reply behind that one.
        }
        let repeated = locked(replies).repeated(id)?;
        Some(repeated(received))
    }

    /// Whether it was still there.
    fn remove(&mut self, id: &str, once: &Arc<Once>) -> bool {
        let Some(queue) = self.queues.get_mut(id) else { return false };
        let Some(place) = queue.iter().position(|other| Arc::ptr_eq(other, once)) else { return false };
        queue.remove(place);
        true
    }

    fn repeated(&self, id: &'static str) -> Option<Repeated> {
        self.repeated.get(&Some(id)).or_else(|| self.repeated.get(&None)).cloned()
    }
}

impl Once {
    fn fits(&self, received: &Received<Recorded>) -> bool {
        self.fits.as_ref().is_none_or(|fits| fits(received))
    }
}
