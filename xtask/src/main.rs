//! The commands of this workspace. The generator itself is the library `icws-codegen`; here is everything that reads,
//! writes, prints and starts other programs.

mod arguments;
mod help;

mod console;
mod failure;
mod workspace;

// `gen`: what is wanted, what is there, the difference, and how the difference gets onto the disk.
mod specification;

mod block;
mod dependencies;
mod folder;
mod ladder;
mod manifest;
mod project;
mod standalone;

mod json;
mod modules;
mod plan;
mod report;

mod disk;
mod lock;
mod write;

mod generate;

// The other commands.
mod process;
mod sets;

mod ci;
mod conformance;
mod deny;
mod explain;
mod matrix;
mod minimal;
mod neighbours;
mod semver;
mod surface;

use std::process::ExitCode;

use arguments::{Command, Invocation};
use failure::Failure;
use project::Project;

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
        Command::Conformance { judges } => conformance::run(&workspace, &judges),
    }
}
