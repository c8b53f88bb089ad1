//! What tests of commands stand on.

pub(crate) mod clone;
#[cfg(unix)]
pub(crate) mod programs;
pub(crate) mod sandbox;
