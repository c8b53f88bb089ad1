//! Tokens to one line of text, spaced the way people write Rust.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use quote::ToTokens;

const OPERATORS: [&str; 6] = ["::", "->", "=>", "..", "..=", "&&"];

/// The tokens on one line, paths without their `crate::`.
pub(super) fn line(tokens: impl ToTokens) -> String {
    let mut pieces = Vec::new();
    collect(tokens.to_token_stream(), &mut pieces);
    let mut text = String::new();
    let mut before = "";
    let mut rest = pieces.iter().map(String::as_str).peekable();
    while let Some(piece) = rest.next() {
        if piece == "crate" && rest.next_if_eq(&"::").is_some() {
            continue;
        }
        // Where lines are broken, the last argument has a comma.
        if piece == "," && rest.peek() == Some(&">") {
            continue;
        }
        if is_spaced(before, piece) {
            text.push(' ');
        }
        text.push_str(piece);
        before = piece;
    }
    text
}

/// The words, brackets and operators, one by one.
fn collect(tokens: TokenStream, pieces: &mut Vec<String>) {
    let mut is_open = false;
    for tree in tokens {
        match tree {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::None => ("", ""),
                };
                pieces.extend((!open.is_empty()).then(|| open.to_owned()));
                collect(group.stream(), pieces);
                pieces.extend((!close.is_empty()).then(|| close.to_owned()));
                is_open = false;
            }
            TokenTree::Punct(punct) => {
                match pieces.last_mut().filter(|_| is_open) {
                    Some(last) if OPERATORS.contains(&format!("{last}{}", punct.as_char()).as_str()) => {
                        last.push(punct.as_char());
                    }
                    _ => pieces.push(punct.as_char().to_string()),
                }
                is_open = punct.spacing() == Spacing::Joint;
            }
            TokenTree::Ident(ident) => {
                match pieces.last_mut().filter(|last| *last == "'") {
                    Some(lifetime) => lifetime.push_str(&ident.to_string()),
                    None => pieces.push(ident.to_string()),
                }
                is_open = false;
            }
            TokenTree::Literal(literal) => {
                pieces.push(literal.to_string());
                is_open = false;
            }
        }
    }
}

/// Whether a space stands between two pieces.
fn is_spaced(before: &str, piece: &str) -> bool {
    match (before, piece) {
        ("", _) => false,
        ("mut" | "dyn" | "impl" | "as" | "const", "(" | "[" | "<") => true,
        (_, "," | ";" | ":" | ">" | ")" | "]" | "::" | "." | ".." | "..=" | "!") => false,
        ("(" | "[" | "<" | "&" | "&&" | "::" | "." | ".." | "..=" | "*" | "?" | "!" | "#", _) => false,
        (_, "(" | "[" | "<") => matches!(before, "," | ";" | ":" | "=" | "+" | "->" | "=>" | "{" | "}"),
        _ => true,
    }
}
