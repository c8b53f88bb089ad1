//! What values must keep to.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::diagnostic::Sink;
use crate::ir::{Bound, Format, Limits, Number, Size, Type};
use crate::load::{Kind, Node, key};
use crate::lower::{deprecation, mistakes};
use crate::source::Span;

pub(super) const OF_NUMBERS: &[&str] =
    &[key::MINIMUM, key::MAXIMUM, key::EXCLUSIVE_MINIMUM, key::EXCLUSIVE_MAXIMUM, key::MULTIPLE_OF];
pub(super) const OF_TEXTS: &[&str] = &[key::MIN_LENGTH, key::MAX_LENGTH, key::PATTERN];
pub(super) const OF_LISTS: &[&str] = &[key::MIN_ITEMS, key::MAX_ITEMS, key::UNIQUE_ITEMS];
pub(super) const OF_DICTIONARIES: &[&str] = &[key::MIN_PROPERTIES, key::MAX_PROPERTIES];

/// The keys with which a schema says more of a property, a parameter or a header than its type does.
pub(in crate::lower) fn keys() -> Vec<&'static str> {
    [&deprecation::KEYS[..], &[key::DEFAULT], OF_NUMBERS, OF_TEXTS, OF_LISTS, OF_DICTIONARIES].concat()
}

/// Which limits a value can have.
#[derive(Debug, Clone, Copy)]
enum Measure {
    Number,
    Text,
    List,
    Dictionary,
}

impl Measure {
    fn of_type(ty: &Type) -> Option<Self> {
        match ty {
            Type::Nullable(inner) => Self::of_type(inner),
            Type::Int32 | Type::Int64 | Type::Float | Type::Double | Type::Format(Format::Duration) => {
                Some(Self::Number)
            }
            Type::String | Type::Format(Format::Uri) => Some(Self::Text),
            Type::List(_) => Some(Self::List),
            Type::Map(_) => Some(Self::Dictionary),
            Type::Boolean | Type::Format(_) | Type::Any | Type::Schema(_) => None,
        }
    }

    fn of_value(value: &Node) -> Option<Self> {
        match value.kind {
            Kind::Integer(_) | Kind::Float(..) => Some(Self::Number),
            Kind::Text(_) => Some(Self::Text),
            Kind::List(_) => Some(Self::List),
            Kind::Map(_) => Some(Self::Dictionary),
            Kind::Null | Kind::Bool(_) => None,
        }
    }

    const fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Number => OF_NUMBERS,
            Self::Text => OF_TEXTS,
            Self::List => OF_LISTS,
            Self::Dictionary => OF_DICTIONARIES,
        }
    }

    /// The keys of the least and of the most.
    const fn ends(self) -> (&'static str, &'static str) {
        match self {
            Self::Number => (key::MINIMUM, key::MAXIMUM),
            Self::Text => (key::MIN_LENGTH, key::MAX_LENGTH),
            Self::List => (key::MIN_ITEMS, key::MAX_ITEMS),
            Self::Dictionary => (key::MIN_PROPERTIES, key::MAX_PROPERTIES),
        }
    }

    /// The limits that a schema sets.
    fn read(self, node: &Node) -> Limits {
        let (least, most) = self.ends();
        let size = || Size { least: count(node, least), most: count(node, most) };
        let bound = |key, exclusive| {
            let number = node.get(key).and_then(number);
            number.map(|number| Bound { number, excluded: node.flag(exclusive) })
        };
        if self.keys().iter().all(|key| node.get(key).is_none()) {
            return Limits::None;
        }
        match self {
            Self::Number => Limits::Number {
                minimum: bound(least, key::EXCLUSIVE_MINIMUM),
                maximum: bound(most, key::EXCLUSIVE_MAXIMUM),
                multiple_of: node.get(key::MULTIPLE_OF).and_then(number),
            },
            Self::Text => {
                let pattern = node.text(key::PATTERN).filter(|pattern| unmatchable(pattern).is_none());
                Limits::Text { length: size(), pattern: pattern.map(str::to_owned) }
            }
            Self::List => Limits::List { items: size(), unique: node.flag(key::UNIQUE_ITEMS) },
            Self::Dictionary => Limits::Dictionary { entries: size() },
        }
    }
}

