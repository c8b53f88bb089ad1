//! Types.

mod choice;
pub(in crate::changes) mod enumeration;
pub(super) mod object;
mod property;

use crate::changes::aspect::rename::{self, OldName, Renaming, Users};
use crate::changes::aspect::{text, values};
use crate::changes::change::{Found, Words};
use crate::changes::code;
use crate::changes::direction::Direction;
use crate::changes::effect::Effect;
use crate::changes::impact::{Impact, SourceEffect, WireEffect};
use crate::changes::item::Item;
use crate::changes::pairs::Pairs;
use crate::ir::{Schema, Shape};

/// Compares all types. Those that come or go with what uses them are told of there; those that nothing uses are nobody's.
pub(super) fn compare(pairs: &Pairs<'_>, found: &mut Found) {
    for (id, old, new) in pairs.schemas() {
        one(pairs, (old, new), pairs.direction(id), found);
    }
    for (id, schema) in pairs.removed().filter(|(id, _)| pairs.direction(*id).is_none()) {
        let item = Item::schema(pairs.old, schema);
        let impact = Impact::new(SourceEffect::BREAKS, WireEffect::Same, pairs.direction(id));
        found.tell(&item, code::REMOVED, impact, Words::new("it is gone; no operation used it"));
    }
    for (_, schema) in pairs.added() {
        let item = Item::schema(pairs.new, schema);
        rename::added(schema.name.former(), &item, found);
    }
    for (id, schema) in pairs.added().filter(|(id, _)| pairs.later_direction(*id).is_none()) {
        let item = Item::schema(pairs.new, schema);
        let impact = Impact::new(SourceEffect::GROWS, WireEffect::Same, pairs.later_direction(id));
        found.tell(&item, code::ADDED, impact, Words::new("it is new; no operation uses it"));
    }
}

fn one(pairs: &Pairs<'_>, (old, new): (&Schema, &Schema), direction: Direction, found: &mut Found) {
    // The module is made of the name, the gate is compared with all others, what is checked follows from the limits, and what
    // is `Eq` is compared for all models together.
    let Schema {
        name,
        module: _,
        since: _,
        docs,
        inferred,
        deprecated,
        default,
        example,
        checked: _,
        total: _,
        shape,
    } = old;
    let before = Item::schema(pairs.old, old);
    let item = Item::schema(pairs.new, new).also(before);
    let taken = pairs.new.schemas.iter().any(|other| other.name.ident == name.ident);
    let users = Users::of(Impact::new(SourceEffect::BREAKS, WireEffect::Same, direction));
    let names = Renaming::of(name, &new.name);
    rename::compare(names, OldName::by(taken.then_some(false)), (&item, &users), found);
    text::deprecation((deprecated, &new.deprecated), &item, found);
    let is_renamed = name.wire != new.name.wire && name.ident == new.name.ident;
    text::compare(
        (
            (docs, inferred, default, example, false),
            (&new.docs, &new.inferred, &new.default, &new.example, is_renamed),
        ),
        &item,
        found,
    );
    let named = (pairs.old.values_of_schema(old), pairs.new.values_of_schema(new));
    // Who writes a value by its name does so by that of the field.
    let naming = if named.0.is_some() { Direction::BOTH } else { direction };
    values::compare(named, (&item, SourceEffect::constructing(direction, Effect::Breaks)), found);
    shapes(pairs, (shape, &new.shape), (&item, direction, naming), found);
}

fn shapes(
    pairs: &Pairs<'_>,
    shapes: (&Shape, &Shape),
    (item, direction, naming): (&Item, Direction, Direction),
    found: &mut Found,
) {
    match shapes {
        (Shape::Object(old), Shape::Object(new)) => {
            object::compare(pairs, (old, new), (item, direction, naming), found);
        }
        (Shape::Enumeration(old), Shape::Enumeration(new)) => {
            enumeration::compare(pairs, (old, new), (item, direction), found);
        }
        (Shape::Choice(old), Shape::Choice(new)) => {
            choice::compare(pairs, (old, new), (item, direction), found)
        }
        (old, new) => {
            let impact = Impact::new(SourceEffect::BREAKS, WireEffect::Moves, direction);
            let words = Words::new("it is of another kind").changed(kind(old), kind(new));
            found.tell(item, code::TYPE, impact, words);
        }
    }
}

const fn kind(shape: &Shape) -> &'static str {
    match shape {
        Shape::Object(_) => "an object",
        Shape::Enumeration(_) => "an enumeration",
        Shape::Choice(_) => "one of several objects",
    }
}
