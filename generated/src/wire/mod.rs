//! What the generated code calls. It is public only so that nothing of it is unused where few features are on; it is
//! no part of the API, and changes without notice.

use std::fmt;

use crate::OperationError;

mod answer;
mod outgoing;
#[cfg(test)]
pub(crate) mod tests;

pub(crate) use crate::version::feature_version;
pub use crate::version::parse_version;
pub use answer::Answer;
pub(crate) use outgoing::PATH_SEGMENT;
pub use outgoing::{Outgoing, Part};

/// Writes what every operation's refusals show: operation, status, the server's message, the error's identifier.
///
/// # Errors
///
/// Those of the formatter.
pub fn display_error<E: OperationError>(error: &E, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{}: {}", E::OPERATION, error.status())?;
    if !error.message().is_empty() {
        write!(f, ": {}", error.message())?;
    }
    match error.error_id() {
        Some(error_id) => write!(f, " ({error_id})"),
        None => Ok(()),
    }
}
