//! What must be there, or need not.

use crate::changes::change::{Found, Words};
use crate::changes::code;
use crate::changes::direction::Direction;
use crate::changes::impact::{Impact, SourceEffect, WireEffect};
use crate::changes::item::Item;

/// Tells of what must be there and was optional, and of the opposite.
pub(in crate::changes) fn compare(
    (old, new): (bool, bool),
    (item, direction): (&Item, Direction),
    found: &mut Found,
) {
    let (code, wire, message) = match (old, new) {
        (false, true) => (code::REQUIRED, WireEffect::Narrows, "it must be there, and was optional"),
        (true, false) => (code::OPTIONAL, WireEffect::Widens, "it is optional, and had to be there"),
        _ => return,
    };
    found.tell(item, code, Impact::new(SourceEffect::BREAKS, wire, direction), Words::new(message));
}
