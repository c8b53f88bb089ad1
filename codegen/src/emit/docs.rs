//! Documentation: the specification's prose, made safe for rustdoc.

use proc_macro2::TokenStream;
use quote::quote;

/// Doc comments of several paragraphs; empty ones are left out.
pub(super) fn paragraphs<S: AsRef<str>>(paragraphs: impl IntoIterator<Item = S>) -> TokenStream {
    let mut lines: Vec<String> = Vec::new();
    for paragraph in paragraphs {
        let paragraph = paragraph.as_ref();
        if paragraph.is_empty() {
            continue;
        }
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(paragraph.lines().map(|line| match line {
            "" => String::new(),
            line => format!(" {line}"),
        }));
    }
    quote! { #(#[doc = #lines])* }
}

/// A search term for rustdoc: the name on the wire, where Rust's differs.
pub(super) fn alias(wire: &str, ident: &str) -> TokenStream {
    let usable = !wire.is_empty() && !wire.contains(['"', '\'']) && !wire.contains(char::is_whitespace);
    if usable && wire != ident {
        quote! { #[doc(alias = #wire)] }
    } else {
        TokenStream::new()
    }
}

/// Prose from the specification: no line starts a test, no bracket a link, no angle bracket a tag.
pub(super) fn prose(text: &str) -> String {
    let mut fenced = false;
    let lines = text.lines().map(|line| {
        let line = line.trim();
        if let Some(info) = line.strip_prefix("```") {
            fenced = !fenced;
            return match (fenced, info) {
                // A block without a language would be compiled as a test.
                (true, "" | "rust") => "```text".to_owned(),
                _ => line.to_owned(),
            };
        }
        if fenced { line.to_owned() } else { escape(line) }
    });
    let mut lines: Vec<String> = lines.collect();
    if fenced {
        lines.push("```".to_owned());
    }
    lines.join("\n")
}

/// Escapes what rustdoc would read as a link or as HTML, outside of code spans, and marks bare addresses as such.
fn escape(line: &str) -> String {
    let ticks = line.matches('`').count();
    let mut escaped = String::with_capacity(line.len());
    for (index, piece) in line.split('`').enumerate() {
        if index > 0 {
            escaped.push('`');
        }
        let in_code = index % 2 == 1 && ticks.is_multiple_of(2);
        if in_code { escaped.push_str(piece) } else { escape_words(piece, &mut escaped) }
    }
    escaped
}

fn escape_words(piece: &str, escaped: &mut String) {
    for word in piece.split_inclusive(' ') {
        let bare = word.trim_end().trim_end_matches(['.', ',', ')', ';']);
        if bare.starts_with("http://") || bare.starts_with("https://") {
            let rest = word.get(bare.len()..).unwrap_or_default();
            escaped.push_str(&format!("<{}>{rest}", bare.replace(['<', '>'], "")));
            continue;
        }
        for character in word.chars() {
            if matches!(character, '[' | ']' | '<' | '>') {
                escaped.push('\\');
            }
            escaped.push(character);
        }
    }
}

/// A text in code ticks; nothing in it can end them.
pub(super) fn code(text: &str) -> String {
    format!("`{}`", text.replace('`', "'"))
}

#[cfg(test)]
mod tests {
    use super::prose;

    #[test]
    fn brackets_are_no_links_and_angles_no_tags() {
        assert_eq!(prose("a [1,*] <b> `x[0]<T>`"), "a \\[1,*\\] \\<b\\> `x[0]<T>`");
    }

    #[test]
    fn a_bare_address_is_marked() {
        assert_eq!(prose("see https://example.com/a."), "see <https://example.com/a>.");
    }

    #[test]
    fn an_indented_or_fenced_block_is_no_test() {
        assert_eq!(prose("x\n\n    let y = 1;\n```\nrun();\n```"), "x\n\nlet y = 1;\n```text\nrun();\n```");
    }

    #[test]
    fn an_open_fence_is_closed() {
        assert_eq!(prose("```\nrun();"), "```text\nrun();\n```");
    }
}
