//! Code in a line of text.

/// A text as code, between as many ticks as it takes.
pub(super) fn code_span(text: &str) -> String {
    let text = text.replace(['\t', '\n'], " ");
    let ticks = "`".repeat(longest_run(&text) + 1);
    let is_stripped = text.starts_with(' ') && text.ends_with(' ') && !text.trim().is_empty();
    let pad = if is_stripped || text.contains('`') { " " } else { "" };
    format!("{ticks}{pad}{text}{pad}{ticks}")
}

/// How many ticks follow each other where most do.
pub(super) fn longest_run(text: &str) -> usize {
    text.split(|other| other != '`').map(str::len).max().unwrap_or(0)
}
