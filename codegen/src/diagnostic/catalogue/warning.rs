//! What is no mistake, but probably not what was meant.

use super::diagnostic;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::ir::Feature;

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

pub(crate) fn other_version(span: Span, version: &str, feature: &Feature) -> Diagnostic {
    let Feature { name, newest, .. } = feature;
    diagnostic(
        Code::W0410,
        span,
        [
            format!("the document is of version {version}, but the newest version of `{name}` is {newest}"),
            "shown as the version by other tools".into(),
            format!("write `version: '{newest}'`, or correct `newest` in `x-features`"),
        ],
    )
    .with_related(feature.span, "the ladder is declared here")
}

pub(crate) fn silent_error(span: Span, status: &str, example: Span) -> Diagnostic {
    diagnostic(
        Code::W0411,
        span,
        [
            format!("`{status}` has no `content`, so what a server says with it is dropped"),
            "an error without a body".into(),
            "add the `content` that the other errors have; if there never is a body, write `content: {}`"
                .into(),
        ],
    )
    .with_related(example, "the body of another error")
}
