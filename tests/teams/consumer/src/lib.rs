//! Code as teams write it that depend on the client.
//!
//! `tests/teams/together.rs` builds `blocking` together with another team's, whose server is older, and
//! `tests/teams/outside.rs` builds and tests all the rest in a workspace of its own. What each version brings is used in code
//! that `tests/teams/proof.rs` makes.

#[cfg(feature = "code-blocking")]
pub mod batch;
#[cfg(feature = "code-blocking")]
pub mod blocking;
#[cfg(feature = "code-desk")]
pub mod desk;
#[cfg(feature = "code-desk")]
mod failure;
#[cfg(feature = "code-desk")]
pub mod handover;
#[cfg(all(feature = "code-blocking", feature = "code-desk"))]
mod rehearsal;
#[cfg(feature = "code-desk")]
pub mod service;
#[cfg(feature = "code-desk")]
mod spans;
#[cfg(any(feature = "code-blocking", feature = "code-desk"))]
mod stand_in;
