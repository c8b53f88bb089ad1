//! Texts that readers see and programs do not.

use super::change::{Found, Item, Words};
use super::code;
use super::impact::Impact;

/// Tells of an item that is described in other words, or has another default.
pub(super) fn compare<T: PartialEq>((old, new): (T, T), item: &Item, found: &mut Found) {
    if old != new {
        found.tell(
            item,
            code::DOCUMENTATION,
            Impact::NONE,
            Words::new("its documentation says something else"),
        );
    }
}

/// Tells of an item that is deprecated now, or no longer.
pub(super) fn deprecation((old, new): (bool, bool), item: &Item, found: &mut Found) {
    match (old, new) {
        (false, true) => found.tell(item, code::DEPRECATED, Impact::NONE, Words::new("it is deprecated")),
        (true, false) => {
            found.tell(item, code::KEPT, Impact::NONE, Words::new("it is no longer deprecated"));
        }
        _ => {}
    }
}
