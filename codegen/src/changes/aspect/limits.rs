//! Limits: whether they allow more than before, or less.

use std::cmp::{Ordering, Reverse};

use crate::changes::change::{Found, Words};
use crate::changes::code;
use crate::changes::direction::Direction;
use crate::changes::impact::{Impact, SourceEffect, WireEffect};
use crate::changes::item::Item;
use crate::ir::{Bound, Limits, Number, Size};
use crate::prose;

/// Tells of limits that allow less, and of those that allow more. Both can be true of one place.
pub(in crate::changes) fn compare(
    (old, new): (&Limits, &Limits),
    item: &Item,
    direction: Direction,
    found: &mut Found,
) {
    let Shift { tighter, looser } = moved(old, new);
    let words = |verb: &str| {
        let said = |limits: &Limits| match prose::limits(limits) {
            sentences if sentences.is_empty() => "anything".to_owned(),
            sentences => sentences.join(" "),
        };
        Words::new(format!("its limits allow {verb}")).changed(said(old), said(new))
    };
    let mut tell = |code, wire, verb| {
        found.tell(item, code, Impact::new(SourceEffect::SAME, wire, direction), words(verb));
    };
    if tighter {
        tell(code::TIGHTER, WireEffect::Tightens, "less than before");
    }
    if looser {
        tell(code::LOOSER, WireEffect::Loosens, "more than before");
    }
}

/// Which way limits have moved.
#[derive(Debug, Default, PartialEq)]
struct Shift {
    tighter: bool,
    looser: bool,
}

impl Shift {
    /// Takes a bound that has moved from one place to another, where the greater is the tighter.
    fn bound<T: PartialOrd>(&mut self, old: Option<T>, new: Option<T>) {
        match (old, new) {
            (None, Some(_)) => self.tighter = true,
            (Some(_), None) => self.looser = true,
            (Some(old), Some(new)) => match old.partial_cmp(&new) {
                Some(Ordering::Less) => self.tighter = true,
                Some(Ordering::Greater) => self.looser = true,
                Some(Ordering::Equal) | None => {}
            },
            (None, None) => {}
        }
    }

    /// Takes a least and a greatest count.
    fn counts(&mut self, old: Size, new: Size) {
        // A least count of 0 is none.
        let least = |count: Option<u32>| count.filter(|count| *count > 0);
        self.bound(least(old.least), least(new.least));
        let most = |count: Option<u32>| count.map(Reverse);
        self.bound(most(old.most), most(new.most));
    }

    /// Takes something that either says nothing, or more than nothing.
    fn presence(&mut self, old: bool, new: bool) {
        self.bound(old.then_some(()), new.then_some(()));
    }
}

fn moved(old: &Limits, new: &Limits) -> Shift {
    let mut moved = Shift::default();
    match (old, new) {
        (
            Limits::Number { minimum, maximum, multiple_of },
            Limits::Number { minimum: new_minimum, maximum: new_maximum, multiple_of: new_multiple },
        ) => {
            let least = |bound: &Option<Bound>| bound.map(|Bound { number, excluded }| (number, excluded));
            moved.bound(least(minimum), least(new_minimum));
            let most =
                |bound: &Option<Bound>| bound.map(|Bound { number, excluded }| (Reverse(number), excluded));
            moved.bound(most(maximum), most(new_maximum));
            multiples(*multiple_of, *new_multiple, &mut moved);
        }
        (Limits::Text { length, pattern }, Limits::Text { length: new_length, pattern: new_pattern }) => {
            moved.counts(*length, *new_length);
            match (pattern, new_pattern) {
                // What two patterns have in common, nobody can tell.
                (Some(old), Some(new)) if old != new => moved = Shift { tighter: true, looser: true },
                (old, new) => moved.presence(old.is_some(), new.is_some()),
            }
        }
        (Limits::List { items, unique }, Limits::List { items: new_items, unique: new_unique }) => {
            moved.counts(*items, *new_items);
            moved.presence(*unique, *new_unique);
        }
        (Limits::Dictionary { entries }, Limits::Dictionary { entries: new_entries }) => {
            moved.counts(*entries, *new_entries);
        }
        // Limits of values of other types have nothing in common.
        (old, new) => moved = Shift { tighter: new.is_some(), looser: old.is_some() },
    }
    moved
}

