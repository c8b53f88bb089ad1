#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![doc = include_str!("../README.md")]

// What is written by hand, and what all operations have in common.
#[path = "../runtime/src/lib.rs"]
mod runtime;

// What `cargo xtask gen` writes, on top of that.
#[rustfmt::skip]
mod generated;

pub use generated::*;
#[cfg(feature = "mock")]
pub use runtime::mock;
#[cfg(feature = "server")]
pub use runtime::server;
pub use runtime::*;
