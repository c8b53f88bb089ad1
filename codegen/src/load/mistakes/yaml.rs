//! Mistakes of the text itself, before it is looked at as OpenAPI.

use crate::diagnostic::{Diagnostic, mistakes};
use crate::source::Span;

mistakes! {
    const YAML;

    E0101 not_utf8() {
        "the specification is not UTF-8"
        "the first byte that is no UTF-8 is here"
        "save the file with the encoding UTF-8"
    }
    E0102 empty() {
        "the specification is empty"
        "nothing here"
        "write an OpenAPI 3.0 document; `openapi: 3.0.3` is its usual first line"
    }
    E0103 not_yaml(reason: &str, label: &str, help: &str) {
        "this is not YAML: {reason}"
        "{label}"
        "{help}"
    }
    E0104 duplicate_key(key: &str, first: Span) {
        "the key `{key}` is there twice"
        "again here"
        "remove one of the two, or rename it"
        first: "first here"
    }
    E0105 yaml_alias() {
        "YAML anchors and aliases are not supported"
        "anchor or alias"
        "put the shared part under `components` and refer to it with `$ref`"
    }
    E0106 yaml_tag(tag: &str) {
        "the YAML tag `{tag}` is not supported"
        "tagged here"
        "remove the tag; put quotes around a value that is to be a text"
    }
    E0107 second_document() {
        "the file has more than one YAML document"
        "a second document starts here"
        "keep one OpenAPI document per file"
    }
    E0108 too_deep(limit: usize) {
        "lists and mappings are nested more than {limit} deep"
        "too deep here"
        "name the inner parts under `components` and refer to them with `$ref`"
    }
    E0109 complex_key() {
        "a key must be a text"
        "not a text"
        "write `key: value`, with quotes around an unusual key"
    }
    E0121 half_character(written: &str) {
        "`{written}` is half a character"
        "without its other half"
        "write both halves, as in `\"\\ud83d\\ude00\"`, or the character itself"
    }
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
    not_yaml(span, reason, label, help)
}
