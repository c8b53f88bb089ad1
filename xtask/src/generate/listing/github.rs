//! What `gen --format github` prints: annotations, which a workflow shows at their lines.

use icws_codegen::Diagnostics;
use icws_codegen::diagnostic::Diagnostic;

use crate::support::annotation::{data, property};

/// An annotation for each mistake. What belongs to it elsewhere is said in its text.
pub(super) fn mistakes(mistakes: &Diagnostics) -> impl Iterator<Item = String> {
    mistakes.iter().map(|mistake| {
        let Diagnostic { severity, code, message, span, label, related, help } = mistake;
        let source = mistakes.source();
        let [start, end] = source.range(*span);
        let mut text = format!("{message}: {label}\n");
        for (span, label) in related {
            text.push_str(&format!("line {}: {label}\n", source.position(*span).line));
        }
        text.push_str(&format!("help: {help}\nfor more, run: cargo xtask explain {}", code.as_str()));
        let mut place = format!("file={},line={}", property(source.path()), start.line);
        // An annotation has columns on one line alone, and its end is its last character.
        if start.line == end.line {
            let last = end.column.saturating_sub(1).max(start.column);
            place.push_str(&format!(",col={},endColumn={last}", start.column));
        } else {
            place.push_str(&format!(",endLine={}", end.line));
        }
        format!("::{} {place},title={}::{}", severity.as_str(), code.as_str(), data(&text))
    })
}

/// The annotation of a file: an error where it ought to be otherwise.
pub(super) fn file(path: &str, state: &str) -> String {
    let level = if matches!(state, "written" | "removed") { "notice" } else { "error" };
    format!("::{level} file={},title=gen::{}", property(path), data(&format!("{state}: {path}")))
}
