//! Derived types: which objects there are.

use super::enumeration::rest;
use crate::changes::aspect::rename::{self, OldName};
use crate::changes::change::{Found, Words};
use crate::changes::code;
use crate::changes::direction::Direction;
use crate::changes::impact::{Impact, Need, SourceEffect, WireEffect};
use crate::changes::item::Item;
use crate::changes::pairs::Pairs;
use crate::ir::{Branch, Choice};

/// Compares two choices.
pub(super) fn compare(
    pairs: &Pairs<'_>,
    (old, new): (&Choice, &Choice),
    (item, direction): (&Item, Direction),
    found: &mut Found,
) {
    let Choice { tag, branches } = old;
    let part = |branch: &Branch| {
        let wire = branch.value.as_ref().unwrap_or(&branch.name.wire);
        item.part((&branch.name.ident, wire), item.rungs.clone(), branch.name.span)
    };
    if *tag != new.tag {
        let words = Words::new("another property tells its types apart").changed(tag, &new.tag);
        found.tell(
            item,
            code::WIRE_VALUE,
            Impact::new(SourceEffect::SAME, WireEffect::Moves, direction),
            words,
        );
    }
    let is_same =
        |old: &Branch, new: &Branch| old.value == new.value || pairs.is_pair(old.schema, new.schema);
    for branch in branches {
        match new.branches.iter().find(|other| is_same(branch, other)) {
            Some(other) => kept(pairs, (branch, other), (&part(other).also(part(branch)), direction), found),
            None => {
                let impact = Impact::new(SourceEffect::BREAKS, WireEffect::Drops(Need::Optional), direction);
                let gone = pairs.gone_with([branch.schema]);
                found.tell(
                    &part(branch).with_types(&gone),
                    code::REMOVED,
                    impact,
                    Words::new("it is gone").with(&gone),
                );
            }
        }
    }
    for branch in new.branches.iter().filter(|branch| !branches.iter().any(|old| is_same(old, branch))) {
        let come = pairs.come_with([branch.schema]);
        let words = Words::new("it is new").with(&come);
        let impact = Impact::new(SourceEffect::GROWS, WireEffect::Adds, direction);
        found.tell(&part(branch).with_types(&come), code::ADDED, impact, words);
    }
    rest((&old.rest(), &new.rest()), (item, direction), found);
}

fn kept(
    pairs: &Pairs<'_>,
    (old, new): (&Branch, &Branch),
    (item, direction): (&Item, Direction),
    found: &mut Found,
) {
    // Another name on the wire is told of where the object says it: it must be the same.
    let Branch { name, value: _, untagged, schema } = old;
    if *untagged != new.untagged {
        let words = match new.untagged {
            true => "an object without the property that tells types apart is one",
            false => "an object without the property that tells types apart is none any more",
        };
        let impact = Impact::new(SourceEffect::SAME, WireEffect::Moves, direction);
        found.tell(item, code::WIRE_VALUE, impact, Words::new(words));
    }
    let users = Impact::new(SourceEffect::BREAKS, WireEffect::Same, direction);
    rename::tell((&name.ident, &new.name.ident), OldName::Free, (item, users), found);
    if !pairs.is_pair(*schema, new.schema) {
        let impact = Impact::new(SourceEffect::BREAKS, WireEffect::Moves, direction);
        found.tell(item, code::TYPE, impact, Words::new("it is another type"));
    }
}
