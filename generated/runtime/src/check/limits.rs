//! The limits that a specification sets to a value.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::fmt;

use serde::Serialize;

mod equal;
mod limited;

use equal::comparable;
pub use limited::Limited;

/// What the value of a property must keep to.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    least: Option<Edge>,
    most: Option<Edge>,
    multiple_of: Option<Bound>,
    size: (usize, usize),
    pattern: Option<Pattern>,
    unique: bool,
}

/// A number that a specification names.
#[derive(Debug, Clone, Copy)]
pub enum Bound {
    /// An integer.
    Integer(i64),
    /// Any other number.
    Float(f64),
}

/// The least or the greatest number, which may itself be excluded.
#[derive(Debug, Clone, Copy)]
struct Edge {
    bound: Bound,
    excluded: bool,
}

/// A regular expression: as the specification writes it, and what tells whether a text matches.
#[derive(Debug, Clone, Copy)]
struct Pattern {
    text: &'static str,
    matches: fn(&str) -> bool,
}

/// Receives what a value breaks, as a part of a sentence: "must be at least 1".
type Report<'a> = dyn FnMut(fmt::Arguments<'_>) + 'a;

impl Limits {
    /// No limits.
    pub const NONE: Self = Self {
        least: None,
        most: None,
        multiple_of: None,
        size: (0, usize::MAX),
        pattern: None,
        unique: false,
    };

    /// Numbers are this or greater.
    #[must_use]
    pub const fn at_least(self, bound: Bound) -> Self {
        Self { least: Some(Edge { bound, excluded: false }), ..self }
    }

    /// Numbers are greater than this.
    #[must_use]
    pub const fn above(self, bound: Bound) -> Self {
        Self { least: Some(Edge { bound, excluded: true }), ..self }
    }

    /// Numbers are this or less.
    #[must_use]
    pub const fn at_most(self, bound: Bound) -> Self {
        Self { most: Some(Edge { bound, excluded: false }), ..self }
    }

    /// Numbers are less than this.
    #[must_use]
    pub const fn below(self, bound: Bound) -> Self {
        Self { most: Some(Edge { bound, excluded: true }), ..self }
    }

    /// Numbers are multiples of this.
    #[must_use]
    pub const fn multiple_of(self, bound: Bound) -> Self {
        Self { multiple_of: Some(bound), ..self }
    }

    /// Texts have so many characters, lists so many items, dictionaries so many entries.
    #[must_use]
    pub const fn size(self, least: usize, most: usize) -> Self {
        Self { size: (least, most), ..self }
    }

    /// Texts match a regular expression.
    #[must_use]
    pub const fn pattern(self, text: &'static str, matches: fn(&str) -> bool) -> Self {
        Self { pattern: Some(Pattern { text, matches }), ..self }
    }

    /// No two items of a list are equal.
    #[must_use]
    pub const fn unique(self) -> Self {
        Self { unique: true, ..self }
    }

    fn keep_size(&self, size: usize, noun: Noun, report: &mut Report<'_>) {
        let (least, most) = self.size;
        if size < least {
            report(format_args!("must have at least {least} {}, and has {size}", noun.of(least)));
        }
        if size > most {
            report(format_args!("must have at most {most} {}, and has {size}", noun.of(most)));
        }
    }

    fn keep_text(&self, text: &str, report: &mut Report<'_>) {
        if self.size != Self::NONE.size {
            self.keep_size(text.chars().count(), Noun("character", "characters"), report);
        }
        if let Some(pattern) = self.pattern.filter(|pattern| !(pattern.matches)(text)) {
            report(format_args!("must match `{}`", pattern.text));
        }
    }

    fn keep_items(&self, items: impl ExactSizeIterator<Item: Serialize>, report: &mut Report<'_>) {
        self.keep_size(items.len(), Noun("item", "items"), report);
        if self.unique {
            // Equal values are written alike. What cannot be written is refused where the body is.
            let mut seen = BTreeSet::new();
            let mut written = items.filter_map(|item| comparable(&item).ok());
            if !written.all(|item| seen.insert(item)) {
                report(format_args!("must not have two items that are equal"));
            }
        }
    }

    fn keep_number(&self, number: Bound, report: &mut Report<'_>) {
        if let Some(Edge { bound, excluded }) = self.least {
            match number.compare(bound) {
                Some(Ordering::Less) if !excluded => report(format_args!("must be at least {bound}")),
                Some(Ordering::Less | Ordering::Equal) if excluded => {
                    report(format_args!("must be more than {bound}"));
                }
                _ => {}
            }
        }
        if let Some(Edge { bound, excluded }) = self.most {
            match number.compare(bound) {
                Some(Ordering::Greater) if !excluded => report(format_args!("must be at most {bound}")),
                Some(Ordering::Greater | Ordering::Equal) if excluded => {
                    report(format_args!("must be less than {bound}"));
                }
                _ => {}
            }
        }
        if let Some(bound) = self.multiple_of.filter(|bound| !number.is_multiple_of(*bound)) {
            report(format_args!("must be a multiple of {bound}"));
        }
    }
}

/// What is counted, in the singular and in the plural.
#[derive(Clone, Copy)]
struct Noun(&'static str, &'static str);

impl Noun {
    const fn of(self, count: usize) -> &'static str {
        if count == 1 { self.0 } else { self.1 }
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(number) => number.fmt(f),
            Self::Float(number) => number.fmt(f),
        }
    }
}

impl Bound {
    #[expect(clippy::cast_precision_loss, reason = "two integers are compared as such")]
    const fn as_float(self) -> f64 {
        match self {
            Self::Integer(number) => number as f64,
            Self::Float(number) => number,
        }
    }

    /// Not a number compares with nothing; it is refused where the body is written.
    fn compare(self, other: Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Integer(a), Self::Integer(b)) => Some(a.cmp(&b)),
            (a, b) => a.as_float().partial_cmp(&b.as_float()),
        }
    }

    /// For floating point with some leeway: 0.3 is a multiple of 0.1, although the quotient of the two doubles is not
    /// whole.
    fn is_multiple_of(self, other: Self) -> bool {
        match (self, other) {
            (Self::Integer(a), Self::Integer(b)) => a.checked_rem(b).is_none_or(|rest| rest == 0),
            (a, b) => {
                let quotient = a.as_float() / b.as_float();
                !quotient.is_finite()
                    || (quotient - quotient.round()).abs() <= quotient.abs().max(1.0) * 1e-12
            }
        }
    }
}
