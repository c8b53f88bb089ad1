//! Schemas to types.

mod base;
mod choice;
pub(super) mod default;
mod enumeration;
pub(super) mod example;
mod fit;
pub(super) mod limits;
pub(super) mod named;
mod narrower;
mod object;
mod parts;
mod scalar;
pub(super) mod types;
mod wrapped;
