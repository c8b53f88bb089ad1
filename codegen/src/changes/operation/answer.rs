//! What operations answer.

use std::mem;

use super::header;
use crate::changes::aspect::rename::{self, OldName};
use crate::changes::aspect::text;
use crate::changes::aspect::types::{self, shown};
use crate::changes::change::{Found, Words};
use crate::changes::code;
use crate::changes::direction::Direction;
use crate::changes::effect::Effect;
use crate::changes::impact::{Impact, Need, SourceEffect, WireEffect};
use crate::changes::item::{Item, rungs};
use crate::changes::pairs::Pairs;
use crate::ir::{Answer, Api, Content, Operation, Outcome, Status};

/// Compares the answers of an operation.
pub(super) fn compare(
    pairs: &Pairs<'_>,
    (old, new): (&Operation, &Operation),
    item: &Item,
    found: &mut Found,
) {
    successes(pairs, (old, new), item, found);
    let part = |operation: &Operation, answer: &Answer| part(item, &operation.error_ident(), answer);
    let at = |api: &Api, answer: &Answer| rungs(api, answer.since.gate);
    for answer in &old.errors {
        match new.errors.iter().find(|other| other.status == answer.status) {
            Some(other) => {
                let own = part(new, other).also(part(old, answer));
                both(pairs, (answer, other), (&own, Shown::Error), found);
            }
            None => {
                let impact = received(SourceEffect::BREAKS, WireEffect::Drops(Need::Optional));
                let gone = pairs.gone_with(answer.schema());
                let own = Item { rungs: at(pairs.old, answer), ..part(old, answer) };
                let own = own.with_types(&gone);
                found.tell(&own, code::REMOVED, impact, Words::new("it is no documented answer any more"));
            }
        }
    }
    let is_old = |answer: &&Answer| old.errors.iter().any(|other| other.status == answer.status);
    for answer in new.errors.iter().filter(|answer| !is_old(answer)) {
        let own = Item { rungs: at(pairs.new, answer), ..part(new, answer) };
        let own = own.with_types(&pairs.come_with(answer.schema()));
        added((old, answer), &own, found);
    }
}

/// An error that is new. Where a wider answer stood for its status, code that looks for that no longer finds it.
fn added((old, answer): (&Operation, &Answer), item: &Item, found: &mut Found) {
    let wider = old.errors.iter().find(|other| is_within(answer.status, other.status));
    let (source, message) = match wider {
        Some(wider) => {
            let source = SourceEffect { servers: Effect::Grows, ..SourceEffect::SILENT };
            (source, format!("it is an answer of its own, and was a `{}` before", wider.ident))
        }
        None => (SourceEffect::GROWS, "it is a documented answer".to_owned()),
    };
    found.tell(item, code::ADDED, received(source, WireEffect::Adds), Words::new(message));
}

fn is_within(status: Status, wider: Status) -> bool {
    let (range, wider_range) = (status.range(), wider.range());
    status < wider && wider_range.contains(range.start()) && wider_range.contains(range.end())
}

/// The answers that are there before and after, each as a part of its operation.
pub(in crate::changes) fn kept<'a>(
    (old, new): (&'a Operation, &'a Operation),
    item: &Item,
) -> Vec<(Item, &'a Answer, &'a Answer)> {
    let success = match new.outcome() {
        Outcome::Choice(name) => name,
        Outcome::Nothing | Outcome::Content(_) => new.ident.clone(),
    };
    let answers = new.successes.iter().map(|answer| (success.clone(), answer));
    let answers = answers.chain(new.errors.iter().map(|answer| (new.error_ident(), answer)));
    let kept = answers.filter_map(|(owner, after)| {
        let before = old.answers().find(|before| before.status == after.status)?;
        Some((part(item, &owner, after), before, after))
    });
    kept.collect()
}

fn part(item: &Item, owner: &str, answer: &Answer) -> Item {
    let wire = status(answer);
    let owner = Item { path: format!("operations::{owner}"), ..item.clone() };
    let mut part = owner.part((&answer.ident, &wire), item.rungs.clone(), answer.span);
    // The bare status is the name of many things.
    part.names.retain(|name| *name != wire);
    part
}

/// Where an answer shows: as a variant of what the call yields or of its errors, or as what the call yields by itself.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Shown {
    Variant,
    Error,
    Alone,
}

