//! What `gen` says about what it did, or would do.

use std::time::Instant;

use icws_codegen::{Diagnostics, LeftOut};
use similar::TextDiff;

use super::Warnings;
use super::arguments::swapped;
use super::listing::Listing;
use super::plan::{Change, Plan};
use super::project::Project;
use super::specification::{self, Refusal};
use crate::support::console::{self, complain, say};
use crate::support::failure::Failure;

/// Why `gen` fails that has nothing to generate. For programs, the mistakes are listed here.
pub(crate) fn refused(refusal: Refusal, listing: &mut Listing) -> Failure {
    match refusal {
        Refusal::Mistakes(mistakes) if !listing.is_for_people() => {
            listing.diagnostics(&mistakes);
            Failure::new(specification::refused(&mistakes))
        }
        refusal => refusal.into(),
    }
}

/// Shows the warnings, and fails if they are denied.
pub(crate) fn warned(warnings: &Diagnostics, what: Warnings, listing: &mut Listing) -> Result<(), Failure> {
    if warnings.count() == 0 {
        return Ok(());
    }
    if what == Warnings::Deny {
        return Err(refused(Refusal::Mistakes(warnings.clone().denied()), listing));
    }
    let summary = specification::warned(warnings);
    if listing.is_for_people() {
        console::show(&warnings.render(console::style()));
        complain(format!("{summary}\n"));
    } else {
        listing.diagnostics(warnings);
        complain(summary);
    }
    Ok(())
}

/// How many ids are listed of operations without a tag.
const LISTED: usize = 10;

/// Says which operations are not in the crate, because others were asked for.
pub(crate) fn left_out(left_out: Option<&LeftOut>, listing: &Listing) {
    let Some(LeftOut { whole, tagged, untagged }) = left_out else { return };
    let mut reasons = vec![format!("{tagged} with other tags")];
    if !untagged.is_empty() {
        let more = untagged.len().checked_sub(LISTED).filter(|more| *more > 0);
        let more = more.map(|more| format!(" and {more} more")).unwrap_or_default();
        let ids: Vec<&str> = untagged.iter().take(LISTED).map(String::as_str).collect();
        reasons.push(format!("{} without a tag: {}{more}", untagged.len(), ids.join(", ")));
    }
    let count = tagged + untagged.len();
    summarise(listing, &format!("{count} of {whole} operations are left out: {}", reasons.join(", ")));
}

/// Says what was written and removed.
pub(crate) fn written(project: &Project<'_>, plan: &Plan, listing: &mut Listing, started: Instant) {
    for change in &plan.changes {
        let done = if change.new.is_some() { "written" } else { "removed" };
        let path = project.show(&change.path);
        if listing.is_for_people() {
            say(format!("{done} {path}"));
        }
        listed(project, change, (&path, done), listing);
    }
    let removed = plan.changes.iter().filter(|change| change.new.is_none()).count();
    let written = plan.changes.len() - removed;
    let time = started.elapsed().as_millis();
    let summary = format!("{written} written, {removed} removed, {} unchanged in {time} ms", plan.unchanged);
    summarise(listing, &summary);
}

/// Says what is not up to date, with the differences.
pub(crate) fn checked(
    project: &Project<'_>,
    plan: &Plan,
    listing: &mut Listing,
    started: Instant,
) -> Result<(), Failure> {
    if plan.changes.is_empty() {
        let time = started.elapsed().as_millis();
        summarise(listing, &format!("up to date: {} files, checked in {time} ms", plan.unchanged));
        return Ok(());
    }
    for change in &plan.changes {
        let (state, path) = (state(change), project.show(&change.path));
        if listing.is_for_people() {
            say(format!("{state} {path}\n{}", difference(project, change)));
        }
        listed(project, change, (&path, state), listing);
    }
    let count = |wanted: &str| plan.changes.iter().filter(|change| state(change) == wanted).count();
    let (stale, missing, orphans) = (count("stale"), count("missing"), count("orphan"));
    let files = if orphans == 1 { "orphan" } else { "orphans" };
    Err(Failure::new(format!(
        "{stale} stale, {missing} missing, {orphans} {files}\nrun: {}",
        project.command
    )))
}

/// Lists a file, and says which of its functions take their arguments in another order than before.
fn listed(
    project: &Project<'_>,
    change: &Change,
    (path, state): (&str, &'static str),
    listing: &mut Listing,
) {
    let before = String::from_utf8_lossy(change.old.as_deref().unwrap_or_default());
    let functions = swapped(&before, change.new.as_deref().unwrap_or_default());
    listing.file(path, state, &functions);
    // The command compares our specification with that of the last release.
    let more = if project.is_ours() { "; run: cargo xtask changes" } else { "" };
    for function in functions {
        complain(format!(
            "note: `{function}` in {path} takes its arguments in another order: where their types are alike, calls \
             compile as before and send something else{more}"
        ));
    }
}

/// Says how it ended, where that is not in the way of a program that reads stdout.
fn summarise(listing: &Listing, summary: &str) {
    if listing.is_for_people() { say(summary) } else { complain(summary) }
}

fn state(change: &Change) -> &'static str {
    match (&change.old, &change.new) {
        (None, _) => "missing",
        (Some(_), Some(_)) => "stale",
        (Some(_), None) => "orphan",
    }
}

fn difference(project: &Project<'_>, Change { path, old, new }: &Change) -> String {
    let there = String::from_utf8_lossy(old.as_deref().unwrap_or_default()).into_owned();
    let path = project.show(path);
    let header = |exists: bool| if exists { path.clone() } else { "/dev/null".to_owned() };
    let (before, after) = (header(old.is_some()), header(new.is_some()));
    let difference = TextDiff::from_lines(there.as_str(), new.as_deref().unwrap_or_default());
    difference.unified_diff().header(&before, &after).to_string()
}
