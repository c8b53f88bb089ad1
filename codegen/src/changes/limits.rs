//! Limits: whether they allow more than before, or less.

use std::cmp::Ordering;

use super::change::{Found, Item, Words};
use super::code;
use super::impact::{Direction, Impact, Source, Wire};
use crate::ir::Limits;

/// Tells of limits that allow less, and of those that allow more. Both can be true of one place.
pub(super) fn compare((old, new): (&Limits, &Limits), item: &Item, direction: Direction, found: &mut Found) {
    let Moved { tighter, looser } = moved(old, new);
    let words = |verb: &str| {
        let said = |limits: &Limits| match limits.sentences() {
            sentences if sentences.is_empty() => "anything".to_owned(),
            sentences => sentences.join(" "),
        };
        Words::new(format!("its limits allow {verb}")).changed(said(old), said(new))
    };
    let mut tell = |code, wire, verb| {
        found.tell(item, code, Impact::new(Source::SAME, wire, direction), words(verb));
    };
    if tighter {
        tell(code::TIGHTER, Wire::Tightens, "less than before");
    }
    if looser {
        tell(code::LOOSER, Wire::Loosens, "more than before");
    }
}

/// Which way limits have moved.
#[derive(Debug, Default, PartialEq)]
struct Moved {
    tighter: bool,
    looser: bool,
}

impl Moved {
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
    fn counts(&mut self, old: (Option<u32>, Option<u32>), new: (Option<u32>, Option<u32>)) {
        // A least count of 0 is none.
        let least = |count: Option<u32>| count.filter(|count| *count > 0);
        self.bound(least(old.0), least(new.0));
        let most = |count: Option<u32>| count.map(std::cmp::Reverse);
        self.bound(most(old.1), most(new.1));
    }
}

fn moved(old: &Limits, new: &Limits) -> Moved {
    let Limits { minimum, maximum, multiple_of, length, pattern, items, unique_items, properties } = old;
    let mut moved = Moved::default();
    let least =
        |bound: &Option<(String, bool)>| bound.as_ref().map(|(number, open)| (Number::of(number), *open));
    moved.bound(least(minimum), least(&new.minimum));
    let most = |bound: &Option<(String, bool)>| {
        bound.as_ref().map(|(number, open)| (std::cmp::Reverse(Number::of(number)), *open))
    };
    moved.bound(most(maximum), most(&new.maximum));
    multiples(multiple_of.as_deref(), new.multiple_of.as_deref(), &mut moved);
    moved.counts(*length, new.length);
    moved.counts(*items, new.items);
    moved.counts(*properties, new.properties);
    moved.bound(unique_items.then_some(()), new.unique_items.then_some(()));
    match (pattern, &new.pattern) {
        // What two patterns have in common, nobody can tell.
        (Some(old), Some(new)) if old != new => moved = Moved { tighter: true, looser: true },
        (old, new) => moved.bound(old.as_ref().map(|_| ()), new.as_ref().map(|_| ())),
    }
    moved
}

/// What is a multiple of 6 is one of 3, too, so 6 is tighter.
fn multiples(old: Option<&str>, new: Option<&str>, moved: &mut Moved) {
    let whole = |divisor: f64, of: f64| divisor != 0.0 && (of / divisor).fract() == 0.0;
    let number = |text: &str| text.parse::<f64>().ok();
    match (old, new) {
        (Some(old), Some(new)) if old != new => match number(old).zip(number(new)) {
            Some((old, new)) if old == new => {}
            Some((old, new)) if whole(old, new) => moved.tighter = true,
            Some((old, new)) if whole(new, old) => moved.looser = true,
            _ => *moved = Moved { tighter: true, looser: true },
        },
        (old, new) => moved.bound(old.map(|_| ()), new.map(|_| ())),
    }
}

/// A number as the specification writes it: exact where it is an integer.
#[derive(Debug, PartialEq)]
enum Number {
    Integer(i128),
    Other(f64),
}

impl Number {
    fn of(text: &str) -> Self {
        match text.parse() {
            Ok(number) => Self::Integer(number),
            Err(_) => Self::Other(text.parse().unwrap_or(f64::NAN)),
        }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        // An integer that is compared with a fraction may lose digits, but not its place beside it.
        let float = |number: &Self| match number {
            Self::Integer(number) => *number as f64,
            Self::Other(number) => *number,
        };
        match (self, other) {
            (Self::Integer(a), Self::Integer(b)) => Some(a.cmp(b)),
            (a, b) => float(a).partial_cmp(&float(b)),
        }
    }
}
