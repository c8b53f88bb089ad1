//! Operations.

pub(super) mod answer;
pub(super) mod header;
pub(super) mod parameter;

use std::mem;

use crate::changes::aspect::rename::{self, OldName, Renaming, Users};
use crate::changes::aspect::{presence, text, values};
use crate::changes::change::{Found, Words};
use crate::changes::code;
use crate::changes::direction::Direction;
use crate::changes::effect::Effect;
use crate::changes::impact::{Impact, Need, SourceEffect, WireEffect};
use crate::changes::item::Item;
use crate::changes::pairs::{Pairs, shape_of};
use crate::ir::{Body, Credential, Operation, SchemaId};
use crate::names;

/// Compares all operations.
pub(super) fn compare(pairs: &Pairs<'_>, found: &mut Found) {
    for (old, new) in &pairs.operations.kept {
        one(pairs, (old, new), found);
    }
    for operation in &pairs.operations.removed {
        let gone = pairs.gone_with(types(operation));
        let item = Item::operation(pairs.old, operation).with_types(&gone);
        let impact = Impact::new(SourceEffect::BREAKS, WireEffect::Moves, Direction::SENT);
        let words = Words::new("it is gone").with(&gone);
        found.tell(&item, code::REMOVED, impact, words);
    }
    for operation in &pairs.operations.added {
        let come = pairs.come_with(types(operation));
        let item = Item::operation(pairs.new, operation).with_types(&come);
        let impact = Impact::new(SourceEffect::GROWS, WireEffect::Adds, Direction::SENT);
        let words = Words::new("it is new").with(&come);
        found.tell(&item, code::ADDED, impact, words);
        found.warn(item.rungs.is_empty().then(|| item.claim(pairs)).flatten());
        rename::added(operation.former_ident().as_deref(), &item, found);
    }
}

/// The types that an operation names.
fn types(operation: &Operation) -> Vec<SchemaId> {
    let body = operation.body.iter().filter_map(Body::schema);
    let parameters = operation.parameters.iter().filter_map(|parameter| parameter.ty.schema());
    let answers = operation.answers().filter_map(|answer| answer.schema());
    body.chain(parameters).chain(answers).collect()
}

fn one(pairs: &Pairs<'_>, (old, new): (&Operation, &Operation), found: &mut Found) {
    // The gate is compared with all others, and of the tags the group is all that is in the crate.
    let Operation {
        name,
        ident,
        since: _,
        docs,
        deprecated,
        tags: _,
        group: _,
        method: _,
        path,
        path_span: _,
        parameters: _,
        credentials,
        body: _,
        successes: _,
        errors: _,
    } = old;
    let before = Item::operation(pairs.old, old);
    let item = Item::operation(pairs.new, new).also(before);
    renamed(pairs, (old, new), &item, found);
    moved(pairs, (old, new), &item, found);
    route((old, new), &item, found);
    permission((credentials, &new.credentials), &item, found);
    parameter::compare(pairs, (old, new), &item, found);
    body(pairs, (old, new), &item, found);
    named(pairs, (old, new), &item, found);
    answer::compare(pairs, (old, new), &item, found);
    text::deprecation((deprecated, &new.deprecated), &item, found);
    let parameters = |path: &str, other: &str| shape_of(path) == shape_of(other) && path != other;
    let renamed = name.wire != new.name.wire && *ident == new.ident;
    text::compare(((docs, false), (&new.docs, renamed || parameters(path, &new.path))), &item, found);
}

