//! Operations: paths, parameters, bodies, security.

use crate::diagnostic::catalogue::{diagnostic, suggest};
use crate::diagnostic::{Code, Diagnostic, Span};

pub(crate) fn no_operation_id(span: Span) -> Diagnostic {
    diagnostic(
        Code::E0221,
        span,
        [
            "this operation has no `operationId`".into(),
            "nothing to name the method after".into(),
            "add `operationId: verbNoun`; the client's method will be `verb_noun`".into(),
        ],
    )
}

pub(crate) fn no_operations(span: Span) -> Diagnostic {
    diagnostic(
        Code::E0222,
        span,
        [
            "the document describes no operation".into(),
            "empty".into(),
            "add at least one path with an operation".into(),
        ],
    )
}

pub(crate) fn no_content(span: Span) -> Diagnostic {
    diagnostic(
        Code::E0223,
        span,
        [
            "this `content` has no media type".into(),
            "empty".into(),
            "add a media type, or remove `content` if there is no body".into(),
        ],
    )
}

pub(crate) fn duplicate_parameter(span: Span, name: &str, first: Span) -> Diagnostic {
    diagnostic(
        Code::E0224,
        span,
        [
            format!("the parameter `{name}` is there twice"),
            "again here".into(),
            "remove one of the two".into(),
        ],
    )
    .with_related(first, "first here")
}

pub(crate) fn duplicate_header(span: Span, (name, known): (&str, &str), first: Span) -> Diagnostic {
    diagnostic(
        Code::E0241,
        span,
        [
            format!("the header `{name}` is there twice: as `{known}`, too"),
            "the same header in other capitals".into(),
            "remove one of the two: HTTP does not tell headers apart by their capitals".into(),
        ],
    )
    .with_related(first, "first here")
}

pub(crate) fn undeclared_parameter<'a>(
    span: Span,
    name: &str,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let otherwise =
        format!("add it to `parameters`, `in: path` with `required: true`, or write `{name}` without braces");
    diagnostic(
        Code::E0225,
        span,
        [
            format!("the path has a parameter `{name}` that nobody declares"),
            format!("`{{{name}}}` is not among the parameters"),
            suggest(name, known, &otherwise),
        ],
    )
}

pub(crate) fn unused_parameter(span: Span, name: &str, template: &str) -> Diagnostic {
    diagnostic(
        Code::E0226,
        span,
        [
            format!("the path parameter `{name}` does not occur in `{template}`"),
            "declared here".into(),
            format!("add `{{{name}}}` to the path, or remove the parameter"),
        ],
    )
}

pub(crate) fn bad_template(span: Span, template: &str) -> Diagnostic {
    let help = if template.contains('?') {
        "end the path before the `?`, and describe each part of the query in `parameters`, with `in: query`"
    } else {
        "use letters, digits and `-._~` between slashes, `{name}` for a parameter, and no `.` or `..` alone"
    };
    diagnostic(
        Code::E0227,
        span,
        [
            format!("`{template}` is no path"),
            "has a character or a part that a path cannot have".into(),
            help.into(),
        ],
    )
}

pub(crate) fn unknown_supplier(span: Span) -> Diagnostic {
    diagnostic(
        Code::E0228,
        span,
        [
            "a parameter can only be supplied by `session`".into(),
            "unknown supplier".into(),
            "write `x-supplied-by: session`, or remove it".into(),
        ],
    )
}

pub(crate) fn unknown_session_value(span: Span, name: &str, known: &str) -> Diagnostic {
    diagnostic(
        Code::E0229,
        span,
        [
            format!("a session does not supply the parameter `{name}`"),
            "unknown to a session".into(),
            format!("a session supplies the path parameter `{known}`"),
        ],
    )
}

pub(crate) fn unknown_scheme<'a>(span: Span, name: &str, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    diagnostic(
        Code::E0230,
        span,
        [
            format!("there is no security scheme `{name}`"),
            "not under `components.securitySchemes`".into(),
            suggest(name, known, "add it there, or correct the name"),
        ],
    )
}

pub(crate) fn unknown_credential(span: Span, header: &str) -> Diagnostic {
    diagnostic(
        Code::E0231,
        span,
        [
            format!("a session has nothing for the header `{header}`"),
            "unknown credential".into(),
            "a session has the headers `ININ-ICWS-CSRF-Token` and `Cookie`".into(),
        ],
    )
}

pub(crate) fn optional_path_parameter(span: Span, name: &str) -> Diagnostic {
    diagnostic(
        Code::E0232,
        span,
        [
            format!("the path parameter `{name}` is not required"),
            "a path is no path without it".into(),
            "add `required: true`".into(),
        ],
    )
}

pub(crate) fn no_security(span: Span) -> Diagnostic {
    diagnostic(Code::E0238, span, [
        "nothing says which credentials this operation needs".into(),
        "neither the operation nor the document has `security`".into(),
        "write `security: [{csrfToken: [], sessionCookie: []}]` at the top of the document, or `security: []` here \
         for an operation that needs no session"
            .into(),
    ])
}
