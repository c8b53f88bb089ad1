//! Arguments that have no names where they are given: their order is their meaning.

use crate::changes::change::{Found, Words};
use crate::changes::code;
use crate::changes::direction::Direction;
use crate::changes::effect::Effect;
use crate::changes::impact::{Impact, SourceEffect, WireEffect};
use crate::changes::item::Item;
use crate::changes::pairs::Pairs;
use crate::ir::Type;

/// One argument: which thing it is, the same before and after, its name, and its type.
#[derive(Debug, Clone)]
pub(in crate::changes) struct PlacedArgument {
    pub(in crate::changes) thing: usize,
    pub(in crate::changes) name: String,
    pub(in crate::changes) ty: Type,
}

/// What becomes of calls that give arguments by their position, apart from what is said of each argument by itself.
pub(in crate::changes) fn order(pairs: &Pairs<'_>, old: &[PlacedArgument], new: &[PlacedArgument]) -> Effect {
    let things = |arguments: &[PlacedArgument]| arguments.iter().map(|it| it.thing).collect::<Vec<_>>();
    let (before, after) = (things(old), things(new));
    if before == after {
        return Effect::Same;
    }
    let both = |these: &[usize], those: &[usize]| -> Vec<usize> {
        these.iter().copied().filter(|thing| those.contains(thing)).collect()
    };
    let fits = old.len() == new.len()
        && old
            .iter()
            .zip(new)
            .all(|(old, new)| old.ty.is_interchangeable(&new.ty, &|old, new| pairs.is_same(old, new)));
    match both(&before, &after) == both(&after, &before) {
        _ if fits => Effect::Silent,
        true => Effect::Same,
        false => Effect::Breaks,
    }
}

/// Tells of a function that takes its arguments in another order.
pub(in crate::changes) fn tell(
    (effect, old, new): (Effect, &[PlacedArgument], &[PlacedArgument]),
    item: &Item,
    (source, direction): (SourceEffect, Direction),
    found: &mut Found,
) {
    let said = |arguments: &[PlacedArgument]| {
        let names: Vec<&str> = arguments.iter().map(|argument| argument.name.as_str()).collect();
        format!("({})", names.join(", "))
    };
    let message = match effect {
        Effect::Same | Effect::Grows => return,
        Effect::Silent => {
            "its arguments mean other things, and calls compile as before: the types are the same"
        }
        Effect::Breaks => "it takes its arguments in another order",
    };
    let impact = Impact::new(source, WireEffect::Same, direction);
    found.tell(item, code::ORDER, impact, Words::new(message).changed(said(old), said(new)));
}
