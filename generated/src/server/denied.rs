use crate::Challenge;

/// Why credentials are not accepted: what the `401` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Denied {
    pub(super) message: String,
    pub(super) error_id: String,
    pub(super) challenge: Challenge,
}

impl Denied {
    /// With a message in words, and a challenge to log in at `/ICWS/connection`.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            error_id: super::wire::UNAUTHORIZED.to_owned(),
            challenge: Challenge::default(),
        }
    }

    /// With an identifier that programs can compare.
    #[must_use]
    pub fn with_error_id(mut self, error_id: impl Into<String>) -> Self {
        self.error_id = error_id.into();
        self
    }

    /// With another challenge, for example [`Challenge::icws`] with another place to log in at.
    #[must_use]
    pub fn with_challenge(mut self, challenge: Challenge) -> Self {
        self.challenge = challenge;
        self
    }
}
