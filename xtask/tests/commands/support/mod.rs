//! What tests of commands stand on.

pub(crate) mod clone;
pub(crate) mod sandbox;
