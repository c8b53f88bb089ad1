//! Code as teams write it that depend on the client.
//!
//! `tests/teams/together.rs` builds it together with another team's, whose server is older. What each version brings is
//! used in code that `tests/teams/proof.rs` makes.

#[cfg(feature = "code-blocking")]
pub mod blocking;
