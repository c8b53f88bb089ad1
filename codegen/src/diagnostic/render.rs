//! Prints diagnostics the way rustc does.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer};

use super::excerpt::{Excerpt, Heading, Marked, are_together};
use super::{Diagnostic, Diagnostics, Severity};
use crate::source::Source;
use crate::visible::{visible, visible_line};

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
        let blocks = shown.map(|diagnostic| {
            let (group, headers) = group(diagnostic, self.source());
            let printed = renderer.render(&[group]);
            headers
                .iter()
                .fold(printed, |printed, Heading { wrong, right }| printed.replacen(wrong, right, 1))
        });
        let more = self.count().checked_sub(MOST).filter(|more| *more > 0);
        let more = more.map(|more| format!("{more} more are not shown"));
        blocks.chain(more).collect::<Vec<_>>().join("\n\n")
    }
}

/// The diagnostic as the printer takes it, and what to put right in what it prints.
fn group<'a>(diagnostic: &'a Diagnostic, source: &'a Source) -> (Group<'a>, Vec<Heading>) {
    let level = match diagnostic.severity {
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    };
    let title = level.primary_title(visible(&diagnostic.message)).id(diagnostic.code.as_str());
    let help = Level::HELP.message(visible(&diagnostic.help));
    if source.text().is_empty() {
        return (title.element(Origin::path(visible_line(source.path()))).element(help), Vec::new());
    }
    let fault = Marked { kind: AnnotationKind::Primary, span: diagnostic.span, label: &diagnostic.label };
    let context = AnnotationKind::Context;
    let related = diagnostic.related.iter().map(|(span, label)| Marked { kind: context, span: *span, label });
    let (near, far): (Vec<_>, Vec<_>) =
        related.partition(|place| are_together(source, fault.span, place.span));
    let near: Vec<_> = [fault].into_iter().chain(near).collect();
    let excerpts = [near].into_iter().chain(far.into_iter().map(|place| vec![place]));
    let excerpts: Vec<Excerpt<'a>> = excerpts.map(|places| Excerpt::new(source, places)).collect();
    let headers = excerpts.iter().filter_map(Excerpt::header).collect();
    let snippets = excerpts.into_iter().map(Excerpt::snippet);
    (title.elements(snippets).element(help), headers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Spec;

    #[test]
    fn of_more_mistakes_than_anybody_reads_the_others_are_counted() {
        let said = |count: usize| {
            let keys: Vec<String> = (0..count).map(|number| format!("    x{number}: 1\n")).collect();
            let text = format!(
                "openapi: 3.0.3\ninfo:\n    title: T\n    version: '1'\n{}paths: {{}}\n",
                keys.concat()
            );
            let mistakes = crate::generate(Spec { path: "x.yaml", bytes: text.as_bytes() }).map(drop);
            mistakes.err().map(|mistakes| mistakes.render(Style::Plain)).unwrap_or_default()
        };
        assert_eq!(said(MOST).matches("error[E0112]").count(), MOST);
        assert!(!said(MOST).contains("not shown"));
        assert_eq!(said(MOST + 2).matches("error[E0112]").count(), MOST);
        assert!(said(MOST + 2).ends_with("\n\n2 more are not shown"));
    }
}
