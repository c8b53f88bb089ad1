#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![doc = include_str!("../README.md")]

// What `cargo xtask gen` writes, and what it stands on.
#[rustfmt::skip]
mod generated;
use icws_runtime::codegen as runtime;

// What has a method for each operation.
runtime::clients!();
runtime::mock!();
runtime::server!(crate::generated::server);

pub use generated::*;

// What all crates of this kind share.
#[cfg(all(feature = "retry", any(feature = "reqwest-client", feature = "blocking-client")))]
#[doc(inline)]
pub use icws_runtime::Retry;
/// The types of requests and answers, such as `http::StatusCode`.
#[doc(no_inline)]
pub use icws_runtime::http;
#[doc(inline)]
pub use icws_runtime::{
    AnyError, Blob, Challenge, DecodeError, Dictionary, Error, ErrorBody, ErrorKind, Extra, FeatureVersion,
    Json, LoggedIn, Login, LoginError, Logout, LogoutError, Operation, OperationError, OperationInfo,
    ParseVersionError, RequestError, Session, SessionBuilder, SessionError, SessionPart, SetCookies,
    TransportError, UnknownObject, ValidationError, Violation,
};
#[cfg(any(feature = "reqwest-client", feature = "blocking-client"))]
#[doc(inline)]
pub use icws_runtime::{CallReport, ClientError};
