//! Characters beyond 16 bits as JSON escapes them: in two halves, `"\ud83d\ude00"`.
//!
//! JSON is YAML but for this, and saphyr-parser 0.3.3 refuses it. Whether an escape is one depends on the quotes around
//! it, which only the parser knows. So the parser reads a stand-in for each half, which the text has nowhere else, and
//! the halves are put back into what it read.

use std::borrow::Cow;

use super::Span;
use super::mistakes;
use crate::diagnostic::Sink;

/// How many characters an escaped half has.
const LENGTH: usize = 6;

/// A text with a stand-in for each escaped half.
pub(super) struct Surrogates<'t> {
    /// What the parser is to read: every character is where it is in the text.
    pub(super) text: Cow<'t, str>,
    stand_in: char,
    halves: Vec<Half<'t>>,
}

struct Half<'t> {
    /// The index of its first character.
    start: u32,
    written: &'t str,
    unit: u16,
}

impl<'t> Surrogates<'t> {
    pub(super) fn find(text: &'t str) -> Self {
        let halves = halves(text);
        let stand_in = if halves.is_empty() { None } else { stand_in(text) };
        let Some(stand_in) = stand_in else {
            return Self { text: Cow::Borrowed(text), stand_in: '\0', halves: Vec::new() };
        };
        let mut replaced = String::with_capacity(text.len());
        let mut rest = text;
        for Half { written, .. } in &halves {
            let (before, after) = rest.split_once(written).unwrap_or_default();
            replaced.push_str(before);
            replaced.push_str(&escaped(stand_in));
            rest = after;
        }
        replaced.push_str(rest);
        Self { text: Cow::Owned(replaced), stand_in, halves }
    }

    /// A scalar as the text has it: with a character where the parser read the stand-ins of two halves, and with what
    /// was written where it read no escape. A half without the other one is reported.
    pub(super) fn restore<'s>(&self, scalar: Cow<'s, str>, span: Span, sink: &mut Sink) -> Cow<'s, str> {
        let from = self.halves.partition_point(|half| half.start < span.start);
        let to = self.halves.partition_point(|half| half.start < span.end);
        let Some(mut halves) = self.halves.get(from..to).filter(|halves| !halves.is_empty()) else {
            return scalar;
        };
        let mut restored = String::with_capacity(scalar.len());
        let mut rest = scalar.as_ref();
        let escaped = escaped(self.stand_in);
        while let (Some(character), Some((half, after))) = (rest.chars().next(), halves.split_first()) {
            if let Some(behind) = rest.strip_prefix(&escaped) {
                restored.push_str(half.written);
                (rest, halves) = (behind, after);
            } else if let Some(behind) = rest.strip_prefix(self.stand_in) {
                let pair = after.split_first().filter(|_| behind.starts_with(self.stand_in));
                let read = pair.and_then(|(low, after)| Some((pair_of(half.unit, low.unit)?, after)));
                let (character, after, behind) = match read {
                    Some((character, after)) => (character, after, behind.strip_prefix(self.stand_in)),
                    None => {
                        let span = Span::new(half.start, half.start + LENGTH as u32);
                        sink.report(mistakes::half_character(span, half.written));
                        (char::REPLACEMENT_CHARACTER, after, Some(behind))
                    }
                };
                restored.push(character);
                (rest, halves) = (behind.unwrap_or_default(), after);
            } else {
                restored.push(character);
                rest = rest.get(character.len_utf8()..).unwrap_or_default();
            }
        }
        restored.push_str(rest);
        Cow::Owned(restored)
    }
}

/// Everything that looks like an escaped half.
fn halves(text: &str) -> Vec<Half<'_>> {
    let (mut halves, mut byte, mut character) = (Vec::new(), 0, 0);
    for (start, _) in text.match_indices("\\u") {
        let Some(written) = text.get(start..start + LENGTH) else { continue };
        let unit = written.get(2..).filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        let unit = unit.and_then(|digits| u16::from_str_radix(digits, 16).ok());
        let Some(unit) = unit.filter(|unit| (0xd800..0xe000).contains(unit)) else { continue };
        character += text.get(byte..start).unwrap_or_default().chars().count();
        byte = start;
        halves.push(Half { start: u32::try_from(character).unwrap_or(u32::MAX), written, unit });
    }
    halves
}

/// A character for private use that the text has neither as it is nor by its number.
fn stand_in(text: &str) -> Option<char> {
    let lower = text.to_ascii_lowercase();
    ('\u{e000}'..'\u{e100}')
        .find(|unused| !text.contains(*unused) && !lower.contains(&format!("{:x}", u32::from(*unused))))
}

fn escaped(character: char) -> String {
    format!("\\u{:x}", u32::from(character))
}

/// The character of a high half and a low one.
fn pair_of(high: u16, low: u16) -> Option<char> {
    char::decode_utf16([high, low]).next()?.ok().filter(|character| character.len_utf16() == 2)
}

#[cfg(test)]
mod tests {
    use super::super::{Kind, yaml};
    use super::*;

    /// The texts of a list, and how many mistakes are in it.
    fn read(text: &str) -> (Vec<String>, usize) {
        let mut sink = Sink::default();
        let root = yaml::parse(text, &mut sink);
        let items = root.as_ref().and_then(|root| root.as_list()).unwrap_or_default();
        let texts = items.iter().map(|item| match &item.kind {
            Kind::Map(map) => map.keys().next().cloned().unwrap_or_default(),
            _ => item.as_str().unwrap_or_default().to_owned(),
        });
        (texts.collect(), sink.errors())
    }

    #[test]
    fn two_halves_are_a_character_where_escapes_are_read() {
        let text = r#"["\ud83d\ude00", "é\uD83D\uDE00\ud83d\ude01!", {"\ud83d\ude00": 1}, "\ud83d\ude00
            \ud83d\ude00"]"#;
        assert_eq!(read(text), (vec!["😀".into(), "é😀😁!".into(), "😀".into(), "😀 😀".into()], 0));
    }

    #[test]
    fn elsewhere_nothing_is_an_escape() {
        let text = r#"
- \ud83d\ude00 # "\ud83d"
- '\ud83d\ude00'
- |
  \ud83d
- "\\ud83d \ud83d\ude00 \\ude00"
"#;
        let texts = [r"\ud83d\ude00", r"\ud83d\ude00", "\\ud83d\n", "\\ud83d 😀 \\ude00"];
        assert_eq!(read(text), (texts.map(str::to_owned).to_vec(), 0));
    }

    #[test]
    fn a_half_without_the_other_is_refused_where_it_stands() {
        for text in [r#"["\ud83d"]"#, r#"["\ude00\ud83d!"]"#, r#"["\ud83d \ude00"]"#] {
            let mistakes = text.matches("\\u").count();
            assert_eq!(read(text).1, mistakes, "{text}");
        }
    }

    #[test]
    fn the_stand_in_is_nowhere_in_the_text() {
        let text = "[\"\\ud83d\\ude00 \u{e000} \\ue001 \\U0000E002\"]";
        assert_eq!(read(text), (vec!["😀 \u{e000} \u{e001} \u{e002}".to_owned()], 0));
    }
}
