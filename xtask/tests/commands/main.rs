//! The built `xtask`, run on workspaces that the tests make up.

mod clone;
mod sandbox;

mod calls;
mod changes;
mod conventions;
mod editor;
mod explain;
mod families;
mod formats;
mod generate;
mod hard;
#[cfg(unix)]
mod harm;
mod interrupted;
mod json;
mod ladder;
mod new;
mod papers;
mod release;
mod standalone;
mod story;
mod terminal;
#[cfg(unix)]
mod together;
mod values;
mod warnings;
mod watch;

/// What a test returns, and what helps it.
type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;
