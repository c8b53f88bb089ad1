//! Schemas: names, types, values, choices.

use crate::diagnostic::{Diagnostic, mistakes, suggest};
use crate::load::{Kind, Node, key};
use crate::source::Span;

mistakes! {
    const SCHEMA;

    E0213 no_identifier(wire: &str) {
        "no Rust identifier can be made of `{wire}`"
        {
            match wire.is_ascii() && wire.contains(|sign: char| sign.is_ascii_alphanumeric()) {
                true => "would begin with a digit",
                false => "has no plain letter or digit, or one that is not ASCII",
            }
        }
        "give it one with `x-rust-name`; an enumeration's value gets it from `x-enum-varnames`, and a flag from `x-flags`"
    }
    E0214 bad_rust_name(given: &str, case: &str, proposal: Option<String>) {
        "`{given}` cannot be used as a Rust name here"
        "not a {case} identifier, or a keyword"
        {
            match proposal {
                Some(proposal) => format!("write `{proposal}`"),
                None => format!("write a {case} identifier of ASCII letters and digits"),
            }
        }
    }
    E0215 no_type() {
        "this schema has no type"
        "does not say what a value looks like"
        "add `type:`, or refer to a schema with `$ref`"
    }
    E0217 mixed_schema(key: &str, found: &str, ty: Span) {
        {
            match is_about_integers(key, found) {
                true => format!("`{key}` of a schema of type `integer` is no integer"),
                false => format!("`{key}` does not belong to a schema of type `{found}`"),
            }
        }
        "does not fit the type"
        {
            match is_about_integers(key, found) {
                true => "write a whole number of 64 bits, or make the type `number`".to_owned(),
                false => format!("remove `{key}`, or correct the type"),
            }
        }
        ty: "the type"
    }
    E0218 unknown_required<'a>(name: &str, known: impl Iterator<Item = &'a str>) {
        "the required property `{name}` does not exist"
        "no property of that name"
        { suggest(name, known, "add it under `properties`, or remove it from `required`") }
    }
    E0219 no_varnames(values: &[&Node]) {
        "the values of this enumeration have no names"
        "`x-enum-varnames` is missing"
        { format!("add this line, and put what each value means in the place of its name: `{}`", varnames(values)) }
    }
    E0220 one_per_value(key: &str, counts: (usize, usize), values: Span) {
        { format!("`{key}` has {} for {} values", entries(counts.0), counts.1) }
        { entries(counts.0) }
        { format!("write exactly {}, in the order of the values", counts.1) }
        values: "the values"
    }
    E0234 limits_crossed(keys: (&str, &str), most: Span, value: Span) {
        { format!("`{}` and `{}` exclude each other", keys.0, keys.1) }
        "no value can keep to both"
        "the first must be the lesser; swap the two, or correct one"
        most: "the other limit"
        value: "of this value"
    }
    E0235 no_constant(name: &str, object: Span) {
        "`{name}` does not say which `__type` it has"
        "cannot be told from the others"
        "add `\"urn:...\": \"#/components/schemas/{name}\"` to the `mapping`, or give its `__type` an `enum` of the one \
         value"
        object: "this object"
    }
    E0236 mapping_differs(mapped: &str, constant: &str, object: Span) {
        "the mapping says `{mapped}`, the object `{constant}`"
        "not what the object says"
        "write `{constant}` in both places, or correct the object"
        object: "the object says this"
    }
    E0237 unknown_branch<'a>(value: &str, known: impl Iterator<Item = &'a str>) {
        "no object of this choice has the `__type` `{value}`"
        "maps to nothing in `oneOf`"
        { suggest(value, known, "add the object to `oneOf`, or remove the entry") }
    }
    E0239 unreadable_pattern(pattern: &str, reason: &str) {
        { format!("`{pattern}` cannot be matched: {}", reason.trim_end_matches('.')) }
        "not understood"
        "write it without slashes around it, in single quotes, and without looking ahead, looking behind and references \
         to groups; else say it in the description"
    }
    E0240 bad_default(reason: &str) {
        "the schema does not allow this `default`"
        "{reason}"
        "write what a value that is absent counts as, or remove `default`"
    }
    E0242 empty_enumeration() {
        "this `enum` has no values"
        "empty"
        "list the values that there are, or remove `enum`"
    }
    E0243 null_value() {
        "`null` is among the values, but the schema is not nullable"
        "no value of an enumeration"
        "add `nullable: true`, or remove `null` from `enum`; it needs no name either way"
    }
    E0244 other_value(value: &Node, ty: &str, place: Span) {
        "this value of `enum` is not of type `{ty}`"
        { value.describe() }
        { value_help(value, ty) }
        place: "the type"
    }
    E0250 no_value(name: &str, discriminator: Span) {
        "`{name}` has no value of `__type`"
        "derives from a base whose mapping does not name it"
        "add `\"urn:...\": \"#/components/schemas/{name}\"` to the `mapping`"
        discriminator: "of this base"
    }
    E0251 two_values(name: &str, values: (&str, &str), first: Span) {
        { format!("`{name}` has two values of `__type`: `{}` and `{}`", values.0, values.1) }
        "the second value"
        "keep the one that it writes; where the other is a type of its own, describe that one: \
         `allOf: [{{ $ref: \"#/components/schemas/{name}\" }}]`"
        first: "the first value"
    }
    E0252 not_derived(value: &str, base: &str) {
        "no object that derives from `{base}` has the `__type` `{value}`"
        "maps to nothing that derives from it"
        "add `allOf: [{{ $ref: \"#/components/schemas/{base}\" }}]` to the object, or remove the entry"
    }
    E0245 other_type(found: &str, right: &str) {
        "what is referred to is not of type `{found}`"
        "not its type"
        "write `type: {right}`, or remove the type"
    }
    E0292 no_flag(name: &str, value: &Node) {
        "`{name}` is no bit of the number"
        { if matches!(value.kind, Kind::Integer(..0)) { "is negative" } else { "is larger than the type" } }
        "write `1`, `2`, `4` and so on, or their sum where several have a name together; `format: int64` has 63 bits, \
         `int32` has 31"
    }
    E0293 beside_flags(key: &str, flags: Span) {
        "`{key}` beside `x-flags`"
        "says that a value is one of these, but it may be several at once"
        "remove `{key}`: `x-flags` has the names and the numbers"
        flags: "the flags"
    }
    E0294 unhidden_secret(why: &str) {
        "neither `x-secret` nor `format: password` hides this value"
        { why.to_owned() }
        "mark properties, parameters and headers of texts, numbers or formats; of an object, mark its properties"
    }
    E0342 renames_nothing() {
        "this has no name in Rust, and had none before"
        "says what nothing was called"
        "remove `x-renamed-from`"
    }
    E0344 not_deprecated() {
        "`x-deprecated` has no `deprecated: true` beside it"
        "says more of what is not said"
        "add `deprecated: true`, which other tools read, or remove `x-deprecated`"
    }
    E0343 unknown_value<'a>(name: &str, known: impl Iterator<Item = &'a str>) {
        "no value of this enumeration is called `{name}`"
        "is no value"
        { suggest(name, known, "write the name that a value has now, and behind it the one that it had before") }
    }
}

