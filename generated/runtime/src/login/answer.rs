use std::fmt;

use serde_json::Value;

use crate::decode::Answer;
use crate::session::{Credentials, Features};
use crate::{Error, Extra, LoginError, Session};

/// What the server answers to a [`Login`](crate::Login) that has succeeded.
#[derive(Clone)]
pub struct LoggedIn {
    credentials: Credentials,
    features: Features,
    details: Extra,
}

impl LoggedIn {
    /// The credentials have to be there. What cannot be read of the rest is left out, because the session is open already.
    pub(super) fn read(answer: &Answer<'_>) -> Result<Self, Error<LoginError>> {
        let credentials = answer.credentials()?;
        let mut details: Extra = answer.json::<_, LoginError>().unwrap_or_default();
        for secret in ["csrfToken", "sessionId"] {
            details.remove(secret);
        }
        let listed = details.get("features").and_then(|features| features.read::<Vec<Value>>().ok());
        let features = listed.map(|list| Features::of_list(&list)).unwrap_or_default();
        Ok(Self { credentials, features, details })
    }

    /// The session that the login has opened on the server that it was sent to.
    #[must_use]
    pub fn session(&self, server: &Session) -> Session {
        server.logged_in(self.credentials.clone(), self.features.clone())
    }

    /// What the server says besides, without credentials, e.g. `details()["userDisplayName"]` and
    /// `details()["daysUntilPasswordExpiration"]`.
    #[must_use]
    pub fn details(&self) -> &Extra {
        &self.details
    }
}

/// Shows that there is one, and neither credentials nor what is said about the user.
impl fmt::Debug for LoggedIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LoggedIn").finish_non_exhaustive()
    }
}
