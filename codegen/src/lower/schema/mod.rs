//! Schemas to types.

mod base;
mod choice;
pub(super) mod default;
mod enumeration;
pub(super) mod example;
mod fit;
pub(super) mod index;
pub(super) mod limits;
pub(super) mod named;
mod narrower;
mod object;
mod parts;
mod scalar;
pub(super) mod site;
pub(super) mod types;
mod wrapped;
