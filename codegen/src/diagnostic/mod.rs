//! Mistakes in a specification: what is wrong, where, and how to mend it.

mod catalogue;
mod closest;
mod code;
mod render;
mod source;

pub(crate) use catalogue::*;
pub use closest::closest;
pub use code::Code;
pub use render::Style;
pub use source::{Position, Source, Span};

/// One mistake in a specification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of mistake it is.
    pub code: Code,
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
    /// Adds another place and what it has to do with the fault.
    #[must_use]
    pub(crate) fn with_related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push((span, label.into()));
        self
    }
}

/// All mistakes that a stage found, with the text that they point into. Never empty.
#[derive(Debug, Clone)]
pub struct Diagnostics {
    source: Source,
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// The mistakes, in the order of their places.
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
}

/// Collects the mistakes of one stage.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sink {
    list: Vec<Diagnostic>,
}

impl Sink {
    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Reports a mistake and yields nothing, for places that cannot go on without a value.
    pub(crate) fn refuse<T>(&mut self, diagnostic: Diagnostic) -> Option<T> {
        self.list.push(diagnostic);
        None
    }

    /// Whether anything of these kinds was reported.
    pub(crate) fn has(&self, codes: &[Code]) -> bool {
        self.list.iter().any(|diagnostic| codes.contains(&diagnostic.code))
    }

    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are as many mistakes as are ever shown, so that no effort on another is worth it.
    pub(crate) fn is_full(&self) -> bool {
        self.len() >= render::MOST
    }

    /// The barrier at the end of a stage: the value if nothing was wrong, else everything that was.
    pub(crate) fn finish<T>(mut self, source: &Source, value: T) -> Result<T, Diagnostics> {
        if self.list.is_empty() {
            return Ok(value);
        }
        self.list.sort_by(|a, b| (a.span, a.code, &a.message).cmp(&(b.span, b.code, &b.message)));
        self.list.dedup();
        Err(Diagnostics { source: source.clone(), list: self.list })
    }

    /// The barrier for a stage that has no value to give because something was wrong.
    pub(crate) fn fail(self, source: &Source) -> Diagnostics {
        match self.finish(source, ()) {
            Err(diagnostics) => diagnostics,
            Ok(()) => Diagnostics { source: source.clone(), list: Vec::new() },
        }
    }
}
