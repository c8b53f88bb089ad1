//! `cargo xtask gen`: what is wanted is compared with what is there, and the difference written or shown.

use std::time::Instant;

use crate::arguments::{Gen, Mode};
use crate::console::complain;
use crate::failure::Failure;
use crate::journal::Journal;
use crate::project::Project;
use crate::report;
use crate::specification;
use crate::workspace::Workspace;

pub(crate) fn run(workspace: &Workspace, what: &Gen) -> Result<(), Failure> {
    let started = Instant::now();
    let project = match &what.elsewhere {
        None => Project::ours(workspace),
        Some(elsewhere) => Project::standalone(workspace, elsewhere),
    };
    let mut journal = open(&project)?;
    let output = project.read(what.format)?;
    specification::warn(&output.warnings, (what.format, what.warnings))?;
    let plan = project.plan(output)?;
    match what.mode {
        Mode::Check => report::checked(&project, &plan, (what.format, started)),
        Mode::Write => {
            journal.apply(&plan)?;
            report::written(&project, &plan, (what.format, started));
            Ok(())
        }
    }
}

/// Finishes a `gen` that was stopped in the middle. Every command does so first, and so none sees half a tree.
pub(crate) fn finish_interrupted(workspace: &Workspace) -> Result<(), Failure> {
    open(&Project::ours(workspace)).map(drop)
}

fn open(project: &Project<'_>) -> Result<Journal, Failure> {
    let mut journal = Journal::open(&project.base, &project.stage)?;
    match journal.finish_interrupted()? {
        None => {}
        Some(0) => complain("note: an interrupted `cargo xtask gen` had changed nothing yet; cleared away"),
        Some(count) => complain(format!("note: finished an interrupted `cargo xtask gen`, {count} files")),
    }
    Ok(journal)
}
