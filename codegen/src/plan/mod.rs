//! API to what is printed of it: decided once, for all emitters.
//!
//! Whatever two emitters must agree on about a response stands here: the fields of a variant, what of them is in a box,
//! the media type that is usual, where an error tells its message. So do the names that are taken. Arguments and models
//! are still decided where they are printed.

pub(crate) mod names;
mod operation;
mod refusal;
mod response;
mod shared;

pub(crate) use operation::Operation;
pub(crate) use refusal::{Source, Teller, Told, words};
pub(crate) use response::{Body, Field, Form, Response, Role};
pub(crate) use shared::{present, shared};

use crate::ir::Api;

/// What is printed of an API that has been checked.
#[derive(Debug, Clone)]
pub struct Plan<'a> {
    pub(crate) api: &'a Api,
    pub(crate) operations: Vec<Operation<'a>>,
}

/// The plan of an API.
pub fn plan(api: &Api) -> Plan<'_> {
    Plan { api, operations: api.operations.iter().map(|operation| Operation::new(api, operation)).collect() }
}
