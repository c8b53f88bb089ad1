//! The one place that prints `#[cfg]`.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use crate::plan::{Condition, Conditions};

/// What is only there under these conditions: the tokens with `#[cfg]` in front of them.
pub(super) fn gated(since: &Conditions<'_>, tokens: TokenStream) -> TokenStream {
    let Some(condition) = condition(since) else { return tokens };
    let (mut gated, item) = after_docs(tokens);
    gated.extend(quote!(#[cfg(#condition)]));
    gated.extend(item);
    gated
}

/// A line of documentation that is only there under these conditions.
pub(super) fn line(since: &Conditions<'_>, text: &str) -> TokenStream {
    match condition(since) {
        Some(condition) => quote!(#[cfg_attr(#condition, doc = #text)]),
        None => quote!(#[doc = #text]),
    }
}

fn condition(since: &Conditions<'_>) -> Option<TokenStream> {
    let flags: Vec<String> =
        since.iter().map(|Condition { feature, version }| feature.flag(version)).collect();
    match flags.as_slice() {
        [] => None,
        [flag] => Some(quote!(feature = #flag)),
        flags => Some(quote!(all(#(feature = #flags),*))),
    }
}

/// The documentation that tokens begin with, and the rest: documentation stands before all other attributes.
fn after_docs(tokens: TokenStream) -> (TokenStream, TokenStream) {
    let mut rest = tokens.into_iter().peekable();
    let mut docs = TokenStream::new();
    while let Some(hash) =
        rest.next_if(|token| matches!(token, TokenTree::Punct(sign) if sign.as_char() == '#'))
    {
        match rest.next_if(is_comment) {
            Some(comment) => docs.extend([hash, comment]),
            None => return (docs, [hash].into_iter().chain(rest).collect()),
        }
    }
    (docs, rest.collect())
}

/// Whether this is `[doc = "..."]`, and no other attribute.
fn is_comment(token: &TokenTree) -> bool {
    let TokenTree::Group(group) = token else { return false };
    let mut inside = group.stream().into_iter();
    let is_doc = matches!(inside.next(), Some(TokenTree::Ident(name)) if name == "doc");
    is_doc && matches!(inside.next(), Some(TokenTree::Punct(sign)) if sign.as_char() == '=')
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::after_docs;

    #[test]
    fn a_condition_stands_behind_the_documentation_and_before_all_else() {
        let tokens = quote!(
            #[doc = " What it is."]
            #[doc(alias = "it")]
            #[doc = " More."]
            struct It;
        );
        let (docs, item) = after_docs(tokens);
        assert_eq!(docs.to_string(), quote!(#[doc = " What it is."]).to_string());
        assert_eq!(
            item.to_string(),
            quote!(
                #[doc(alias = "it")]
                #[doc = " More."]
                struct It;
            )
            .to_string()
        );
        let (docs, item) = after_docs(quote!(
            struct It;
        ));
        assert!(docs.is_empty(), "{docs}");
        assert_eq!(item.to_string(), "struct It ;");
    }
}
