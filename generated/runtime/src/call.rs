//! Calls as values, of which each generated crate has an enumeration of its own: `Call`.

use std::fmt;

use http::StatusCode;

use crate::{AnyError, Error, Operation, OperationError, RequestError};

mod json;
#[cfg(test)]
pub(crate) mod tests;

pub use json::{Called, read_call, unknown_call, write_call};

/// What is done with a call, whichever it is. `R` is the enumeration of what the calls of a crate yield.
pub trait Visitor<'a, R> {
    /// What comes of it.
    type Output;

    /// The call is this operation, and this makes its response one of the enumeration.
    fn visit<O>(self, operation: O, response: fn(O::Response) -> R) -> Self::Output
    where
        O: Operation<Response: Send> + fmt::Debug + Send + Sync + 'a;

    /// The call is of another crate.
    fn other(self, id: &'static str) -> Self::Output;
}

/// The error of a call that is executed by a crate that does not have it.
#[must_use]
pub fn not_of_this_crate(id: &'static str) -> AnyError {
    AnyError::from(Error::<Nowhere>::Request(RequestError::NotOfThisCrate { id }))
}

/// The refusals of no operation.
#[derive(Debug)]
enum Nowhere {}

impl fmt::Display for Nowhere {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl std::error::Error for Nowhere {}

impl OperationError for Nowhere {
    const OPERATION: &'static str = "call";

    fn status(&self) -> StatusCode {
        match *self {}
    }

    fn message(&self) -> &str {
        match *self {}
    }

    fn error_id(&self) -> Option<&str> {
        match *self {}
    }
}
