//! What other generators make of the same document, and what is right. Each test names the fault of a peer: P is progenitor
//! 0.15; R, A and S are `rust`, `rust-axum` and `rust-server` of openapi-generator 7.26; O is openapi-to-rust 0.23; G is
//! oas3-gen 0.29.
//!
//! Faults in what cannot be observed at run time, such as a struct that can be written as a literal, are in
//! [`icws_tests::refused_code`].

mod answers;
mod requests;
