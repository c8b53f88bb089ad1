//! What OpenAPI has and the generator has not.

use crate::diagnostic::catalogue::diagnostic;
use crate::diagnostic::{Code, Diagnostic, Span};

pub(crate) fn unsupported(span: Span, what: &str, help: &str) -> Diagnostic {
    diagnostic(Code::E0201, span, [format!("{what} is not supported"), "not supported".into(), help.into()])
}

pub(crate) fn unsupported_key(span: Span, key: &str, what: &str) -> Diagnostic {
    diagnostic(
        Code::E0202,
        span,
        [
            format!("`{key}` of {what} is not supported"),
            "not supported here".into(),
            "remove it, and say in the description what it meant; spec/README.md lists what is supported"
                .into(),
        ],
    )
}
