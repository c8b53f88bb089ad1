//! What is said of values beside their type.

use super::{Deprecation, Example, Limits};

/// What is said of the values of a parameter or a header beside their type.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Notes {
    /// What they must keep to. Nobody holds the headers of an answer against it.
    pub limits: Limits,
    /// What counts where there is none, as JSON.
    pub default: Option<String>,
    /// Whether new code should not use it any more.
    pub deprecated: Option<Deprecation>,
    /// Whether no text may show them.
    pub secret: bool,
    /// A value that it may have.
    pub example: Option<Example>,
}
