//! What values must keep to.

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

/// Reads the limits of a value of a type, and reports those that no value can keep to, and those that cannot be
/// checked.
pub(in crate::lower) fn of((node, span): (&Node, Span), ty: &Type, sink: &mut Sink) -> Limits {
    refuse_idle(node, sink);
    let (limits, own) = match ty {
        Type::Nullable(inner) => return of((node, span), inner, sink),
        Type::Int32 | Type::Int64 | Type::Float | Type::Double | Type::Format(Format::Duration) => {
            refuse_unreachable(node, ty, sink);
            (of_number(node, span, sink), OF_NUMBERS)
        }
        Type::String | Type::Format(Format::Uri) => {
            let length = size(node, (key::MIN_LENGTH, key::MAX_LENGTH), span, sink);
            (Limits::Text { length, pattern: pattern(node, sink) }, OF_TEXTS)
        }
        Type::List(_) => {
            let items = size(node, (key::MIN_ITEMS, key::MAX_ITEMS), span, sink);
            (Limits::List { items, unique: node.flag(key::UNIQUE_ITEMS) }, OF_LISTS)
        }
        Type::Map(_) => {
            let entries = size(node, (key::MIN_PROPERTIES, key::MAX_PROPERTIES), span, sink);
            (Limits::Dictionary { entries }, OF_DICTIONARIES)
        }
        Type::Boolean | Type::Format(_) | Type::Any | Type::Schema(_) => (Limits::None, &[][..]),
    };
    refuse_foreign(node, own, sink);
    if own.iter().any(|key| node.get(key).is_some()) { limits } else { Limits::None }
}

fn of_number(node: &Node, span: Span, sink: &mut Sink) -> Limits {
    ordered(node, (key::MINIMUM, key::MAXIMUM), span, sink);
    let bound = |key, exclusive| {
        let number = node.get(key).and_then(number);
        number.map(|number| Bound { number, excluded: node.flag(exclusive) })
    };
    Limits::Number {
        minimum: bound(key::MINIMUM, key::EXCLUSIVE_MINIMUM),
        maximum: bound(key::MAXIMUM, key::EXCLUSIVE_MAXIMUM),
        multiple_of: node.get(key::MULTIPLE_OF).and_then(number),
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

fn size(node: &Node, (least, most): (&str, &str), span: Span, sink: &mut Sink) -> Size {
    ordered(node, (least, most), span, sink);
    Size { least: count(node, least), most: count(node, most) }
}

fn pattern(node: &Node, sink: &mut Sink) -> Option<String> {
    let pattern = node.get(key::PATTERN)?;
    let text = pattern.as_str()?;
    match unmatchable(text) {
        Some(reason) => sink.refuse(mistakes::unreadable_pattern(pattern.span, text, &reason)),
        None => Some(text.to_owned()),
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

fn ordered(node: &Node, (least, most): (&str, &str), span: Span, sink: &mut Sink) {
    let value = |key| node.get(key).and_then(Node::as_number);
    let is_open = [key::EXCLUSIVE_MINIMUM, key::EXCLUSIVE_MAXIMUM].iter().any(|key| node.flag(key));
    let crossed = |(low, high): (f64, f64)| low > high || (low == high && is_open && least == key::MINIMUM);
    if value(least).zip(value(most)).is_some_and(crossed) {
        sink.report(mistakes::limits_crossed(node.key(least), (least, most), node.key(most), span));
    }
}
