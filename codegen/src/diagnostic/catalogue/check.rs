//! Mistakes between things: gates, names, answers.

use super::diagnostic;
use crate::diagnostic::{Diagnostic, Span};
use crate::ir::Literal;

pub(crate) fn gate_not_closed(
    span: Span,
    (user, schema): (&str, &str),
    (available, needed): (String, String),
) -> Diagnostic {
    diagnostic(
        "E0301",
        span,
        [
            format!("`{user}` is there {available}, but its type `{schema}` only {needed}"),
            format!("uses `{schema}`"),
            format!(
                "gate `{user}` as high as `{schema}`, or `{schema}` as low as `{user}`, with `x-feature-version`"
            ),
        ],
    )
}

pub(crate) fn young_required(span: Span, name: &str) -> Diagnostic {
    diagnostic(
        "E0302",
        span,
        [
            format!("the required property `{name}` is younger than its type"),
            "required, but not there at first".into(),
            format!("remove `{name}` from `required`: older servers know the type without it"),
        ],
    )
}

pub(crate) fn duplicate_operation(span: Span, id: &str) -> Diagnostic {
    diagnostic(
        "E0303",
        span,
        [
            format!("the `operationId` `{id}` is there twice"),
            "again here".into(),
            "give each operation an id of its own".into(),
        ],
    )
}

pub(crate) fn taken_name(span: Span, wire: &str, ident: &str) -> Diagnostic {
    diagnostic(
        "E0304",
        span,
        [
            format!("`{wire}` would be called `{ident}` in Rust, which is taken"),
            "this name is taken".into(),
            "give it another name, with `x-rust-name` where it is the name of a property or a schema".into(),
        ],
    )
}

pub(crate) fn same_identifier(span: Span, wire: &str, ident: &str) -> Diagnostic {
    diagnostic("E0305", span, [
        format!("`{wire}` would get the name `{ident}`, which another one already has"),
        "the same identifier".into(),
        "give one of the two another name, with `x-rust-name` where it is the name of a property or a schema".into(),
    ])
}

pub(crate) fn duplicate_value(span: Span, value: &Literal) -> Diagnostic {
    diagnostic(
        "E0306",
        span,
        [
            format!("the value {value:?} is there twice"),
            "names a value that already has a name".into(),
            "remove one of the two".into(),
        ],
    )
}

pub(crate) fn no_success(span: Span, id: &str) -> Diagnostic {
    diagnostic(
        "E0307",
        span,
        [
            format!("`{id}` has no answer that is a success"),
            "only errors are described".into(),
            "add the status that says it went well, `200` or `202` for example".into(),
        ],
    )
}

pub(crate) fn duplicate_path(span: Span, path: &str) -> Diagnostic {
    diagnostic(
        "E0308",
        span,
        [
            format!("`{path}` cannot be told from another path"),
            "differs in the names of parameters only".into(),
            "put the operations under one path".into(),
        ],
    )
}

pub(crate) fn recursive(span: Span, name: &str) -> Diagnostic {
    diagnostic(
        "E0309",
        span,
        [
            format!("`{name}` is required, and needs the type that it stands in"),
            "leads back to the type that it stands in".into(),
            "make a property of the circle optional, a list or a dictionary".into(),
        ],
    )
}

pub(crate) fn inferred_required(span: Span, name: &str) -> Diagnostic {
    diagnostic(
        "E0310",
        span,
        [
            format!("the inferred property `{name}` is required"),
            "a guess that every call would depend on".into(),
            format!("remove `{name}` from `required`, or `x-inferred` if the name is certain"),
        ],
    )
}

pub(crate) fn inferred_closed(span: Span, name: &str) -> Diagnostic {
    diagnostic(
        "E0311",
        span,
        [
            format!("the inferred property `{name}` is in an answer that drops what it does not know"),
            "if the guess is wrong, the data is lost".into(),
            "add `additionalProperties: true` to the object".into(),
        ],
    )
}
