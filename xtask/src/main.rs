//! The commands of this workspace. The generator itself is the library `icws-codegen`; here is everything that reads,
//! writes, prints and starts other programs.

// The command line.
mod arguments;
mod help;

// The commands, each with what it alone needs in a folder beside it.
mod ci;
mod explain;
mod generate;
mod judge;

/// The commands that go through the versions, and through sets of features.
mod versions {
    pub(crate) mod matrix;
    pub(crate) mod semver;
    pub(crate) mod sets;
    pub(crate) mod surface;
}

/// What the commands share: where things are, reading, printing, and starting other programs.
mod support {
    pub(crate) mod console;
    pub(crate) mod failure;
    pub(crate) mod folder;
    pub(crate) mod process;
    pub(crate) mod workspace;
}

use std::process::ExitCode;

use arguments::{Command, Invocation};
use generate::project::Project;
use support::console;
use support::failure::Failure;
use versions::{matrix, semver, surface};

fn main() -> ExitCode {
    match arguments::parse(std::env::args_os().skip(1)).and_then(run) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            console::complain(&failure);
            failure.exit_code()
        }
    }
}

fn run(Invocation { workspace, command }: Invocation) -> Result<(), Failure> {
    if !matches!(command, Command::Help(_) | Command::Explain { .. } | Command::Gen(_)) {
        generate::say_if_unfinished(&Project::ours(&workspace));
    }
    match command {
        Command::Help(topic) => help::run(topic),
        Command::Gen(what) => generate::run(&workspace, &what),
        Command::Explain { codes } => explain::run(&codes),
        Command::Surface { at } => surface::run(&workspace, at.as_deref()),
        Command::Matrix => matrix::run(&workspace),
        Command::Semver => semver::run(&workspace),
        Command::Ci { skipped } => ci::run(&workspace, &skipped),
        Command::Conformance { judges } => judge::run(&workspace, &judges),
    }
}
