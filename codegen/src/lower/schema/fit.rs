//! What must fit together within a schema, and what is said where it does not.

use openapiv3::Schema;

use super::limits;
use crate::diagnostic::Sink;
use crate::load::{At, Kind, Node, TYPES, key};
use crate::lower::mistakes;
use crate::source::Span;

/// Refuses `enum` without values, of a type that has none here, or with values of another type.
pub(super) fn enumeration(node: &Node, sink: &mut Sink) -> Option<()> {
    let Some(values) = node.get(key::ENUM).and_then(Node::as_list) else { return Some(()) };
    if values.is_empty() {
        return sink.refuse(mistakes::empty_enumeration(node.key(key::ENUM)));
    }
    let Some((ty, span)) = node.get(key::TYPE).and_then(|node| Some((node.as_str()?, node.span))) else {
        return Some(());
    };
    let fits = |value: &Node| match value.kind {
        Kind::Null => true,
        Kind::Text(_) => ty == "string",
        Kind::Integer(_) => ty == "integer",
        _ => false,
    };
    match ty {
        "string" | "integer" => {
            let wrong: Vec<&Node> = values.iter().filter(|value| !fits(value)).collect();
            wrong.iter().for_each(|value| sink.report(mistakes::enumeration_value(value, ty, span)));
            wrong.is_empty().then_some(())
        }
        "boolean" | "number" => sink.refuse(mistakes::enumeration_type(node.key(key::ENUM), ty)),
        _ => Some(()),
    }
}

/// Whether a schema is `{}`, which is anything.
pub(super) fn is_anything(node: &Node) -> bool {
    node.as_map().is_some_and(indexmap::IndexMap::is_empty)
}

/// Holds a value against the format of its schema, and against the size of its numbers.
pub(super) fn format(schema: &Node, value: &Node) -> Result<(), String> {
    let format = schema.text(key::FORMAT).unwrap_or_default();
    let fits = match (format, &value.kind) {
        ("int32", Kind::Integer(number)) => i32::try_from(*number).is_ok(),
        ("duration", _) => value.as_number().is_none_or(|seconds| seconds >= 0.0),
        (_, Kind::Text(text)) => text_format(format, text),
        _ => true,
    };
    if fits { Ok(()) } else { Err(format!("it is not of the format `{format}`")) }
}

fn text_format(format: &str, text: &str) -> bool {
    const DATE: &str = r"([0-9]{4})-([0-9]{2})-([0-9]{2})";
    const TIME: &str = r"([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?";
    let matches = |pattern: &str| {
        regex_lite::Regex::new(&format!("^(?:{pattern})$")).is_ok_and(|pattern| pattern.is_match(text))
    };
    match format {
        "date" => matches(DATE) && is_date(text),
        "time" => matches(TIME),
        "date-time" => {
            matches(&format!("{DATE}[Tt ]{TIME}([Zz]|[+-][0-9]{{2}}:[0-9]{{2}})")) && is_date(text)
        }
        "uuid" => matches("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"),
        "byte" => matches("([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?"),
        "uri" => !text.contains(|character: char| character.is_whitespace() || character.is_control()),
        _ => true,
    }
}

/// Whether a text that begins with numbers as a date has them names a day of the calendar.
fn is_date(text: &str) -> bool {
    let number = |from, to| text.get(from..to).and_then(|digits| digits.parse::<u32>().ok());
    let (Some(year), Some(month), Some(day)) = (number(0, 4), number(5, 7), number(8, 10)) else {
        return false;
    };
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 => 28 + u32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}

/// Names what a schema is that is none of the supported kinds.
pub(super) fn refuse<T>(at: At<'_, Schema>, sink: &mut Sink) -> Option<T> {
    if let Some(key) = [key::ANY_OF, key::NOT].into_iter().find(|key| at.node.get(key).is_some()) {
        return sink.refuse(mistakes::any_of(at.key(key), key));
    }
    match at.node.get(key::TYPE).and_then(|node| node.as_str().map(|text| (node.span, text))) {
        None => {
            let start = at.node.span.start;
            sink.refuse(mistakes::no_type(Span::new(start, start + 1)))
        }
        Some((span, known)) if TYPES.contains(&known) => {
            let key = misfit(at.node, known);
            sink.refuse(mistakes::mixed_schema(at.key(key), key, known, span))
        }
        Some((span, unknown)) => sink.refuse(mistakes::unknown_type(span, unknown, at.node)),
    }
}

/// The key that made openapiv3 take a schema of a known type for none: one of another type, or else `enum`.
fn misfit<'d>(node: &'d Node, ty: &str) -> &'d str {
    let of_lists = [&[key::ITEMS], limits::OF_LISTS].concat();
    let of_objects =
        [&[key::PROPERTIES, key::REQUIRED, key::ADDITIONAL_PROPERTIES], limits::OF_DICTIONARIES].concat();
    let kinds: [(&[&str], &[&str]); 5] = [
        (&["string"], limits::OF_TEXTS),
        (&["integer", "number"], limits::OF_NUMBERS),
        (&["array"], &of_lists),
        (&["object"], &of_objects),
        (&["string", "integer", "number"], &[key::FORMAT]),
    ];
    let foreign = |key: &&str| {
        kinds.iter().any(|(types, keys)| keys.contains(key) && !types.contains(&ty))
            || [key::ALL_OF, key::ONE_OF, key::ANY_OF, key::NOT].contains(key)
    };
    let is_no_integer = |key: &&str| {
        let limit =
            [key::MINIMUM, key::MAXIMUM, key::MULTIPLE_OF].contains(key).then(|| node.get(key)).flatten();
        ty == "integer" && limit.is_some_and(|limit| limit.as_integer().is_none())
    };
    let mut keys = node.as_map().into_iter().flat_map(|map| map.keys().map(String::as_str));
    keys.find(|key| foreign(key) || is_no_integer(key)).unwrap_or(key::ENUM)
}
