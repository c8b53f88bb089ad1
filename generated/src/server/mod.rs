//! The other side: a server of this API, from a trait with a method for each operation.
//!
//! It is for stand-ins that speak HTTP, and for servers of your own. What is written here is what the API says: a method
//! takes the values of a request and yields a documented outcome; everything of HTTP is done by the router.
//!
//! A method that is not written answers `501`. What the router answers by itself, each with an error as its body:
//!
//! | status | to |
//! | --- | --- |
//! | `400` | a value, a parameter or a body that is not what the API says; the message names its place |
//! | `401` | credentials that are missing, malformed, or denied by `authenticate` |
//! | `204` | `OPTIONS`, with the methods of the path |
//! | `404`, `405` | a path that is none, a method that the path does not have |
//! | `413`, `415` | a body that is too large, or neither the media type of the API nor plain JSON, or compressed |
//! | `500` | a method that panics; the server goes on, unless it is compiled to abort |
//!
//! A body is read by the letter: `null` is refused where the API does not have it, and so is a list in the place of an
//! object. Properties that the API does not have are kept in the field `extra` of types that have one, and ignored in
//! others; values of enumerations that have no name are kept, as they are in answers.
//!
//! Of two properties of one name, one that the API has is refused, and of others the last counts. A number with a point or
//! an exponent is no integer. The message of a `400` may quote what was wrong with the body; mind that where you log
//! answers.
//!
//! An operation that wants no credentials does not come to `authenticate`, and where that cannot decide, it can only panic. Compare secrets in constant time where that
//! matters.
//!
//! The future of a method is dropped when its client hangs up. How long a client may take to send a request is nothing
//! that the router limits; a layer does that.
//!
//! The answer of an operation carries its [`OperationInfo`](crate::OperationInfo) in its extensions, for layers that log
//! or measure: a path itself holds the session's id. What is refused before it is known which operation it is has none.

mod credentials;
mod denied;
mod running;
#[doc(hidden)]
pub mod wire;

/// The crate that the router is of, in the version that it is of, with its features `http1` and `tokio` alone. Whoever needs
/// more of it, such as `axum::Json`, names the same version and more features among the dependencies.
pub use axum;

pub use crate::generated::server::*;
pub use credentials::Credentials;
pub use denied::Denied;