fn renamed(pairs: &Pairs<'_>, (old, new): (&Operation, &Operation), item: &Item, found: &mut Found) {
    let other = pairs.new.operations.iter().find(|other| other.ident == old.ident);
    let is_alike = other.map(|other| {
        let bodies = old.body.as_ref().zip(other.body.as_ref());
        old.body.is_some() == other.body.is_some()
            && bodies.is_none_or(|(old, other)| is_same(pairs, (old, other)))
            && old.parameters.len() == other.parameters.len()
    });
    let users = Users {
        gone: Impact::of_source(SourceEffect::BREAKS),
        kept: SourceEffect { mock_tests: Effect::Breaks, ..SourceEffect::GROWS },
        beside: format!(", but for `mock::Call::{}`: no variant has two names", old.ident),
    };
    let (before, former) = (old.former_ident(), new.former_ident());
    let names = Renaming { old: (&old.ident, before.as_deref()), new: (&new.ident, former.as_deref()) };
    rename::compare(names, OldName::by(is_alike), (item, &users), found);
}

/// The structs of the values that it and its answers are made of.
fn named(pairs: &Pairs<'_>, (old, new): (&Operation, &Operation), item: &Item, found: &mut Found) {
    let own = (pairs.old.values_of_operation(old), pairs.new.values_of_operation(new));
    values::compare(own, (item, SourceEffect::OF_CALLERS), found);
    let makers = SourceEffect { callers: Effect::Same, ..SourceEffect::BREAKS };
    for (item, before, after) in answer::kept((old, new), item) {
        let of_answer = (pairs.old.values_of_answer(old, before), pairs.new.values_of_answer(new, after));
        values::compare(of_answer, (&item, makers), found);
    }
}

/// An operation of another group: its method is elsewhere, on both sides. Its types stay, and so does `execute`. The method is
/// called otherwise, too, once another operation has the name that it had in its group.
fn moved(pairs: &Pairs<'_>, (old, new): (&Operation, &Operation), item: &Item, found: &mut Found) {
    let reached = |operation: &Operation, method: &str| format!("`{}`", names::path(operation, method));
    let method = (names::method(pairs.old, old), names::method(pairs.new, new));
    let former = names::former_method(pairs.old, old).zip(names::former_method(pairs.new, new));
    let former = former.filter(|_| old.name.former() == new.name.former());
    let methods = [Some(method), former].into_iter().flatten();
    let methods = methods.map(|(before, after)| (reached(old, before), reached(new, after)));
    let (before, after): (Vec<_>, Vec<_>) = methods.filter(|(before, after)| before != after).unzip();
    // A new name is told as such.
    if old.group == new.group && (old.ident != new.ident || before.is_empty()) {
        return;
    }
    let words = Words::new("its methods are elsewhere").changed(before.join(", "), after.join(", "));
    let source = SourceEffect { mock_tests: Effect::Same, ..SourceEffect::BREAKS };
    found.tell(item, code::MOVED, Impact::of_source(source), words);
}

fn route((old, new): (&Operation, &Operation), item: &Item, found: &mut Found) {
    if old.method == new.method && shape_of(&old.path) == shape_of(&new.path) {
        return;
    }
    let said = |operation: &Operation| format!("{} {}", operation.method.as_str(), operation.path);
    let words = Words::new("it goes elsewhere").changed(said(old), said(new));
    let item = Item { span: new.path_span, ..item.clone() };
    found.tell(
        &item,
        code::ROUTE,
        Impact::new(SourceEffect::SAME, WireEffect::Moves, Direction::SENT),
        words,
    );
}

fn permission((old, new): (&[Credential], &[Credential]), item: &Item, found: &mut Found) {
    let header = |credential: &Credential| match credential {
        Credential::CsrfToken => "ININ-ICWS-CSRF-Token",
        Credential::Cookie => "Cookie",
    };
    let mut tell = |credential, wire, verb| {
        let words = Words::new(format!("it {verb} the credential `{}`", header(credential)));
        found.tell(item, code::CREDENTIAL, Impact::new(SourceEffect::SAME, wire, Direction::SENT), words);
    };
    for credential in old.iter().filter(|credential| !new.contains(credential)) {
        tell(credential, WireEffect::Drops(Need::Required), "no longer sends nor demands");
    }
    for credential in new.iter().filter(|credential| !old.contains(credential)) {
        tell(credential, WireEffect::Narrows, "sends and demands");
    }
}

