//! Mistakes and warnings: what is wrong in a specification, where, and how to mend it.
//!
//! What can be wrong is not known here. Each stage has a table of its own mistakes, with all their texts.

mod closest;
mod code;
mod excerpt;
mod render;
mod table;

pub use closest::closest;
pub(crate) use closest::suggest;
pub use code::{Code, Severity};
pub use render::Style;
pub(crate) use table::{mistakes, text};

use crate::source::{Source, Span};

/// One mistake in a specification, or one warning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of mistake it is.
    pub code: Code,
    /// Whether anything is generated all the same.
    pub severity: Severity,
    /// What is wrong, in lower case and without a full stop.
    pub message: String,
    /// Where the fault is.
    pub span: Span,
    /// What to say at that place.
    pub label: String,
    /// Other places that belong to it, each with what it has to do with the fault.
    pub related: Vec<(Span, String)>,
    /// How to mend it.
    pub help: String,
}

impl Diagnostic {
    /// A mistake with its texts: what is wrong, what to say at the place, and how to mend it.
    pub(crate) fn new(code: Code, span: Span, texts: [String; 3]) -> Self {
        let [message, label, help] = texts;
        Self { code, severity: code.severity(), message, span, label, related: Vec::new(), help }
    }

    /// Adds another place and what it has to do with the fault.
    #[must_use]
    pub(crate) fn with_related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push((span, label.into()));
        self
    }
}

/// All mistakes that a stage found, or the warnings of all stages, with the text that they point into.
#[derive(Debug, Clone)]
pub struct Diagnostics {
    source: Source,
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// The diagnostics, in the order of their places.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.list.len()
    }

    /// The text that the spans point into.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The same, each of them an error.
    #[must_use]
    pub fn denied(mut self) -> Self {
        self.list.iter_mut().for_each(|diagnostic| diagnostic.severity = Severity::Error);
        self
    }
}

/// Collects the mistakes of one stage, and the warnings of all up to it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sink {
    list: Vec<Diagnostic>,
    errors: usize,
}

impl Sink {
    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        self.errors += usize::from(diagnostic.severity == Severity::Error);
        self.list.push(diagnostic);
    }

    /// Reports a mistake and yields nothing, for places that cannot go on without a value.
    pub(crate) fn refuse<T>(&mut self, diagnostic: Diagnostic) -> Option<T> {
        self.report(diagnostic);
        None
    }

    /// Whether anything of these kinds was reported.
    pub(crate) fn has(&self, codes: &[Code]) -> bool {
        self.list.iter().any(|diagnostic| codes.contains(&diagnostic.code))
    }

    /// How many mistakes there are, without the warnings.
    pub(crate) fn errors(&self) -> usize {
        self.errors
    }

    /// Whether there are as many mistakes as are ever shown, so that no effort on another is worth it.
    pub(crate) fn is_full(&self) -> bool {
        self.errors >= render::MOST
    }

    /// The barrier at the end of a stage: the value and the warnings if nothing was wrong, else everything that was.
    /// Nobody is warned beside a mistake: it may be what the warning comes from.
    pub(crate) fn finish<T>(mut self, source: &Source, value: T) -> Result<(T, Self), Diagnostics> {
        if self.errors == 0 {
            return Ok((value, self));
        }
        self.list.retain(|diagnostic| diagnostic.severity == Severity::Error);
        Err(self.sorted(source))
    }

    /// The barrier for a stage that has no value to give because something was wrong.
    pub(crate) fn fail(self, source: &Source) -> Diagnostics {
        match self.finish(source, ()) {
            Err(diagnostics) => diagnostics,
            Ok(((), warnings)) => warnings.sorted(source),
        }
    }

    /// What was reported, in the order of the places, and each only once.
    pub(crate) fn sorted(mut self, source: &Source) -> Diagnostics {
        self.list.sort_by(|a, b| (a.span, a.code, &a.message).cmp(&(b.span, b.code, &b.message)));
        self.list.dedup();
        Diagnostics { source: source.clone(), list: self.list }
    }
}
