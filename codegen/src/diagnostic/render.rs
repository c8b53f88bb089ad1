//! Prints diagnostics the way rustc does.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Diagnostics, Severity, Source};

/// Whether to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Text alone.
    Plain,
    /// Text with ANSI colours.
    Coloured,
}

/// How many mistakes are shown. Nobody reads more at once.
pub(super) const MOST: usize = 500;

impl Diagnostics {
    /// The diagnostics as text, a blank line between two: all, but for a count where there are more than 500.
    pub fn render(&self, style: Style) -> String {
        let renderer = match style {
            Style::Plain => Renderer::plain(),
            Style::Coloured => Renderer::styled(),
        };
        let shown = self.iter().take(MOST);
        let blocks = shown.map(|diagnostic| renderer.render(&[group(diagnostic, self.source())]));
        let more = self.count().checked_sub(MOST).filter(|more| *more > 0);
        let more = more.map(|more| format!("{more} more mistakes are not shown"));
        blocks.chain(more).collect::<Vec<_>>().join("\n\n")
    }
}

fn group<'a>(diagnostic: &'a Diagnostic, source: &'a Source) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.as_str());
    let help = Level::HELP.message(diagnostic.help.as_str());
    if source.text().is_empty() {
        return title.element(annotate_snippets::Origin::path(source.path())).element(help);
    }
    let main = source.bytes(diagnostic.span);
    let related: Vec<_> = diagnostic.related.iter().map(|(span, _)| source.bytes(*span)).collect();
    let (shown, number) = source.lines(hull(&main, &related));
    let inside = |range: &Range<usize>| range.start - shown.start..range.end - shown.start;
    let labels = diagnostic.related.iter().map(|(_, label)| label.as_str());
    let related = related
        .iter()
        .zip(labels)
        .map(|(range, label)| AnnotationKind::Context.span(inside(range)).label(label));
    let main = AnnotationKind::Primary.span(inside(&main)).label(diagnostic.label.as_str());
    // The printer looks at every line that it is given, for each mistake: only these are worth it.
    let lines = source.text().get(shown.clone()).unwrap_or_default();
    let snippet = Snippet::source(lines).line_start(number).path(source.path());
    title.element(snippet.annotation(main).annotations(related)).element(help)
}

/// From the start of the first of the ranges to the end of the last.
fn hull(main: &Range<usize>, related: &[Range<usize>]) -> Range<usize> {
    related.iter().fold(main.clone(), |hull, range| hull.start.min(range.start)..hull.end.max(range.end))
}
