//! What is no mistake, but probably not what was meant.

use super::diagnostic;
use crate::diagnostic::{Code, Diagnostic, Span};

pub(crate) fn unused_component(span: Span, (section, name): (&str, &str)) -> Diagnostic {
    diagnostic(
        Code::W0401,
        span,
        [
            format!("no operation uses `{name}` of `components.{section}`"),
            "is not used".into(),
            "refer to it, or remove it".into(),
        ],
    )
}
