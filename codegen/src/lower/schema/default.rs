//! What a value that is absent counts as: documentation, and as such held against the schema.

use std::collections::HashSet;

use super::{fit, limits, wrapped};
use crate::diagnostic::Sink;
use crate::load::{Kind, Node, key};
use crate::lower::component::reference;
use crate::lower::{Context, mistakes};
use crate::prose;

/// The default of a schema as JSON. Reports the place in it that the schema does not allow.
pub(in crate::lower) fn of<'d>(context: &Context<'d>, schema: &'d Node, sink: &mut Sink) -> Option<String> {
    let default = schema.get(key::DEFAULT)?;
    match hold(context, schema, default) {
        Ok(()) => Some(default.to_json()),
        Err((place, reason)) => sink.refuse(mistakes::bad_default(place.span, &reason)),
    }
}

/// Nothing where a value is what a schema allows, or the place that is not and why.
pub(super) type Held<'n> = Result<(), (&'n Node, String)>;

pub(super) fn hold<'d, 'n>(context: &Context<'d>, schema: &'d Node, value: &'n Node) -> Held<'n> {
    if value.kind == Kind::Null && is_nullable(context, schema) {
        return Ok(());
    }
    parts(context, schema).into_iter().try_for_each(|schema| {
        own(schema, value).map_err(|reason| (value, reason))?;
        match &value.kind {
            Kind::List(items) => match schema.get(key::ITEMS) {
                Some(schema) => items.iter().try_for_each(|item| hold(context, schema, item)),
                None => Ok(()),
            },
            Kind::Map(entries) => entries.iter().try_for_each(|(name, entry)| {
                let property = schema.get(key::PROPERTIES).and_then(|properties| properties.get(name));
                let other =
                    || schema.get(key::ADDITIONAL_PROPERTIES).filter(|other| other.as_map().is_some());
                property.or_else(other).map_or(Ok(()), |schema| hold(context, schema, &entry.value))
            }),
            _ => Ok(()),
        }
    })
}

/// All that a value has to keep to: the schema, and what it refers to, wraps, and puts together with `allOf`, each once.
fn parts<'d>(context: &Context<'d>, schema: &'d Node) -> Vec<&'d Node> {
    let mut seen = HashSet::new();
    let mut parts = Vec::new();
    let mut waiting = vec![schema];
    while let Some(schema) = waiting.pop() {
        let schema =
            reference::behind(context, schema).filter(|schema| seen.insert(std::ptr::from_ref(*schema)));
        if let Some(schema) = schema {
            waiting.extend(schema.list(key::ALL_OF).iter().rev().chain(wrapped::only(schema)));
            parts.push(schema);
        }
    }
    parts
}

/// Whether a schema allows `null`, itself or by the one reference that it wraps.
fn is_nullable<'d>(context: &Context<'d>, schema: &'d Node) -> bool {
    let mut seen = HashSet::new();
    let mut next = reference::behind(context, schema);
    while let Some(schema) = next.filter(|schema| seen.insert(std::ptr::from_ref(*schema))) {
        if schema.flag(key::NULLABLE) {
            return true;
        }
        next = wrapped::only(schema).and_then(|only| reference::behind(context, only));
    }
    false
}

