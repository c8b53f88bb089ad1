use std::fmt::{self, Write};

/// The most characters of a server's text that are shown. Whoever wants the whole has it in the error itself.
const LONGEST: usize = 1000;

/// Text that a server wrote, on one line: a line break in it could forge a line of a log, an escape could repaint a
/// terminal, and a mark of direction could turn the line around.
pub(crate) struct Line<'a>(pub(crate) &'a str);

impl fmt::Display for Line<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, character) in self.0.chars().enumerate() {
            if number == LONGEST {
                return f.write_str(" …");
            }
            match character {
                _ if character.is_control() => write!(f, "{}", character.escape_debug())?,
                '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
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
        let text = "a\r\nb\tc\u{1b}[31m\u{85}\u{61c}\u{2028}\u{202e}\u{2066}\0";
        assert_eq!(Line(text).to_string(), r"a\r\nb\tc\u{1b}[31m\u{85}\u{61c}\u{2028}\u{202e}\u{2066}\0");
    }

    #[test]
    fn each_mark_of_direction_and_each_end_of_a_line_is_escaped() {
        let marks = ['\u{61c}', '\u{200e}', '\u{200f}', '\u{2028}', '\u{2029}'];
        for mark in marks.into_iter().chain('\u{202a}'..='\u{202e}').chain('\u{2066}'..='\u{2069}') {
            let expected = format!("a{}b", mark.escape_unicode());
            assert_eq!(Line(&format!("a{mark}b")).to_string(), expected);
        }
    }

    #[test]
    fn a_long_text_is_cut() {
        let shown = Line(&"ä".repeat(1 << 20)).to_string();
        assert_eq!(shown, format!("{} …", "ä".repeat(1000)));
    }

    #[test]
    fn everything_else_is_shown_as_it_is() {
        let text = r#"Der Agent „Müller“ hat 'keinen' "Anruf" in C:\icws 🙂"#;
        assert_eq!(Line(text).to_string(), text);
    }
}
