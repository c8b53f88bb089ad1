//! Structs of named values.

use super::change::{Found, Words};
use super::code;
use super::impact::{Impact, SourceEffect};
use super::item::Item;

/// Tells of one that is gone, and of one that has come.
pub(super) fn compare(
    (old, new): (Option<String>, Option<String>),
    (item, makers): (&Item, SourceEffect),
    found: &mut Found,
) {
    let (name, source, what) = match (old, new) {
        (Some(gone), None) => (gone, makers, "gone"),
        (None, Some(come)) => (come, SourceEffect::GROWS, "new"),
        _ => return,
    };
    let message = format!("`{name}`, which names each value of the constructor, is {what}");
    let mut item = item.clone();
    item.words.push(name);
    found.tell(&item, code::VALUES, Impact::of_source(source), Words::new(message));
}
