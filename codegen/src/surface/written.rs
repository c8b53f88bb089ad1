//! What is public of the code that is written by hand: the runtime, and what its macros make in each generated crate.

use std::collections::{BTreeMap, BTreeSet};

use super::cfg::Flags;
use super::expand;
use super::listing::{Root, listing_of, public_uses};
use crate::format::Tree;

/// The macros of the runtime that make what a generated crate has at its root.
const MAKERS: [&str; 3] = ["__clients", "__mock", "__server"];

/// Everything public that is written by hand, when these cargo features are on: what the runtime has, and then, each with
/// `crate::` before it, what its macros and `root`, the root of the generated crate, make public there. `files` are those of
/// the runtime, by their paths below `src`.
pub fn written_by_hand(files: &Tree, root: &str, flags: &Flags) -> Vec<String> {
    let runtime = listing_of(files, Root::File("lib.rs"), flags);
    let makers = expand::macros(files);
    let bodies = MAKERS.iter().filter_map(|name| makers.expanded(name));
    let made = bodies.flat_map(|body| listing_of(files, Root::Text(&body), flags));
    let made = made.chain(public_uses(root, flags)).map(|line| format!("crate::{line}"));
    known(&runtime).into_iter().chain(made.collect::<BTreeSet<_>>()).collect()
}

/// The lines about what can be named: an `impl` in another file than its type says only the type's name, and may be of one
/// that is not public.
fn known(lines: &[String]) -> BTreeSet<String> {
    let is_type = |line: &&String| [" (struct", " (enum", " (trait"].iter().any(|kind| line.contains(kind));
    let paths: Vec<&str> = lines.iter().filter(is_type).map(|line| path(line)).collect();
    let names: BTreeMap<&str, &str> =
        paths.iter().map(|path| (path.rsplit("::").next().unwrap_or(path), *path)).collect();
    let is_known = |word: &str| names.contains_key(word);
    let full = |line: &String| {
        let first = line.split([':', '<', '(', ' ']).next().unwrap_or_default();
        match names.get(first) {
            Some(path) => Some(format!("{path}{}", line.get(first.len()..).unwrap_or_default())),
            // A function of a module, or what somebody else's type has of ours.
            None if first.starts_with(char::is_uppercase) => None,
            None => line
                .split(|letter: char| !letter.is_alphanumeric() && letter != '_')
                .any(is_known)
                .then(|| line.clone()),
        }
    };
    lines.iter().filter_map(full).collect()
}

/// The path at the beginning of a line.
fn path(line: &str) -> &str {
    let end = line.find(|letter: char| !letter.is_alphanumeric() && !"_:".contains(letter));
    line.get(..end.unwrap_or(line.len())).unwrap_or(line).trim_end_matches(':')
}
