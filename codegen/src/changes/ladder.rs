//! The ladders of feature versions, and what is on by default.

use super::aspect::text;
use super::change::{Found, Words};
use super::code;
use super::direction::Direction;
use super::effect::Effect;
use super::impact::{Impact, SourceEffect, WireEffect};
use super::item::{self, Item};
use super::pairs::Pairs;
use crate::Code;
use crate::ir::{Api, Feature, Group, Shape, first_declared};
use crate::names::server_trait;
use crate::source::Span;

/// Compares the ladders.
pub(super) fn compare(pairs: &Pairs<'_>, found: &mut Found) {
    // Schemas and operations are compared elsewhere, and so is what follows from their types.
    let Api { package: _, title, features, schemas: _, operations: _, groups: _, sizes: _, secrets: _ } =
        pairs.old;
    let find = |features: &'_ [Feature], name: &str| features.iter().position(|it| it.name == name);
    for old in features {
        match find(&pairs.new.features, &old.name).and_then(|index| pairs.new.features.get(index)) {
            Some(new) => {
                rungs((old, new), code::VERSION_REMOVED, found);
                rungs((new, old), code::VERSION_ADDED, found);
                if first_declared(features).is_some_and(|first| first.name == old.name) {
                    defaults(pairs, (old, new), found);
                }
            }
            None => tell((old, old.rungs().collect()), code::VERSION_REMOVED, found),
        }
    }
    for new in pairs.new.features.iter().filter(|new| find(features, &new.name).is_none()) {
        tell((new, new.rungs().collect()), code::VERSION_ADDED, found);
    }
    replaced(pairs, found);
    first(pairs, found);
    interface(pairs, found);
    described(pairs, found);
    let crate_itself = Item {
        path: "the crate".to_owned(),
        names: vec![pairs.new.title.clone()],
        words: Vec::new(),
        rungs: Vec::new(),
        span: Span::default(),
    };
    text::compare((title, &pairs.new.title), &crate_itself, found);
}

/// Tells of groups that are described in other words. What is in them is said by their operations.
fn described(pairs: &Pairs<'_>, found: &mut Found) {
    for new in &pairs.new.groups {
        let old = pairs.old.groups.iter().find(|old| old.name.ident == new.name.ident);
        let Some(Group { name, ident, docs }) = old else { continue };
        let item = Item {
            path: format!("operations::{}", name.ident),
            names: vec![new.name.wire.clone()],
            words: vec![ident.clone()],
            rungs: item::rungs(pairs.new, pairs.new.group_gate(new)),
            span: new.name.span,
        };
        text::compare(((&name.wire, docs), (&new.name.wire, &new.docs)), &item, found);
    }
}

/// Tells of the rungs that one ladder has and the other has not.
fn rungs((ladder, other): (&Feature, &Feature), kind: Code, found: &mut Found) {
    let Feature { name: _, oldest, newest, span: _ } = other;
    let alone = ladder.rungs().filter(|rung| rung < oldest || rung > newest);
    tell((ladder, alone.collect()), kind, found);
}

fn tell((ladder, rungs): (&Feature, Vec<u32>), kind: Code, found: &mut Found) {
    let flags: Vec<String> = rungs.into_iter().map(|rung| ladder.flag(rung)).collect();
    let (Some(first), Some(last)) = (flags.first(), flags.last()) else { return };
    let (source, message) = match kind == code::VERSION_ADDED {
        true => (SourceEffect::GROWS, "new"),
        false => (SourceEffect::BREAKS, "gone, and whoever names it does not build"),
    };
    let message = match first == last {
        true => format!("the cargo feature is {message}"),
        false => format!("the cargo features up to `{last}` are {message}"),
    };
    let item = Item {
        path: first.clone(),
        names: flags.iter().map(|flag| flag.replace('-', " ")).chain(flags.clone()).collect(),
        words: vec![version_type(ladder)],
        rungs: flags.clone(),
        span: ladder.span,
    };
    found.tell(&item, kind, Impact::of_source(source), Words::new(message));
}

/// The trait of servers, which is named after the crate: an edit of the specification does not change that.
fn interface(pairs: &Pairs<'_>, found: &mut Found) {
    let name = server_trait(&pairs.new.package);
    let item = Item {
        path: format!("server::{name}::authenticate"),
        names: vec![name.clone()],
        words: vec![name],
        rungs: Vec::new(),
        span: pairs.new.features.first().map_or_else(Span::default, |feature| feature.span),
    };
    let servers = SourceEffect { servers: Effect::Breaks, ..SourceEffect::SAME };
    // The trait asks for this method where an operation wants credentials, and has none else.
    if pairs.old.is_authenticated() != pairs.new.is_authenticated() {
        let verb = if pairs.new.is_authenticated() { "a method that servers must write" } else { "gone" };
        found.tell(&item, code::DERIVED, Impact::of_source(servers), Words::new(format!("it is {verb}")));
    }
}

/// The Rust type of the versions of a feature.
fn version_type(ladder: &Feature) -> String {
    format!("{}Version", heck::AsUpperCamelCase(&ladder.name))
}

/// The feature that is on by default is another one, and the old one is still there.
fn replaced(pairs: &Pairs<'_>, found: &mut Found) {
    let (Some(old), Some(new)) = (first_declared(&pairs.old.features), first_declared(&pairs.new.features))
    else {
        return;
    };
    let is_there = pairs.new.features.iter().any(|feature| feature.name == old.name);
    if old.name == new.name || !is_there {
        return;
    }
    let words = Words::new("the feature that is declared first is another one");
    let words = words.changed(old.flag(old.oldest), new.flag(new.oldest));
    let impact = Impact::new(SourceEffect::BREAKS, WireEffect::Same, Direction::BOTH);
    found.tell(&of_defaults(new), code::DEFAULTS, impact, words);
}

