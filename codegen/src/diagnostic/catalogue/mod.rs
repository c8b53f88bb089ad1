//! The one place where the texts of all diagnostics stand: a function per mistake.

mod check;
mod load;
mod lower;

pub(crate) use check::*;
pub(crate) use load::*;
pub(crate) use lower::*;

use super::{Diagnostic, Span};

/// The stable code of a kind of mistake, `E0101` for example. The first two digits tell the stage: 01 load,
/// 02 lower, 03 check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(&'static str);

impl Code {
    /// The code as text.
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

fn diagnostic(code: &'static str, span: Span, texts: [String; 3]) -> Diagnostic {
    let [message, label, help] = texts;
    Diagnostic { code: Code(code), message, span, label, related: Vec::new(), help }
}

/// The known word that a misspelt one was most likely meant to be.
pub(crate) fn closest<'a>(written: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let folded = written.to_lowercase();
    let distance = |word: &str| strsim::damerau_levenshtein(&folded, &word.to_lowercase());
    let limit = (folded.chars().count() / 3).max(1);
    let (best, word) = known.map(|word| (distance(word), word)).min_by_key(|(distance, _)| *distance)?;
    (best <= limit).then_some(word)
}

/// ", did you mean `x`?" in front of another help, where something is close enough.
fn suggest<'a>(written: &str, known: impl Iterator<Item = &'a str>, otherwise: &str) -> String {
    match closest(written, known) {
        Some(word) => format!("did you mean `{word}`?"),
        None => otherwise.to_owned(),
    }
}
