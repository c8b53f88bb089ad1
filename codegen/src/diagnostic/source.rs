//! The text of a specification and places in it.

use std::fmt;
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
}

impl Source {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        Self { path: path.into(), text: text.into() }
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
        let before = self.text.chars().take(span.start as usize);
        before.fold(Position { line: 1, column: 1 }, |at, character| match character {
            '\n' => Position { line: at.line + 1, column: 1 },
            _ => Position { line: at.line, column: at.column + 1 },
        })
    }

    /// Where a span starts and ends, as far as it is underlined: no further than the end of its first line. The end is
    /// behind the last character.
    pub fn range(&self, span: Span) -> [Position; 2] {
        let start = self.position(span);
        let length = self.text.get(self.bytes(span)).unwrap_or_default().chars().count();
        [start, Position { line: start.line, column: start.column + length }]
    }

    /// The span in bytes, at least one character long where there is one, cut at the end of its first line.
    pub fn bytes(&self, span: Span) -> std::ops::Range<usize> {
        let mut places = self.text.char_indices().map(|(at, _)| at).chain([self.text.len()]);
        let start = places.nth(span.start as usize).unwrap_or(self.text.len());
        let length = span.end.saturating_sub(span.start) as usize;
        let rest = self.text.get(start..).unwrap_or_default();
        let line = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let end = rest.char_indices().map(|(at, _)| at).chain([rest.len()]).nth(length).unwrap_or(rest.len());
        start..start + end.min(line)
    }
}
