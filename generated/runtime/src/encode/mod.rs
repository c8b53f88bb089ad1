//! How values are written: a request, from its path to its body.

mod request;
mod value;

pub use request::{InPath, Outgoing};
pub use value::{Commas, Number, Numbers, Plain, Sink, Value};
