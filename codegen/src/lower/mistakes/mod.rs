//! Mistakes of meaning: what cannot be resolved, named, or placed on a ladder, and what is not supported.

mod kind;
mod operation;
mod reference;
mod schema;
mod unsupported;
mod version;
mod warning;

pub(super) use kind::*;
pub(super) use operation::*;
pub(super) use reference::*;
pub(super) use schema::*;
pub(super) use unsupported::*;
pub(super) use version::*;
pub(super) use warning::*;

pub(super) use crate::load::mistakes::{duplicate_key, missing_key, unsupported_key};

use crate::diagnostic::Code;

/// The codes of all of them.
pub(crate) const ALL: [&[Code]; 7] = [KIND, OPERATION, REFERENCE, SCHEMA, UNSUPPORTED, VERSION, WARNING];
