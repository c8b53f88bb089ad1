//! Mistakes of OpenAPI's grammar: keys, and values of the wrong kind.

use crate::diagnostic::catalogue::{closest, diagnostic, suggest};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::load::{Kind, Node};

pub(crate) fn not_openapi(root: &Node) -> Diagnostic {
    let mut keys = root.as_map().into_iter().flatten();
    let meant = keys.find(|(key, _)| *key == "swagger" || closest(key, ["openapi"].into_iter()).is_some());
    let (span, help) = match meant {
        Some((key, entry)) if key == "swagger" => {
            (entry.key, "convert the Swagger 2.0 document to OpenAPI 3.0 first".into())
        }
        Some((key, entry)) => (entry.key, format!("write `openapi` instead of `{key}`")),
        None => {
            let start = Span::new(root.span.start, root.span.start + 1);
            (start, "an OpenAPI document starts with `openapi: 3.0.3`".into())
        }
    };
    diagnostic(Code::E0110, span, ["this is not an OpenAPI document".into(), "no key `openapi`".into(), help])
}

pub(crate) fn openapi_version(version: &Node) -> Diagnostic {
    let label = match version.as_str() {
        Some(_) => "another version".into(),
        None => format!("{}, not a version of three parts", version.describe()),
    };
    diagnostic(
        Code::E0111,
        version.span,
        [
            "only OpenAPI 3.0 is supported".into(),
            label,
            "write `openapi: 3.0.3`, with nothing in the document that only a later OpenAPI knows".into(),
        ],
    )
}

pub(crate) fn unknown_key<'a>(
    span: Span,
    key: &str,
    object: &str,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let all = known.clone().collect::<Vec<_>>().join("`, `");
    let otherwise = match key.starts_with("x-") {
        true => extension_place(key),
        false => format!("the keys of this object are `{all}`"),
    };
    diagnostic(
        Code::E0112,
        span,
        [
            format!("the {object} object has no key `{key}`"),
            "unknown key".into(),
            suggest(key, known, &otherwise),
        ],
    )
}

/// Where an extension belongs that stands in the wrong place.
fn extension_place(key: &str) -> String {
    let place = match key {
        "x-features" => "at the top of the document",
        "x-feature-version" => "on an operation, a schema or a property",
        "x-rust-name" => "on a schema, a property, a parameter or a header of an answer",
        "x-enum-varnames" | "x-enum-descriptions" => "on an enumeration",
        "x-inferred" => "on a schema or a property",
        "x-supplied-by" => "on a parameter",
        _ => return "remove it; spec/README.md lists the extensions that there are".to_owned(),
    };
    format!("`{key}` can stand {place}")
}

pub(crate) fn missing_key(span: Span, key: &str, object: &str) -> Diagnostic {
    let help = match key {
        "description" => "add `description: ...`, a sentence for the reader",
        "info" => "add `info: { title: ICWS Dialer, version: '9' }`",
        "items" => "say what each item is: `items: { type: string }` for example",
        "name" => "add `name: ...`, the name that it has on the wire",
        "newest" => "add the newest version that there is: `newest: 9`",
        "oldest" => "add the oldest version that there is: `oldest: 2`",
        "propertyName" => "add `propertyName: __type`",
        "responses" => {
            "add `responses:` with every status that it can answer, `'204': { description: Done. }` for example"
        }
        "schema" => {
            "add `schema: { $ref: '#/components/schemas/...' }`, or describe it in place: `schema: { type: string }`"
        }
        "version" => "add `version: ...`, a text in quotes",
        _ => &format!("add `{key}: ...`"),
    };
    diagnostic(
        Code::E0113,
        span,
        [
            format!("the {object} object needs the key `{key}`"),
            format!("`{key}` is missing"),
            help.to_owned(),
        ],
    )
}

