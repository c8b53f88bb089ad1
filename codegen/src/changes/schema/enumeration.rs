//! Enumerations: which values there are, what each is called, and what it is on the wire.

use crate::changes::aspect::rename::{self, OldName, Renaming, Users};
use crate::changes::aspect::text;
use crate::changes::change::{Found, Words};
use crate::changes::code;
use crate::changes::direction::Direction;
use crate::changes::impact::{Impact, Need, SourceEffect, WireEffect};
use crate::changes::item::{Item, rungs};
use crate::changes::pairs::Pairs;
use crate::ir::{Api, Enumeration, EnumerationKind, EnumerationValue};

/// Compares two enumerations.
pub(super) fn compare(
    pairs: &Pairs<'_>,
    (old, new): (&Enumeration, &Enumeration),
    (item, direction): (&Item, Direction),
    found: &mut Found,
) {
    let Enumeration { kind, values } = old;
    if *kind != new.kind {
        let words = Words::new("its values are of another kind").changed(said(*kind), said(new.kind));
        let is_text = [*kind, new.kind].contains(&EnumerationKind::Texts);
        let wire = if is_text { WireEffect::Moves } else { WireEffect::Same };
        found.tell(item, code::TYPE, Impact::new(SourceEffect::BREAKS, wire, direction), words);
        return;
    }
    for value in values {
        kept(pairs, (value, new), (item, direction), found);
    }
    for value in &new.values {
        if !values.iter().any(|before| later(new, before).is_some_and(|later| std::ptr::eq(later, value))) {
            added(pairs, value, (item, direction), found);
        }
    }
    rest((&old.rest(), &new.rest()), (item, direction), found);
}

const fn said(kind: EnumerationKind) -> &'static str {
    match kind {
        EnumerationKind::Numbers => "numbers",
        EnumerationKind::Texts => "texts",
        EnumerationKind::Flags => "flags",
    }
}

/// The variant for what has no name, which makes room for a value that is called so.
pub(super) fn rest((old, new): (&str, &str), (item, direction): (&Item, Direction), found: &mut Found) {
    let users = Impact::new(SourceEffect::BREAKS, WireEffect::Same, direction);
    rename::tell(
        (old, new),
        OldName::ByOther,
        (&item.part((old, old), item.rungs.clone(), item.span), users),
        found,
    );
}

fn part(api: &Api, item: &Item, value: &EnumerationValue) -> Item {
    item.part((&value.name.ident, &value.name.wire), rungs(api, value.since.gate), value.name.span)
}

/// What a value is now: the one of its name, the one that says that it was called so, or else the one that is the same on
/// the wire.
pub(in crate::changes) fn later<'a>(
    values: &'a Enumeration,
    before: &EnumerationValue,
) -> Option<&'a EnumerationValue> {
    let find =
        |is_same: &dyn Fn(&EnumerationValue) -> bool| values.values.iter().find(|value| is_same(value));
    let ident = before.name.ident.as_str();
    find(&|value| value.name.ident == ident)
        .or_else(|| find(&|value| value.name.former() == Some(ident)))
        .or_else(|| find(&|value| value.literal == before.literal))
}

/// A value that was there, and what its name stands for now.
fn kept(
    pairs: &Pairs<'_>,
    (old, values): (&EnumerationValue, &Enumeration),
    (item, direction): (&Item, Direction),
    found: &mut Found,
) {
    let EnumerationValue { literal, name, since: _, docs, deprecated } = old;
    let before = part(pairs.old, item, old);
    let Some(new) = later(values, old) else {
        let impact = Impact::new(SourceEffect::BREAKS, WireEffect::Drops(Need::Optional), direction);
        let words = Words::new(format!("it is gone, so {literal:?} has no name"));
        return found.tell(&before, code::REMOVED, impact, words);
    };
    let own = part(pairs.new, item, new).also(before);
    text::deprecation((deprecated, &new.deprecated), &own, found);
    if new.literal != *literal {
        let words = Words::new(format!("it is {:?} on the wire, and was {literal:?}", new.literal));
        let words = words.changed(format!("{literal:?}"), format!("{:?}", new.literal));
        found.tell(
            &own,
            code::WIRE_VALUE,
            Impact::new(SourceEffect::SAME, WireEffect::Differs, direction),
            words,
        );
    } else if name.ident == new.name.ident {
        text::compare((docs, &new.docs), &part(pairs.new, item, new), found);
    }
    let users = Users::of(Impact::new(SourceEffect::BREAKS, WireEffect::Same, direction));
    rename::compare(Renaming::of(name, &new.name), OldName::Free, (&own, &users), found);
}

fn added(
    pairs: &Pairs<'_>,
    value: &EnumerationValue,
    (item, direction): (&Item, Direction),
    found: &mut Found,
) {
    let own = part(pairs.new, item, value);
    let words = Words::new(format!("it is new: {:?} has a name", value.literal));
    found.tell(&own, code::ADDED, Impact::new(SourceEffect::GROWS, WireEffect::Adds, direction), words);
    let claim = (value.since.span == value.name.span).then(|| own.claim(pairs)).flatten();
    found.warn(claim);
    rename::added(value.name.former(), &own, found);
}
