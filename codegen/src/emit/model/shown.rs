//! What is shown of an object: all but its secrets, and of an error what the server says.

use proc_macro2::TokenStream;
use quote::quote;

use super::large;
use crate::emit::gated::Gated;
use crate::emit::ident;
use crate::ir::{Api, Object, Schema};
use crate::plan;

/// Whether something of it must not be shown.
pub(in crate::emit) fn has_secrets(object: &Object) -> bool {
    object.properties.iter().any(|property| property.secret)
}

/// What `Debug` shows of a type with secrets, which a derived one would show.
pub(in crate::emit) fn debug(api: &Api, schema: &Schema, object: &Object) -> Option<TokenStream> {
    if !has_secrets(object) {
        return None;
    }
    let (name, text) = (large::holder(schema), &schema.name.ident);
    let fields = object.properties.iter().map(|property| {
        let (field, name) = (ident(&property.name.ident), &property.name.ident);
        let value = if property.secret { quote!(&format_args!("[hidden]")) } else { quote!(&self.#field) };
        Gated::new(property.since, quote! { shown.field(#name, #value); }).within(schema.since.gate, api)
    });
    let extra = object.open.then(|| quote! { shown.field("extra", &self.extra); });
    Some(quote! {
        /// Shows no secret.
        impl std::fmt::Debug for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                let mut shown = f.debug_struct(#text);
                #(#fields)*
                #extra
                shown.finish()
            }
        }
    })
}

/// What an error is as one of Rust: the server's words.
pub(in crate::emit) fn words(api: &Api, schema: &Schema) -> Option<[TokenStream; 2]> {
    let (message, error_id) = plan::words(api, schema)?;
    let (name, message) = (ident(&schema.name.ident), ident(message));
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
