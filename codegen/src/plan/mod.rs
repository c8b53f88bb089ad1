//! API to what is printed of it: decided once, for all emitters.
//!
//! Whatever two emitters must agree on stands here: what a call takes, how an operation holds it and how it is written, the
//! fields of a response's variant, what of them is in a box, the media type that is usual, where an error tells its message,
//! and which crates are needed. Models, and what is looked at before a request is sent, are still decided where they are
//! printed.

mod argument;
mod dependency;
mod operation;
mod refusal;
mod response;
mod shared;

pub(crate) use argument::{Argument, ArgumentSource, Holding, Lifetime, ValueStyle, is_copied};
pub use dependency::{Dependency, dependencies};
pub(crate) use operation::Operation;
pub(crate) use refusal::{Teller, Telling, TellingPlace, Told, words};
pub(crate) use response::{Body, Field, Form, Response, Role};
pub(crate) use shared::{present, shared};

use crate::check::Checked;
use crate::ir::{Api, Group};
use crate::names::server_trait;

/// What is printed of an API that has been checked.
#[derive(Debug, Clone)]
pub struct Plan<'a> {
    pub(crate) api: &'a Api,
    /// The trait that servers implement.
    pub(crate) server: String,
    pub(crate) operations: Vec<Operation<'a>>,
}

impl<'a> Plan<'a> {
    /// The operations of a group, or those that are in none.
    pub(crate) fn of_group(&self, group: Option<&Group>) -> impl Iterator<Item = &Operation<'a>> {
        let name = group.map(|group| &group.name.ident);
        self.operations.iter().filter(move |operation| operation.ir.group.as_ref() == name)
    }
}

/// The plan of an API, which only one that has been checked has.
pub fn plan(checked: &Checked) -> Plan<'_> {
    let api = checked.api();
    let operations = api.operations.iter().map(|operation| Operation::new(api, operation)).collect();
    Plan { api, server: server_trait(&api.package), operations }
}
