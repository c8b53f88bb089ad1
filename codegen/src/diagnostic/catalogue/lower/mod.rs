//! Mistakes of meaning: what cannot be resolved, named, or placed on a ladder, and what is not supported.

mod kind;
mod operation;
mod reference;
mod schema;
mod support;
mod version;

pub(crate) use kind::*;
pub(crate) use operation::*;
pub(crate) use reference::*;
pub(crate) use schema::*;
pub(crate) use support::*;
pub(crate) use version::*;
