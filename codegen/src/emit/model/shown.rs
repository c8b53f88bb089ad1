//! What is shown of an object: all but its secrets, and of an error what the server says.

use proc_macro2::TokenStream;
use quote::quote;

use super::large;
use crate::emit::gated::gated;
use crate::emit::ident;
use crate::plan::{ModelPlan, ObjectPlan};

/// What `Debug` shows of a type with secrets, which a derived one would show.
pub(super) fn debug(model: &ModelPlan<'_>, object: &ObjectPlan<'_>) -> Option<TokenStream> {
    let (name, text) = (large::holder(model), &model.item.name.ident);
    let fields = object.fields.iter().map(|field| {
        let (name, item) = (&field.item.name.ident, &field.item);
        let field_name = ident(name);
        let value =
            if field.is_secret { quote!(&format_args!("[hidden]")) } else { quote!(&self.#field_name) };
        gated(&item.since, quote! { shown.field(#name, #value); })
    });
    let extra = object.is_open.then(|| quote! { shown.field("extra", &self.extra); });
    object.has_secrets().then(|| {
        quote! {
            /// Shows no secret.
            impl std::fmt::Debug for #name {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    let mut shown = f.debug_struct(#text);
                    #(#fields)*
                    #extra
                    shown.finish()
                }
            }
        }
    })
}

/// What an error is as one of Rust: the server's words.
pub(super) fn words(model: &ModelPlan<'_>, object: &ObjectPlan<'_>) -> Option<[TokenStream; 2]> {
    let (message, error_id) = object.words?;
    let (name, message) = (ident(&model.item.name.ident), ident(message));
    let error_id = error_id.map(ident).map_or(quote!(None), |error_id| quote!(self.#error_id.as_deref()));
    let display = quote! {
        /// What the server says, on one line.
        impl std::fmt::Display for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                crate::runtime::display_words(&self.#message, #error_id, f)
            }
        }
    };
    Some([display, quote! { impl std::error::Error for #name {} }])
}
