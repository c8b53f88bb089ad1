//! The built `xtask`, run on workspaces that the tests make up.

mod support;

mod authors;
#[cfg(unix)]
mod ci;
mod crates;
#[cfg(unix)]
mod docs;
mod generate;
#[cfg(unix)]
mod judges;
mod papers;
mod readme;
mod shown;
mod versions;

#[cfg(unix)]
use support::programs;
use support::{clone, sandbox};

/// What a test returns, and what helps it.
type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;
