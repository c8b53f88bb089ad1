use std::fmt::{self, Write};

/// Text that a server wrote, on one line: a line break in it could forge a line of a log, an escape could repaint a
/// terminal, and a mark of direction could turn the line around.
pub(crate) struct Line<'a>(pub(crate) &'a str);

impl fmt::Display for Line<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for character in self.0.chars() {
            match character {
                _ if character.is_control() => write!(f, "{}", character.escape_debug())?,
                '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' => {
                    write!(f, "{}", character.escape_unicode())?;
                }
                _ => f.write_char(character)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Line;

    #[test]
    fn what_would_break_the_line_or_turn_it_around_is_escaped() {
        let text = "a\r\nb\tc\u{1b}[31m\u{85}\u{2028}\u{202e}\u{2066}\0";
        assert_eq!(Line(text).to_string(), r"a\r\nb\tc\u{1b}[31m\u{85}\u{2028}\u{202e}\u{2066}\0");
    }

    #[test]
    fn everything_else_is_shown_as_it_is() {
        let text = r#"Der Agent „Müller“ hat 'keinen' "Anruf" in C:\icws 🙂"#;
        assert_eq!(Line(text).to_string(), text);
    }
}
