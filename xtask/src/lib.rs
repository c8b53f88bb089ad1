//! The commands of this workspace. The generator itself is the library `icws-codegen`; here is everything that reads,
//! writes, prints and starts other programs.
//!
//! It is a library with a program of three lines: cargo compiles a library while it still translates what that stands on,
//! and begins with a program only when all of that is done.

mod cli;

// The commands, each with what it alone needs in a folder beside it.
mod changes;
mod ci;
mod docs;
mod explain;
mod generate;
mod judge;
mod new;
mod release;

/// The commands that go through the versions, and through sets of features.
mod versions {
    pub(crate) mod features;
    pub(crate) mod matrix;
    pub(crate) mod semver;
    pub(crate) mod surface;
}

/// What the commands share: where things are, reading, printing, and starting other programs.
mod support {
    pub(crate) mod annotation;
    pub mod cargo;
    pub(crate) mod console;
    pub(crate) mod failure;
    pub(crate) mod folder;
    pub(crate) mod help;
    pub(crate) mod install;
    pub(crate) mod named;
    pub(crate) mod process;
    pub(crate) mod workspace;
}

use std::process::ExitCode;

use cli::Invocation;
pub use support::cargo;
use support::console;

/// Does what the command line says.
pub fn main() -> ExitCode {
    match cli::parse(std::env::args_os().skip(1)).and_then(Invocation::run) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            console::report(&failure);
            failure.exit_code()
        }
    }
}
