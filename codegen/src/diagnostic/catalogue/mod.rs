//! The one place where the texts of all diagnostics stand: a function per mistake.

mod check;
mod load;
mod lower;

pub(crate) use check::*;
pub(crate) use load::*;
pub(crate) use lower::*;

use super::{Code, Diagnostic, Span, closest};

fn diagnostic(code: Code, span: Span, texts: [String; 3]) -> Diagnostic {
    let [message, label, help] = texts;
    Diagnostic { code, message, span, label, related: Vec::new(), help }
}

/// "did you mean `x`?", or another help where nothing is close enough.
fn suggest<'a>(written: &str, known: impl Iterator<Item = &'a str>, otherwise: &str) -> String {
    match closest(written, known) {
        Some(word) => format!("did you mean `{word}`?"),
        None => otherwise.to_owned(),
    }
}
