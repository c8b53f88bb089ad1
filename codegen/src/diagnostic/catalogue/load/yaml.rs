//! Mistakes of the text itself, before it is looked at as OpenAPI.

use crate::diagnostic::catalogue::diagnostic;
use crate::diagnostic::{Code, Diagnostic, Span};

pub(crate) fn not_utf8(span: Span) -> Diagnostic {
    diagnostic(
        Code::E0101,
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
        Code::E0102,
        Span::default(),
        [
            "the specification is empty".into(),
            "nothing here".into(),
            "write an OpenAPI 3.0 document; `openapi: 3.0.3` is its usual first line".into(),
        ],
    )
}

/// What most likely broke the text.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Broken {
    Tab,
    Conflict,
    Other,
}

pub(crate) fn yaml_syntax(span: Span, reason: &str, broken: Broken) -> Diagnostic {
    let (label, help) = match broken {
        Broken::Tab => ("cannot be read from here on", "YAML is indented with spaces, never with tabs"),
        Broken::Conflict => (
            "a conflict is here",
            "keep the lines that are right, and delete those that begin with `<<<<<<<`, `|||||||`, `=======` and \
             `>>>>>>>`",
        ),
        Broken::Other => (
            "cannot be read from here on",
            "mind the indentation, and quote a text that has `: `, ` #` or starts with a sign other than a letter",
        ),
    };
    diagnostic(Code::E0103, span, [format!("this is not YAML: {reason}"), label.into(), help.into()])
}

pub(crate) fn half_character(span: Span, written: &str) -> Diagnostic {
    diagnostic(
        Code::E0121,
        span,
        [
            format!("`{written}` is half a character"),
            "without its other half".into(),
            "write both halves, as in `\"\\ud83d\\ude00\"`, or the character itself".into(),
        ],
    )
}

pub(crate) fn duplicate_key(span: Span, key: &str, first: Span) -> Diagnostic {
    diagnostic(
        Code::E0104,
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
        Code::E0105,
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
        Code::E0106,
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
        Code::E0107,
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
        Code::E0108,
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
        Code::E0109,
        span,
        [
            "a key must be a text".into(),
            "not a text".into(),
            "write `key: value`, with quotes around an unusual key".into(),
        ],
    )
}
