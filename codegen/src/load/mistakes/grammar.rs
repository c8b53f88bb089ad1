//! Mistakes of OpenAPI's grammar: keys, and values of the wrong kind.

use crate::diagnostic::{Diagnostic, closest, mistakes, suggest};
use crate::load::{Kind, Node, grammar, key};
use crate::source::Span;

mistakes! {
    const GRAMMAR;

    E0110 no_openapi(help: &str) {
        "this is not an OpenAPI document"
        "no key `openapi`"
        "{help}"
    }
    E0111 openapi_version(version: &Node) {
        "only OpenAPI 3.0 is supported"
        {
            match version.as_str() {
                Some(_) => "another version".to_owned(),
                None => format!("{}, not a version of three parts", version.describe()),
            }
        }
        "write `openapi: 3.0.3`, with nothing in the document that only a later OpenAPI knows"
    }
    E0112 unknown_key<'a>(key: &str, object: &str, known: impl Iterator<Item = &'a str> + Clone) {
        "the {object} object has no key `{key}`"
        "unknown key"
        { key_help(key, known) }
    }
    E0113 missing_key(key: &str, object: &str) {
        "the {object} object needs the key `{key}`"
        "`{key}` is missing"
        { missing_help(key) }
    }
    E0114 unexpected(found: &Node, expected: &str) {
        {
            match &found.kind {
                Kind::Bool(_) | Kind::Integer(_) | Kind::Float(..) => {
                    format!("expected {expected}, found `{}`", found.quoted())
                }
                _ => format!("expected {expected}, found {}", found.describe()),
            }
        }
        {
            match found.kind {
                Kind::Integer(..0) => "this is negative".to_owned(),
                _ => format!("this is {}", found.describe()),
            }
        }
        { expected_help(expected, &found.kind) }
    }
    E0115 ref_sibling<'a>(key: &str, object: (&str, impl Iterator<Item = &'a str> + Clone)) {
        "`{key}` beside `$ref` has no effect"
        "OpenAPI 3.0 ignores what stands beside a `$ref`"
        { sibling_help(key, object) }
    }
    E0116 bad_status(key: &str) {
        "`{key}` is no status code"
        "expected a status code"
        {
            let words = ["default", "2XX", "4XX", "5XX"];
            suggest(key, words.into_iter(), "write a code from 100 to 599, a range such as `4XX`, or `default`")
        }
    }
    E0117 bad_path(path: &str) {
        "the path `{path}` does not start with a slash"
        "no slash in front"
        "write `/{path}`"
    }
    E0118 lost_key(key: &str) {
        "`{key}` is not understood here"
        "would be dropped without a word"
        "remove it, or move it to where OpenAPI 3.0 has it"
    }
    E0119 not_typed(reason: &str) {
        "this is not an OpenAPI 3.0 document: {reason}"
        "somewhere in here"
        "hold the document against OpenAPI 3.0.3 with a validator"
    }
    E0120 unknown_word(word: &str, words: &[&str]) {
        "`{word}` is none of the words that are allowed here"
        "unknown word"
        { suggest(word, words.iter().copied(), &format!("write one of `{}`", words.join("`, `"))) }
    }
    // A key of OpenAPI that the generator has nothing for. Lowering finds it, too, where it depends on the place.
    E0202 unsupported_key(key: &str, what: &str) {
        "`{key}` of {what} is not supported"
        "not supported here"
        "remove it, and say in the description what it meant; spec/README.md lists what is supported"
    }
}

pub(crate) fn not_openapi(root: &Node) -> Diagnostic {
    let mut keys = root.as_map().into_iter().flatten();
    match keys.find(|(key, _)| *key == "swagger" || closest(key, [key::OPENAPI].into_iter()).is_some()) {
        Some((key, entry)) if key == "swagger" => {
            no_openapi(entry.key, "convert the Swagger 2.0 document to OpenAPI 3.0 first")
        }
        Some((key, entry)) => no_openapi(entry.key, &format!("write `openapi` instead of `{key}`")),
        None => {
            let start = Span::new(root.span.start, root.span.start + 1);
            no_openapi(start, "an OpenAPI document starts with `openapi: 3.0.3`")
        }
    }
}