fn body(pairs: &Pairs<'_>, (old, new): (&Operation, &Operation), item: &Item, found: &mut Found) {
    let own = |span| item.part(("body", "body"), item.rungs.clone(), span);
    let sent = |source, wire| Impact::new(source, wire, Direction::SENT);
    match (&old.body, &new.body) {
        (None, None) => {}
        (Some(old), Some(new)) => both(pairs, (old, new), &own(new.span), found),
        (Some(old), None) => {
            let gone = pairs.gone_with(old.schema());
            let item = own(old.span).with_types(&gone);
            let impact = sent(SourceEffect::BREAKS, WireEffect::Drops(Need::of(old.required)));
            found.tell(&item, code::REMOVED, impact, Words::new("it has no body any more"));
        }
        (None, Some(new)) => {
            let item = own(new.span).with_types(&pairs.come_with(new.schema()));
            let impact = match new.required {
                true => sent(SourceEffect::BREAKS, WireEffect::Narrows),
                false => sent(SourceEffect::OF_SERVERS, WireEffect::Adds),
            };
            found.tell(&item, code::ADDED, impact, Words::new("it has a body"));
        }
    }
}

/// Whether two bodies have the same type in Rust.
fn is_same(pairs: &Pairs<'_>, (old, new): (&Body, &Body)) -> bool {
    match (old.schema(), new.schema()) {
        (Some(old), Some(new)) => pairs.is_pair(old, new),
        _ => mem::discriminant(&old.content) == mem::discriminant(&new.content),
    }
}

fn both(pairs: &Pairs<'_>, (old, new): (&Body, &Body), item: &Item, found: &mut Found) {
    let Body { content, required, span: _, docs, example } = old;
    let (media_type, other) = (content.media_type(), new.content.media_type());
    let (gone, come) = (pairs.gone_with(old.schema()), pairs.come_with(new.schema()));
    let item = &item.clone().with_types(&gone).with_types(&come);
    let mut tell = |code, (source, wire), words| {
        found.tell(item, code, Impact::new(source, wire, Direction::SENT), words);
    };
    if let Some(effects) = media_effects(media_type, other) {
        let words = Words::new("it is sent as another media type").changed(media_type, other);
        tell(code::MEDIA_TYPE, effects, words);
    }
    if !is_same(pairs, (old, new)) {
        let (before, after) =
            (answer::content(pairs.old, Some(content)), answer::content(pairs.new, Some(&new.content)));
        let words = Words::new("it has another type").changed(before, after);
        tell(code::TYPE, (SourceEffect::BREAKS, WireEffect::Moves), words);
    }
    presence::compare((*required, new.required), (item, Direction::SENT), found);
    let letters = media_type != other && media_type.eq_ignore_ascii_case(other);
    text::compare(((docs, example, false), (&new.docs, &new.example, letters)), item, found);
}

/// What becomes of requests whose media type is another now. One that a range has room for is taken as before, but bytes
/// that do not say theirs are sent as another one.
fn media_effects(old: &str, new: &str) -> Option<(SourceEffect, WireEffect)> {
    let is_within = |media_type: &str, range: &str| match range.strip_suffix('*') {
        Some("*/") => true,
        Some(start) => media_type.get(..start.len()).is_some_and(|found| found.eq_ignore_ascii_case(start)),
        None => false,
    };
    match (is_within(old, new), is_within(new, old)) {
        _ if old.eq_ignore_ascii_case(new) => None,
        (true, _) => {
            Some((SourceEffect { callers: Effect::Silent, ..SourceEffect::SAME }, WireEffect::Widens))
        }
        (_, true) => Some((SourceEffect::SAME, WireEffect::Narrows)),
        _ => Some((SourceEffect::SAME, WireEffect::Moves)),
    }
}
