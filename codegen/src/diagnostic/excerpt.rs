//! The part of the text that is shown around a fault: whole lines if they are short, and nothing that commands a
//! terminal.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Snippet};

use crate::source::{Position, Source, Span};
use crate::visible::{is_hidden, visible, visible_line};

/// How many characters of a line are shown. A whole document can be one line, and nobody finds a fault in it then.
const WIDEST: usize = 200;

/// How many characters of a longer line are shown in front of a fault.
const BEFORE: usize = 60;

/// How many lines are looked through between two places that belong together; the printer leaves most of them out.
const TALLEST: usize = 200;

/// The lines around some places.
pub(super) struct Excerpt<'a> {
    source: &'a Source,
    first: usize,
    text: String,
    places: Vec<Marked<'a>>,
    annotations: Vec<Annotation<'a>>,
    /// The column of the first place in what is shown of its line.
    column: usize,
}

/// What the printer says of a place, and what it should say: it counts columns from the start of what it is shown.
pub(super) struct Heading {
    pub(super) wrong: String,
    pub(super) right: String,
}

/// A place and what is said there.
#[derive(Clone, Copy)]
pub(super) struct Marked<'a> {
    pub(super) kind: AnnotationKind,
    pub(super) span: Span,
    pub(super) label: &'a str,
}

impl<'a> Excerpt<'a> {
    /// The lines from the first to the last of the places.
    pub(super) fn new(source: &'a Source, places: Vec<Marked<'a>>) -> Self {
        let lines = places.iter().map(|place| source.line_number(source.visible(place.span).start));
        let (first, last) = (lines.clone().min().unwrap_or(1), lines.max().unwrap_or(1));
        let mut excerpt =
            Self { source, first, text: String::new(), places, annotations: Vec::new(), column: 1 };
        for number in first..=last {
            excerpt.line(number);
        }
        excerpt
    }

    /// How the printer takes it.
    pub(super) fn snippet(self) -> Snippet<'a, Annotation<'a>> {
        let path = visible_line(self.source.path());
        Snippet::source(self.text).line_start(self.first).path(path).annotations(self.annotations)
    }

    /// The header to be put right, if it has to be.
    pub(super) fn header(&self) -> Option<Heading> {
        let Position { line, column } = self.source.position(self.places.first()?.span);
        let header = |column| format!("{}:{line}:{column}", visible_line(self.source.path()));
        (column != self.column).then(|| Heading { wrong: header(self.column), right: header(column) })
    }

    fn line(&mut self, number: usize) {
        let line = self.source.line(number);
        let here =
            self.places.iter().enumerate().map(|(index, place)| (index, self.source.visible(place.span)));
        let here: Vec<_> = here.filter(|(_, range)| self.source.line_number(range.start) == number).collect();
        let shown = window(&line, here.first().map(|(_, range)| range.start));
        let start = self.text.len();
        let offsets = self.show(&line, shown.clone());
        let offset = |character: usize| {
            let index = character.saturating_sub(shown.start).min(offsets.len().saturating_sub(1));
            offsets.get(index).copied().unwrap_or(start)
        };
        for (index, range) in here {
            let Some(place) = self.places.get(index) else { continue };
            let range = offset(range.start)..offset(range.end);
            if index == 0 {
                let before = self.text.get(start..range.start).unwrap_or_default();
                self.column = before.chars().count() + 1;
            }
            self.annotations.push(place.kind.span(range).label(visible(place.label)));
        }
    }

    /// Adds what is shown of a line. Returns where each of its characters starts, and where the last one ends.
    fn show(&mut self, line: &Range<usize>, shown: Range<usize>) -> Vec<usize> {
        let mut offsets = Vec::with_capacity(shown.len() + 1);
        self.text.push_str(if shown.start > line.start { "…" } else { "" });
        for character in self.source.characters(shown.clone()).chars() {
            offsets.push(self.text.len());
            match is_hidden(character) {
                true => self.text.extend(character.escape_unicode()),
                false => self.text.push(character),
            }
        }
        offsets.push(self.text.len());
        // What is too long is cut at its end by the printer, which puts dots there.
        self.text.push('\n');
        offsets
    }
}