pub(crate) fn wrong_kind(node: &Node, expected: &str) -> Diagnostic {
    unexpected(node.span, node, expected)
}

fn key_help<'a>(key: &str, known: impl Iterator<Item = &'a str> + Clone) -> String {
    let otherwise = match key.starts_with("x-") {
        true => extension_place(key),
        false => {
            format!("the keys of this object are `{}`", known.clone().collect::<Vec<_>>().join("`, `"))
        }
    };
    suggest(key, known, &otherwise)
}

/// Where an extension belongs that stands in the wrong place.
fn extension_place(key: &str) -> String {
    match grammar::place(key) {
        Some(place) => format!("`{key}` can stand {place}"),
        None => "remove it; spec/README.md lists the extensions that there are".to_owned(),
    }
}

fn missing_help(key: &str) -> String {
    let help = match key {
        key::DESCRIPTION => "add `description: ...`, a sentence for the reader",
        key::INFO => "add `info: { title: ICWS Dialer, version: '9' }`",
        key::ITEMS => "say what each item is: `items: { type: string }` for example",
        key::NAME => "add `name: ...`, the name that it has on the wire",
        key::NEWEST => "add the newest version that there is: `newest: 9`",
        key::OLDEST => "add the oldest version that there is: `oldest: 2`",
        key::PROPERTY_NAME => "add `propertyName: __type`",
        key::RESPONSES => {
            "add `responses:` with every status that it can answer, `'204': { description: Done. }` for example"
        }
        key::SCHEMA => {
            "add `schema: { $ref: '#/components/schemas/...' }`, or describe it in place: `schema: { type: string }`"
        }
        key::VERSION => "add `version: ...`, a text in quotes",
        _ => return format!("add `{key}: ...`"),
    };
    help.to_owned()
}

fn expected_help(expected: &str, found: &Kind) -> String {
    match (expected, found) {
        ("a text", Kind::Null | Kind::List(_) | Kind::Map(_)) => {
            "write a text here, with quotes around it".to_owned()
        }
        ("a text", _) => "put quotes around the value".to_owned(),
        ("a list", Kind::Bool(_)) => {
            "write a list here; `required` of an object lists the names of its required properties".to_owned()
        }
        _ => format!("write {expected} here"),
    }
}

/// What the schema itself says, so that nothing else can say it beside a reference.
const OF_THE_SCHEMA: &[&str] = &[
    key::ADDITIONAL_PROPERTIES,
    key::ALL_OF,
    key::ANY_OF,
    key::DISCRIMINATOR,
    key::ENUM,
    key::FORMAT,
    key::ITEMS,
    key::NOT,
    key::ONE_OF,
    key::PROPERTIES,
    key::READ_ONLY,
    key::REQUIRED,
    key::WRITE_ONLY,
    key::X_ENUM_DESCRIPTIONS,
    key::X_ENUM_VARNAMES,
    key::X_FLAGS,
    key::XML,
];

fn sibling_help<'a>(key: &str, (object, known): (&str, impl Iterator<Item = &'a str> + Clone)) -> String {
    let right = known.clone().find(|known| *known == key).or_else(|| closest(key, known));
    let spelt = if right == Some(key) { "" } else { ", as it is spelt," };
    match right {
        None => format!("remove `{key}`: there is no such key"),
        Some(key::TYPE) if object == "schema" => {
            "remove `type`: the schema that is referred to has one".to_owned()
        }
        Some(right) if object == "schema" && OF_THE_SCHEMA.contains(&right) => {
            format!("remove `{key}`: only the schema that is referred to can say it")
        }
        Some(right) if object == "schema" => {
            format!("write `allOf: [{{$ref: ...}}]`, then `{right}`{spelt} may stand beside it")
        }
        Some(right) => format!("move it to where the {object} is defined, as `{right}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_is_said_of_a_missing_key_than_its_name() {
        for key in [
            key::DESCRIPTION,
            key::INFO,
            key::ITEMS,
            key::NAME,
            key::NEWEST,
            key::OLDEST,
            key::PROPERTY_NAME,
            key::RESPONSES,
            key::SCHEMA,
            key::VERSION,
        ] {
            assert_ne!(missing_help(key), missing_help("x").replace('x', key));
        }
    }
}