fn successes(pairs: &Pairs<'_>, (old, new): (&Operation, &Operation), item: &Item, found: &mut Found) {
    let choices = [old, new].map(|operation| matches!(operation.outcome(), Outcome::Choice(_)));
    let gone: Vec<&Answer> = old.successes.iter().filter(|it| find(new, it).is_none()).collect();
    let come: Vec<&Answer> = new.successes.iter().filter(|it| find(old, it).is_none()).collect();
    match (choices, gone.as_slice(), come.as_slice()) {
        ([false, false], [before], [after]) => another_status(pairs, (before, after), item, found),
        ([false, true] | [true, false], gone, come) => {
            another_type(pairs, (old, new), (gone, come), (item, found));
        }
        _ => {}
    }
    let owner = format!("{}Response", new.ident);
    let kind = if choices == [true, true] { Shown::Variant } else { Shown::Alone };
    let own = |answer: &Answer| match kind {
        Shown::Variant => part(item, &owner, answer),
        _ => Item { span: answer.span, ..item.clone() },
    };
    for (before, after) in old.successes.iter().filter_map(|it| Some((it, find(new, it)?))) {
        both(pairs, (before, after), (&own(after), kind), found);
    }
    if kind != Shown::Variant {
        return;
    }
    for answer in come {
        let item = Item { rungs: rungs(pairs.new, answer.since.gate), ..own(answer) };
        let item = item.with_types(&pairs.come_with(answer.schema()));
        let words = Words::new("it is a documented success");
        found.tell(&item, code::ADDED, received(SourceEffect::GROWS, WireEffect::Widens), words);
    }
    for answer in gone {
        let item = Item { rungs: rungs(pairs.old, answer.since.gate), ..own(answer) };
        let item = item.with_types(&pairs.gone_with(answer.schema()));
        let words = Words::new("it is no documented success any more");
        found.tell(&item, code::REMOVED, received(SourceEffect::BREAKS, WireEffect::Narrows), words);
    }
}

/// Tells of a success that stands alone and has another status.
fn another_status(pairs: &Pairs<'_>, (old, new): (&Answer, &Answer), item: &Item, found: &mut Found) {
    let words = Words::new("its success has another status").changed(status(old), status(new));
    let item = Item { span: new.span, ..item.clone() };
    // Replies of tests on the mock have the status, too.
    let source = SourceEffect { mock_tests: Effect::Breaks, ..SourceEffect::SAME };
    found.tell(&item, code::ANSWER, received(source, WireEffect::Moves), words);
    both(pairs, (old, new), (&item, Shown::Alone), found);
}

/// Tells of a call that yields a choice now, or no longer, by the successes that are gone and those that have come.
fn another_type(
    pairs: &Pairs<'_>,
    (old, new): (&Operation, &Operation),
    (gone, come): (&[&Answer], &[&Answer]),
    (item, found): (&Item, &mut Found),
) {
    let wire = match (gone.is_empty(), come.is_empty()) {
        (true, false) => WireEffect::Widens,
        (true, true) => WireEffect::Same,
        (false, _) => WireEffect::Moves,
    };
    let words = Words::new("what it yields has another type")
        .changed(yielded(pairs.old, old), yielded(pairs.new, new));
    let types = pairs.come_with(new.successes.iter().filter_map(Answer::schema));
    let impact = received(SourceEffect::BREAKS, wire);
    found.tell(&item.clone().with_types(&types), code::ANSWER, impact, words);
}

const fn received(source: SourceEffect, wire: WireEffect) -> Impact {
    Impact::new(source, wire, Direction::RECEIVED)
}

fn find<'a>(operation: &'a Operation, answer: &Answer) -> Option<&'a Answer> {
    operation.successes.iter().find(|other| other.status == answer.status)
}

fn status(answer: &Answer) -> String {
    match answer.status {
        Status::Code(code) => code.to_string(),
        Status::Range(range) => format!("{range}XX"),
        Status::Default => "default".to_owned(),
    }
}

fn yielded(api: &Api, operation: &Operation) -> String {
    match operation.outcome() {
        Outcome::Nothing => "()".to_owned(),
        Outcome::Content(body) => content(api, Some(&body)),
        Outcome::Choice(name) => name,
    }
}

pub(super) fn content(api: &Api, content: Option<&Content>) -> String {
    match content {
        None => "nothing".to_owned(),
        Some(Content::Text { .. }) => "text".to_owned(),
        Some(Content::Bytes { .. }) => "bytes".to_owned(),
        Some(Content::Json { ty, .. }) => shown(api, ty),
    }
}

