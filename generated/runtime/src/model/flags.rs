//! Sets of flags, as people read them.

use std::fmt::{Formatter, Result};

/// Writes `Rights(PLAY | DELETE | 0x8)`: the names of the flags that are set, and the bits that no name has. A name whose bits
/// all belong to names before it is left out.
///
/// # Errors
///
/// Those of the formatter.
pub fn debug_flags(f: &mut Formatter<'_>, (name, set): (&str, i64), named: &[(&str, i64)]) -> Result {
    let mut left = set;
    let mut words = Vec::new();
    for (flag, bits) in named {
        if set & bits == *bits && (left & bits != 0 || set == *bits) {
            left &= !bits;
            words.push((*flag).to_owned());
        }
    }
    if left != 0 || words.is_empty() {
        words.push(format!("{left:#x}"));
    }
    write!(f, "{name}({})", words.join(" | "))
}

#[cfg(test)]
mod tests {
    use std::fmt;

    use super::debug_flags;

    /// A number with these names for its bits.
    struct Named(i64, &'static [(&'static str, i64)]);

    impl fmt::Debug for Named {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug_flags(f, ("Rights", self.0), self.1)
        }
    }

    #[test]
    fn names_are_shown_and_what_has_none_as_a_number() {
        const NAMED: &[(&str, i64)] = &[("NONE", 0), ("PLAY", 1), ("DELETE", 2), ("BOTH", 3)];
        for (number, shown) in [
            (0, "Rights(NONE)"),
            (1, "Rights(PLAY)"),
            (3, "Rights(PLAY | DELETE | BOTH)"),
            (10, "Rights(DELETE | 0x8)"),
            (8, "Rights(0x8)"),
            (-1, "Rights(PLAY | DELETE | 0xfffffffffffffffc)"),
        ] {
            assert_eq!(format!("{:?}", Named(number, NAMED)), shown);
        }
        assert_eq!(format!("{:?}", Named(0, &NAMED[1..])), "Rights(0x0)");
    }
}
