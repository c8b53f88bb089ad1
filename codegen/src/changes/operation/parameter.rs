//! What operations ask for, apart from their bodies.

use crate::changes::aspect::arguments::{self, PlacedArgument};
use crate::changes::aspect::rename::{self, OldName, Renaming, Users};
use crate::changes::aspect::types::{self, shown};
use crate::changes::aspect::{limits, presence, text};
use crate::changes::change::{Found, Words};
use crate::changes::code;
use crate::changes::direction::Direction;
use crate::changes::effect::Effect;
use crate::changes::impact::{Impact, Need, SourceEffect, WireEffect};
use crate::changes::item::Item;
use crate::changes::pairs::Pairs;
use crate::changes::pairs::{Matched, Rule};
use crate::ir::{Location, Notes, Operation, Parameter, Type};

/// Compares the parameters of an operation.
pub(super) fn compare(
    pairs: &Pairs<'_>,
    (old, new): (&Operation, &Operation),
    item: &Item,
    found: &mut Found,
) {
    let parameters = matched(old, new);
    let values = pairs.old.values_of_operation(old);
    for (before, after) in &parameters.kept {
        let own = part(item, after).also(part(item, before));
        let kept = match values {
            Some(_) if before.required => SourceEffect { callers: Effect::Breaks, ..SourceEffect::OF_FIELDS },
            _ => SourceEffect::OF_FIELDS,
        };
        both(pairs, (before, after), (&own, kept, &new.parameters), found);
    }
    for parameter in &parameters.removed {
        let impact = Impact::new(
            SourceEffect::BREAKS,
            WireEffect::Drops(Need::of(parameter.required)),
            Direction::SENT,
        );
        let gone = pairs.gone_with(parameter.ty.schema());
        let own = part(item, parameter).with_types(&gone);
        found.tell(&own, code::REMOVED, impact, Words::new("it is gone"));
    }
    for parameter in &parameters.added {
        let (source, wire, message) = match parameter.required {
            true => (SourceEffect::BREAKS, WireEffect::Narrows, "it is new, and every call gives it"),
            false => {
                (SourceEffect::OF_SERVERS, WireEffect::Adds, "it is new, and the method of a server takes it")
            }
        };
        let own = part(item, parameter).with_types(&pairs.come_with(parameter.ty.schema()));
        found.tell(&own, code::ADDED, Impact::new(source, wire, Direction::SENT), Words::new(message));
        let is_as_old = parameter.since.gate == new.since.gate;
        found.warn(is_as_old.then(|| own.claim(pairs)).flatten());
        rename::added(parameter.name.former(), &own, found);
    }
    order(pairs, (old, new), (item, &parameters), found);
}

/// A parameter as a part of its operation, which a server's method has whenever it has the operation.
pub(in crate::changes) fn part(item: &Item, parameter: &Parameter) -> Item {
    item.part((&parameter.name.ident, &parameter.name.wire), item.rungs.clone(), parameter.name.span)
}

/// Which parameters belong together.
pub(in crate::changes) fn matched<'a>(old: &'a Operation, new: &'a Operation) -> Matched<'a, Parameter> {
    let place = |of: &Operation, parameter: &Parameter| of.path.find(&format!("{{{}}}", parameter.name.wire));
    let segment = |of: &Operation, parameter: &Parameter| {
        Some(of.path.get(..place(of, parameter)?)?.matches('/').count())
    };
    let is_named_alike = |old: &Parameter, new: &Parameter| match old.location {
        Location::Header => old.name.wire.eq_ignore_ascii_case(&new.name.wire),
        _ => old.name.wire == new.name.wire,
    };
    let rules: [Rule<'_, Parameter>; 5] = [
        &|before, after| after.name.former() == Some(&before.name.ident),
        &|before, after| before.location == after.location && is_named_alike(before, after),
        &|before, after| {
            let both = [before.location, after.location];
            both == [Location::Path; 2] && segment(old, before) == segment(new, after)
        },
        &|before, after| before.name.wire == after.name.wire,
        &|before, after| before.location == after.location && before.name.ident == after.name.ident,
    ];
    Matched::by(&rules, &old.parameters, &new.parameters)
}

fn both(
    pairs: &Pairs<'_>,
    (old, new): (&Parameter, &Parameter),
    (item, kept, others): (&Item, SourceEffect, &[Parameter]),
    found: &mut Found,
) {
    // The gate is compared with all others.
    let Parameter { name, location: _, since: _, required, ty, explode: _, docs, notes } = old;
    on_the_wire((old, new), item, found);
    if !pairs.is_same(ty, &new.ty) {
        let words = Words::new("it has another type");
        let words = words.changed(shown(pairs.old, ty), shown(pairs.new, &new.ty));
        let wire = types::wire(pairs, ty, &new.ty);
        found.tell(item, code::TYPE, Impact::new(SourceEffect::BREAKS, wire, Direction::SENT), words);
    }
    presence::compare((*required, new.required), (item, Direction::SENT), found);
    let other = others.iter().find(|other| other.name.ident == name.ident);
    let alike = other.map(|other| other.required == *required && pairs.is_same(ty, &other.ty));
    let beside = format!(", but no field has it: who names that says `{}`", new.name.ident);
    let users = Users { gone: Impact::of_source(SourceEffect::OF_CALLERS), kept, beside };
    rename::compare(Renaming::of(name, &new.name), OldName::by(alike), (item, &users), found);
    said((notes, &new.notes), (docs, &new.docs), item, found);
}

