//! How values are read: a response with its headers and its body, within what reading may cost.

pub(crate) mod along;
mod answer;
mod expected;
pub(crate) mod meter;
pub(crate) mod raw;
pub(crate) mod reader;
mod text;

#[cfg(feature = "server")]
pub(crate) use answer::read_json;
pub(crate) use answer::without_mark;
pub use answer::{Answer, Responses};
#[cfg(feature = "server")]
pub(crate) use meter::Allowance;
#[cfg(any(feature = "reqwest-client", feature = "blocking-client"))]
pub(crate) use meter::Deadline;
pub(crate) use meter::{Exceeded, List};
pub(crate) use reader::Patiently;
#[cfg(feature = "server")]
pub(crate) use reader::Strictly;
pub use reader::is_strict;
#[cfg(feature = "server")]
pub(crate) use text::read_parameter;
