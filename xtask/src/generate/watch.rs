//! `gen --watch`: another run whenever somebody has saved the specification.
//!
//! One file is looked at a few times a second. What an operating system tells of changes would cost the first build another
//! dozen crates, and is not told at all of what a container or another machine writes.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use super::{Format, Gen, once};
use crate::support::console::{clear, complain, report};
use crate::support::failure::Failure;
use crate::support::process::seconds;
use crate::support::workspace::{SPEC, Workspace};

/// How long nothing is looked at.
const PAUSE: Duration = Duration::from_millis(200);

/// What tells one content of a file from the next. Nothing, where there is no file.
#[derive(PartialEq)]
struct State(Option<(SystemTime, u64)>);

/// Runs until it is interrupted. One run is on the screen, the last one.
pub(super) fn watch(workspace: &Workspace, what: &Gen) -> ! {
    let file = match &what.elsewhere {
        None => workspace.path(SPEC),
        Some(elsewhere) => elsewhere.spec.clone(),
    };
    loop {
        // Before it is read, so that no edit is missed that is made while it is.
        let seen = State::of(&file);
        if what.format == Format::Human {
            clear();
        }
        complain(format!("reading {}", file.display()));
        let started = Instant::now();
        let result = once(workspace, what);
        complain(told(&result, started.elapsed(), SystemTime::now()));
        while State::settled(&file) == seen {
            thread::sleep(PAUSE);
        }
    }
}

/// How a run ended, and what is waited for.
fn told(result: &Result<(), Failure>, time: Duration, now: SystemTime) -> String {
    if let Err(failure) = result {
        report(failure);
    }
    let verdict = if result.is_ok() { "ok" } else { "FAILED" };
    let of_day = now.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs() % 86_400;
    let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
    format!(
        "\n{verdict} in {}, at {hour:02}:{minute:02}:{second:02} UTC; waiting for the next edit, Ctrl-C ends it",
        seconds(time)
    )
}

impl State {
    fn of(file: &Path) -> Self {
        Self(fs::metadata(file).and_then(|found| Ok((found.modified()?, found.len()))).ok())
    }

    /// The state that a file stays in: whoever saves it may empty or remove it first.
    fn settled(file: &Path) -> Self {
        let mut state = Self::of(file);
        loop {
            thread::sleep(PAUSE / 4);
            let next = Self::of(file);
            if next == state {
                return state;
            }
            state = next;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_how_it_went_and_when() {
        let now = UNIX_EPOCH + Duration::from_secs(86_400 * 3 + 3600 * 7 + 60 * 5 + 9);
        let told = told(&Ok(()), Duration::from_millis(160), now);
        assert_eq!(told, "\nok in 0.2 s, at 07:05:09 UTC; waiting for the next edit, Ctrl-C ends it");
    }
}
