//! Code as teams write it that depend on the client.
//!
//! `tests/teams/together.rs` builds `blocking` together with another team's, whose server is older, and
//! `tests/teams/outside.rs` builds and tests `desk` in a workspace of its own. What each version brings is used in code that
//! `tests/teams/proof.rs` makes.

#[cfg(feature = "code-blocking")]
pub mod blocking;
#[cfg(feature = "code-desk")]
pub mod desk;
