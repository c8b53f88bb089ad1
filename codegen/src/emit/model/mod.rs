//! Models: a file for each named type, and one for formats.

pub(super) mod choice;
pub(super) mod enumeration;
pub(super) mod flags;
pub(super) mod formats;
pub(super) mod large;
pub(super) mod object;
mod shown;