/// Reads the limits of a value of a type, and reports those that no value can keep to, and those that cannot be
/// checked.
pub(in crate::lower) fn of((node, span): (&Node, Span), ty: &Type, sink: &mut Sink) -> Limits {
    let measure = Measure::of_type(ty);
    let limits = measure.map_or(Limits::None, |measure| measure.read(node));
    refuse_idle(node, sink);
    refuse_unreachable(node, ty, sink);
    if matches!(limits, Limits::Text { .. }) {
        refuse_unmatchable(node, sink);
    }
    if let Some(measure) = measure.filter(|_| are_crossed(&limits)) {
        let (least, most) = measure.ends();
        sink.report(mistakes::limits_crossed(node.key(least), (least, most), node.key(most), span));
    }
    refuse_foreign(node, measure.map_or(&[], Measure::keys), sink);
    limits
}

/// The key of the first limit of a schema that a value breaks.
pub(super) fn broken(schema: &Node, value: &Node) -> Option<&'static str> {
    let measure = Measure::of_value(value)?;
    let (least, most) = measure.ends();
    let ends = |number: Number, minimum: Option<Bound>, maximum: Option<Bound>| {
        let is_below = minimum.is_some_and(|bound| is_beyond(number, bound, Ordering::Less));
        let is_above = maximum.is_some_and(|bound| is_beyond(number, bound, Ordering::Greater));
        is_below.then_some(least).or(is_above.then_some(most))
    };
    let of_size = |count: usize, size: Size| {
        let bound = |limit: u32| Bound { number: Number::Integer(limit.into()), excluded: false };
        let count = Number::Integer(i64::try_from(count).unwrap_or(i64::MAX));
        ends(count, size.least.map(bound), size.most.map(bound))
    };
    match (measure.read(schema), &value.kind) {
        (Limits::Number { minimum, maximum, multiple_of }, _) => {
            let number = number(value)?;
            let is_between = multiple_of.is_some_and(|part| !number.is_multiple_of(part));
            ends(number, minimum, maximum).or(is_between.then_some(key::MULTIPLE_OF))
        }
        (Limits::Text { length, pattern }, Kind::Text(text)) => {
            let pattern = pattern.and_then(|pattern| regex_lite::Regex::new(&pattern).ok());
            let differs = pattern.is_some_and(|pattern| !pattern.is_match(text));
            of_size(text.chars().count(), length).or(differs.then_some(key::PATTERN))
        }
        (Limits::List { items: size, unique }, Kind::List(items)) => {
            let mut seen = BTreeSet::new();
            let repeats = unique && !items.iter().all(|item| seen.insert(item.to_json()));
            of_size(items.len(), size).or(repeats.then_some(key::UNIQUE_ITEMS))
        }
        (Limits::Dictionary { entries }, Kind::Map(map)) => of_size(map.len(), entries),
        _ => None,
    }
}

/// Whether a number is on the wrong side of a bound, which is this one.
fn is_beyond(number: Number, bound: Bound, side: Ordering) -> bool {
    match number.partial_cmp(&bound.number) {
        Some(Ordering::Equal) => bound.excluded,
        found => found == Some(side),
    }
}

/// Whether the least is more than the most.
fn are_crossed(limits: &Limits) -> bool {
    match limits {
        Limits::Number { minimum: Some(least), maximum: Some(most), .. } => {
            let excluded = least.excluded || most.excluded;
            is_beyond(least.number, Bound { excluded, ..*most }, Ordering::Greater)
        }
        Limits::Text { length: size, .. }
        | Limits::List { items: size, .. }
        | Limits::Dictionary { entries: size } => {
            size.least.zip(size.most).is_some_and(|(least, most)| least > most)
        }
        Limits::None | Limits::Number { .. } => false,
    }
}

