//! Headers of answers.

use crate::changes::aspect::rename::{self, OldName};
use crate::changes::aspect::{limits, text};
use crate::changes::change::{Found, Words};
use crate::changes::code;
use crate::changes::direction::Direction;
use crate::changes::effect::Effect;
use crate::changes::impact::{Impact, Need, SourceEffect, WireEffect};
use crate::changes::item::{Item, rungs};
use crate::changes::pairs::Pairs;
use crate::ir::{Answer, Header, HeaderValue, Notes, Status};

/// Compares the headers of an answer. The first one gives the answer fields where it had a body alone, and the last one
/// takes them.
pub(super) fn compare(
    pairs: &Pairs<'_>,
    (old, new): (&Answer, &Answer),
    (item, turns): (&Item, bool),
    found: &mut Found,
) {
    let part = |header: &Header| part(item, header);
    let received = |source, wire| Impact::new(source, wire, Direction::RECEIVED);
    let turns = turns && matches!(new.status, Status::Code(_));
    for header in &old.headers {
        match find(new, header) {
            Some(other) => both(pairs, (header, other), &part(other).also(part(header)), found),
            None => {
                let impact = received(SourceEffect::BREAKS, WireEffect::Drops(Need::Optional));
                found.tell(&part(header), code::REMOVED, impact, Words::new("it is gone"));
            }
        }
    }
    for header in new.headers.iter().filter(|header| find(old, header).is_none()) {
        let (source, message) = match turns {
            true => (SourceEffect::BREAKS, "it is new, and gives the answer fields"),
            false if new.is_older_than(header) => (SourceEffect::GROWS, "it is new"),
            false => {
                let source = SourceEffect { callers: Effect::Grows, ..SourceEffect::BREAKS };
                (source, "it is new, and who constructs the answer gives it")
            }
        };
        let own = Item { rungs: rungs(pairs.new, header.since.gate), ..part(header) };
        found.tell(&own, code::ADDED, received(source, WireEffect::Adds), Words::new(message));
    }
}

/// A header as a part of its answer.
pub(in crate::changes) fn part(item: &Item, header: &Header) -> Item {
    item.part((&header.name.ident, &header.name.wire), item.rungs.clone(), header.name.span)
}

/// The same header of another answer.
pub(in crate::changes) fn find<'a>(answer: &'a Answer, header: &Header) -> Option<&'a Header> {
    let is_same = |other: &&Header| other.name.wire.eq_ignore_ascii_case(&header.name.wire);
    answer.headers.iter().find(is_same)
}

fn both(pairs: &Pairs<'_>, (old, new): (&Header, &Header), item: &Item, found: &mut Found) {
    // Whether it is promised is documentation: it is always optional in Rust. The gate is compared with all others.
    let Header { name, since: _, docs, notes, required, value } = old;
    let Notes { limits: allowed, default, deprecated, secret, example } = notes;
    let users = Impact::of_source(SourceEffect::BREAKS);
    rename::tell((&name.ident, &new.name.ident), OldName::Free, (item, users), found);
    let is_same = match (value, &new.value) {
        (HeaderValue::Value(old), HeaderValue::Value(new)) => pairs.is_same(old, new),
        (old, new) => old == new,
    };
    if !is_same {
        let impact = Impact::new(SourceEffect::BREAKS, WireEffect::Moves, Direction::RECEIVED);
        let words = Words::new("it has another type").changed(shown(value), shown(&new.value));
        found.tell(item, code::TYPE, impact, words);
    }
    limits::compare((allowed, &new.notes.limits), item, Direction::RECEIVED, found);
    text::deprecation((deprecated, &new.notes.deprecated), item, found);
    text::secret((*secret, new.notes.secret), item, found);
    let said = (&new.docs, &new.required, &new.notes.default, &new.notes.example);
    text::compare(((docs, required, default, example), said), item, found);
}

fn shown(value: &HeaderValue) -> String {
    match value {
        HeaderValue::Challenge => "challenge".to_owned(),
        HeaderValue::Cookies => "cookies".to_owned(),
        HeaderValue::Value(ty) => format!("{ty:?}"),
    }
}
