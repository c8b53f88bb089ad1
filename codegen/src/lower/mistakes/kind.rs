//! Types and formats by other names than OpenAPI's: what to write for each.

use crate::diagnostic::{mistakes, suggest};
use crate::load::{Node, TYPES, key};

mistakes! {
    const KIND;

    E0216 unknown_type(found: &str, schema: &Node) {
        "there is no type `{found}`"
        "unknown type"
        { type_help(found, schema) }
    }
    E0233 unknown_format(format: &str, ty: &str, formats: &[&str]) {
        "the format `{format}` is not supported"
        "unknown format"
        {
            let formats_of_type = formats.join("`, `");
            let otherwise = format!("leave it out, or write one of the formats of this type: `{formats_of_type}`");
            match known(format) {
                Some((known, format)) if known == ty && !format.is_empty() => format!("did you mean `{format}`?"),
                _ => suggest(format, formats.iter().copied(), &otherwise),
            }
        }
    }
}

/// Names that the vendor's documentation and other languages have, each with OpenAPI's type and format.
const NAMES: &[(&str, &str, &str)] = &[
    ("base64", "string", "byte"),
    ("bigint", "integer", "int64"),
    ("binary", "string", "byte"),
    ("bool", "boolean", ""),
    ("byte", "string", "byte"),
    ("bytes", "string", "byte"),
    ("char", "string", ""),
    ("date", "string", "date"),
    ("datetime", "string", "date-time"),
    ("datetimeoffset", "string", "date-time"),
    ("decimal", "number", "double"),
    ("double", "number", "double"),
    ("duration", "number", "duration"),
    ("float", "number", "float"),
    ("float32", "number", "float"),
    ("float64", "number", "double"),
    ("guid", "string", "uuid"),
    ("int", "integer", "int32"),
    ("int16", "integer", "int32"),
    ("int32", "integer", "int32"),
    ("int64", "integer", "int64"),
    ("instant", "string", "date-time"),
    ("localdate", "string", "date"),
    ("localtime", "string", "time"),
    ("long", "integer", "int64"),
    ("password", "string", "password"),
    ("real", "number", "double"),
    ("short", "integer", "int32"),
    ("single", "number", "float"),
    ("str", "string", ""),
    ("text", "string", ""),
    ("time", "string", "time"),
    ("timespan", "number", "duration"),
    ("timestamp", "string", "date-time"),
    ("uint", "integer", "int64"),
    ("uint32", "integer", "int64"),
    ("ulong", "integer", "int64"),
    ("uri", "string", "uri"),
    ("url", "string", "uri"),
    ("uuid", "string", "uuid"),
];

const LISTS: &[&str] =
    &["collection", "enumerable", "ienumerable", "ilist", "list", "sequence", "set", "vector"];
const DICTIONARIES: &[&str] = &["dict", "dictionary", "hash", "hashmap", "idictionary", "map", "record"];

/// A name without capitals and signs, and without what stands in brackets behind it.
fn plain(name: &str) -> String {
    let end = name.find(['<', '(', '[']).unwrap_or(name.len());
    let name = name.get(..end).unwrap_or_default();
    name.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

fn known(name: &str) -> Option<(&'static str, &'static str)> {
    let name = plain(name);
    NAMES.iter().find(|(known, ..)| *known == name).map(|(_, ty, format)| (*ty, *format))
}

fn type_help(found: &str, schema: &Node) -> String {
    let name = plain(found);
    let lacks = |keys: &[&str]| keys.iter().all(|key| schema.get(key).is_none());
    if found.ends_with("[]") || LISTS.contains(&name.as_str()) {
        let items = if lacks(&[key::ITEMS]) {
            " and `items: { type: string }`, or what else the items are"
        } else {
            ""
        };
        return format!("write `type: array`{items}");
    }
    if DICTIONARIES.contains(&name.as_str()) {
        let lacks_values = lacks(&[key::ADDITIONAL_PROPERTIES, key::PROPERTIES]);
        let values = " and `additionalProperties: { type: string }`, or what else the values are";
        return format!("write `type: object`{}", if lacks_values { values } else { "" });
    }
    match (known(found), name.as_str()) {
        (Some((ty, "")), _) => format!("write `type: {ty}`"),
        (Some((ty, format)), _) => format!("write `type: {ty}` and `format: {format}`"),
        (None, "any" | "anything" | "json" | "dynamic") => {
            "write `{}` for anything that JSON can express, without a type".to_owned()
        }
        (None, "enum" | "enumeration") => {
            "write the type of the values: `type: string` or `type: integer`".to_owned()
        }
        (None, "null" | "void" | "none") => {
            "write `nullable: true` beside the type of the other values".to_owned()
        }
        (None, _) => suggest(
            found,
            TYPES.iter().copied(),
            "the types are string, integer, number, boolean, array and object",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::type_help;
    use crate::load::{Kind, Node};
    use crate::source::Span;

    #[test]
    fn the_type_of_another_language_leads_to_the_one_that_json_has() {
        let schema = Node { span: Span::new(0, 1), kind: Kind::Null };
        let list = "write `type: array` and `items: { type: string }`, or what else the items are";
        for (found, help) in [
            ("string[]", list),
            ("List", list),
            (
                "dict",
                "write `type: object` and `additionalProperties: { type: string }`, or what else the values are",
            ),
            ("text", "write `type: string`"),
            ("int", "write `type: integer` and `format: int32`"),
            ("any", "write `{}` for anything that JSON can express, without a type"),
            ("enum", "write the type of the values: `type: string` or `type: integer`"),
            ("null", "write `nullable: true` beside the type of the other values"),
            ("objekt", "did you mean `object`?"),
            ("thing", "the types are string, integer, number, boolean, array and object"),
        ] {
            assert_eq!(type_help(found, &schema), help, "{found}");
        }
    }
}