/// A limit as it is shown and compared: a whole number is an integer, however it was written.
fn number(node: &Node) -> Option<Number> {
    match node.kind {
        Kind::Integer(number) => Some(Number::Integer(number)),
        // Every integer up to 2^53 is a number of floating point, too.
        #[expect(clippy::cast_possible_truncation, reason = "it is a whole number of fewer bits")]
        Kind::Float(number, _) if number.fract() == 0.0 && number.abs() < 9e15 => {
            Some(Number::Integer(number as i64))
        }
        Kind::Float(number, _) => Some(Number::Float(number)),
        _ => None,
    }
}

/// Why a pattern cannot be what was meant.
fn unmatchable(pattern: &str) -> Option<String> {
    match regex_lite::Regex::new(pattern) {
        Err(error) => Some(error.to_string()),
        Ok(_) if pattern.len() > 1 && pattern.starts_with('/') && pattern.ends_with('/') => {
            Some("it has slashes around it, which would have to be in the text".to_owned())
        }
        Ok(_) => None,
    }
}

fn refuse_unmatchable(node: &Node, sink: &mut Sink) {
    if let Some(pattern) = node.get(key::PATTERN)
        && let Some((text, reason)) = pattern.as_str().and_then(|text| Some((text, unmatchable(text)?)))
    {
        sink.report(mistakes::unreadable_pattern(pattern.span, text, &reason));
    }
}

/// Reports limits that would not limit anything.
fn refuse_idle(node: &Node, sink: &mut Sink) {
    let pairs = [(key::EXCLUSIVE_MINIMUM, key::MINIMUM), (key::EXCLUSIVE_MAXIMUM, key::MAXIMUM)];
    for (key, bound) in
        pairs.into_iter().filter(|(key, bound)| node.get(key).is_some() && node.get(bound).is_none())
    {
        sink.report(mistakes::limit_of_none(node.key(key), key, bound));
    }
    if node.get(key::MULTIPLE_OF).and_then(Node::as_number).is_some_and(|number| number <= 0.0) {
        sink.report(mistakes::multiple_of_none(node.key(key::MULTIPLE_OF)));
    }
}

/// Reports limits that no number of 32 bits comes near: either all of them keep to it, or none.
fn refuse_unreachable(node: &Node, ty: &Type, sink: &mut Sink) {
    for key in [key::MINIMUM, key::MAXIMUM].into_iter().filter(|_| *ty == Type::Int32) {
        let limit = node.get(key).and_then(Node::as_integer);
        if limit.is_some_and(|limit| i32::try_from(limit).is_err()) {
            sink.report(mistakes::limit_beyond(node.key(key), key));
        }
    }
}

/// Reports limits of values whose form already says what they can be: an enumeration, a date.
fn refuse_foreign(node: &Node, own: &[&str], sink: &mut Sink) {
    for keys in [OF_NUMBERS, OF_TEXTS, OF_LISTS, OF_DICTIONARIES].into_iter().filter(|keys| *keys != own) {
        for key in keys.iter().filter(|key| node.get(key).is_some()) {
            sink.report(mistakes::foreign_limit(node.key(key), key));
        }
    }
}

fn count(node: &Node, key: &str) -> Option<u32> {
    node.get(key)?.as_integer().and_then(|count| u32::try_from(count).ok())
}

#[cfg(test)]
mod tests {
    use crate::tests::generated;

    #[test]
    fn limits_that_are_one_number_of_floating_point_are_told_apart() {
        let tried = |limits: &str| {
            let property = format!("tried: {{ type: integer, format: int64, {limits} }}");
            generated(&[("# properties", &property)]).map(drop)
        };
        for (limits, held) in [
            ("minimum: 9007199254740992, maximum: 9007199254740993", Ok(())),
            ("minimum: 9007199254740993, maximum: 9007199254740992", Err(vec!["E0234"])),
            ("minimum: 9007199254740992, maximum: 9007199254740993, exclusiveMinimum: true", Ok(())),
            ("minimum: 2, maximum: 2", Ok(())),
            ("minimum: 2, maximum: 2, exclusiveMaximum: true", Err(vec!["E0234"])),
        ] {
            assert_eq!(tried(limits), held, "{limits}");
        }
    }
}
