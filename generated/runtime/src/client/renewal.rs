//! Logging in again where the server has refused a session.

use std::sync::{Mutex, MutexGuard, PoisonError};

use http::{Response, StatusCode};

use crate::{Operation, Session};

/// The session of a client that logs in again. All clones of the client share it.
pub(super) struct Renewal {
    state: Mutex<State>,
}

struct State {
    session: Session,
    /// How many logins have ended, with a session or without one.
    ended: u64,
}

/// What is to be done about a session that was refused.
pub(super) enum RenewalStep {
    /// It was renewed meanwhile.
    Renewed(Session),
    /// A login that ended after the call had begun has failed.
    Failed,
    /// Log in, and then [`finish`](Renewal::finish).
    LogIn,
}

impl Renewal {
    pub(super) fn new(session: Session) -> Self {
        Self { state: Mutex::new(State { session, ended: 0 }) }
    }

    pub(super) fn session(&self) -> Session {
        self.state().session.clone()
    }

    /// The session for a call that begins now, and how many logins have ended so far.
    pub(super) fn begin(&self) -> (Session, u64) {
        let state = self.state();
        (state.session.clone(), state.ended)
    }

    /// Looks what is to be done, once nobody else is logging in.
    pub(super) fn step(&self, refused: &Session, ended_before: u64) -> RenewalStep {
        let state = self.state();
        if state.session != *refused {
            return RenewalStep::Renewed(state.session.clone());
        }
        if state.ended == ended_before { RenewalStep::LogIn } else { RenewalStep::Failed }
    }

    /// A login has ended, and has yielded this.
    pub(super) fn finish(&self, session: Option<&Session>) {
        let mut state = self.state();
        state.ended += 1;
        if let Some(session) = session {
            state.session = session.clone();
        }
    }

    /// A thread that panicked while it held the lock has left nothing half-done.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a response proves that the server has refused the session of a call, so that a new one can help.
pub(super) fn is_refused<O: Operation, B>(answer: &Response<B>) -> bool {
    answer.status() == StatusCode::UNAUTHORIZED && O::PATH.contains("{sessionId}") && !is_logout::<O>()
}

/// Nobody logs in to log out.
fn is_logout<O: Operation>() -> bool {
    O::METHOD == http::Method::DELETE && O::PATH == crate::Logout::PATH
}

#[cfg(all(test, feature = "mock"))]
mod tests {
    use super::*;
    use crate::tests::{FindContacts, operation};
    use crate::{Login, Logout};

    #[test]
    fn whoever_waited_for_a_login_takes_what_it_has_yielded() {
        let (old, new) = (Session::mock(None), Session::mock(Some(1)));
        let renewal = Renewal::new(old.clone());
        let (session, before) = renewal.begin();
        assert!(session == old && matches!(renewal.step(&old, before), RenewalStep::LogIn));
        renewal.finish(None);
        assert!(matches!(renewal.step(&old, before), RenewalStep::Failed));
        // A call that begins afterwards may try once more.
        let (_, before) = renewal.begin();
        assert!(matches!(renewal.step(&old, before), RenewalStep::LogIn));
        renewal.finish(Some(&new));
        assert!(matches!(renewal.step(&old, before), RenewalStep::Renewed(session) if session == new));
        assert!(renewal.session() == new);
    }

    #[test]
    fn only_a_401_to_a_call_of_a_session_asks_for_a_login() {
        let answer = |status| {
            let mut answer = Response::new(());
            *answer.status_mut() = status;
            answer
        };
        let refused = answer(StatusCode::UNAUTHORIZED);
        assert!(is_refused::<FindContacts<'_>, _>(&refused));
        assert!(!is_refused::<FindContacts<'_>, _>(&answer(StatusCode::FORBIDDEN)));
        // Neither is made for a session that a login could renew.
        assert!(!is_refused::<Login, _>(&refused) && !is_refused::<Logout, _>(&refused));
    }
    operation!(EndCall: DELETE "/icws/{sessionId}/calls");
    operation!(ReplaceSession: PUT "/icws/{sessionId}/connection");

    #[test]
    fn only_what_deletes_the_session_is_a_logout() {
        let mut refused = Response::new(());
        *refused.status_mut() = StatusCode::UNAUTHORIZED;
        assert!(is_refused::<EndCall, _>(&refused) && is_refused::<ReplaceSession, _>(&refused));
    }
}
