//! What the generated code calls. It is public only so that nothing of it is unused where few features are on; it is
//! no part of the API, and changes without notice.

use std::fmt;

use crate::OperationError;

mod answer;
mod check;
mod derived;
mod formats;
mod methods;
mod number;
mod outgoing;
#[cfg(test)]
pub(crate) mod tests;
mod value;

pub(crate) use crate::version::feature_version;
pub use crate::version::parse_version;
pub use answer::Answer;
pub(crate) use check::Rules;
pub use check::{Bound, Check, Checker, Limited, Limits};
pub use derived::{Derived, Tag, Tagged, present, stated};
pub use formats::{Seconds, Uri};
#[allow(unused_imports, reason = "there may be no operation")]
pub(crate) use methods::client_methods;
pub use number::{Finite, finite};
#[allow(unused_imports, reason = "only operations use it, and without a rung there are none")]
pub(crate) use outgoing::media_type;
pub use outgoing::{InPath, Outgoing};
pub(crate) use value::PATH_SEGMENT;
pub use value::{Commas, Number, Numbers, Plain, Sink, Value};

/// Implements what every operation's refusals have in common: from the enumeration, the operation's id, and two functions
/// that read the message and the error's identifier, where these are not the usual properties of the usual error.
#[allow(unused_macros, reason = "only operations use it, and without a rung there are none")]
macro_rules! refusal {
    ($name:ident, $operation:literal) => {
        $crate::wire::refusal!($name, $operation, |refusal| &refusal.error().message, |refusal| {
            refusal.error().error_id.as_deref()
        });
    };
    ($name:ident, $operation:literal, $message:expr, $error_id:expr) => {
        impl $crate::OperationError for $name {
            const OPERATION: &'static str = $operation;

            fn status(&self) -> ::http::StatusCode {
                self.status()
            }

            fn message(&self) -> &str {
                let message: fn(&Self) -> &str = $message;
                message(self)
            }

            fn error_id(&self) -> Option<&str> {
                let error_id: fn(&Self) -> Option<&str> = $error_id;
                error_id(self)
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::wire::display_error(self, f)
            }
        }

        impl ::std::error::Error for $name {}
    };
}
#[allow(unused_imports, reason = "as above")]
pub(crate) use refusal;

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
