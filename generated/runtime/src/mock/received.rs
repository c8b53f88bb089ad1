use std::any::Any;
use std::fmt;
use std::sync::Arc;

use http::HeaderMap;

use crate::{Operation, Session};

/// What a mock has received: a call, and who made it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Received<C> {
    /// The call, with everything that was given to it.
    pub call: C,
    /// The session that made it.
    pub session: Session,
    /// The headers of the request. Those with credentials are marked sensitive, so that `Debug` hides them.
    pub headers: HeaderMap,
}

impl Received<Recorded> {
    /// The same with the call as its crate has it.
    #[must_use]
    pub fn map<C>(&self, call: impl FnOnce(&Recorded) -> C) -> Received<C> {
        Received { call: call(&self.call), session: self.session.clone(), headers: self.headers.clone() }
    }
}

/// What was given to an operation, as a value of the type that its crate has for calls.
#[derive(Clone, Default)]
pub struct Recorded {
    id: &'static str,
    call: Option<Arc<dyn Any + Send + Sync>>,
}

impl Recorded {
    /// Keeps a call.
    pub fn new<C: Any + Send + Sync>(call: C) -> Self {
        Self { id: "", call: Some(Arc::new(call)) }
    }

    /// The same, as a call of this operation.
    pub(super) fn of<O: Operation>(self) -> Self {
        Self { id: O::ID, ..self }
    }

    /// The id of the operation.
    #[must_use]
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// The call, if it is one of this type.
    #[must_use]
    pub fn get<C: Any + Clone>(&self) -> Option<C> {
        self.call.as_ref()?.downcast_ref().cloned()
    }
}

/// Shows which operation it is: what was given to it, only its crate knows.
impl fmt::Debug for Recorded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorded").field("id", &self.id).finish_non_exhaustive()
    }
}
