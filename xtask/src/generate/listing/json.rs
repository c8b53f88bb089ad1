//! What `gen --format json` prints: one object a line, for editors and CI.

use icws_codegen::Diagnostics;
use icws_codegen::diagnostic::Diagnostic;
use icws_codegen::source::{Source, Span};
use icws_codegen::visible::is_hidden;
use serde::Serialize;

/// A mistake in a specification, or a warning.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Mistake<'a> {
    severity: &'static str,
    code: &'static str,
    message: &'a str,
    file: &'a str,
    #[serde(flatten)]
    place: Underlined<'a>,
    help: &'a str,
    related: Vec<Underlined<'a>>,
}

/// What is underlined, and what is said there. The end is the column behind the last character.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Underlined<'a> {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    label: &'a str,
}

/// A file that differs from what is wanted, or did until now.
#[derive(Serialize)]
struct StaleFile<'a> {
    file: &'a str,
    state: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    swapped: &'a [&'a str],
}

/// A line for each mistake.
pub(crate) fn mistakes(mistakes: &Diagnostics) -> impl Iterator<Item = String> {
    mistakes.iter().map(|mistake| {
        let Diagnostic { severity, code, message, span, label, related, help } = mistake;
        let source = mistakes.source();
        line(&Mistake {
            severity: severity.as_str(),
            code: code.as_str(),
            message,
            file: source.path(),
            place: place(source, *span, label),
            help,
            related: related.iter().map(|(span, label)| place(source, *span, label)).collect(),
        })
    })
}

/// The line for a file; its state is `stale`, `missing`, `orphan`, `written` or `removed`.
pub(crate) fn file(file: &str, state: &str, swapped: &[&str]) -> String {
    line(&StaleFile { file, state, swapped })
}

fn place<'a>(source: &Source, span: Span, label: &'a str) -> Underlined<'a> {
    let [start, end] = source.range(span);
    Underlined { line: start.line, column: start.column, end_line: end.line, end_column: end.column, label }
}

/// The object in one line. Texts and numbers are always JSON.
pub(crate) fn line(object: &impl Serialize) -> String {
    escaped(&serde_json::to_string(object).unwrap_or_default())
}

/// The same JSON. What must not reach a terminal stands there by its number, as JSON writes it.
pub(super) fn escaped(line: &str) -> String {
    let mut shown = String::with_capacity(line.len());
    for character in line.chars() {
        match is_hidden(character) {
            true => character
                .encode_utf16(&mut [0; 2])
                .iter()
                .for_each(|unit| shown.push_str(&format!("\\u{unit:04x}"))),
            false => shown.push(character),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_commands_a_terminal_and_every_text_is_what_it_was() -> serde_json::Result<()> {
        let name = "a\u{1b}[2J\u{9b}\u{202e}\u{2028}\u{e0041}\n\"ü";
        let line = file(name, "stale", &[]);
        assert!(!line.contains(is_hidden), "{line}");
        let read: serde_json::Value = serde_json::from_str(&line)?;
        assert_eq!(read["file"], name);
        Ok(())
    }
}