pub(crate) fn type_differs(span: Span, found: &str, right: &str, target: Span) -> Diagnostic {
    other_type(span, found, right).with_related(target, format!("this is of type `{right}`"))
}

pub(crate) fn enumeration_value(value: &Node, ty: &str, place: Span) -> Diagnostic {
    other_value(value.span, value, ty, place)
}

/// The line that gives each value a name, in their order. The names say nothing yet, but they are valid and all different.
fn varnames(values: &[&Node]) -> String {
    let name = |(index, value): (usize, &&Node)| match value.as_integer() {
        Some(number) if number < 0 => format!("ValueMinus{}", number.unsigned_abs()),
        Some(number) => format!("Value{number}"),
        None => format!("Other{index}"),
    };
    let names: Vec<String> = values.iter().enumerate().map(name).collect();
    format!("{}: [{}]", key::X_ENUM_VARNAMES, names.join(", "))
}

fn is_about_integers(key: &str, ty: &str) -> bool {
    ty == "integer" && matches!(key, key::MINIMUM | key::MAXIMUM | key::MULTIPLE_OF)
}

fn entries(count: usize) -> String {
    format!("{count} {}", if count == 1 { "entry" } else { "entries" })
}

fn value_help(value: &Node, ty: &str) -> String {
    let help = match (ty, &value.kind) {
        ("string", Kind::List(_) | Kind::Map(_)) => "write a text",
        ("string", _) => return format!("put quotes around it: `\"{}\"`", value.quoted()),
        (_, Kind::Text(text)) if text.parse::<i64>().is_ok() => {
            return format!("write it without quotes: `{text}`");
        }
        (_, Kind::Float(number, _)) if number.fract() == 0.0 && number.abs() < 9e15 => {
            return format!("write it without an exponent and a fraction: `{number}`");
        }
        (_, Kind::Float(number, _)) if number.fract() == 0.0 => "integers have at most 64 bits",
        _ => "write an integer, or correct the type",
    };
    help.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_writes_a_value_of_another_type_is_told_how_to_write_it() {
        let text = |text: &str| Kind::Text(text.to_owned());
        for (kind, ty, expected) in [
            (Kind::Integer(5), "string", "put quotes around it: `\"5\"`"),
            (Kind::Bool(true), "string", "put quotes around it: `\"true\"`"),
            (Kind::List(Vec::new()), "string", "write a text"),
            (text("5"), "integer", "write it without quotes: `5`"),
            (text("five"), "integer", "write an integer, or correct the type"),
            (
                Kind::Float(5e3, "5e3".to_owned()),
                "integer",
                "write it without an exponent and a fraction: `5000`",
            ),
            (Kind::Float(1e19, "1e19".to_owned()), "integer", "integers have at most 64 bits"),
            (Kind::Float(0.5, "0.5".to_owned()), "integer", "write an integer, or correct the type"),
        ] {
            let value = Node { span: Span::new(0, 1), kind };
            assert_eq!(value_help(&value, ty), expected, "{value:?}");
        }
    }
}