/// Who switches the default features off has no version, and what the oldest one has was there for them without a ladder.
fn first(pairs: &Pairs<'_>, found: &mut Found) {
    let (None, Some(new)) = (first_declared(&pairs.old.features), first_declared(&pairs.new.features)) else {
        return;
    };
    let was_there = |name: &String| pairs.operations.kept.iter().any(|(_, kept)| kept.name.ident == *name);
    let oldest = named_at(pairs.new, new, new.oldest..=new.oldest);
    let Some(lost) = oldest.into_iter().find(was_there) else { return };
    let words = Words::new(format!(
        "whoever switches them off has to name `{}` for `{lost}` and whatever else has a version",
        new.flag(new.oldest)
    ));
    let impact = Impact::new(SourceEffect::BREAKS, WireEffect::Same, Direction::BOTH);
    found.tell(&of_defaults(new), code::DEFAULTS, impact, words);
}

fn of_defaults(feature: &Feature) -> Item {
    Item {
        path: "default features".to_owned(),
        names: vec!["default".to_owned()],
        words: Vec::new(),
        rungs: Vec::new(),
        span: feature.span,
    }
}

/// Who names no feature has the oldest rung: less, where that is an older one than before.
fn defaults(pairs: &Pairs<'_>, (old, new): (&Feature, &Feature), found: &mut Found) {
    if new.oldest >= old.oldest {
        return;
    }
    let lost = named_at(pairs.new, new, new.oldest + 1..=old.oldest);
    let Some(first) = lost.first() else { return };
    let item = of_defaults(new);
    let words = Words::new(format!("the default features lack `{first}` and whatever else is not that old"));
    let words = words.changed(old.flag(old.oldest), new.flag(new.oldest));
    found.tell(
        &item,
        code::DEFAULTS,
        Impact::new(SourceEffect::BREAKS, WireEffect::Same, Direction::BOTH),
        words,
    );
}

/// What has one of these rungs for its gate.
fn named_at(api: &Api, feature: &Feature, rungs: std::ops::RangeInclusive<u32>) -> Vec<String> {
    let is_in = |gate: crate::ir::Gate| {
        let mut versions = gate.conditions().filter_map(|(id, version)| Some((api.feature(id)?, version)));
        versions.any(|(of, version)| of.name == feature.name && rungs.contains(&version))
    };
    let operations = api.operations.iter().filter(|operation| is_in(operation.since.gate));
    let operations = operations.map(|operation| operation.name.ident.clone());
    let members = api.schemas.iter().flat_map(|schema| {
        let named = |name: &str| format!("{}::{name}", schema.name.ident);
        let members: Vec<String> = match &schema.shape {
            Shape::Object(object) => {
                let younger = object.properties.iter().filter(|it| is_in(it.since.gate));
                younger.map(|it| named(&it.name.ident)).collect()
            }
            Shape::Enumeration(values) => {
                let younger = values.values.iter().filter(|it| is_in(it.since.gate));
                younger.map(|it| named(&it.name.ident)).collect()
            }
            Shape::Choice(_) => Vec::new(),
        };
        members
    });
    operations.chain(members).collect()
}

#[cfg(test)]
mod tests {
    use crate::changes::{Effect, compare};
    use crate::tests::generated;

    #[test]
    fn a_new_version_changes_the_type_of_versions() -> Result<(), Vec<&'static str>> {
        let changes = compare(&generated(&[])?, &generated(&[("newest: 4", "newest: 5")])?);
        let words: Vec<&[String]> = changes.list.iter().map(|change| change.words.as_slice()).collect();
        assert_eq!(words, [["DialerVersion"]]);
        Ok(())
    }

    #[test]
    fn credentials_give_servers_a_method_to_write() -> Result<(), Vec<&'static str>> {
        let open = generated(&[("security: [{ token: [], cookie: [] }]", "security: []")])?;
        let guarded = generated(&[])?;
        for (old, new, message) in
            [(&open, &guarded, "it is a method that servers must write"), (&guarded, &open, "it is gone")]
        {
            let changes = compare(old, new).list.into_iter();
            let method = changes.filter(|change| change.item.ends_with("::authenticate"));
            let told = method.map(|change| (change.message, change.roles.servers, change.roles.callers));
            assert_eq!(told.collect::<Vec<_>>(), [(message.to_owned(), Effect::Breaks, Effect::Same)]);
        }
        Ok(())
    }

    #[test]
    fn a_first_ladder_takes_from_those_who_switch_the_default_features_off() -> Result<(), Vec<&'static str>>
    {
        let ladder = "x-features: { dialer: { oldest: 2, newest: 4 } }\n";
        let at_oldest = ("operationId: doThing", "operationId: doThing\n      x-feature-version: dialer 2");
        let told = |new: &[(&str, &str)]| -> Result<Vec<String>, Vec<&'static str>> {
            let changes = compare(&generated(&[(ladder, "")])?, &generated(new)?);
            let defaults = changes.list.iter().filter(|change| change.code.as_str() == "C0105");
            Ok(defaults.map(|change| format!("{} {}", change.effect.as_str(), change.message)).collect())
        };
        let said = "breaks whoever switches them off has to name `dialer-2` for `do_thing` and whatever else has a version";
        assert_eq!(told(&[at_oldest])?, [said]);
        // A ladder that gates nothing takes nothing.
        assert_eq!(told(&[])?, [""; 0]);
        Ok(())
    }
}
