//! What the generated code of servers calls, by way of the list in `codegen`.

mod answer;
mod body;
mod incoming;
mod path;
mod routes;
#[cfg(test)]
mod tests;
mod values;

pub use super::credentials::Wanted;
pub use super::running::not_implemented;
pub use answer::{Documented, OutgoingResponse, Refused, answered};
pub use body::{JsonBody, checked};
pub use incoming::Incoming;
pub use routes::{Authenticate, Routes};
pub use values::{Values, within};
