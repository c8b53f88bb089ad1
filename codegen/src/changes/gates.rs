//! From which version on things are there. One edit may move many: only the outermost thing that moved is told of.

use std::collections::BTreeMap;

use super::change::{Found, Words};
use super::code;
use super::direction::Direction;
use super::effect::Effect;
use super::impact::{Impact, SourceEffect, WireEffect};
use super::item::{Item, rungs};
use super::operation::{answer, header, parameter};
use super::pairs::Pairs;
use super::schema::{enumeration, object};
use crate::ir::{Api, Gate, Operation, Schema, SchemaId, Shape, Since, first_declared};

/// A gate by the names of its features, the same in both documents.
type Versions = BTreeMap<String, u32>;

/// Compares the gates of all that is there before and after.
pub(super) fn compare(pairs: &Pairs<'_>, found: &mut Found) {
    let mut moves = Vec::new();
    for (old, new) in &pairs.operations.kept {
        if let Some(moved) = moved(pairs, (old.since, new.since)) {
            let item = Item::operation(pairs.new, new);
            tell(pairs, &moved, (&item, GatedRole::Whole), found);
            moves.push(moved);
        }
        parts(pairs, (old, new), found);
    }
    let mut schemas = Vec::new();
    for (id, old, new) in pairs.schemas().filter(|(id, _, _)| pairs.is_used(*id)) {
        let own = moved(pairs, (old.since, new.since));
        let item = Item::schema(pairs.new, new);
        members(pairs, (&old.shape, &new.shape), (&item, own.as_ref()), found);
        if let Some(moved) = own.filter(|moved| !moves.contains(moved)) {
            schemas.push((moved, id, new));
        }
    }
    while let Some(moved) = schemas.first().map(|(moved, ..)| moved.clone()) {
        let (alike, others) = schemas.into_iter().partition(|(other, ..)| *other == moved);
        schemas = others;
        together(pairs, &moved, alike, found);
    }
}

/// Tells of types that have moved alike: of the one that holds the others, with the others.
fn together(
    pairs: &Pairs<'_>,
    moved: &MovedGate,
    types: Vec<(MovedGate, SchemaId, &Schema)>,
    found: &mut Found,
) {
    let is_held = |id: SchemaId| {
        types.iter().any(|(_, other, _)| {
            let parts = pairs.old.schema(*other).map(|schema| schema.shape.parts()).unwrap_or_default();
            *other != id && parts.iter().any(|(_, part)| *part == id)
        })
    };
    let outermost = types.iter().find(|(_, id, _)| !is_held(*id)).or(types.first());
    let Some((_, _, schema)) = outermost else { return };
    let others = types.iter().map(|(_, _, other)| *other).filter(|other| !std::ptr::eq(*other, *schema));
    let others: Vec<&Schema> = others.collect();
    let item = Item::schema(pairs.new, schema).with_types(&others);
    tell(pairs, moved, (&item, GatedRole::Whole), found);
    found.with(&others);
}

/// Tells of what an operation sends and is answered, where that has moved otherwise than what it stands in.
fn parts(pairs: &Pairs<'_>, (old, new): (&Operation, &Operation), found: &mut Found) {
    let whole = moved(pairs, (old.since, new.since));
    let own = |scope: &Option<MovedGate>, gates: (Since, Since)| {
        let own = moved(pairs, gates)?;
        scope.as_ref().is_none_or(|scope| scope.after != own.after).then_some(own)
    };
    let item = Item::operation(pairs.new, new);
    for (before, after) in parameter::matched(old, new).kept {
        if let Some(moved) = own(&whole, (before.since, after.since)) {
            tell(pairs, &moved, (&parameter::part(&item, after), GatedRole::Argument), found);
        }
    }
    for (item, before, after) in answer::kept((old, new), &item) {
        let answered = own(&whole, (before.since, after.since));
        if let Some(moved) = &answered {
            tell(pairs, moved, (&item, GatedRole::Answer), found);
        }
        let scope = answered.or_else(|| whole.clone());
        for (old, new) in before.headers.iter().filter_map(|old| Some((old, header::find(after, old)?))) {
            let is_same = before.is_older_than(old) == after.is_older_than(new);
            let role = if is_same { GatedRole::Answer } else { GatedRole::Constructed };
            if let Some(moved) = own(&scope, (old.since, new.since)) {
                tell(pairs, &moved, (&header::part(&item, new), role), found);
            }
        }
    }
}

fn members(
    pairs: &Pairs<'_>,
    shapes: (&Shape, &Shape),
    (item, owner): (&Item, Option<&MovedGate>),
    found: &mut Found,
) {
    let mut member = |(old, new): (Since, Since), name: &crate::ir::Name| {
        let Some(moved) = moved(pairs, (old, new)) else { return };
        if owner.is_some_and(|owner| owner.after == moved.after) {
            return;
        }
        let own = item.part((&name.ident, &name.wire), rungs(pairs.new, new.gate), new.span);
        tell(pairs, &moved, (&own, GatedRole::Whole), found);
    };
    match shapes {
        (Shape::Object(old), Shape::Object(new)) => {
            let kept = object::properties(pairs, old, new).kept;
            kept.iter().for_each(|(old, new)| member((old.since, new.since), &new.name));
        }
        (Shape::Enumeration(old), Shape::Enumeration(new)) => {
            for value in &old.values {
                let same = enumeration::later(new, value);
                same.into_iter().for_each(|new| member((value.since, new.since), &new.name));
            }
        }
        _ => {}
    }
}

