//! What all servers of such APIs have in common. Each generated crate has a module `server` of its own, with a trait that
//! has a method for each operation, and a router that serves it.

mod credentials;
mod denied;
mod running;
#[doc(hidden)]
pub mod wire;

/// The crate that the router is of, in the version that it is of, with its features `http1` and `tokio` alone. Whoever needs
/// more of it, such as `axum::Json`, names the same version and more features among the dependencies.
pub use axum;

pub use credentials::Credentials;
pub use denied::Denied;
