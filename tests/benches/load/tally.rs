//! How many calls ended how.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::CALLS;
use super::calls::End;
use super::cuts::Cuts;
use super::server::Served;

/// How many mistakes are printed in full.
const SHOWN: usize = 5;

/// All ends of calls.
#[derive(Debug, Default)]
pub(super) struct Tally(Mutex<Counts>);

#[derive(Debug, Default)]
struct Counts {
    own: u64,
    failed: BTreeMap<&'static str, u64>,
    other: u64,
    shown: Vec<String>,
}

impl Tally {
    pub(super) fn count(&self, end: End) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match end {
            End::Own => counts.own += 1,
            End::Failed(kind) => *counts.failed.entry(kind).or_default() += 1,
            End::Other(what) => {
                counts.other += 1;
                if counts.shown.len() < SHOWN {
                    counts.shown.push(what);
                }
            }
        }
    }

    /// Prints the counts; what is wrong with them.
    pub(super) fn faults(&self, served: &Served, cuts: &Cuts) -> Vec<String> {
        let counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let failed: u64 = counts.failed.values().sum();
        let [unread, unanswered] = cuts.counts();
        println!("{:>8} answers of one's own, {} of somebody else's", counts.own, counts.other);
        counts.failed.iter().for_each(|(kind, count)| println!("{count:>8} errors: {kind}"));
        println!("{unread:>8} calls cut off before the server saw them, {unanswered} in its answer");
        println!("{:>8} calls seen by the server", served.count());

        let mut faults = counts.shown.clone();
        let mut must = |holds: bool, what: &str| {
            if !holds {
                faults.push(what.to_owned());
            }
        };
        let calls = CALLS as u64;
        must(counts.other == 0, "there are answers of somebody else's");
        must(counts.own + failed + counts.other == calls, "calls are lost");
        must(served.count() + unread == calls, "the server has not seen each call exactly once");
        must(failed == unread + unanswered, "a cut has not cost exactly one call");
        must(!counts.failed.contains_key("decode"), "half an answer was read as a whole one");
        faults
    }
}
