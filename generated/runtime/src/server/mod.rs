//! What all servers of such APIs have in common. Each generated crate has a module `server` of its own, with a trait that
//! has a method for each operation, and a router that serves it.

mod credentials;
mod denied;
mod running;
#[doc(hidden)]
pub mod wire;

/// The `axum` that the router is built with, with only its features `http1` and `tokio`. If you need more of it, such as
/// `axum::Json`, depend on the same version and switch on more features.
pub use axum;

pub use credentials::Credentials;
pub use denied::Denied;
