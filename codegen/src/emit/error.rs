//! Answers that mean an error: an enumeration per operation, with a variant per documented status.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::docs;
use super::response::{self, variant};
use super::types::{self, Place};
use super::{fields, ident};
use crate::ir::Api;
use crate::markdown::code;
use crate::plan::{Operation, Source, Teller, Told};

/// The enumeration and what it implements.
pub(super) fn items(api: &Api, operation: &Operation<'_>) -> Vec<TokenStream> {
    let errors = operation.errors();
    let headers = errors.iter().filter_map(|error| fields::headers(api, operation, error));
    let constructors = constructors(api, operation);
    let own = [declaration(api, operation)].into_iter().chain(constructors).chain([table(api, operation)]);
    own.chain(headers).collect()
}

fn declaration(api: &Api, operation: &Operation<'_>) -> TokenStream {
    let name = ident(&operation.error);
    let docs = docs::paragraphs([format!("What {} answers when it fails.", code(&operation.name.wire))]);
    let errors = operation.errors();
    let variants = errors.iter().map(|response| variant(api, response));
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
        }
    }
}

fn constructors(api: &Api, operation: &Operation<'_>) -> Option<TokenStream> {
    let name = ident(&operation.error);
    let constructors = response::constructors(api, &operation.errors());
    (!constructors.is_empty()).then(|| quote! { impl #name { #(#constructors)* } })
}

/// The table from which the runtime makes what reads and writes the errors, and what all errors have in common.
fn table(api: &Api, operation: &Operation<'_>) -> TokenStream {
    let (name, wire) = (ident(&operation.error), &operation.name.wire);
    let common = match operation.common_error() {
        Some(ty) => types::owned(api, ty, Place::Elsewhere),
        None => quote!(_),
    };
    let functions = match (&operation.message, &operation.error_id) {
        (Told::Common(Source::Field("message")), Told::Common(Source::Field("error_id"))) => {
            TokenStream::new()
        }
        (message, id) => {
            let (message, id) = (told(message, &name, MESSAGE), told(id, &name, ERROR_ID));
            quote!(, #message, #id)
        }
    };
    let rows = response::rows(&operation.errors());
    quote! { crate::runtime::errors! { #name(#wire, #common #functions); #rows } }
}

/// How something is read from the field or by the method that has it, and what there is in its place.
#[derive(Clone, Copy)]
struct Reading {
    field: fn(TokenStream, Ident) -> TokenStream,
    shared: fn(TokenStream, Ident) -> TokenStream,
    otherwise: fn() -> TokenStream,
}

const MESSAGE: Reading = Reading {
    field: |error, field| quote!(&#error.#field),
    shared: |error, method| quote!(#error.#method().unwrap_or_default()),
    otherwise: || quote!(""),
};
const ERROR_ID: Reading = Reading {
    field: |error, field| quote!(#error.#field.as_deref()),
    shared: |error, method| quote!(#error.#method()),
    otherwise: || quote!(None),
};

/// A closure that reads what the bodies of errors tell.
fn told(told: &Told<'_>, name: &Ident, reading: Reading) -> TokenStream {
    let otherwise = (reading.otherwise)();
    let read = |error: TokenStream, source: &Source<'_>| match source {
        Source::Field(name) => (reading.field)(error, ident(name)),
        Source::Shared(name) => (reading.shared)(error, ident(name)),
        Source::Text => error,
    };
    let arm = |Teller { variant, has_fields, source }: &Teller<'_>| {
        let variant = ident(variant);
        let pattern = match has_fields {
            true => quote!(#name::#variant { error, .. }),
            false => quote!(#name::#variant(error)),
        };
        let value = read(quote!(error), source);
        quote! { #pattern => #value, }
    };
    match told {
        Told::Nowhere => quote!(|_| #otherwise),
        Told::Common(source) => {
            let value = read(quote!(error.error()), source);
            quote!(|error| #value)
        }
        Told::Each(tellers) => {
            let arms = tellers.iter().map(arm);
            quote!(|error| match error { #(#arms)* })
        }
        Told::Some(tellers) => {
            let arms = tellers.iter().map(arm);
            quote!(|error| match error { #(#arms)* _ => #otherwise, })
        }
    }
}
