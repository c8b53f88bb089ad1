//! What all refusals have in common.

use std::fmt;

use super::Line;
use crate::OperationError;

/// Implements what every operation's refusals have in common: from the enumeration, the operation's id, and two functions
/// that read the message and the error's identifier, where these are not the usual properties of the usual error.
#[doc(hidden)]
#[macro_export]
macro_rules! __refusal {
    ($name:ident, $operation:literal) => {
        $crate::__refusal!($name, $operation, |refusal| &refusal.error().message, |refusal| {
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
                $crate::codegen::display_error(self, f)
            }
        }

        impl ::std::error::Error for $name {}
    };
}
/// Writes what every operation's refusals show, on one line: operation, status, the server's message, the error's
/// identifier.
///
/// # Errors
///
/// Those of the formatter.
pub fn display_error<E: OperationError>(error: &E, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{}: {}", E::OPERATION, error.status())?;
    if !error.message().is_empty() {
        write!(f, ": {}", Line(error.message()))?;
    }
    match error.error_id() {
        Some(error_id) => write!(f, " ({})", Line(error_id)),
        None => Ok(()),
    }
}
