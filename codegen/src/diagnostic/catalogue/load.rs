//! Mistakes of the text itself: YAML, and OpenAPI's grammar.

use super::{diagnostic, suggest};
use crate::diagnostic::{Diagnostic, Span};
use crate::load::Node;

pub(crate) fn not_utf8(span: Span) -> Diagnostic {
    diagnostic(
        "E0101",
        span,
        [
            "the specification is not UTF-8".into(),
            "the first byte that is no UTF-8 is here".into(),
            "save the file with the encoding UTF-8".into(),
        ],
    )
}

pub(crate) fn empty() -> Diagnostic {
    diagnostic(
        "E0102",
        Span::default(),
        [
            "the specification is empty".into(),
            "nothing here".into(),
            "write an OpenAPI 3.0 document; `openapi: 3.0.3` is its usual first line".into(),
        ],
    )
}

pub(crate) fn yaml_syntax(span: Span, reason: &str, has_tab: bool) -> Diagnostic {
    let help = if has_tab {
        "YAML is indented with spaces, never with tabs"
    } else {
        "mind the indentation, and quote a text that has `: `, ` #` or starts with a sign other than a letter"
    };
    diagnostic(
        "E0103",
        span,
        [format!("this is not YAML: {reason}"), "cannot be read from here on".into(), help.into()],
    )
}

pub(crate) fn duplicate_key(span: Span, key: &str, first: Span) -> Diagnostic {
    diagnostic(
        "E0104",
        span,
        [
            format!("the key `{key}` is there twice"),
            "again here".into(),
            "remove one of the two, or rename it".into(),
        ],
    )
    .with_related(first, "first here")
}

pub(crate) fn yaml_alias(span: Span) -> Diagnostic {
    diagnostic(
        "E0105",
        span,
        [
            "YAML anchors and aliases are not supported".into(),
            "anchor or alias".into(),
            "put the shared part under `components` and refer to it with `$ref`".into(),
        ],
    )
}

pub(crate) fn yaml_tag(span: Span, tag: &str) -> Diagnostic {
    diagnostic(
        "E0106",
        span,
        [
            format!("the YAML tag `{tag}` is not supported"),
            "tagged here".into(),
            "remove the tag; put quotes around a value that is to be a text".into(),
        ],
    )
}

pub(crate) fn second_document(span: Span) -> Diagnostic {
    diagnostic(
        "E0107",
        span,
        [
            "the file has more than one YAML document".into(),
            "a second document starts here".into(),
            "keep one OpenAPI document per file".into(),
        ],
    )
}

pub(crate) fn too_deep(span: Span, limit: usize) -> Diagnostic {
    diagnostic(
        "E0108",
        span,
        [
            format!("lists and mappings are nested more than {limit} deep"),
            "too deep here".into(),
            "name the inner parts under `components` and refer to them with `$ref`".into(),
        ],
    )
}

pub(crate) fn complex_key(span: Span) -> Diagnostic {
    diagnostic(
        "E0109",
        span,
        [
            "a key must be a text".into(),
            "not a text".into(),
            "write `key: value`, with quotes around an unusual key".into(),
        ],
    )
}

pub(crate) fn not_openapi(root: &Node) -> Diagnostic {
    let span = Span::new(root.span.start, root.span.start + 1);
    let help = match root.get("swagger") {
        Some(_) => "convert the Swagger 2.0 document to OpenAPI 3.0 first",
        None => "an OpenAPI document starts with `openapi: 3.0.3`",
    };
    diagnostic(
        "E0110",
        span,
        ["this is not an OpenAPI document".into(), "no key `openapi`".into(), help.into()],
    )
}

pub(crate) fn openapi_version(version: &Node) -> Diagnostic {
    diagnostic(
        "E0111",
        version.span,
        [
            "only OpenAPI 3.0 is supported".into(),
            "another version".into(),
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
        true => "spec/README.md lists the extensions and where each may stand".into(),
        false => format!("the keys of this object are `{all}`"),
    };
    diagnostic(
        "E0112",
        span,
        [
            format!("the {object} object has no key `{key}`"),
            "unknown key".into(),
            suggest(key, known, &otherwise),
        ],
    )
}

pub(crate) fn missing_key(span: Span, key: &str, object: &str) -> Diagnostic {
    diagnostic(
        "E0113",
        span,
        [
            format!("the {object} object needs the key `{key}`"),
            format!("`{key}` is missing"),
            format!("add `{key}:`"),
        ],
    )
}

pub(crate) fn wrong_kind(node: &Node, expected: &str) -> Diagnostic {
    let found = node.describe();
    diagnostic(
        "E0114",
        node.span,
        [
            format!("expected {expected}, found {found}"),
            format!("this is {found}"),
            match expected {
                "a text" => "put quotes around the value".into(),
                _ => format!("write {expected} here"),
            },
        ],
    )
}

pub(crate) fn unknown_word(span: Span, word: &str, words: &[&str]) -> Diagnostic {
    let otherwise = format!("write one of `{}`", words.join("`, `"));
    diagnostic(
        "E0120",
        span,
        [
            format!("`{word}` is none of the words that are allowed here"),
            "unknown word".into(),
            suggest(word, words.iter().copied(), &otherwise),
        ],
    )
}

pub(crate) fn ref_sibling(span: Span, key: &str, object: &str) -> Diagnostic {
    diagnostic(
        "E0115",
        span,
        [
            format!("`{key}` beside `$ref` has no effect"),
            "OpenAPI 3.0 ignores what stands beside a `$ref`".into(),
            match object {
                "schema" => {
                    format!("write `allOf: [{{$ref: ...}}]`, then `{key}` may stand beside it")
                }
                _ => format!("move `{key}` to where the {object} is defined"),
            },
        ],
    )
}

pub(crate) fn bad_status(span: Span, key: &str) -> Diagnostic {
    diagnostic(
        "E0116",
        span,
        [
            format!("`{key}` is no status code"),
            "expected a status code".into(),
            "write a code from 100 to 599, a range such as `4XX`, or `default`".into(),
        ],
    )
}

pub(crate) fn bad_path(span: Span, path: &str) -> Diagnostic {
    diagnostic(
        "E0117",
        span,
        [format!("the path `{path}` does not start with a slash"), "here".into(), format!("write `/{path}`")],
    )
}

pub(crate) fn lost_key(span: Span, key: &str) -> Diagnostic {
    diagnostic(
        "E0118",
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
        "E0119",
        span,
        [
            format!("this is not an OpenAPI 3.0 document: {reason}"),
            "somewhere in here".into(),
            "hold the document against OpenAPI 3.0.3 with a validator".into(),
        ],
    )
}
