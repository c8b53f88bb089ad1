//! Schemas: names, types, values, choices.

use crate::diagnostic::catalogue::{diagnostic, suggest};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::load::{Kind, Node};

pub(crate) fn no_identifier(span: Span, wire: &str) -> Diagnostic {
    diagnostic(
        Code::E0213,
        span,
        [
            format!("no Rust identifier can be made of `{wire}`"),
            "has no plain letter or digit, or one that is not ASCII".into(),
            "give it one with `x-rust-name`; an enumeration's value gets it from `x-enum-varnames`".into(),
        ],
    )
}

pub(crate) fn bad_rust_name(span: Span, given: &str, (case, proposal): (&str, Option<String>)) -> Diagnostic {
    diagnostic(
        Code::E0214,
        span,
        [
            format!("`{given}` cannot be used as a Rust name here"),
            format!("not a {case} identifier, or a keyword"),
            match proposal {
                Some(proposal) => format!("write `{proposal}`"),
                None => format!("write a {case} identifier of ASCII letters and digits"),
            },
        ],
    )
}

pub(crate) fn no_type(span: Span) -> Diagnostic {
    diagnostic(
        Code::E0215,
        Span::new(span.start, span.start + 1),
        [
            "this schema has no type".into(),
            "does not say what a value looks like".into(),
            "add `type:`, or refer to a schema with `$ref`".into(),
        ],
    )
}

pub(crate) fn mixed_schema(span: Span, key: &str, (found, place): (&str, Span)) -> Diagnostic {
    let (message, help) = if found == "integer" && matches!(key, "minimum" | "maximum" | "multipleOf") {
        let help = "write a whole number of 64 bits, or make the type `number`".to_owned();
        (format!("`{key}` of a schema of type `integer` is no integer"), help)
    } else {
        let help = format!("remove `{key}`, or correct the type");
        (format!("`{key}` does not belong to a schema of type `{found}`"), help)
    };
    let label = "does not fit the type".into();
    diagnostic(Code::E0217, span, [message, label, help]).with_related(place, "the type")
}

pub(crate) fn type_differs(span: Span, (found, right): (&str, &str), target: Span) -> Diagnostic {
    diagnostic(
        Code::E0245,
        span,
        [
            format!("what is referred to is not of type `{found}`"),
            "not its type".into(),
            format!("write `type: {right}`, or remove the type"),
        ],
    )
    .with_related(target, format!("this is of type `{right}`"))
}

pub(crate) fn empty_enumeration(span: Span) -> Diagnostic {
    diagnostic(
        Code::E0242,
        span,
        [
            "this `enum` has no values".into(),
            "empty".into(),
            "list the values that there are, or remove `enum`".into(),
        ],
    )
}

pub(crate) fn null_value(span: Span) -> Diagnostic {
    diagnostic(
        Code::E0243,
        span,
        [
            "`null` is among the values, but the schema is not nullable".into(),
            "no value of an enumeration".into(),
            "add `nullable: true`, or remove `null` from `enum`; it needs no name either way".into(),
        ],
    )
}

pub(crate) fn enumeration_value(value: &Node, (ty, place): (&str, Span)) -> Diagnostic {
    let help = match (ty, &value.kind) {
        ("string", Kind::List(_) | Kind::Map(_)) => "write a text".into(),
        ("string", _) => format!("put quotes around it: `\"{}\"`", value.to_json()),
        (_, Kind::Text(text)) if text.parse::<i64>().is_ok() => format!("write it without quotes: `{text}`"),
        (_, Kind::Float(number)) if number.fract() == 0.0 && number.abs() < 9e15 => {
            format!("write it without an exponent and a fraction: `{number}`")
        }
        (_, Kind::Float(number)) if number.fract() == 0.0 => "integers have at most 64 bits".into(),
        _ => "write an integer, or correct the type".into(),
    };
    diagnostic(
        Code::E0244,
        value.span,
        [format!("this value of `enum` is not of type `{ty}`"), value.describe().to_owned(), help],
    )
    .with_related(place, "the type")
}

pub(crate) fn unknown_required<'a>(
    span: Span,
    name: &str,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    diagnostic(
        Code::E0218,
        span,
        [
            format!("the required property `{name}` does not exist"),
            "no property of that name".into(),
            suggest(name, known, "add it under `properties`, or remove it from `required`"),
        ],
    )
}

pub(crate) fn no_varnames(span: Span) -> Diagnostic {
    diagnostic(
        Code::E0219,
        span,
        [
            "the values of this enumeration have no names".into(),
            "`x-enum-varnames` is missing".into(),
            "add `x-enum-varnames: [...]` with a name for each value, in their order".into(),
        ],
    )
}

pub(crate) fn one_per_value(span: Span, key: &str, (found, values): (usize, usize)) -> Diagnostic {
    let entries = if found == 1 { "entry" } else { "entries" };
    diagnostic(
        Code::E0220,
        span,
        [
            format!("`{key}` has {found} {entries} for {values} values"),
            format!("{found} {entries}"),
            format!("write exactly {values}, in the order of the values"),
        ],
    )
}

pub(crate) fn bad_default(value: &Node, reason: &str) -> Diagnostic {
    diagnostic(
        Code::E0240,
        value.span,
        [
            "the schema does not allow this `default`".into(),
            reason.into(),
            "write what a value that is absent counts as, or remove `default`".into(),
        ],
    )
}

pub(crate) fn limits_crossed(span: Span, (least, most): (&str, &str)) -> Diagnostic {
    diagnostic(
        Code::E0234,
        span,
        [
            format!("`{least}` and `{most}` exclude each other"),
            "no value can keep to both".into(),
            "the first must be the lesser; swap the two, or correct one".into(),
        ],
    )
}

pub(crate) fn unreadable_pattern(span: Span, pattern: &str, reason: &str) -> Diagnostic {
    diagnostic(
        Code::E0239,
        span,
        [
            format!("`{pattern}` cannot be matched: {}", reason.trim_end_matches('.')),
            "not understood".into(),
            "write it without slashes around it, in single quotes, and without looking ahead, looking behind and \
             references to groups; else say it in the description"
                .into(),
        ],
    )
}

pub(crate) fn no_constant(span: Span, name: &str) -> Diagnostic {
    diagnostic(
        Code::E0235,
        span,
        [
            format!("`{name}` does not say which `__type` it has"),
            "cannot be told from the others".into(),
            "add the property `__type: { type: string, enum: [\"urn:...\"] }` to it, and make it required"
                .into(),
        ],
    )
}

pub(crate) fn mapping_differs(span: Span, mapped: &str, constant: &str) -> Diagnostic {
    diagnostic(
        Code::E0236,
        span,
        [
            format!("the mapping says `{mapped}`, the object `{constant}`"),
            "not what the object says".into(),
            format!("write `{constant}` in both places, or correct the object"),
        ],
    )
}

pub(crate) fn unknown_branch<'a>(
    span: Span,
    value: &str,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    diagnostic(
        Code::E0237,
        span,
        [
            format!("no object of this choice has the `__type` `{value}`"),
            "maps to nothing in `oneOf`".into(),
            suggest(value, known, "add the object to `oneOf`, or remove the entry"),
        ],
    )
}
