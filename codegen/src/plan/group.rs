//! What a group of operations becomes.

use super::{Conditions, Item};
use crate::ir::{Api, Group};
use crate::names;

/// The operations of a tag, with what is decided of them.
#[derive(Debug, Clone)]
pub(crate) struct GroupPlan<'a> {
    pub(crate) item: Item<'a>,
    /// The types that have a method for each of its operations.
    pub(crate) ident: &'a str,
    /// The module of its operations, and of its server.
    pub(crate) module: String,
}

impl<'a> GroupPlan<'a> {
    pub(super) fn new(api: &'a Api, group: &'a Group) -> Self {
        let since = Conditions::of(api, api.group_gate(group));
        Self { item: Item::of_group(group, since), ident: &group.ident, module: names::of_group(group) }
    }
}