/// A gate that has moved.
#[derive(Debug, Clone, PartialEq)]
struct MovedGate {
    before: Versions,
    after: Versions,
}

fn moved(pairs: &Pairs<'_>, (old, new): (Since, Since)) -> Option<MovedGate> {
    let (before, mut after) = (versions(pairs.old, old.gate), versions(pairs.new, new.gate));
    // Where a ladder is cut off, or gone, that is what is told.
    let is_cut = |(name, number): (&String, &u32)| {
        let ladder = pairs.new.features.iter().find(|feature| feature.name == *name);
        ladder.is_none_or(|ladder| !(ladder.oldest..=ladder.newest).contains(number))
    };
    let is_told = before.iter().any(is_cut);
    // What is on by default since there is a ladder, everybody has.
    if let Some(first) = first_declared(&pairs.new.features)
        && !pairs.old.features.iter().any(|feature| feature.name == first.name)
        && after.get(&first.name) == Some(&first.oldest)
    {
        after.remove(&first.name);
    }
    (before != after && !is_told).then_some(MovedGate { before, after })
}

fn versions(api: &Api, gate: Gate) -> Versions {
    let named = gate.conditions().filter_map(|(id, version)| Some((api.feature(id)?.name.clone(), version)));
    named.collect()
}

/// The conditions of one gate that another does not ask for, each with what that asks of the same feature, if anything.
fn beyond<'v>(gate: &'v Versions, other: &Versions) -> Vec<(&'v String, u32, Option<u32>)> {
    let asked = gate.iter().map(|(name, version)| (name, *version, other.get(name).copied()));
    asked.filter(|(_, version, known)| known.is_none_or(|known| known < *version)).collect()
}

/// What a thing behind a gate is to those who use it.
#[derive(Debug, Clone, Copy, PartialEq)]
enum GatedRole {
    /// All have it from its version on.
    Whole,
    /// An argument, which a server's method takes at every version.
    Argument,
    /// Something that is answered.
    Answer,
    /// The same, and what makes the answer takes it now, or has taken it before.
    Constructed,
}

impl GatedRole {
    fn impact(self, source: SourceEffect, wire: WireEffect) -> Impact {
        match self {
            Self::Whole => Impact::new(source, wire, Direction::SENT),
            Self::Argument => {
                Impact::new(SourceEffect { servers: Effect::Same, ..source }, wire, Direction::SENT)
            }
            Self::Answer => Impact::new(source, WireEffect::Same, Direction::RECEIVED),
            Self::Constructed => {
                let source = SourceEffect { servers: Effect::Breaks, mock_tests: Effect::Breaks, ..source };
                Impact::new(source, WireEffect::Same, Direction::RECEIVED)
            }
        }
    }
}

fn said(versions: &Versions) -> String {
    let named: Vec<String> = versions.iter().map(|(name, number)| format!("{name}-{number}")).collect();
    if named.is_empty() { "always".to_owned() } else { named.join(" and ") }
}

/// The rungs of one gate that another does not have.
fn flags(api: &Api, from: &Versions, to: &Versions) -> Vec<String> {
    let rungs = beyond(to, from).into_iter().flat_map(|(name, number, known)| {
        let ladder = api.features.iter().find(|feature| feature.name == *name);
        let between = known.unwrap_or(0)..number;
        ladder.into_iter().flat_map(move |ladder| {
            let between = between.clone();
            ladder.rungs().filter(move |rung| between.contains(rung)).map(|rung| ladder.flag(rung))
        })
    });
    rungs.collect()
}

fn tell(pairs: &Pairs<'_>, moved: &MovedGate, (item, role): (&Item, GatedRole), found: &mut Found) {
    let is_later = !beyond(&moved.after, &moved.before).is_empty();
    let MovedGate { before, after } = moved;
    let (code, rungs, impact, message) = match is_later {
        true => (
            code::LATER,
            flags(pairs.new, before, after),
            role.impact(SourceEffect::BREAKS, WireEffect::Widens),
            "it is there from a newer version on alone",
        ),
        false => (
            code::EARLIER,
            flags(pairs.new, after, before),
            role.impact(SourceEffect::GROWS, WireEffect::Adds),
            "it is there from an older version on",
        ),
    };
    let item = Item { rungs, ..item.clone() };
    found.tell(&item, code, impact, Words::new(message).changed(said(before), said(after)));
    // A call that was refused before it was sent now reaches servers that may not know it.
    if matches!(role, GatedRole::Whole | GatedRole::Argument) {
        found.skew(if is_later { Effect::Breaks } else { Effect::Silent });
    }
}

#[cfg(test)]
mod tests {
    use crate::changes::compare;
    use crate::tests::generated;

    #[test]
    fn of_types_that_move_together_the_one_that_holds_the_others_is_told_of() -> Result<(), Vec<&'static str>>
    {
        let at = |version: u32| {
            let since = format!("type: object, x-feature-version: dialer {version}, properties:");
            let part = format!("part: {{ {since} {{ text: {{ type: string }} }} }}");
            let whole = format!("whole: {{ {since} {{ part: {{ $ref: '#/components/schemas/part' }} }} }}");
            let property = format!(
                "whole: {{ x-feature-version: dialer {version}, allOf: [{{ $ref: '#/components/schemas/whole' }}] }}"
            );
            generated(&[("# schemas", &format!("{part}\n    {whole}")), ("# properties", &property)])
        };
        let changes = compare(&at(3)?, &at(4)?);
        let items: Vec<&str> = changes.list.iter().map(|change| &*change.item).collect();
        assert_eq!(items, ["models::Thing::whole", "models::Whole"]);
        Ok(())
    }
}
