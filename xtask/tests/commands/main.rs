//! The built `xtask`, run on workspaces that the tests make up.

mod support;

mod authors;
#[cfg(unix)]
mod ci;
mod crates;
mod generate;
mod papers;
mod readme;
mod shown;
mod versions;

use support::{clone, sandbox};

/// What a test returns, and what helps it.
type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;