pub(crate) fn wrong_kind(node: &Node, expected: &str) -> Diagnostic {
    let found = match &node.kind {
        Kind::Bool(_) | Kind::Integer(_) | Kind::Float(_) => format!("`{}`", node.to_json()),
        _ => node.describe().to_owned(),
    };
    let label = match node.kind {
        Kind::Integer(..0) => "this is negative".into(),
        _ => format!("this is {}", node.describe()),
    };
    diagnostic(
        Code::E0114,
        node.span,
        [
            format!("expected {expected}, found {found}"),
            label,
            match (expected, &node.kind) {
                ("a text", Kind::Null | Kind::List(_) | Kind::Map(_)) => {
                    "write a text here, with quotes around it".into()
                }
                ("a text", _) => "put quotes around the value".into(),
                ("a list", Kind::Bool(_)) => {
                    "write a list here; `required` of an object lists the names of its required properties"
                        .into()
                }
                _ => format!("write {expected} here"),
            },
        ],
    )
}

pub(crate) fn unknown_word(span: Span, word: &str, words: &[&str]) -> Diagnostic {
    let otherwise = format!("write one of `{}`", words.join("`, `"));
    diagnostic(
        Code::E0120,
        span,
        [
            format!("`{word}` is none of the words that are allowed here"),
            "unknown word".into(),
            suggest(word, words.iter().copied(), &otherwise),
        ],
    )
}

/// What the schema itself says, so that nothing else can say it beside a reference.
const OF_THE_SCHEMA: &[&str] = &[
    "additionalProperties",
    "allOf",
    "anyOf",
    "discriminator",
    "enum",
    "format",
    "items",
    "not",
    "oneOf",
    "properties",
    "readOnly",
    "required",
    "writeOnly",
    "x-enum-descriptions",
    "x-enum-varnames",
    "xml",
];

pub(crate) fn ref_sibling<'a>(
    span: Span,
    key: &str,
    (object, known): (&str, impl Iterator<Item = &'a str> + Clone),
) -> Diagnostic {
    let right = known.clone().find(|known| *known == key).or_else(|| closest(key, known));
    let spelt = if right == Some(key) { "" } else { ", as it is spelt," };
    let help = match right {
        None => format!("remove `{key}`: there is no such key"),
        Some("type") if object == "schema" => "remove `type`: the schema that is referred to has one".into(),
        Some(right) if object == "schema" && OF_THE_SCHEMA.contains(&right) => {
            format!("remove `{key}`: only the schema that is referred to can say it")
        }
        Some(right) if object == "schema" => {
            format!("write `allOf: [{{$ref: ...}}]`, then `{right}`{spelt} may stand beside it")
        }
        Some(right) => format!("move it to where the {object} is defined, as `{right}`"),
    };
    diagnostic(
        Code::E0115,
        span,
        [
            format!("`{key}` beside `$ref` has no effect"),
            "OpenAPI 3.0 ignores what stands beside a `$ref`".into(),
            help,
        ],
    )
}

pub(crate) fn bad_status(span: Span, key: &str) -> Diagnostic {
    diagnostic(
        Code::E0116,
        span,
        [
            format!("`{key}` is no status code"),
            "expected a status code".into(),
            suggest(
                key,
                ["default", "2XX", "4XX", "5XX"].into_iter(),
                "write a code from 100 to 599, a range such as `4XX`, or `default`",
            ),
        ],
    )
}

pub(crate) fn bad_path(span: Span, path: &str) -> Diagnostic {
    diagnostic(
        Code::E0117,
        span,
        [
            format!("the path `{path}` does not start with a slash"),
            "no slash in front".into(),
            format!("write `/{path}`"),
        ],
    )
}

pub(crate) fn lost_key(span: Span, key: &str) -> Diagnostic {
    diagnostic(
        Code::E0118,
        span,
        [
            format!("`{key}` is not understood here"),
            "would be dropped without a word".into(),
            "remove it, or move it to where OpenAPI 3.0 has it".into(),
        ],
    )
}

pub(crate) fn not_typed(span: Span, reason: &str) -> Diagnostic {
    diagnostic(
        Code::E0119,
        span,
        [
            format!("this is not an OpenAPI 3.0 document: {reason}"),
            "somewhere in here".into(),
            "hold the document against OpenAPI 3.0.3 with a validator".into(),
        ],
    )
}
