//! Objects: which properties there are, and the order of those that must be there.

use super::property;
use crate::changes::aspect::arguments::{self, PlacedArgument};
use crate::changes::aspect::rename;
use crate::changes::change::{Found, Words};
use crate::changes::code;
use crate::changes::direction::Direction;
use crate::changes::effect::Effect;
use crate::changes::impact::{Impact, Need, SourceEffect, WireEffect};
use crate::changes::item::{Item, rungs};
use crate::changes::pairs::Pairs;
use crate::changes::pairs::{Matched, Rule};
use crate::ir::{Api, Object, Property};

/// Compares two objects. In the last direction, what must be there is named.
pub(super) fn compare(
    pairs: &Pairs<'_>,
    (old, new): (&Object, &Object),
    (item, direction, naming): (&Item, Direction, Direction),
    found: &mut Found,
) {
    let Object { properties: _, open, fields } = old;
    let properties = properties(pairs, old, new);
    for (before, after) in &properties.kept {
        let own = part(pairs.new, item, after).also(part(pairs.old, item, before));
        let naming = if before.is_argument() { naming } else { direction };
        property::compare(pairs, (before, after), (&own, (direction, naming), new), found);
    }
    for property in &properties.removed {
        let impact =
            Impact::new(SourceEffect::BREAKS, WireEffect::Drops(Need::of(property.required)), direction);
        let gone = pairs.gone_with(property.ty.schema());
        let words = Words::new("it is gone").with(&gone);
        found.tell(&part(pairs.old, item, property).with_types(&gone), code::REMOVED, impact, words);
    }
    for property in &properties.added {
        added(pairs, property, (item, direction), found);
    }
    openness((*open, new.open), (item, direction), found);
    large((fields.as_deref(), new.fields.as_deref()), (item, direction), found);
    order((pairs, &properties), (old, new), (item, direction), found);
}

fn part(api: &Api, item: &Item, property: &Property) -> Item {
    let names = (property.name.ident.as_str(), property.name.wire.as_str());
    item.part(names, rungs(api, property.since.gate), property.name.span)
}

/// Which properties belong together: by the old names that stay, by their names on the wire, by those
/// in Rust, and else by what is said of them.
pub(in crate::changes) fn properties<'a>(
    pairs: &Pairs<'_>,
    old: &'a Object,
    new: &'a Object,
) -> Matched<'a, Property> {
    let folded = |name: &str| name.replace(['_', '-', '.'], "").to_lowercase();
    let alike = |old: &Property, new: &Property| {
        old.required == new.required && old.constant == new.constant && pairs.is_same(&old.ty, &new.ty)
    };
    let rules: [Rule<'_, Property>; 5] = [
        &|old, new| new.name.former() == Some(&old.name.ident),
        &|old, new| old.name.wire == new.name.wire,
        &|old, new| old.name.ident == new.name.ident,
        &|old, new| folded(&old.name.wire) == folded(&new.name.wire),
        &|old, new| !old.docs.is_empty() && old.docs == new.docs && alike(old, new),
    ];
    Matched::by(&rules, &old.properties, &new.properties)
}

fn added(pairs: &Pairs<'_>, property: &Property, (item, direction): (&Item, Direction), found: &mut Found) {
    let is_argument = property.required && property.constant.is_none();
    let (source, wire, message) = match (is_argument, property.required) {
        (true, _) => {
            let source = SourceEffect::constructing(direction, Effect::Breaks);
            (source, WireEffect::Narrows, "it is new, and `new` asks for it")
        }
        (false, _) => (SourceEffect::GROWS, WireEffect::Adds, "it is new"),
    };
    let come = pairs.come_with(property.ty.schema());
    let words = Words::new(message).with(&come);
    let own = part(pairs.new, item, property).with_types(&come);
    found.tell(&own, code::ADDED, Impact::new(source, wire, direction), words);
    found.warn((property.since.span == property.name.span).then(|| own.claim(pairs)).flatten());
    rename::added(property.name.former(), &own, found);
}

fn openness((old, new): (bool, bool), (item, direction): (&Item, Direction), found: &mut Found) {
    let (source, wire, message) = match (old, new) {
        (false, true) => {
            (SourceEffect::GROWS, WireEffect::Adds, "it keeps properties that nobody described, in `extra`")
        }
        (true, false) => (
            SourceEffect::BREAKS,
            WireEffect::Drops(Need::Optional),
            "it drops properties that nobody described: `extra` is gone",
        ),
        _ => return,
    };
    found.tell(item, code::OPENNESS, Impact::new(source, wire, direction), Words::new(message));
}

/// Whether the fields are behind a box: then none of them can be moved out, and no pattern names them.
fn large((old, new): (Option<&str>, Option<&str>), (item, direction): (&Item, Direction), found: &mut Found) {
    if old != new {
        let shown =
            |fields: Option<&str>| fields.map_or("in itself".to_owned(), |name| format!("Box<{name}>"));
        let words = Words::new("its fields are held in another way").changed(shown(old), shown(new));
        found.tell(item, code::TYPE, Impact::new(SourceEffect::BREAKS, WireEffect::Same, direction), words);
    }
}

/// The order of the arguments of `new`.
fn order(
    (pairs, properties): (&Pairs<'_>, &Matched<'_, Property>),
    (old, new): (&Object, &Object),
    (item, direction): (&Item, Direction),
    found: &mut Found,
) {
    let (old, new) = (required(old), required(new));
    let known = |property: &Property| {
        let before = properties.before(property)?;
        old.iter().position(|other| std::ptr::eq(*other, before))
    };
    let argument = |thing, property: &&Property| PlacedArgument {
        thing,
        name: property.name.ident.clone(),
        ty: property.ty.clone(),
    };
    let before: Vec<PlacedArgument> = old.iter().enumerate().map(|(thing, it)| argument(thing, it)).collect();
    let after = new.iter().enumerate();
    let after: Vec<PlacedArgument> =
        after.map(|(index, it)| argument(known(it).unwrap_or(old.len() + index), it)).collect();
    let effect = arguments::order(pairs, &before, &after);
    let span = new.first().map_or(item.span, |first| first.name.span);
    let constructor = item.part(("new", "new"), item.rungs.clone(), span);
    let source = SourceEffect::constructing(direction, effect);
    arguments::tell((effect, &before, &after), &constructor, (source, direction), found);
}

fn required(object: &Object) -> Vec<&Property> {
    object.properties.iter().filter(|it| it.required && it.constant.is_none()).collect()
}
