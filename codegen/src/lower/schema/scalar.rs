//! Texts and numbers, by their formats.

use crate::diagnostic::Sink;
use crate::ir::{Format, Type};
use crate::load::{Node, key};
use crate::lower::mistakes;

/// The type of a text, by its format.
pub(super) fn text(node: &Node, sink: &mut Sink) -> Option<Type> {
    let formats = [
        ("byte", Type::Format(Format::Byte)),
        ("date", Type::Format(Format::Date)),
        ("date-time", Type::Format(Format::DateTime)),
        ("password", Type::String),
        ("time", Type::Format(Format::Time)),
        ("uri", Type::Format(Format::Uri)),
        ("uuid", Type::Format(Format::Uuid)),
    ];
    by_format(node, (Type::String, &formats), sink)
}

/// The type of an integer, by its format.
pub(super) fn integer(node: &Node, sink: &mut Sink) -> Option<Type> {
    by_format(node, (Type::Int64, &[("int32", Type::Int32), ("int64", Type::Int64), DURATION]), sink)
}

/// The type of a number, by its format.
pub(super) fn number(node: &Node, sink: &mut Sink) -> Option<Type> {
    by_format(node, (Type::Double, &[("float", Type::Float), ("double", Type::Double), DURATION]), sink)
}

/// A length of time, which may be written in either way.
const DURATION: (&str, Type) = ("duration", Type::Format(Format::Duration));

fn by_format(node: &Node, (plain, formats): (Type, &[(&str, Type)]), sink: &mut Sink) -> Option<Type> {
    let Some(format) = node.get(key::FORMAT) else {
        return Some(plain);
    };
    let found = formats.iter().find(|(name, _)| Some(*name) == format.as_str());
    match found {
        Some((_, ty)) => Some(ty.clone()),
        None => {
            let known: Vec<&str> = formats.iter().map(|(name, _)| *name).collect();
            let ty = node.text(key::TYPE).unwrap_or_default();
            let found = format.as_str().unwrap_or_default();
            sink.refuse(mistakes::unknown_format(format.span, found, ty, &known))
        }
    }
}
