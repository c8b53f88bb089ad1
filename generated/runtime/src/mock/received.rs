use http::HeaderMap;

use crate::Session;
use crate::operation::Recorded;

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
