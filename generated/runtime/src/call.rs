//! Calls as values, of which each generated crate has an enumeration of its own: `Call`.

use std::any::Any;
use std::fmt;
use std::sync::Arc;

use http::StatusCode;

use crate::{AnyError, Error, Operation, OperationError, RequestError};

mod json;
#[cfg(test)]
pub(crate) mod tests;

pub use json::{Called, read_call, unknown_call, write_call};

/// What was given to an operation, as a value of the type that its crate has for calls.
#[derive(Clone, Default)]
pub struct Recorded {
    id: &'static str,
    call: Option<Arc<dyn Any + Send + Sync>>,
}

impl Recorded {
    /// Keeps a call.
    pub fn new<C: Any + Send + Sync>(call: C) -> Self {
        Self { id: "", call: Some(Arc::new(call)) }
    }

    /// What was given to this operation.
    pub fn of<O: Operation>(operation: &O) -> Self {
        Self { id: O::ID, ..operation.call() }
    }

    /// The id of the operation.
    #[must_use]
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// The call, if it is one of this type.
    #[must_use]
    pub fn get<C: Any + Clone>(&self) -> Option<C> {
        self.call.as_ref()?.downcast_ref().cloned()
    }
}

/// Shows which operation it is: what was given to it, only its crate knows.
impl fmt::Debug for Recorded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorded").field("id", &self.id).finish_non_exhaustive()
    }
}

/// What is done with a call, whichever it is. `R` is the enumeration of what the calls of a crate yield.
pub trait Visitor<'a, R> {
    /// What comes of it.
    type Output;

    /// The call is this operation, and this makes its response one of the enumeration.
    fn visit<O>(self, operation: O, response: fn(O::Response) -> R) -> Self::Output
    where
        O: Operation<Response: Send> + Send + Sync + 'a;

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