fn both(pairs: &Pairs<'_>, (old, new): (&Answer, &Answer), (item, kind): (&Item, Shown), found: &mut Found) {
    // The gate is compared with all others.
    let Answer { status: _, since: _, ident, docs, content, example, headers, span: _ } = old;
    let (gone, come) = (pairs.gone_with(old.schema()), pairs.come_with(new.schema()));
    let item = &item.clone().with_types(&gone).with_types(&come);
    if kind != Shown::Alone {
        let users = Impact::of_source(SourceEffect::BREAKS);
        rename::tell((ident, &new.ident), OldName::Free, (item, users), found);
    }
    body((pairs, item), (content, &new.content), found);
    // An error that keeps the headers in a field has fields without them, too.
    let has_fields = kind == Shown::Error && !pairs.old.keeps_headers(old) && !pairs.new.keeps_headers(new);
    let turns = !has_fields && headers.is_empty() != new.headers.is_empty();
    header::compare(pairs, (old, new), (item, turns), found);
    text::compare(((docs, example), (&new.docs, &new.example)), item, found);
}

/// What stands in the body, and what that is called.
fn body(
    (pairs, item): (&Pairs<'_>, &Item),
    (old, new): (&Option<Content>, &Option<Content>),
    found: &mut Found,
) {
    let change = match (old, new) {
        (None, Some(_)) => Some((code::ANSWER, WireEffect::Narrows, "it has a body")),
        (Some(_), None) => Some((code::ANSWER, WireEffect::Drops(Need::Optional), "it has no body any more")),
        (Some(before), Some(after)) if mem::discriminant(before) != mem::discriminant(after) => {
            Some((code::TYPE, WireEffect::Moves, "its body is of another kind"))
        }
        (Some(Content::Json { ty: before, .. }), Some(Content::Json { ty: after, .. }))
            if !pairs.is_same(before, after) =>
        {
            Some((code::TYPE, types::wire(pairs, before, after), "its body has another type"))
        }
        _ => None,
    };
    if let Some((code, wire, message)) = change {
        let words = Words::new(message);
        let words = words.changed(content(pairs.old, old.as_ref()), content(pairs.new, new.as_ref()));
        found.tell(item, code, received(SourceEffect::BREAKS, wire), words);
    }
    let contents = old.as_ref().zip(new.as_ref());
    let contents = contents.filter(|(old, new)| mem::discriminant(*old) == mem::discriminant(*new));
    let media = contents.map(|(old, new)| (old.media_type(), new.media_type()));
    if let Some((before, after)) = media.filter(|(old, new)| !old.eq_ignore_ascii_case(new)) {
        let words = Words::new("its body is of another media type").changed(before, after);
        found.tell(item, code::MEDIA_TYPE, received(SourceEffect::SAME, WireEffect::Differs), words);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changes::compare;
    use crate::tests::generated;

    #[test]
    fn an_error_was_part_of_its_hundred_or_of_what_stands_for_all_errors() {
        for (status, wider, expected) in [
            (Status::Code(400), Status::Range(4), true),
            (Status::Code(499), Status::Range(4), true),
            (Status::Code(500), Status::Range(4), false),
            (Status::Code(399), Status::Default, false),
            (Status::Code(400), Status::Default, true),
            (Status::Code(500), Status::Default, true),
            (Status::Range(3), Status::Default, false),
            (Status::Range(4), Status::Default, true),
            (Status::Range(5), Status::Default, true),
            (Status::Code(400), Status::Code(400), false),
            (Status::Range(4), Status::Range(4), false),
            (Status::Default, Status::Default, false),
            (Status::Default, Status::Range(4), false),
        ] {
            assert_eq!(is_within(status, wider), expected, "{status:?} {wider:?}");
        }
    }

    #[test]
    fn a_first_header_gives_fields_to_an_answer_that_had_a_body_alone() -> Result<(), Vec<&'static str>> {
        let open = "content: { application/json: { schema: { $ref: '#/components/schemas/fault' } } }, ";
        let fault =
            "fault: { type: object, properties: { text: { type: string } }, additionalProperties: true }";
        let told = |before: &str, after: &str| -> Result<Vec<String>, Vec<&'static str>> {
            let answer = |said: &str| {
                let answers = format!("'404': {{ description: Gone., {said} }}, '200': {{ ");
                generated(&[("'200': { ", &answers), ("# schemas", fault)])
            };
            let header = format!("{after}headers: {{ X-Own: {{ schema: {{ type: string }} }} }}");
            let changes = compare(&answer(before)?, &answer(&header)?);
            let new = changes.list.into_iter().filter(|change| change.item.ends_with("::x_own"));
            Ok(new.map(|change| change.message).collect())
        };
        let with_fields = ["it is new, and gives the answer fields"];
        assert_eq!(told(open, open)?, with_fields);
        assert_eq!(told("", open)?, with_fields);
        assert_eq!(told("", "")?, ["it is new, and who constructs the answer gives it"]);
        Ok(())
    }
}
