//! Which characters are shown as they are, and which by their numbers.
//!
//! A specification can hold characters that command a terminal, turn the direction of the text around them, or cannot
//! be seen at all. Wherever a text of it is shown to somebody, such a character is shown as `\u{202e}`. What travels on
//! the wire is not touched: generated code writes it as a literal, with escapes.

use std::borrow::Cow;

/// Whether a character is never shown as it is: a control, a line break that is none to all tools, whatever Unicode has
/// nothing to show for (`Default_Ignorable_Code_Point`), or a character that is none.
pub fn is_hidden(character: char) -> bool {
    match character {
        // Most characters, first.
        ' '..='~' | '\n' | '\t' => false,
        // These two join letters and emoji or keep them apart, and the others choose between shapes of one: it is seen.
        '\u{200c}' | '\u{200d}' | '\u{180b}'..='\u{180d}' | '\u{180f}' | '\u{fe00}'..='\u{fe0f}' => false,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}' => {
            true
        }
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => true,
        '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{fdd0}'..='\u{fdef}' => true,
        '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}' => true,
        other => other.is_control() || u32::from(other) & 0xfffe == 0xfffe,
    }
}

/// A text of several lines with every hidden character shown. Line breaks and tabs stay.
pub fn visible(text: &str) -> Cow<'_, str> {
    shown(text, is_hidden)
}

/// A text that is shown on one line: line breaks and tabs are shown by their numbers, too.
pub fn visible_line(text: &str) -> Cow<'_, str> {
    shown(text, |character| matches!(character, '\n' | '\t') || is_hidden(character))
}

fn shown(text: &str, is_hidden: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match is_hidden(character) {
            true => shown.extend(character.escape_unicode()),
            false => shown.push(character),
        }
    }
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hides_is_shown_by_its_number() {
        let hidden = "\0\u{7}\r\u{1b}\u{7f}\u{85}\u{9b}\u{61c}\u{200e}\u{202e}\u{2028}\u{2069}\u{feff}\u{ffff}\u{e0041}";
        let shown: String = hidden.chars().map(|character| character.escape_unicode().to_string()).collect();
        assert_eq!(visible(hidden), shown);
        let blank = "\u{ad}\u{34f}\u{115f}\u{17b5}\u{180e}\u{200b}\u{2060}\u{2064}\u{3164}\u{ffa0}\u{fff0}\u{fdd0}\u{1d17a}\u{e0100}";
        let shown: String = blank.chars().map(|character| character.escape_unicode().to_string()).collect();
        assert_eq!(visible(blank), shown);
        assert_eq!(visible_line("a\tb\r\n"), r"a\u{9}b\u{d}\u{a}");
    }

    #[test]
    fn what_people_write_is_shown_as_it_is() {
        // The last ones are joiners, which Persian and the emoji of families need, and what makes an emoji of a heart.
        let written = "Grüße,\n\t\u{a0}日本語 שלום 😀 e\u{301} \u{200c} \u{200d} \u{2764}\u{fe0f}";
        assert!(matches!(visible(written), Cow::Borrowed(_)));
    }
}
