//! What is written by hand, and what generated code stands on.

// What a call needs: whom to call, which call, and what can go wrong.
mod session;
mod version;

mod operation;

mod challenge;
mod dictionary;
mod error;

// What carries a call.
#[cfg(any(feature = "reqwest-client", feature = "blocking-client"))]
mod client;

// What takes the place of a server in tests.
#[cfg(feature = "mock")]
pub mod mock;

// What a server is made of.
#[cfg(feature = "server")]
pub mod server;

// What generated code calls.
#[doc(hidden)]
pub mod wire;

pub use challenge::Challenge;
#[cfg(feature = "blocking-client")]
pub use client::blocking;
#[cfg(feature = "reqwest-client")]
pub use client::{Client, ClientBuilder};
pub use dictionary::Dictionary;
#[cfg(any(feature = "reqwest-client", feature = "blocking-client"))]
pub use error::ClientError;
pub use error::{
    AnyError, DecodeError, Error, RequestError, SessionError, SessionPart, TransportError, ValidationError,
    Violation,
};
pub use operation::{Operation, OperationError, OperationInfo};
pub use session::{Session, SessionBuilder};
pub use version::{FeatureVersion, ParseVersionError};
pub use wire::{Extra, Json, UnknownObject};
