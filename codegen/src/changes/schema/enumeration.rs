//! Enumerations: which values there are, what each is called, and what it is on the wire.

use crate::changes::change::{Found, Item, Words, rungs};
use crate::changes::impact::{Direction, Impact, Need, Source, Wire};
use crate::changes::pairs::Pairs;
use crate::changes::rename::{self, Taken};
use crate::changes::{code, text};
use crate::ir::{Api, Enumeration, EnumerationValue};

/// Compares two enumerations.
pub(super) fn compare(
    pairs: &Pairs<'_>,
    (old, new): (&Enumeration, &Enumeration),
    (item, direction): (&Item, Direction),
    found: &mut Found,
) {
    let Enumeration { texts, values } = old;
    if *texts != new.texts {
        let said = |texts| if texts { "texts" } else { "numbers" };
        let words = Words::new("its values are of another kind").changed(said(*texts), said(new.texts));
        found.tell(item, code::TYPE, Impact::new(Source::BREAKS, Wire::Moves, direction), words);
        return;
    }
    for value in values {
        kept(pairs, (value, new), (item, direction), found);
    }
    for value in &new.values {
        if named(old, value).is_none() && !is_renamed((old, new), value) {
            added(pairs, value, (item, direction), found);
        }
    }
    rest((&old.rest(), &new.rest()), (item, direction), found);
}

/// The variant for what has no name, which makes room for a value that is called so.
pub(super) fn rest((old, new): (&str, &str), (item, direction): (&Item, Direction), found: &mut Found) {
    let users = Impact::new(Source::BREAKS, Wire::Same, direction);
    rename::tell(
        (old, new),
        Taken::ByOther,
        (&item.part((old, old), item.rungs.clone(), item.span), users),
        found,
    );
}

fn part(api: &Api, item: &Item, value: &EnumerationValue) -> Item {
    item.part((&value.name.ident, &value.name.wire), rungs(api, value.since.gate), value.name.span)
}

fn named<'a>(values: &'a Enumeration, value: &EnumerationValue) -> Option<&'a EnumerationValue> {
    values.values.iter().find(|other| other.name.ident == value.name.ident)
}

fn equal<'a>(values: &'a Enumeration, value: &EnumerationValue) -> Option<&'a EnumerationValue> {
    values.values.iter().find(|other| other.literal == value.literal)
}

/// Whether a value is one that was there under a name that is gone.
fn is_renamed((old, new): (&Enumeration, &Enumeration), value: &EnumerationValue) -> bool {
    equal(old, value).is_some_and(|before| named(new, before).is_none())
}

/// A value that was there, and what its name stands for now.
fn kept(
    pairs: &Pairs<'_>,
    (old, values): (&EnumerationValue, &Enumeration),
    (item, direction): (&Item, Direction),
    found: &mut Found,
) {
    let EnumerationValue { literal, name, since: _, docs } = old;
    let before = part(pairs.old, item, old);
    match (named(values, old), equal(values, old)) {
        (Some(new), _) if new.literal == *literal => {
            text::compare((docs, &new.docs), &part(pairs.new, item, new), found);
        }
        (Some(new), _) => {
            let words = Words::new(format!("it is {:?} on the wire, and was {literal:?}", new.literal));
            let words = words.changed(format!("{literal:?}"), format!("{:?}", new.literal));
            let impact = Impact::new(Source::SAME, Wire::Differs, direction);
            found.tell(&part(pairs.new, item, new).also(before), code::WIRE_VALUE, impact, words);
        }
        (None, Some(new)) => {
            let users = Impact::new(Source::BREAKS, Wire::Same, direction);
            let own = part(pairs.new, item, new).also(before);
            rename::tell((&name.ident, &new.name.ident), Taken::Free, (&own, users), found);
        }
        (None, None) => {
            let impact = Impact::new(Source::BREAKS, Wire::Drops(Need::Optional), direction);
            let words = Words::new(format!("it is gone, so {literal:?} has no name"));
            found.tell(&before, code::REMOVED, impact, words);
        }
    }
}

fn added(
    pairs: &Pairs<'_>,
    value: &EnumerationValue,
    (item, direction): (&Item, Direction),
    found: &mut Found,
) {
    let own = part(pairs.new, item, value);
    let words = Words::new(format!("it is new: {:?} has a name", value.literal));
    found.tell(&own, code::ADDED, Impact::new(Source::GROWS, Wire::Adds, direction), words);
    if value.since.span == value.name.span {
        found.warn(own.claim(pairs));
    }
}
