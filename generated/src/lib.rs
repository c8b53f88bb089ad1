#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![cfg_attr(docsrs, feature(doc_cfg))]
// Links of the front page. Of two definitions Markdown takes the first: here they lead to what is meant, and on the page of a
// repository, which reads the README alone, to the texts of the guide.
#![cfg_attr(feature = "reqwest-client", doc = "[`Client`]: crate::Client")]
#![cfg_attr(feature = "blocking-client", doc = "[`blocking::Client`]: crate::blocking::Client")]
#![cfg_attr(all(feature = "retry", feature = "reqwest-client"), doc = "[`Retry`]: crate::Retry")]
#![cfg_attr(feature = "mock", doc = "[`Mock`]: crate::mock::Mock")]
#![cfg_attr(feature = "server", doc = "[`server`]: mod@crate::server")]
#![doc = include_str!("guide/links.md")]
#![cfg_attr(not(doctest), doc = include_str!("../README.md"))]

// What `cargo xtask gen` writes, and what it stands on.
#[rustfmt::skip]
#[allow(clippy::disallowed_names, reason = "a specification calls things what it likes")]
mod generated;
use icws_runtime::codegen as runtime;

// Pages of the documentation; programs see nothing of it. Their examples need what is on by default, and two features more.
#[cfg(all(doc, any(not(doctest), all(feature = "default", feature = "mock", feature = "server"))))]
pub mod guide;

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
    ParseVersionError, RequestError, Session, SessionBuilder, SessionError, SessionPart, SetCookies, Texts,
    TextsIter, TransportError, UnknownObject, ValidationError, Violation,
};
#[cfg(any(feature = "reqwest-client", feature = "blocking-client"))]
#[doc(inline)]
pub use icws_runtime::{CallReport, ClientError};