/// The part of a line that is shown around a fault in it.
fn window(line: &Range<usize>, fault: Option<usize>) -> Range<usize> {
    if line.len() <= WIDEST {
        return line.clone();
    }
    let start = fault.map_or(line.start, |fault| fault.saturating_sub(BEFORE).max(line.start));
    start..line.end.min(start + WIDEST)
}

/// Whether two places can be shown in one excerpt: with few lines between them, and with all of these lines shown whole.
pub(super) fn are_together(source: &Source, fault: Span, other: Span) -> bool {
    let number = |span| source.line_number(source.visible(span).start);
    let (fault, other) = (number(fault), number(other));
    let is_whole = |line| source.line(line).len() <= WIDEST;
    fault.abs_diff(other) <= TALLEST && is_whole(fault) && is_whole(other)
}

#[cfg(test)]
mod tests {
    use super::super::{Diagnostic, Severity, Sink};
    use super::*;
    use crate::Code;
    use crate::diagnostic::Style;

    #[test]
    fn of_a_long_line_so_much_is_shown_as_there_is_room_for() {
        for (line, fault, shown) in [
            (10..WIDEST + 10, Some(190), 10..WIDEST + 10),
            (10..1000, None, 10..WIDEST + 10),
            (10..1000, Some(BEFORE), 10..WIDEST + 10),
            (10..1000, Some(500), 500 - BEFORE..500 - BEFORE + WIDEST),
            (10..1000, Some(990), 990 - BEFORE..1000),
        ] {
            assert_eq!(window(&line, fault), shown, "{line:?}, {fault:?}");
        }
    }

    fn mistake(start: u32, related: &[u32]) -> Diagnostic {
        let span = |start| Span::new(start, start + 2);
        Diagnostic {
            severity: Severity::Error,
            code: Code::E0101,
            message: "a\u{9b}2J".to_owned(),
            span: span(start),
            label: "here\u{202e}".to_owned(),
            related: related.iter().map(|start| (span(*start), "there".to_owned())).collect(),
            help: "\u{1b}".to_owned(),
        }
    }

    fn printed(text: &str, mistakes: impl IntoIterator<Item = Diagnostic>) -> String {
        let mut sink = Sink::default();
        mistakes.into_iter().for_each(|mistake| sink.report(mistake));
        sink.fail(&Source::new("a\u{7}.yaml", text)).render(Style::Plain)
    }

    #[test]
    fn nothing_hidden_reaches_the_terminal_and_the_mark_is_under_the_fault() {
        assert_eq!(
            printed("a\u{202e}\u{1b}: bc\r\n", [mistake(5, &[1])]),
            [
                r"error[E0101]: a\u{9b}2J",
                r" --> a\u{7}.yaml:1:6",
                r"  |",
                r"1 | a\u{202e}\u{1b}: bc",
                r"  |  --------------  ^^ here\u{202e}",
                r"  |  |",
                r"  |  there",
                r"  |",
                r"  = help: \u{1b}",
            ]
            .join("\n")
        );
    }

    #[test]
    fn of_a_long_line_only_what_is_around_each_fault_is_shown() {
        let text = "0123456789".repeat(1_000);
        let printed = printed(&text, [mistake(5_000, &[9_999])]);
        let places = printed.lines().filter(|line| line.contains("a\\u{7}.yaml"));
        let places: Vec<&str> = places.map(str::trim).collect();
        assert_eq!(places, [r"--> a\u{7}.yaml:1:5001", r"::: a\u{7}.yaml:1:10000"]);
        assert!(printed.len() < 1_000, "{printed}");
        // Dots stand for what is left out, on either side.
        let shown = printed.lines().filter_map(|line| line.split_once("| …"));
        assert_eq!(shown.map(|(_, line)| line.ends_with("...")).collect::<Vec<_>>(), [true, false]);
    }

    #[test]
    fn what_is_printed_grows_with_the_mistakes_and_not_with_the_text() {
        for text in ["01".repeat(200_000), "01\n".repeat(200_000)] {
            let mistakes = (0..500).map(|index| mistake(700 * index, &[300_000]));
            assert!(printed(&text, mistakes).len() < 500 * 1_000);
        }
    }
}
