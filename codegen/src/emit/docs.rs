//! Documentation comments.

use proc_macro2::TokenStream;
use quote::quote;

use crate::markdown::prose;
use crate::visible::{visible, visible_line};

/// Doc comments of several paragraphs; empty ones are left out.
pub(super) fn paragraphs<S: AsRef<str>>(paragraphs: impl IntoIterator<Item = S>) -> TokenStream {
    let mut lines: Vec<String> = Vec::new();
    for paragraph in paragraphs {
        // Some texts of a specification come here as they are, such as names on the wire.
        let paragraph = visible(paragraph.as_ref());
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

/// What the specification says, or else some words of ours.
pub(super) fn described(description: &str, otherwise: impl FnOnce() -> String) -> String {
    match prose(description) {
        nothing if nothing.is_empty() => otherwise(),
        prose => prose,
    }
}

/// A search term for rustdoc: the name on the wire, where Rust's differs.
pub(super) fn alias(wire: &str, ident: &str) -> TokenStream {
    let is_shown = visible_line(wire) == wire;
    let usable =
        is_shown && !wire.is_empty() && !wire.contains(['"', '\'']) && !wire.contains(char::is_whitespace);
    if usable && wire != ident {
        quote! { #[doc(alias = #wire)] }
    } else {
        TokenStream::new()
    }
}
