//! What things of several kinds have, each compared in one place: names, arguments, types, values, presence,
//! limits, texts.

pub(super) mod arguments;
pub(super) mod limits;
pub(super) mod presence;
pub(super) mod rename;
pub(super) mod text;
pub(super) mod types;
pub(super) mod values;
