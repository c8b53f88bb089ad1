//! Prints diagnostics the way rustc does.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Diagnostics, Source};

/// Whether to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Text alone.
    Plain,
    /// Text with ANSI colours.
    Coloured,
}

/// How many mistakes are shown. Each looks for its line from the start of the text, and nobody reads more at once.
const MOST: usize = 500;

impl Diagnostics {
    /// The mistakes as text, a blank line between two: all, but for a count where there are more than 500.
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
    let title = Level::ERROR.primary_title(diagnostic.message.as_str()).id(diagnostic.code.as_str());
    let help = Level::HELP.message(diagnostic.help.as_str());
    if source.text().is_empty() {
        return title.element(annotate_snippets::Origin::path(source.path())).element(help);
    }
    let main = AnnotationKind::Primary.span(source.bytes(diagnostic.span)).label(diagnostic.label.as_str());
    let related = diagnostic
        .related
        .iter()
        .map(|(span, label)| AnnotationKind::Context.span(source.bytes(*span)).label(label.as_str()));
    let snippet = Snippet::source(source.text()).path(source.path()).annotation(main).annotations(related);
    title.element(snippet).element(help)
}
