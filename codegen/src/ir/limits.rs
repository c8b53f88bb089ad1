//! What values must keep to.

use std::cmp::Ordering;
use std::fmt;

/// What values must keep to beside their type.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Limits {
    /// Nothing.
    #[default]
    None,
    /// Of numbers. At least one of them is there.
    Number {
        /// The least one.
        minimum: Option<Bound>,
        /// The greatest one.
        maximum: Option<Bound>,
        /// What it must be a multiple of.
        multiple_of: Option<Number>,
    },
    /// Of texts. At least one of them is there.
    Text {
        /// How many characters there may be.
        length: Size,
        /// What it must match, a regular expression of ECMA 262.
        pattern: Option<String>,
    },
    /// Of lists. At least one of them is there.
    List {
        /// How many items there may be.
        items: Size,
        /// Whether no two items may be equal.
        unique: bool,
    },
    /// Of dictionaries.
    Dictionary {
        /// How many entries there may be.
        entries: Size,
    },
}

/// The end of a range of numbers.
#[derive(Clone, Copy, PartialEq)]
pub struct Bound {
    /// The number.
    pub number: Number,
    /// Whether it is itself excluded.
    pub excluded: bool,
}

/// A number of the specification. What is whole is an integer, however it was written.
#[derive(Clone, Copy, PartialEq)]
pub enum Number {
    /// A whole one of 64 bits.
    Integer(i64),
    /// Another one.
    Float(f64),
}

/// How many there may be of something.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Size {
    /// The least number.
    pub least: Option<u32>,
    /// The greatest number.
    pub most: Option<u32>,
}

impl Limits {
    /// Whether there are any.
    pub fn is_some(&self) -> bool {
        *self != Self::None
    }

    /// The pattern that a text must match.
    pub fn pattern(&self) -> Option<&str> {
        match self {
            Self::Text { pattern, .. } => pattern.as_deref(),
            _ => None,
        }
    }
}

impl Number {
    /// The number, as nearly as one of floating point can be.
    #[expect(
        clippy::cast_precision_loss,
        reason = "only the order and the ratio of two limits are asked for"
    )]
    pub fn as_float(self) -> f64 {
        match self {
            Self::Integer(number) => number as f64,
            Self::Float(number) => number,
        }
    }

    /// Whether it is a multiple of another one. With floating point as the client has it, with some leeway: 0.3 is a multiple
    /// of 0.1.
    pub fn is_multiple_of(self, part: Self) -> bool {
        if let (Self::Integer(number), Self::Integer(part)) = (self, part) {
            return number.checked_rem(part).is_none_or(|rest| rest == 0);
        }
        let quotient = self.as_float() / part.as_float();
        !quotient.is_finite() || (quotient - quotient.round()).abs() <= quotient.abs().max(1.0) * 1e-12
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Integer(one), Self::Integer(other)) => Some(one.cmp(other)),
            _ => self.as_float().partial_cmp(&other.as_float()),
        }
    }
}

/// As JSON.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(number) => number.fmt(f),
            Self::Float(number) => f.write_str(&serde_json::to_string(number).unwrap_or_default()),
        }
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Debug for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", if self.excluded { "beside " } else { "" }, self.number)
    }
}

impl fmt::Debug for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.least, self.most) {
            (None, None) => f.write_str(".."),
            (Some(least), None) => write!(f, "{least}.."),
            (None, Some(most)) => write!(f, "..={most}"),
            (Some(least), Some(most)) => write!(f, "{least}..={most}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use icws_runtime::codegen::{Bound, Limited, Limits};

    use super::Number;

    /// Otherwise a default that is accepted here would be refused there, or the other way round.
    #[test]
    fn the_client_has_the_same_leeway() {
        for part in [0.1, 0.3, 2.5, 1e-6] {
            for times in [0.01, 1.0, 7.0, 123_456.0] {
                for (slip, is_multiple) in [(0.0, true), (9e-13, true), (1.1e-12, false), (1e-9, false)] {
                    let number = part * times * (1.0 + slip);
                    let mut is_kept = true;
                    let limits = Limits::NONE.multiple_of(Bound::Float(part));
                    number.keep(&limits, &mut |_| is_kept = false);
                    let here = Number::Float(number).is_multiple_of(Number::Float(part));
                    assert_eq!([here, is_kept], [is_multiple && times >= 1.0; 2], "{number} of {part}");
                }
            }
        }
    }
}
