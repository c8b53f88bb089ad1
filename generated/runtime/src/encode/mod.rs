//! How values are written: a request, from its path to its body.

mod request;
mod value;

pub(crate) use request::{CSRF_TOKEN, SESSION_ID};
pub use request::{InPath, Outgoing};
pub(crate) use value::PATH_SEGMENT;
pub use value::{Commas, Number, Numbers, Plain, Sink, Value};
