//! The Markdown of descriptions, printed so that rustdoc reads what the author meant, and nothing else.
//!
//! A description is parsed with the parser that rustdoc has, and printed from what was parsed: every code block as text,
//! so that nothing of it is ever compiled or run; HTML and brackets that are no link as text; addresses as links; lists
//! and quotes indented as clippy wants them. What means the same either way stays as the author wrote it.

mod block;
mod table;

mod inline;
mod letters;

mod code;
mod url;

#[cfg(test)]
mod tests;

use pulldown_cmark::Options;

use crate::visible::{visible, visible_line};

/// What rustdoc understands beside CommonMark, except for quotes and dashes, which it makes of what we print.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS);

/// A description, made safe for rustdoc. Empty where it says nothing.
pub(crate) fn prose(text: &str) -> String {
    block::print(&normal(text)).lines.join("\n")
}

/// A description behind some words of ours that end in a colon, on the same line if it begins with a paragraph.
pub(crate) fn introduced(words: &str, text: &str) -> String {
    let printed = block::print(&normal(text));
    let prose = printed.lines.join("\n");
    match (prose.is_empty(), printed.is_paragraph) {
        (true, _) => format!("{}.", words.trim_end_matches(':')),
        (false, true) => format!("{words} {prose}"),
        (false, false) => format!("{words}\n\n{prose}"),
    }
}

/// A text that is no Markdown, on one line.
pub fn plain(text: &str) -> String {
    let mut leaf = inline::Leaf::new("", inline::Inside::Paragraph);
    leaf.foreign(&visible_line(text));
    leaf.finish()
}

/// A text as code. Nothing in it can end the code, and a text of nothing is shown in quotes.
pub(crate) fn code(text: &str) -> String {
    if text.is_empty() {
        return "`\"\"`".to_owned();
    }
    code::code_span(&visible_line(text))
}

/// With the one line break that there is for Rust, and no hidden character.
fn normal(text: &str) -> String {
    visible(&text.replace("\r\n", "\n").replace('\r', "\n")).into_owned()
}
