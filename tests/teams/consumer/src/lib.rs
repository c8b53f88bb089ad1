//! Code as teams write it that depend on the client at different rungs.
//!
//! Each module uses everything that its rung brings, one item a line. `tests/teams/gating.rs` compiles each at its
//! own rung and at every one above, and finds every line marked `// gated` refused at the rung below.
//! `tests/teams/together.rs` builds two of them together.

#[cfg(feature = "code-blocking")]
pub mod blocking;
#[cfg(feature = "code-2")]
pub mod rung_2;
#[cfg(feature = "code-3")]
pub mod rung_3;
#[cfg(feature = "code-4")]
pub mod rung_4;
#[cfg(feature = "code-7")]
pub mod rung_7;
#[cfg(feature = "code-9")]
pub mod rung_9;
