//! How a response is read: by its status, its headers, and its body.

mod answer;
mod expected;
mod text;

#[cfg(feature = "server")]
pub(crate) use answer::read_json;
pub use answer::{Answer, Responses};
#[cfg(feature = "server")]
pub(crate) use text::read_parameter;
