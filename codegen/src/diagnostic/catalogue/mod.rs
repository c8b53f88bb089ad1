//! The one place where the texts of all diagnostics stand: a function per mistake.

mod check;
mod load;
mod lower;
mod warning;

pub(crate) use check::*;
pub(crate) use load::*;
pub(crate) use lower::*;
pub(crate) use warning::*;

use super::{Code, Diagnostic, Span, closest};

fn diagnostic(code: Code, span: Span, texts: [String; 3]) -> Diagnostic {
    let [message, label, help] = texts;
    Diagnostic { code, severity: code.severity(), message, span, label, related: Vec::new(), help }
}

/// "did you mean `x`?", or another help where nothing is close enough.
fn suggest<'a>(written: &str, known: impl Iterator<Item = &'a str>, otherwise: &str) -> String {
    match closest(written, known) {
        Some(word) => format!("did you mean `{word}`?"),
        None => otherwise.to_owned(),
    }
}
