//! What the generated code calls. It is public only so that nothing of it is unused where few features are on; it is
//! no part of the API, and changes without notice.

use std::fmt;

use crate::OperationError;

mod answer;
mod derived;
mod formats;
mod number;
mod outgoing;
#[cfg(test)]
pub(crate) mod tests;
mod value;

pub(crate) use crate::version::feature_version;
pub use crate::version::parse_version;
pub use answer::Answer;
pub use derived::{Derived, Tag, Tagged, present, stated};
pub use formats::{Seconds, Uri};
pub use number::{Finite, finite};
pub use outgoing::{Outgoing, Part};
pub(crate) use value::PATH_SEGMENT;
pub use value::{Commas, Number, Numbers, Plain, Sink, Value};

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
