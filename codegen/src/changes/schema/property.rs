//! One property that is there before and after.

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
use crate::ir::{Object, Property};

/// Compares a property of two objects.
pub(super) fn compare(
    pairs: &Pairs<'_>,
    (old, new): (&Property, &Property),
    (item, (direction, naming), after): (&Item, (Direction, Direction), &Object),
    found: &mut Found,
) {
    // The gate is compared with all others.
    let Property {
        name: _,
        since: _,
        docs,
        inferred,
        ty: _,
        required,
        boxed: _,
        deprecated,
        constant,
        secret,
        default,
        example,
        limits: allowed,
    } = old;
    names(pairs, (old, new), (item, (direction, naming), after), found);
    kind(pairs, (old, new), (item, direction), found);
    match (constant, &new.constant) {
        (None, None) => presence::compare((*required, new.required), (item, direction), found),
        constants => tag(constants, (item, direction), found),
    }
    if pairs.is_same(&old.ty, &new.ty) {
        limits::compare((allowed, &new.limits), item, direction, found);
    }
    text::deprecation((deprecated, &new.deprecated), item, found);
    text::secret((*secret, new.secret), item, found);
    text::compare(
        ((docs, inferred, default, example), (&new.docs, &new.inferred, &new.default, &new.example)),
        item,
        found,
    );
}

/// The value by which it tells types apart.
fn tag(
    (old, new): (&Option<String>, &Option<String>),
    (item, direction): (&Item, Direction),
    found: &mut Found,
) {
    let (code, (source, wire), words) = match (old, new) {
        // Whoever does not know the new value keeps the object as one of a type that nobody described.
        (Some(old), Some(new)) if old != new => (
            code::WIRE_VALUE,
            (SourceEffect::SAME, WireEffect::Differs),
            Words::new("it has another value").changed(old, new),
        ),
        (None, Some(_)) | (Some(_), None) => (
            code::TYPE,
            (SourceEffect::BREAKS, WireEffect::Moves),
            Words::new("it tells types apart in one of the two alone"),
        ),
        _ => return,
    };
    found.tell(item, code, Impact::new(source, wire, direction), words);
}

/// The names on the wire and in Rust.
fn names(
    pairs: &Pairs<'_>,
    (old, new): (&Property, &Property),
    (item, (direction, naming), after): (&Item, (Direction, Direction), &Object),
    found: &mut Found,
) {
    let (idents, wires) = ((&old.name.ident, &new.name.ident), (&old.name.wire, &new.name.wire));
    let names = Renaming::of(&old.name, &new.name);
    let users = users((idents.0, idents.1), (direction, naming));
    if wires.0 != wires.1 {
        let source = match (idents.0 == idents.1, names.is_kept()) {
            (true, _) => SourceEffect::SAME,
            (false, true) => users.kept,
            (false, false) => SourceEffect::BREAKS,
        };
        let guess = old.inferred.as_ref().map_or("", |_| "; it was a guess");
        let renamed = match source {
            SourceEffect::SAME => String::new(),
            _ => {
                let stays = if names.is_kept() { users.beside.as_str() } else { "" };
                let stays = stays.replacen(", but", "; the old name stays, deprecated, but", 1);
                format!(", and `{}` is `{}` in Rust{stays}", idents.0, idents.1)
            }
        };
        let message = format!("`{}` is called `{}` on the wire{renamed}{guess}", wires.0, wires.1);
        let impact = Impact::new(source, WireEffect::Renames(Need::of(old.required)), direction);
        // Who does not compile knows it by the old name.
        let module = item.path.rsplit_once("::").map_or("", |(module, _)| module);
        let item = &Item { path: format!("{module}::{}", idents.0), ..item.clone() };
        found.tell(item, code::WIRE_NAME, impact, Words::new(message).changed(wires.0, wires.1));
        return rename::formers(names, (item, &users), found);
    }
    let other = after.properties.iter().find(|other| other.name.ident == *idents.0);
    let alike = other.map(|other| other.required == old.required && pairs.is_same(&old.ty, &other.ty));
    rename::compare(names, OldName::by(alike), (item, &users), found);
}

/// Who writes a message by `new` and setters goes on; who reads one names the field, which has no second name.
fn users((old, new): (&str, &str), (direction, naming): (Direction, Direction)) -> Users {
    let reader = |reads| if reads { Effect::Breaks } else { Effect::Grows };
    Users {
        gone: Impact::new(SourceEffect::BREAKS, WireEffect::Same, direction),
        kept: SourceEffect {
            callers: reader(naming.received),
            servers: reader(naming.sent),
            mock_tests: Effect::Breaks,
        },
        beside: format!(", but no field has it: who names that says `{new}`, or reads it by `{old}()`"),
    }
}

/// The type, and whether it stands in a box.
fn kind(
    pairs: &Pairs<'_>,
    (old, new): (&Property, &Property),
    (item, direction): (&Item, Direction),
    found: &mut Found,
) {
    let (before, after) = (shown(pairs.old, &old.ty), shown(pairs.new, &new.ty));
    let gone = pairs.gone_with(old.ty.schema());
    let come = pairs.come_with(new.ty.schema());
    let item = item.clone().with_types(&gone).with_types(&come);
    if !pairs.is_same(&old.ty, &new.ty) {
        let impact = Impact::new(SourceEffect::BREAKS, types::wire(pairs, &old.ty, &new.ty), direction);
        found.tell(&item, code::TYPE, impact, Words::new("it has another type").changed(before, after));
    } else if old.boxed != new.boxed {
        let boxed = |is_boxed, ty: String| if is_boxed { format!("Box<{ty}>") } else { ty };
        let words = Words::new("it is in a box, or no longer");
        let words = words.changed(boxed(old.boxed, before), boxed(new.boxed, after));
        found.tell(&item, code::TYPE, Impact::new(SourceEffect::BREAKS, WireEffect::Same, direction), words);
    }
}

#[cfg(test)]
mod tests {
    use crate::changes::compare;
    use crate::tests::generated;

    #[test]
    fn an_object_that_is_put_into_a_box_for_its_size_has_another_type() -> Result<(), Vec<&'static str>> {
        let other = |texts: usize| {
            let texts: Vec<String> =
                (0..texts).map(|index| format!("t{index}: {{ type: string }}")).collect();
            let other = format!("other: {{ type: object, properties: {{ {} }} }}", texts.join(", "));
            let property = "other: { $ref: '#/components/schemas/other' }\n      required: [other]";
            generated(&[("# schemas", &other), ("# properties", property)])
        };
        let (small, large) = (other(1)?, other(21)?);
        let told = |old, new| -> Vec<_> {
            let list = compare(old, new).list.into_iter();
            let types = list.filter(|change| change.code.as_str() == "C0131");
            types.map(|change| (change.item, change.before, change.after)).collect()
        };
        let item = "models::Thing::other".to_owned();
        let [plain, boxed] = ["Other", "Box<Other>"].map(|ty| Some(ty.to_owned()));
        assert_eq!(told(&small, &large), [(item.clone(), plain.clone(), boxed.clone())]);
        assert_eq!(told(&large, &small), [(item, boxed, plain)]);
        Ok(())
    }
}
