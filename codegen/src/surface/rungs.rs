//! What each rung adds to the ones below it: what is public, and what travels.

use std::collections::BTreeSet;

use super::cfg::Flags;
use super::{listing, wire};
use crate::Output;
use crate::ir::Feature;

/// Everything that is public, and what travels, when these cargo features are on, one line each.
pub fn everything(output: &Output, flags: &Flags) -> BTreeSet<String> {
    let public = listing(&output.tree, flags).into_iter();
    public.chain(wire(&output.api, flags)).collect()
}

/// The cargo features of a family up to a version.
pub fn rungs_up_to(feature: &Feature, version: u32) -> Vec<String> {
    feature.rungs().filter(|rung| *rung <= version).map(|rung| feature.flag(rung)).collect()
}

/// The lines that each rung adds to the ones below it, each rung with a heading. `others` are the cargo features beside
/// the rungs that are on. A line that is gone is shown, too: it would be a bug.
pub fn additions(output: &Output, others: &[String]) -> Vec<String> {
    let at = |rungs: Vec<String>| everything(output, &others.iter().cloned().chain(rungs).collect());
    output.api.features.iter().flat_map(|feature| of_family(feature, &at)).collect()
}

fn of_family(feature: &Feature, at: &impl Fn(Vec<String>) -> BTreeSet<String>) -> Vec<String> {
    let mut lines = Vec::new();
    let mut below = at(Vec::new());
    for version in feature.rungs() {
        let here = at(rungs_up_to(feature, version));
        let flag = feature.flag(version);
        lines.push(if here == below { format!("{flag} adds nothing") } else { format!("{flag} adds") });
        lines.extend(here.difference(&below).map(|line| format!("  {line}")));
        lines.extend(below.difference(&here).map(|line| format!("  takes away: {line}")));
        below = here;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rung_shows_what_is_not_below() {
        let span = crate::source::Span::new(0, 0);
        let dialer = Feature { name: "dialer".to_owned(), oldest: 2, newest: 4, span };
        let at = |flags: Vec<String>| -> BTreeSet<String> {
            let lines: &[&str] = match flags.len() {
                0 => &["a"],
                1 | 2 => &["a", "b"],
                _ => &["b", "c"],
            };
            lines.iter().map(|line| (*line).to_owned()).collect()
        };
        let expected =
            ["dialer-2 adds", "  b", "dialer-3 adds nothing", "dialer-4 adds", "  c", "  takes away: a"];
        assert_eq!(of_family(&dialer, &at), expected);
    }
}
