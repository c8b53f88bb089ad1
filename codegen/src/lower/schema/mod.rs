//! Schemas to types.

mod choice;
pub(super) mod default;
mod enumeration;
mod fit;
pub(super) mod limits;
pub(super) mod named;
mod object;
mod scalar;
pub(super) mod types;
mod wrapped;
