//! Mistakes between things: gates, names, answers.

use super::diagnostic;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::ir::Literal;

pub(crate) fn gate_not_closed(
    span: Span,
    (user, schema): (&str, &str),
    (available, needed): (String, String),
) -> Diagnostic {
    diagnostic(
        Code::E0301,
        span,
        [
            format!("`{user}` is there {available}, but its type `{schema}` only {needed}"),
            format!("uses `{schema}`"),
            "with `x-feature-version`, raise the version of what uses the type, or lower that of the type"
                .into(),
        ],
    )
}

pub(crate) fn young_required(span: Span, name: &str) -> Diagnostic {
    diagnostic(
        Code::E0302,
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
        Code::E0303,
        span,
        [
            format!("the `operationId` `{id}` is there twice"),
            "again here".into(),
            "give each operation an id of its own".into(),
        ],
    )
}

/// How a thing of that name in Rust gets another one.
fn rename(ident: &str) -> &'static str {
    if ident.starts_with(|first: char| first.is_ascii_uppercase()) {
        "a schema gets another name with `x-rust-name`, a value with `x-enum-varnames`, an operation with another \
         `operationId`"
    } else {
        "it gets another name with `x-rust-name`, or if it is an operation, with another `operationId`"
    }
}

pub(crate) fn taken_name(span: Span, wire: &str, ident: &str) -> Diagnostic {
    diagnostic(
        Code::E0304,
        span,
        [
            match wire == ident {
                true => format!("the name `{ident}` is taken"),
                false => format!("`{wire}` would be called `{ident}` in Rust, which is taken"),
            },
            "the generated code needs this name for itself".into(),
            rename(ident).into(),
        ],
    )
}

pub(crate) fn same_identifier(span: Span, wire: &str, ident: &str) -> Diagnostic {
    diagnostic(
        Code::E0305,
        span,
        [
            format!("`{wire}` and another one would both be called `{ident}` in Rust"),
            "the same identifier".into(),
            rename(ident).into(),
        ],
    )
}

pub(crate) fn duplicate_value(span: Span, value: &Literal) -> Diagnostic {
    diagnostic(
        Code::E0306,
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
        Code::E0307,
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
        Code::E0308,
        span,
        [
            format!("`{path}` cannot be told from another path"),
            "differs in the names of parameters only".into(),
            "remove one of the two, or correct its path or its method".into(),
        ],
    )
}

pub(crate) fn recursive(span: Span, name: &str) -> Diagnostic {
    diagnostic(
        Code::E0309,
        span,
        [
            format!("`{name}` is required, and leads back to its own type: no value would ever end"),
            "this property closes the circle".into(),
            "make a property of the circle optional, a list or a dictionary".into(),
        ],
    )
}

pub(crate) fn long_name(span: Span, length: usize, longest: usize) -> Diagnostic {
    diagnostic(
        Code::E0312,
        span,
        [
            format!("a file with {length} letters in its name would come of this name"),
            format!("longer than the {longest} that each file system has room for"),
            "give the type a shorter name with `x-rust-name`, the operation another `operationId`; a type without a \
             name is named after all that it stands in, so give it one under `components.schemas`"
                .into(),
        ],
    )
}

pub(crate) fn inferred_required(span: Span, name: &str) -> Diagnostic {
    diagnostic(
        Code::E0310,
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
        Code::E0311,
        span,
        [
            format!("the inferred property `{name}` is in an answer that drops what it does not know"),
            "if the guess is wrong, the data is lost".into(),
            "add `additionalProperties: true` to the object".into(),
        ],
    )
}
