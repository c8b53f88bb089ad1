//! What all refusals have in common.

use std::fmt;

use super::{Line, OperationError};

/// Implements what every operation's refusals have in common: from the enumeration, the operation's id, and three closures
/// that read the message, the error's identifier, and the headers that came along. Perhaps the names of what no text
/// shows follow. An enumeration of several operations has behind its name what says which of them it is of.
#[doc(hidden)]
#[macro_export]
macro_rules! __refusal {
    ($name:ident, $operation:expr) => {
        $crate::__refusal!(
            [$name],
            $operation,
            |refusal| &refusal.error().message,
            |refusal| refusal.error().error_id.as_deref(),
            |refusal| refusal.error().extra.headers()
        );
    };
    ([$name:ident $(<$of:ident>, $never:ident)?], $operation:expr, |$of_message:pat_param| $message:expr,
        |$of_id:pat_param| $error_id:expr, |$of_headers:pat_param| $headers:expr $(, $secrets:path)?
    ) => {
        impl $(<$of: $crate::codegen::SharesErrors>)? $crate::OperationError for $name $(<$of>)? {
            const OPERATION: &'static str = $operation;
            $(const SECRETS: &'static [&'static str] = $secrets;)?

            fn status(&self) -> ::http::StatusCode {
                self.status()
            }

            fn message(&self) -> &str {
                let $of_message = self;
                $message
            }

            fn error_id(&self) -> Option<&str> {
                let $of_id = self;
                $error_id
            }

            fn headers(&self) -> Option<&::http::HeaderMap> {
                let $of_headers = self;
                $headers
            }
        }

        impl $(<$of: $crate::codegen::SharesErrors>)? ::std::fmt::Display for $name $(<$of>)? {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::codegen::display_error(self, f)
            }
        }

        impl $(<$of: $crate::codegen::SharesErrors>)? ::std::error::Error for $name $(<$of>)? {}
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
        f.write_str(": ")?;
    }
    display_words(error.message(), error.error_id(), f)
}

/// Writes what the server says of an error, on one line: the message, and the identifier in parentheses.
///
/// # Errors
///
/// Those of the formatter.
pub fn display_words(message: &str, error_id: Option<&str>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{}", Line(message))?;
    match error_id {
        Some(error_id) => write!(f, " ({})", Line(error_id)),
        None => Ok(()),
    }
}
