//! What `gen` lists for programs, in the format that they asked for.

mod github;
pub(crate) mod json;
mod sarif;

use icws_codegen::Diagnostics;

use super::Format;
use crate::support::console::say;

/// Mistakes, warnings and files, as a program reads them.
pub(crate) struct Listing {
    format: Format,
    /// What a SARIF document holds, which is printed at the end, whole.
    results: Vec<sarif::Finding>,
}

impl Listing {
    pub(crate) const fn new(format: Format) -> Self {
        Self { format, results: Vec::new() }
    }

    /// Whether no program reads it, and everything is told in sentences.
    pub(crate) fn is_for_people(&self) -> bool {
        self.format == Format::Human
    }

    pub(crate) fn diagnostics(&mut self, diagnostics: &Diagnostics) {
        match self.format {
            Format::Human => {}
            Format::Json => json::mistakes(diagnostics).for_each(say),
            Format::Github => github::mistakes(diagnostics).for_each(say),
            Format::Sarif => self.results.extend(sarif::mistakes(diagnostics)),
        }
    }

    /// A file that differs from what is wanted, or did until now, and its functions with arguments in another order.
    pub(crate) fn file(&mut self, path: &str, state: &'static str, swapped: &[&str]) {
        match self.format {
            Format::Human => {}
            Format::Json => say(json::file(path, state, swapped)),
            Format::Github => say(github::file(path, state)),
            Format::Sarif => self.results.extend(sarif::file(path, state)),
        }
    }

    /// Prints what can only be printed whole.
    pub(crate) fn end(&self) {
        if self.format == Format::Sarif {
            say(self.document());
        }
    }

    /// What was listed, as SARIF.
    pub(crate) fn document(&self) -> String {
        sarif::document(&self.results)
    }
}
