#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![doc = include_str!("../README.md")]

// What the others stand on.
mod challenge;
mod clock;
mod media;
mod set_cookies;
mod version;

// How JSON is read, and what models are made of.
mod blob;
mod model;
mod reader;

// What a call needs: whom to call, and what can go wrong.
mod error;
mod session;

// What a call is, and how it is checked, written and read.
mod check;
mod decode;
mod encode;
mod operation;

// What a server is made of.
#[cfg(feature = "server")]
pub mod server;

// Calls as values, and the two that begin and end a session.
mod call;
mod login;

// What takes the place of a server in tests.
#[cfg(feature = "mock")]
pub mod mock;

// What carries a call.
#[cfg(any(feature = "reqwest-client", feature = "blocking-client"))]
mod client;

// What generated code calls: types and functions, and the macros that make types of a crate's own.
#[doc(hidden)]
pub mod codegen;
mod macros;
// What a generated crate makes of them, for the tests.
#[cfg(test)]
codegen::clients!();
#[cfg(test)]
pub use call::tests::{Call, CallResponse};
#[cfg(test)]
mod tests;
// Where the macros look for the operations of a crate.
#[cfg(test)]
use tests as operations;

pub use blob::Blob;
pub use challenge::Challenge;
#[cfg(feature = "reqwest-client")]
pub use client::Reqwest;
#[cfg(all(feature = "retry", any(feature = "reqwest-client", feature = "blocking-client")))]
pub use client::Retry;
#[cfg(feature = "blocking-client")]
pub use client::Ureq;
#[cfg(any(feature = "reqwest-client", feature = "blocking-client"))]
pub use client::{CallReport, Connections};
#[cfg(any(feature = "reqwest-client", feature = "blocking-client"))]
pub use error::ClientError;
pub use error::{
    AnyError, DecodeError, Error, ErrorKind, OperationError, RequestError, SessionError, SessionPart,
    TransportError, ValidationError, Violation,
};
/// The types of requests and answers, such as `http::StatusCode`.
#[doc(no_inline)]
pub use http;
pub use login::{ErrorBody, LoggedIn, Login, LoginError, Logout, LogoutError};
pub use model::{Dictionary, Extra, Json, Texts, TextsIter, UnknownObject};
pub use operation::{Operation, OperationInfo};
pub use session::{Session, SessionBuilder};
pub use set_cookies::SetCookies;
pub use version::{FeatureVersion, ParseVersionError};