/// What the schema itself says: its type, format, values and limits.
fn own(schema: &Node, value: &Node) -> Result<(), String> {
    let ty = schema.text(key::TYPE);
    let (is_of_type, expected) = match (ty, &value.kind) {
        (Some("string"), kind) => (matches!(kind, Kind::Text(_)), "a text"),
        (Some("integer"), kind) => (matches!(kind, Kind::Integer(_)), "an integer"),
        (Some("number"), kind) => (matches!(kind, Kind::Integer(_) | Kind::Float(..)), "a number"),
        (Some("boolean"), kind) => (matches!(kind, Kind::Bool(_)), "`true` or `false`"),
        (Some("array"), kind) => (matches!(kind, Kind::List(_)), "a list"),
        (Some("object"), kind) => (matches!(kind, Kind::Map(_)), "an object"),
        _ => (true, ""),
    };
    if !is_of_type {
        return Err(format!("it is {}, where {expected} is expected", value.describe()));
    }
    if let Some(values) = schema.get(key::ENUM).and_then(Node::as_list)
        && values.iter().all(|known| known.kind != value.kind)
    {
        return Err(format!("the values are {}", prose::listed(values.iter().map(Node::quoted))));
    }
    let required = schema.list(key::REQUIRED);
    if let Some(map) = value.as_map()
        && let Some(name) = required.iter().filter_map(Node::as_str).find(|name| !map.contains_key(*name))
    {
        return Err(format!("it lacks the required property `{name}`"));
    }
    fit::format(schema, value)?;
    match limits::broken(schema, value).and_then(|key| Some((key, schema.get(key)?))) {
        Some((key, limit)) => Err(format!("`{key}` is {}", limit.quoted())),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::generated;

    /// Tries for each schema a default that it allows, and one that it does not.
    fn try_each(cases: &[(&str, &str, &str)]) {
        for (schema, kept, broken) in cases {
            let tried = |value: &str| {
                let property = format!("tried: {{ {schema}, default: {value} }}");
                generated(&[("# properties", &property)]).map(drop)
            };
            assert_eq!(tried(kept), Ok(()), "{schema}: {kept}");
            assert_eq!(tried(broken), Err(vec!["E0240"]), "{schema}: {broken}");
        }
    }

    #[test]
    fn a_default_is_held_against_each_limit_by_itself() {
        try_each(&[
            ("type: number, minimum: 2", "2", "1.9"),
            ("type: number, minimum: 2, exclusiveMinimum: true", "2.1", "2"),
            ("type: integer, maximum: 2", "2", "3"),
            ("type: integer, maximum: 2, exclusiveMaximum: true", "1", "2"),
            ("type: integer, multipleOf: 3", "-6", "4"),
            ("type: number, multipleOf: 0.1", "0.3", "0.35"),
            // These are one number of floating point.
            (
                "type: integer, format: int64, maximum: 9007199254740992",
                "9007199254740992",
                "9007199254740993",
            ),
            ("type: number, format: duration", "0.5", "-0.5"),
            ("type: integer, format: duration", "0", "-1"),
            ("type: string, minLength: 2", "\u{e4}\u{f6}", "a"),
            ("type: string, maxLength: 2", "\u{e4}\u{f6}", "abc"),
            ("type: string, pattern: '^a+$'", "aa", "ab"),
            ("type: array, items: { type: integer }, minItems: 2", "[1, 1]", "[1]"),
            ("type: array, items: { type: integer }, maxItems: 1", "[1]", "[1, 2]"),
            ("type: array, items: { type: integer }, uniqueItems: true", "[1, 2]", "[1, 2, 1]"),
            ("type: array, items: { type: integer }, uniqueItems: false, maxItems: 2", "[1, 1]", "[1, 1, 1]"),
            ("type: object, additionalProperties: { type: integer }, minProperties: 1", "{ a: 1 }", "{}"),
            (
                "type: object, additionalProperties: { type: integer }, maxProperties: 1",
                "{ a: 1 }",
                "{ a: 1, b: 2 }",
            ),
        ]);
    }

    #[test]
    fn a_default_is_held_against_its_type() {
        try_each(&[
            ("type: string", "a", "1"),
            ("type: integer", "1", "1.5"),
            ("type: number", "1", "'1'"),
            ("type: boolean", "true", "'true'"),
            ("type: array, items: { type: integer }", "[1]", "1"),
            ("type: array, items: { type: integer }", "[]", "[a]"),
            ("type: object, additionalProperties: { type: integer }", "{ a: 1 }", "[1]"),
            ("type: object, additionalProperties: { type: integer }", "{}", "{ a: b }"),
        ]);
    }

    #[test]
    fn a_default_is_held_against_its_format() {
        try_each(&[
            ("type: integer, format: int32", "2147483647", "2147483648"),
            ("type: integer, format: int32", "-2147483648", "-2147483649"),
            ("type: string, format: date", "'2024-02-29'", "'2023-02-29'"),
            ("type: string, format: date", "'2000-02-29'", "'1900-02-29'"),
            ("type: string, format: date", "'2024-01-31'", "'2024-01-32'"),
            ("type: string, format: date", "'2024-11-30'", "'2024-11-31'"),
            ("type: string, format: date", "'2024-12-01'", "'2024-12-00'"),
            ("type: string, format: date", "'0001-01-01'", "'2024-13-01'"),
            ("type: string, format: time", "'23:59:60'", "'24:00:00'"),
            ("type: string, format: time", "'09:30:00.25'", "'09:30'"),
            ("type: string, format: date-time", "'2024-02-29T10:00:00Z'", "'2024-02-30T10:00:00Z'"),
            ("type: string, format: date-time", "'2024-02-29 10:00:00.5+01:00'", "'2024-02-29T10:00:00'"),
            (
                "type: string, format: uuid",
                "'01234567-89ab-CDEF-0123-456789abcdef'",
                "'0123456789abcdef0123456789abcdef'",
            ),
            ("type: string, format: byte", "'YQ=='", "'YQ='"),
            ("type: string, format: byte", "'YWJjZGU='", "'YWJjZGU'"),
            ("type: string, format: uri", "'urn:a:b'", "'urn:a b'"),
            ("type: string, format: uri", "'https://e.com/?a'", r#""https://e.com/\u0007""#),
        ]);
    }

    #[test]
    fn a_default_is_held_against_what_a_schema_wraps() {
        for wraps in ["allOf", "oneOf"] {
            let tried = |value: &str| {
                let wrapped = format!("{wraps}: [{{ $ref: '#/components/schemas/name' }}]");
                let property = format!("tried: {{ {wrapped}, default: {value} }}");
                generated(&[("# properties", &property), ("# schemas", "name: { type: string }")]).map(drop)
            };
            assert_eq!((tried("a"), tried("5")), (Ok(()), Err(vec!["E0240"])), "{wraps}");
        }
    }

    #[test]
    fn null_is_a_default_where_the_schema_or_the_one_that_it_wraps_allows_it() {
        let nullable = "{ type: object, nullable: true }";
        let wraps = |part: &str| format!("allOf: [{part}]");
        for (schema, kept) in [
            ("type: string, nullable: true", true),
            ("type: string", false),
            (&wraps("{ $ref: '#/components/schemas/maybe' }"), true),
            (&wraps("{ $ref: '#/components/schemas/wrapped' }"), true),
            (&wraps("{ $ref: '#/components/schemas/thing' }"), false),
            ("oneOf: [{ $ref: '#/components/schemas/wrapped' }]", true),
            ("oneOf: [{ $ref: '#/components/schemas/thing' }]", false),
            // These are put together to an object of their own.
            (&wraps(nullable), false),
            (&wraps(&format!("{{ $ref: '#/components/schemas/maybe' }}, {nullable}")), false),
        ] {
            let property = format!("tried: {{ {schema}, default: null }}");
            let maybe = format!("maybe: {nullable}");
            let wrapped = "wrapped: { allOf: [{ $ref: '#/components/schemas/maybe' }] }";
            let edits = [("# properties", &*property), ("# schemas", &format!("{maybe}\n    {wrapped}"))];
            let expected = if kept { Ok(()) } else { Err(vec!["E0240"]) };
            assert_eq!(generated(&edits).map(drop), expected, "{schema}");
        }
    }
}
