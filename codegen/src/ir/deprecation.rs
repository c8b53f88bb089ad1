//! What new code should not use any more.

/// Says that new code should not use a thing any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deprecation {
    /// From which feature version on, `dialer 8` for example.
    pub since: Option<String>,
    /// Why, and what takes its place.
    pub reason: Option<String>,
}

impl Deprecation {
    /// What is said of it, or else these words, without a full stop.
    pub fn note(&self, otherwise: &str) -> String {
        let reason = self.reason.as_deref().map(|reason| reason.trim().trim_end_matches('.'));
        match (&self.since, reason) {
            (None, None) => otherwise.to_owned(),
            (Some(since), None) => format!("deprecated from {since} on"),
            (None, Some(reason)) => reason.to_owned(),
            (Some(since), Some(reason)) => format!("deprecated from {since} on: {reason}"),
        }
    }
}
