//! `cargo xtask gen`: what is wanted is compared with what is there, and the difference written or shown.

// What is wanted.
mod block;
mod dependencies;
pub(crate) mod ladder;
pub(crate) mod manifest;
pub(crate) mod project;
pub(crate) mod specification;
mod standalone;

// The difference to what is there, and what is said about it.
mod json;
mod modules;
mod plan;
mod report;

// How the difference gets onto the disk.
mod disk;
mod lock;
mod write;

use std::time::Instant;

use crate::arguments::{Gen, Mode};
use crate::support::console::complain;
use crate::support::failure::Failure;
use crate::support::workspace::Workspace;
use lock::Lock;
use project::Project;
use write::Writer;

pub(crate) fn run(workspace: &Workspace, what: &Gen) -> Result<(), Failure> {
    let started = Instant::now();
    let project = match &what.elsewhere {
        None => Project::ours(workspace),
        Some(elsewhere) => Project::standalone(workspace, elsewhere)?,
    };
    // A mistake in the specification shows before anything is locked or created.
    let output = project.output(what.format)?;
    specification::warn(&output.warnings, (what.format, what.warnings))?;
    let _lock = match what.mode {
        Mode::Check => Lock::of_reader(&project.held()),
        Mode::Write => Lock::of_writer(&project.held()),
    }?;
    let plan = project.plan(output)?;
    match what.mode {
        Mode::Check => {
            say_if_unfinished(&project);
            report::checked(&project, &plan, (what.format, started))
        }
        Mode::Write => {
            Writer::new(&project.base, &project.stage).apply(&plan, &project.command)?;
            report::written(&project, &plan, (what.format, started));
            Ok(())
        }
    }
}

/// Says that a `gen` was stopped in the middle. Nothing is done about it: only `gen` itself changes files.
pub(crate) fn say_if_unfinished(project: &Project<'_>) {
    if Writer::new(&project.base, &project.stage).is_unfinished() {
        let command = &project.command;
        complain(format!(
            "note: `{command}` was interrupted, or is at work; it makes whole what is half-written"
        ));
    }
}
