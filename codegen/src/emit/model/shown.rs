//! What is shown of an object: all but its secrets, and of an error what the server says.

use proc_macro2::TokenStream;
use quote::quote;

use super::large;
use crate::emit::gated::gated;
use crate::emit::ident;
use crate::emit::shown::{self, Shown};
use crate::plan::{ModelPlan, ObjectPlan};

/// Whether `Debug` and errors have to hide something: a field, or what stands in `extra` under the name of a secret.
pub(super) fn hides(model: &ModelPlan<'_>, object: &ObjectPlan<'_>) -> bool {
    object.has_secrets() || object.is_open && model.has_secrets
}

/// What `Debug` shows of a type that may hold secrets.
pub(super) fn debug(model: &ModelPlan<'_>, object: &ObjectPlan<'_>) -> Option<TokenStream> {
    if !hides(model, object) {
        return None;
    }
    let target = large::holder(model);
    let fields = object.fields.iter().map(|field| {
        let shown = Shown::new(&field.item.name.ident, field.item.is_secret);
        let name = &shown.name;
        gated(&field.item.since, shown.added(&quote!(&self.#name)))
    });
    let extra = object
        .is_open
        .then(|| quote! { shown_.field("extra", &self.extra.clone().hiding(crate::models::SECRETS)); });
    let shown = shown::structure(&model.item.name.ident, fields.chain(extra));
    Some(shown::debug(&quote!(#target), &shown))
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
