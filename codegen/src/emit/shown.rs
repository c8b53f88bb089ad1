//! What `Debug` shows of types that have secrets, which a derived one would show.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::ident;

/// A field that is shown.
pub(super) struct Shown {
    pub(super) name: Ident,
    pub(super) is_secret: bool,
}

impl Shown {
    pub(super) fn new(name: &str, is_secret: bool) -> Self {
        Self { name: ident(name), is_secret }
    }

    /// Its name in a pattern, where nobody looks at a secret.
    pub(super) fn pattern(&self) -> TokenStream {
        let name = &self.name;
        if self.is_secret { quote!(#name: _) } else { quote!(#name) }
    }

    /// What adds it to what is shown, from a reference to its value.
    pub(super) fn added(&self, value: &TokenStream) -> TokenStream {
        let text = self.name.to_string();
        let text = text.trim_start_matches("r#");
        let value = if self.is_secret { quote!(&crate::runtime::Hidden) } else { value.clone() };
        quote! { shown_.field(#text, #value); }
    }
}

/// `Debug` of a type, with or without a lifetime. Its own names end in `_`, for what is shown may be called `f` or `shown`.
pub(super) fn debug(target: &TokenStream, shown: &TokenStream) -> TokenStream {
    quote! {
        /// Shows no secret.
        impl std::fmt::Debug for #target {
            fn fmt(&self, f_: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                #shown
            }
        }
    }
}

/// What shows a struct, or a variant with fields.
pub(super) fn structure(name: &str, added: impl Iterator<Item = TokenStream>) -> TokenStream {
    quote! {
        let mut shown_ = f_.debug_struct(#name);
        #(#added)*
        shown_.finish()
    }
}

/// What is derived where nothing is secret.
pub(super) fn derived(has_secrets: bool) -> Option<TokenStream> {
    (!has_secrets).then(|| quote!(Debug,))
}
