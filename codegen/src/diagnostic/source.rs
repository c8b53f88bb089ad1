//! The text of a specification and places in it.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

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

/// The text of a specification with its name. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Source {
    path: Arc<str>,
    text: Arc<str>,
    /// The lines, so that nobody has to count characters from the start of the text.
    lines: Arc<[Line]>,
}

/// Where a line starts.
#[derive(Debug, Clone, Copy, Default)]
struct Line {
    /// From 1.
    number: usize,
    character: usize,
    byte: usize,
}

impl Source {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        let first = Line { number: 1, character: 0, byte: 0 };
        let further =
            text.split_inclusive('\n').filter(|line| line.ends_with('\n')).scan(first, |at, line| {
                at.number += 1;
                at.character += line.chars().count();
                at.byte += line.len();
                Some(*at)
            });
        let lines = [first].into_iter().chain(further).collect();
        Self { path: path.into(), text: text.into(), lines }
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
        let (line, rest) = self.line(span);
        let before = rest.chars().take(span.start as usize - line.character);
        Position { line: line.number, column: before.count() + 1 }
    }

    /// Where a span starts and ends, as far as it is underlined: no further than the end of its first line. The end is
    /// behind the last character.
    pub fn range(&self, span: Span) -> [Position; 2] {
        let start = self.position(span);
        let length = self.text.get(self.bytes(span)).unwrap_or_default().chars().count();
        [start, Position { line: start.line, column: start.column + length }]
    }

    /// The span in bytes, cut at the end of its first line.
    pub fn bytes(&self, span: Span) -> Range<usize> {
        let (line, rest) = self.line(span);
        let start = byte(rest, span.start as usize - line.character);
        let visible = rest.get(start..).and_then(|rest| rest.split(['\n', '\r']).next()).unwrap_or_default();
        let end = start + byte(visible, span.end.saturating_sub(span.start) as usize);
        line.byte + start..line.byte + end
    }

    /// The whole lines that these bytes lie in, and the number of the first of them.
    pub(super) fn lines(&self, bytes: Range<usize>) -> (Range<usize>, usize) {
        // What is behind the text is shown at the end of its last line.
        let start = bytes.start.min(self.text.len().saturating_sub(1));
        let first = self.last_line(|line| line.byte <= start);
        let rest = self.text.get(bytes.end..).and_then(|rest| rest.split_inclusive('\n').next());
        (first.byte..bytes.end + rest.unwrap_or_default().len(), first.number)
    }

    /// The line that a span starts in, and the text from there on.
    fn line(&self, span: Span) -> (Line, &str) {
        let line = self.last_line(|line| line.character <= span.start as usize);
        (line, self.text.get(line.byte..).unwrap_or_default())
    }

    /// The last line that starts where it is asked for or before; the first always does.
    fn last_line(&self, starts: impl Fn(&Line) -> bool) -> Line {
        let after = self.lines.partition_point(starts);
        after.checked_sub(1).and_then(|index| self.lines.get(index)).copied().unwrap_or_default()
    }
}

/// Where a text's character starts, or the text's length where it has fewer.
fn byte(text: &str, character: usize) -> usize {
    text.char_indices().nth(character).map_or(text.len(), |(at, _)| at)
}
