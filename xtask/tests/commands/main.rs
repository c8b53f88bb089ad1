//! The built `xtask`, run on workspaces that the tests make up.

mod sandbox;

mod generate;
mod interrupted;
mod standalone;
