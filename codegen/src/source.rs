//! The text of a specification and places in it.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// The text of a specification and the name it is known by in diagnostics.
#[derive(Debug, Clone, Copy)]
pub struct Spec<'a> {
    /// The path to show in front of line and column, as the user wrote it.
    pub path: &'a str,
    /// The file's bytes; anything but UTF-8 is a diagnostic.
    pub bytes: &'a [u8],
}

/// A range of characters in the text, end exclusive.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The first character's index.
    pub start: u32,
    /// The index after the last character.
    pub end: u32,
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl Span {
    /// The range from one character index to another.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }
}

/// A line and a column, both counted from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
}

/// Of so many characters one has its byte in the index, so that nobody has to count from the start of a line: a whole
/// document can be one.
const STEP: usize = 256;

/// The text of a specification with its name. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Source {
    path: Arc<str>,
    text: Arc<str>,
    /// The characters at which lines start, of which the first is 0.
    lines: Arc<[u32]>,
    /// The byte of each character whose index is a multiple of [`STEP`].
    bytes: Arc<[usize]>,
    /// How many characters there are.
    length: usize,
}

impl Source {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        let (mut lines, mut bytes, mut length) = (vec![0], Vec::new(), 0);
        for (byte, character) in text.char_indices() {
            if length % STEP == 0 {
                bytes.push(byte);
            }
            length += 1;
            if character == '\n' {
                lines.push(u32::try_from(length).unwrap_or(u32::MAX));
            }
        }
        Self { path: path.into(), text: text.into(), lines: lines.into(), bytes: bytes.into(), length }
    }

    /// The path as the user wrote it.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line and column at which a span starts.
    pub fn position(&self, span: Span) -> Position {
        let start = self.clamped(span).start;
        let (line, first) = self.line_of(start);
        Position { line, column: start - first + 1 }
    }

    /// Where a span starts and ends, as far as it is underlined: no further than the end of its first line. The end is
    /// behind the last character.
    pub fn range(&self, span: Span) -> [Position; 2] {
        let start = self.position(span);
        let Range { start: first, end } = self.visible(span);
        [start, Position { line: start.line, column: start.column + (end - first) }]
    }

    /// The span in bytes, cut at the end of its first line.
    pub fn bytes(&self, span: Span) -> Range<usize> {
        let Range { start, end } = self.visible(span);
        self.byte(start)..self.byte(end)
    }

    /// The span in characters, cut at the end of its first line.
    pub(crate) fn visible(&self, span: Span) -> Range<usize> {
        let Range { start, end } = self.clamped(span);
        let (line, _) = self.line_of(start);
        start..end.min(self.line(line).end.max(start))
    }

    /// The number of the line that a character is on.
    pub(crate) fn line_number(&self, character: usize) -> usize {
        self.line_of(character).0
    }

    /// The characters of a line, without its line break. Lines count from 1.
    pub(crate) fn line(&self, number: usize) -> Range<usize> {
        let start = self.start(number.saturating_sub(1)).unwrap_or(self.length);
        let Some(next) = self.start(number) else { return start..self.length };
        let end = next.saturating_sub(1).max(start);
        let has_return = end > start && self.characters(end - 1..end) == "\r";
        start..end - usize::from(has_return)
    }

    /// The text of a range of characters.
    pub(crate) fn characters(&self, range: Range<usize>) -> &str {
        self.text.get(self.byte(range.start)..self.byte(range.end)).unwrap_or_default()
    }

    fn clamped(&self, span: Span) -> Range<usize> {
        let start = (span.start as usize).min(self.length);
        start..(span.end as usize).clamp(start, self.length)
    }

    /// The number of the line that a character is on, and the line's first character.
    fn line_of(&self, character: usize) -> (usize, usize) {
        let number = self.lines.partition_point(|start| *start as usize <= character);
        let first = number.checked_sub(1).and_then(|index| self.start(index));
        (number, first.unwrap_or_default())
    }

    /// The first character of a line. Here lines count from 0.
    fn start(&self, index: usize) -> Option<usize> {
        self.lines.get(index).map(|start| *start as usize)
    }

    /// The byte that a character starts at, or the text's length.
    fn byte(&self, character: usize) -> usize {
        let Some(from) = self.bytes.get(character / STEP) else { return self.text.len() };
        let rest = self.text.get(*from..).unwrap_or_default();
        rest.char_indices().nth(character % STEP).map_or(self.text.len(), |(byte, _)| from + byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_told_by_its_line_and_its_columns_as_far_as_that_line_goes() {
        let source = Source::new("x.yaml", "ab\nc\u{e4}\u{10348}f\n\nend");
        let at = |line, column| Position { line, column };
        for ((start, end), range, bytes) in [
            ((0, 1), [at(1, 1), at(1, 2)], "a"),
            ((4, 6), [at(2, 2), at(2, 4)], "\u{e4}\u{10348}"),
            ((5, 11), [at(2, 3), at(2, 5)], "\u{10348}f"),
            ((7, 11), [at(2, 5), at(2, 5)], ""),
            ((8, 11), [at(3, 1), at(3, 1)], ""),
            ((10, 12), [at(4, 2), at(4, 4)], "nd"),
            ((11, 90), [at(4, 3), at(4, 4)], "d"),
            ((80, 90), [at(4, 4), at(4, 4)], ""),
        ] {
            let span = Span::new(start, end);
            assert_eq!(source.range(span), range, "{start} to {end}");
            assert_eq!(source.text().get(source.bytes(span)), Some(bytes), "{start} to {end}");
            assert_eq!(source.position(span), range[0]);
        }
    }
}