/// What is a multiple of 6 is one of 3, too, so 6 is tighter.
fn multiples(old: Option<Number>, new: Option<Number>, moved: &mut Shift) {
    match (old, new) {
        (Some(old), Some(new)) if old != new => {
            moved.tighter |= !old.is_multiple_of(new);
            moved.looser |= !new.is_multiple_of(old);
        }
        (old, new) => moved.presence(old.is_some(), new.is_some()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TIGHTER: Shift = Shift { tighter: true, looser: false };
    const LOOSER: Shift = Shift { tighter: false, looser: true };

    #[test]
    fn a_least_count_of_nothing_allows_whatever_none_allows() {
        let text = |least| Limits::Text { length: Size { least, most: None }, pattern: None };
        assert_eq!(moved(&text(None), &text(Some(0))), Shift::default());
        assert_eq!(moved(&text(Some(0)), &text(Some(1))), TIGHTER);
        assert_eq!(moved(&text(Some(2)), &text(Some(1))), LOOSER);
    }

    #[test]
    fn each_limit_is_tighter_than_none_and_looser_than_a_stricter_one() {
        let bound = |number, excluded| Some(Bound { number: Number::Integer(number), excluded });
        let from = |minimum| Limits::Number { minimum, maximum: bound(9, false), multiple_of: None };
        let to = |maximum| Limits::Number { minimum: bound(1, false), maximum, multiple_of: None };
        let parts = |multiple_of| Limits::Number { minimum: bound(1, false), maximum: None, multiple_of };
        let most = |most| Size { least: Some(1), most };
        let text = |most_signs, pattern: Option<&str>| Limits::Text {
            length: most(most_signs),
            pattern: pattern.map(str::to_owned),
        };
        let list = |most_items, unique| Limits::List { items: most(most_items), unique };
        let entries = |least| Limits::Dictionary { entries: Size { least, most: Some(9) } };
        for [loose, tight] in [
            [Limits::None, from(None)],
            [from(None), from(bound(1, false))],
            [from(bound(1, false)), from(bound(1, true))],
            [from(bound(1, true)), from(bound(2, false))],
            [to(None), to(bound(9, false))],
            [to(bound(9, false)), to(bound(9, true))],
            [to(bound(9, true)), to(bound(8, false))],
            [parts(None), parts(Some(Number::Integer(2)))],
            [text(None, None), text(Some(9), None)],
            [text(Some(9), None), text(Some(8), None)],
            [text(None, None), text(None, Some("a"))],
            [list(None, false), list(Some(9), false)],
            [list(None, false), list(None, true)],
            [entries(None), entries(Some(1))],
        ] {
            assert_eq!(moved(&loose, &tight), TIGHTER, "{loose:?} {tight:?}");
            assert_eq!(moved(&tight, &loose), LOOSER, "{loose:?} {tight:?}");
            assert_eq!(moved(&tight, &tight), Shift::default(), "{tight:?}");
        }
        for [old, new] in [[text(None, Some("a")), text(None, Some("b"))], [list(None, true), entries(None)]]
        {
            assert_eq!(moved(&old, &new), Shift { tighter: true, looser: true }, "{old:?} {new:?}");
        }
    }

    #[test]
    fn multiples_of_a_multiple_are_fewer() {
        let multiple = |part| Limits::Number { minimum: None, maximum: None, multiple_of: Some(part) };
        let of = |part| multiple(Number::Integer(part));
        assert_eq!(moved(&of(3), &of(6)), TIGHTER);
        assert_eq!(moved(&of(6), &of(3)), LOOSER);
        assert_eq!(moved(&of(4), &of(6)), Shift { tighter: true, looser: true });
        assert_eq!(moved(&of(6), &of(6)), Shift::default());
        // In floating point, 0.3 divided by 0.1 is no whole number.
        let of = |part| multiple(Number::Float(part));
        assert_eq!(moved(&of(0.1), &of(0.3)), TIGHTER);
        // As numbers of floating point, these two are equal.
        let of = |part| multiple(Number::Integer(part));
        let large = 1 << 60;
        assert_eq!(moved(&of(large), &of(large + 1)), Shift { tighter: true, looser: true });
    }
}
