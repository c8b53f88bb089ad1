//! API to what is printed of it: decided once, for all emitters.
//!
//! Emitters print a plan and decide nothing. Whatever two of them must agree on stands here: the fields of a variant, what
//! of them is in a box, which statuses an answer stands for, where an error tells its message.

pub(crate) mod names;
mod operation;
mod refusal;
mod response;

pub(crate) use operation::Operation;
pub(crate) use refusal::{Source, Teller, Told};
pub(crate) use response::{Body, Field, Form, Response, Role};

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