/// The name on the wire, and how the value is sent.
fn on_the_wire((old, new): (&Parameter, &Parameter), item: &Item, found: &mut Found) {
    let Parameter { name, location, explode, .. } = old;
    let wire = WireEffect::Renames(Need::of(old.required));
    let impact = Impact::new(SourceEffect::SAME, wire, Direction::SENT);
    // The name of a part of the path is nobody's but the specification's.
    let travels = *location != Location::Path || new.location != Location::Path;
    let is_renamed = match location {
        Location::Header => !name.wire.eq_ignore_ascii_case(&new.name.wire),
        _ => name.wire != new.name.wire,
    };
    if is_renamed && travels {
        let words = Words::new(format!("`{}` is called `{}` on the wire", name.wire, new.name.wire));
        let words = words.changed(&name.wire, &new.name.wire);
        found.tell(item, code::WIRE_NAME, impact, words);
    }
    if *location != new.location || (*explode != new.explode && *location == Location::Query) {
        let words = Words::new("it is sent in another way").changed(sent(old), sent(new));
        found.tell(item, code::SENT_OTHERWISE, impact, words);
    }
}

/// What is said of the values.
pub(super) fn said((old, new): (&Notes, &Notes), docs: (&str, &str), item: &Item, found: &mut Found) {
    let Notes { limits: allowed, default, deprecated, secret, example } = old;
    limits::compare((allowed, &new.limits), item, Direction::SENT, found);
    text::deprecation((deprecated, &new.deprecated), item, found);
    text::secret((*secret, new.secret), item, found);
    text::compare(((docs.0, default, example), (docs.1, &new.default, &new.example)), item, found);
}

fn sent(parameter: &Parameter) -> &'static str {
    match (parameter.location, &parameter.ty, parameter.explode) {
        (Location::Path, _, _) => "in the path",
        (Location::Header, _, _) => "as a header",
        (Location::Query, Type::List(_), true) => "in the query, once for each item",
        (Location::Query, Type::List(_), false) => "in the query, with commas",
        (Location::Query, _, _) => "in the query",
    }
}

/// The order of the arguments, which are those that must be given for callers, and all for servers.
fn order(
    pairs: &Pairs<'_>,
    (old, new): (&Operation, &Operation),
    (item, parameters): (&Item, &Matched<'_, Parameter>),
    found: &mut Found,
) {
    let argument = |thing, parameter: &Parameter| {
        let optional = if parameter.required { "" } else { "?" };
        let name = format!("{}{optional}", parameter.name.ident);
        PlacedArgument { thing, name, ty: parameter.ty.clone() }
    };
    let thing = |parameter: &Parameter| {
        let before = parameters.before(parameter)?;
        old.parameters.iter().position(|other| std::ptr::eq(other, before))
    };
    let before = old.parameters.iter().enumerate();
    let before: Vec<PlacedArgument> = before.map(|(index, it)| argument(index, it)).collect();
    let after = new.parameters.iter().enumerate();
    let after: Vec<PlacedArgument> =
        after.map(|(index, it)| argument(thing(it).unwrap_or(before.len() + index), it)).collect();
    let given = |arguments: &[PlacedArgument]| -> Vec<PlacedArgument> {
        arguments.iter().filter(|argument| !argument.name.ends_with('?')).cloned().collect()
    };
    let (asked, asks) = (given(&before), given(&after));
    let effect = arguments::order(pairs, &asked, &asks);
    let servers = arguments::order(pairs, &before, &after);
    let source = SourceEffect { servers, ..SourceEffect::all(effect) };
    let worst = effect.max(servers);
    if worst == Effect::Same {
        return;
    }
    let span = new.parameters.first().map_or(item.span, |first| first.name.span);
    let item = item.part(("new", "new"), item.rungs.clone(), span);
    arguments::tell((worst, &before, &after), &item, (source, Direction::BOTH), found);
}

#[cfg(test)]
mod tests {
    use crate::changes::compare;
    use crate::tests::generated;

    #[test]
    fn a_name_that_another_argument_takes_over_is_worse_where_both_are_alike() -> Result<(), Vec<&'static str>>
    {
        let first = "- { name: p, in: query, x-rust-name: first, schema: { type: string } }";
        let second = first.replace("first", "second");
        let codes = |beside: &str| -> Result<Vec<&'static str>, Vec<&'static str>> {
            let old = generated(&[("# parameters", first)])?;
            let new = generated(&[("# parameters", &format!("{second}\n        {beside}"))])?;
            let found = compare(&old, &new).list.into_iter().map(|change| change.code.as_str());
            Ok(found.filter(|code| ["C0113", "C0114"].contains(code)).collect())
        };
        assert_eq!(codes("")?, ["C0113"]);
        assert_eq!(
            codes("- { name: q, in: query, x-rust-name: first, schema: { type: string } }")?,
            ["C0114"]
        );
        for unlike in ["schema: { type: integer }", "required: true, schema: { type: string }"] {
            let beside = format!("- {{ name: q, in: query, x-rust-name: first, {unlike} }}");
            assert_eq!(codes(&beside)?, ["C0113"], "{unlike}");
        }
        Ok(())
    }
}
