//! References that lead nowhere.

use crate::diagnostic::catalogue::{closest, diagnostic};
use crate::diagnostic::{Code, Diagnostic, Span};

pub(crate) fn foreign_ref<'a>(
    span: Span,
    target: &str,
    section: &str,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let is_elsewhere = target.split('#').next().is_some_and(|file| file.contains('.'));
    let meant =
        if is_elsewhere || target.split('/').count() > 4 { None } else { meant(target, section, known) };
    diagnostic(
        Code::E0209,
        span,
        [
            format!("the reference `{target}` does not point into this document's components"),
            format!("not something under `components.{section}`"),
            meant.unwrap_or_else(|| {
                format!("put what is meant under `components.{section}`, and refer to it with `#/components/{section}/...`")
            }),
        ],
    )
}

pub(crate) fn dangling_ref<'a>(
    span: Span,
    target: &str,
    section: &str,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    diagnostic(
        Code::E0210,
        span,
        [
            format!("there is no `{target}`"),
            format!("nothing of that name under `components.{section}`"),
            meant(target, section, known).unwrap_or_else(|| "add it there, or correct the name".into()),
        ],
    )
}

/// The reference to something of nearly the same name, in the right section.
fn meant<'a>(target: &str, section: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let name = closest(target.rsplit('/').next()?.trim_start_matches('#'), known)?;
    Some(format!("did you mean `#/components/{section}/{name}`?"))
}

pub(crate) fn wrong_section(span: Span, target: &str, section: &str) -> Diagnostic {
    diagnostic(
        Code::E0211,
        span,
        [
            format!("`{target}` cannot stand here"),
            "a component of another kind".into(),
            format!("refer to something under `components.{section}`: `#/components/{section}/...`"),
        ],
    )
}

pub(crate) fn ref_circle(span: Span) -> Diagnostic {
    diagnostic(
        Code::E0212,
        span,
        [
            "this reference goes round in a circle".into(),
            "leads back to what it stands in".into(),
            "describe the thing itself in one place of the circle".into(),
        ],
    )
}
