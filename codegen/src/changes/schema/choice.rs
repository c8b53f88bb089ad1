//! Derived types: which objects there are.

use super::enumeration::rest;
use crate::changes::aspect::rename::{self, OldName};
use crate::changes::change::{Found, Words};
use crate::changes::code;
use crate::changes::direction::Direction;
use crate::changes::impact::{Impact, Need, SourceEffect, WireEffect};
use crate::changes::item::Item;
use crate::changes::pairs::{Matched, Pairs, Rule};
use crate::ir::{Branch, Choice};

/// Compares two choices.
pub(super) fn compare(
    pairs: &Pairs<'_>,
    (old, new): (&Choice, &Choice),
    (item, direction): (&Item, Direction),
    found: &mut Found,
) {
    let Choice { tag, branches } = old;
    let part = |branch: &Branch| {
        let wire = branch.value.as_ref().unwrap_or(&branch.name.wire);
        item.part((&branch.name.ident, wire), item.rungs.clone(), branch.name.span)
    };
    if *tag != new.tag {
        let words = Words::new("another property tells its types apart").changed(tag, &new.tag);
        let impact = Impact::new(SourceEffect::SAME, WireEffect::Moves, direction);
        found.tell(item, code::WIRE_VALUE, impact, words);
    }
    let rules: [Rule<'_, Branch>; 2] =
        [&|old, new| pairs.is_pair(old.schema, new.schema), &|old, new| old.value == new.value];
    let branches = Matched::by(&rules, branches, &new.branches);
    for (before, after) in branches.kept {
        kept(pairs, (before, after), (&part(after).also(part(before)), direction), found);
    }
    for branch in branches.removed {
        let gone = pairs.gone_with([branch.schema]);
        let words = Words::new("it is gone").with(&gone);
        let impact = Impact::new(SourceEffect::BREAKS, WireEffect::Drops(Need::Optional), direction);
        found.tell(&part(branch).with_types(&gone), code::REMOVED, impact, words);
    }
    for branch in branches.added {
        let come = pairs.come_with([branch.schema]);
        let words = Words::new("it is new").with(&come);
        let impact = Impact::new(SourceEffect::GROWS, WireEffect::Adds, direction);
        found.tell(&part(branch).with_types(&come), code::ADDED, impact, words);
    }
    rest((&old.rest(), &new.rest()), (item, direction), found);
}

fn kept(
    pairs: &Pairs<'_>,
    (old, new): (&Branch, &Branch),
    (item, direction): (&Item, Direction),
    found: &mut Found,
) {
    // Another name on the wire is told of where the object says it: it must be the same.
    let Branch { name, value: _, untagged, schema } = old;
    if *untagged != new.untagged {
        let words = match new.untagged {
            true => "an object without the property that tells types apart is one",
            false => "an object without the property that tells types apart is none any more",
        };
        let impact = Impact::new(SourceEffect::SAME, WireEffect::Moves, direction);
        found.tell(item, code::WIRE_VALUE, impact, Words::new(words));
    }
    let users = Impact::new(SourceEffect::BREAKS, WireEffect::Same, direction);
    rename::tell((&name.ident, &new.name.ident), OldName::Free, (item, users), found);
    if !pairs.is_pair(*schema, new.schema) {
        let impact = Impact::new(SourceEffect::BREAKS, WireEffect::Moves, direction);
        found.tell(item, code::TYPE, impact, Words::new("it is another type"));
    }
}

#[cfg(test)]
mod tests {
    use crate::changes::compare;
    use crate::tests::generated;

    #[test]
    fn an_object_that_takes_the_value_of_another_is_new() -> Result<(), Vec<&'static str>> {
        let document = |objects: [(&str, &str); 2]| {
            let object = |(name, value): (&str, &str)| {
                let tag = format!("__type: {{ type: string, enum: ['{value}'] }}");
                format!("{name}: {{ type: object, required: [__type], properties: {{ {tag} }} }}\n    ")
            };
            let one_of = objects.map(|(name, _)| format!("{{ $ref: '#/components/schemas/{name}' }}"));
            let mapping = objects.map(|(name, value)| format!("'{value}': '#/components/schemas/{name}'"));
            let choice = format!(
                "choice: {{ oneOf: [{}], discriminator: {{ propertyName: __type, mapping: {{ {} }} }} }}",
                one_of.join(", "),
                mapping.join(", ")
            );
            let property = "choice: { $ref: '#/components/schemas/choice' }";
            generated(&[("# schemas", &(objects.map(object).concat() + &choice)), ("# properties", property)])
        };
        let changes = compare(
            &document([("first", "urn:a"), ("second", "urn:b")])?,
            &document([("first", "urn:c"), ("third", "urn:a")])?,
        );
        let told: Vec<String> =
            changes.list.iter().map(|change| format!("{} {}", change.code.as_str(), change.item)).collect();
        let expected =
            ["C0112 models::Choice::Second", "C0122 models::First::type_", "C0111 models::Choice::Third"];
        assert_eq!(told, expected);
        Ok(())
    }
}
