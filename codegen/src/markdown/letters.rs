//! The letters of a text, with signs in front of those that rustdoc would take for something else.

use super::inline::{Inside, Leaf, Link};
use super::url;

/// One character and how it is to be written.
pub(super) struct Letter<'s> {
    pub(super) shown: char,
    pub(super) written: Written<'s>,
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Written<'s> {
    /// By itself: the author did so, and the parser took it for text.
    Plain,
    /// With a backslash in front.
    Escaped,
    /// By the name or the number that the author gave.
    Entity(&'s str),
}

impl<'s> Leaf<'s> {
    /// Prints the letters. `next` is what comes behind them on their line.
    pub(super) fn flush(&mut self, next: Option<char>) {
        let letters = std::mem::take(&mut self.letters);
        let mut rest = letters.as_slice();
        if self.printed.is_empty() || self.printed.ends_with('\n') {
            while let [Letter { shown: ' ' | '\t', .. }, after @ ..] = rest {
                rest = after;
            }
            rest = self.line_start(rest, next);
        }
        let is_linked = self.links.iter().any(|link| matches!(link, Link::Web(_)));
        let (mut at_start, at_end) = std::mem::take(&mut self.hemmed);
        let mut is_beside_address = false;
        while let Some((letter, after)) = rest.split_first() {
            let next = after.first().map_or(next, |letter| Some(letter.shown));
            let address = address(rest).filter(|_| !is_linked);
            let is_hemmed = address.is_some_and(|(_, after)| at_start || (at_end && after.is_empty()));
            at_start = false;
            if is_hemmed {
                // Its slashes are no longer together, so that nobody takes it for an address.
                let scheme = rest.iter().take_while(|letter| letter.shown != '/').count();
                let (scheme, after) = rest.split_at_checked(scheme + 1).unwrap_or_default();
                let scheme: String = scheme.iter().map(|letter| letter.shown).collect();
                self.printed.push_str(&scheme.replace('/', "\\/"));
                rest = after;
                continue;
            }
            if let Some((address, after)) = address {
                let address: String = address.iter().map(|letter| letter.shown).collect();
                self.printed.push_str(&format!("<{address}>"));
                (rest, is_beside_address) = (after, true);
                continue;
            }
            // Between signs an address is not what the marks around it were put to: there they are none.
            is_beside_address =
                is_mark(letter) && (is_beside_address || self::address(without_marks(after)).is_some());
            let is_escaped = is_beside_address || (is_mark(letter) && self.is_shown());
            let written = if is_escaped { Written::Escaped } else { letter.written };
            self.letter(&Letter { written, ..*letter }, next);
            rest = after;
        }
    }

    /// Prints what would begin a block if it began a line, and returns what is left.
    fn line_start<'l>(&mut self, line: &'l [Letter<'s>], next: Option<char>) -> &'l [Letter<'s>] {
        let at = |index: usize| line.get(index).map_or(next, |letter| Some(letter.shown));
        let ends_mark = |index: usize| matches!(at(index), None | Some(' ' | '\t'));
        let run = |of: fn(char) -> bool| line.iter().take_while(|letter| of(letter.shown)).count();
        let Some(Letter { shown: first, written: Written::Plain }) = line.first() else { return line };
        let digits = run(|shown| shown.is_ascii_digit());
        let escaped = match first {
            '#' if ends_mark(run(|shown| shown == '#')) => 0,
            '+' | '-' | '*' if ends_mark(1) => 0,
            '>' => 0,
            '0'..='9' if matches!(at(digits), Some('.' | ')')) && ends_mark(digits + 1) => digits,
            // The underline of a heading, the second line of a table, a rule.
            _ if next.is_none() && run(|shown| "-=*_:| \t".contains(shown)) == line.len() => 0,
            _ => return line,
        };
        let (before, rest) = line.split_at_checked(escaped).unwrap_or_default();
        self.printed.extend(before.iter().map(|letter| letter.shown));
        // A run of marks is escaped as a whole: a part of it could find a partner that the whole does not fit.
        let marks = rest.iter().take_while(|letter| letter.shown == *first && is_mark(letter)).count();
        let (marks, rest) = rest.split_at_checked(marks.max(1)).unwrap_or_default();
        self.printed.extend(marks.iter().flat_map(|letter| ['\\', letter.shown]));
        rest
    }

    fn letter(&mut self, letter: &Letter<'_>, next: Option<char>) {
        let is_escaped = match (letter.shown, letter.written) {
            (_, Written::Entity(entity)) => return self.printed.push_str(entity),
            ('\t', _) => return self.printed.push(' '),
            (_, Written::Escaped) | ('`' | '[' | ']' | '<' | '~', _) => true,
            ('#', _) => self.inside == Inside::Heading,
            ('\\', _) => next.is_none_or(|next| next.is_ascii_punctuation()),
            _ => false,
        };
        self.printed.extend(is_escaped.then_some('\\'));
        self.printed.push(letter.shown);
    }
}

fn is_mark(letter: &Letter<'_>) -> bool {
    matches!(letter.shown, '*' | '_' | '~' | '\\')
}

fn without_marks<'l, 's>(text: &'l [Letter<'s>]) -> &'l [Letter<'s>] {
    let marks = text.iter().take_while(|letter| is_mark(letter)).count();
    text.get(marks..).unwrap_or_default()
}

/// The address that a text begins with, and what is behind it.
fn address<'l, 's>(text: &'l [Letter<'s>]) -> Option<(&'l [Letter<'s>], &'l [Letter<'s>])> {
    text.split_at_checked(url::length(text.iter().map(|letter| letter.shown))?)
}
