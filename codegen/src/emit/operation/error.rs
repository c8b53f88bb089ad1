//! Answers that mean an error: an enumeration per operation, with a variant per documented status.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::fields;
use super::response::{self, variant};
use crate::emit::docs;
use crate::emit::gated::Gated;
use crate::emit::types;
use crate::emit::{equality, ident};
use crate::ir::{Answer, Api};
use crate::markdown::code;
use crate::plan::{Operation, Teller, Telling, TellingPlace, Told};

/// The enumeration and what it implements.
pub(in crate::emit) fn items(api: &Api, operation: &Operation<'_>) -> Vec<TokenStream> {
    let errors = operation.errors();
    let headers = errors.iter().filter_map(|error| fields::headers(api, operation, error));
    let constructors = constructors(api, operation);
    let own = [declaration(api, operation)].into_iter().chain(constructors).chain([table(api, operation)]);
    own.chain(headers).collect()
}

fn declaration(api: &Api, operation: &Operation<'_>) -> TokenStream {
    let name = ident(&operation.error);
    let docs = docs::paragraphs([format!("What {} answers when it fails.", code(&operation.ir.name.wire))]);
    let errors = operation.errors();
    let equality = equality(api.are_total(&operation.ir.errors));
    let variants = errors.iter().map(|response| variant(api, operation, response));
    quote! {
        #docs
        #[derive(Debug, Clone, #equality)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
        }
    }
}

fn constructors(api: &Api, operation: &Operation<'_>) -> Option<TokenStream> {
    let name = ident(&operation.error);
    let constructors = response::constructors(api, operation, &operation.errors());
    (!constructors.is_empty()).then(|| quote! { impl #name { #(#constructors)* } })
}

/// The table from which the runtime makes what reads and writes the errors, and what all errors have in common.
fn table(api: &Api, operation: &Operation<'_>) -> TokenStream {
    let (name, wire) = (ident(&operation.error), &operation.ir.name.wire);
    let common = match operation.common_error {
        Some(ty) => types::owned(api, ty, types::Place::Elsewhere),
        None => quote!(_),
    };
    let functions = match &operation.telling {
        Telling::Usual => None,
        Telling::Own { message, error_id } => {
            let message = told(api, operation, message, MESSAGE);
            let id = told(api, operation, error_id, ERROR_ID);
            Some(quote!(, #message, #id))
        }
    };
    let rows = response::rows(api, operation, &operation.errors());
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
fn told(api: &Api, operation: &Operation<'_>, told: &Told<'_>, reading: Reading) -> TokenStream {
    let name = ident(&operation.error);
    let otherwise = (reading.otherwise)();
    let read = |error: TokenStream, source: &TellingPlace<'_>| match source {
        TellingPlace::Field(name) => (reading.field)(error, ident(name)),
        TellingPlace::Shared(name) => (reading.shared)(error, ident(name)),
        TellingPlace::Text => error,
    };
    let arm = |Teller { since, variant, has_fields, source }: &Teller<'_>| {
        let variant = ident(variant);
        let pattern = match has_fields {
            true => quote!(#name::#variant { ref error, .. }),
            false => quote!(#name::#variant(ref error)),
        };
        let value = read(quote!(error), source);
        Gated::new(*since, quote! { #pattern => #value, }).within(operation.ir.since.gate, api)
    };
    match told {
        Told::Nowhere => quote!(|_| #otherwise),
        Told::Common(source) => {
            let value = read(quote!(error.error()), source);
            quote!(|error| #value)
        }
        Told::Each(tellers) => {
            let arms = tellers.iter().map(arm);
            quote!(|error| match *error { #(#arms)* })
        }
        Told::Some(tellers) => {
            let (arms, others) = (tellers.iter().map(arm), silent(api, operation, tellers, &otherwise));
            quote!(|error| match *error { #(#arms)* #others })
        }
    }
}

/// The arms of those that tell nothing. Where one of them is younger than the operation, each has its own: at the versions
/// before, there may be none for a common one.
fn silent(
    api: &Api,
    operation: &Operation<'_>,
    tellers: &[Teller<'_>],
    otherwise: &TokenStream,
) -> TokenStream {
    let name = ident(&operation.error);
    let errors = operation.ir.errors.iter();
    let others: Vec<&Answer> =
        errors.filter(|error| !tellers.iter().any(|teller| teller.variant == error.ident)).collect();
    if others.iter().all(|error| error.since.gate.covers(operation.ir.since.gate)) {
        return quote!(_ => #otherwise,);
    }
    let arms = others.iter().map(|error| {
        let variant = ident(&error.ident);
        response::gated(api, operation, error, quote! { #name::#variant { .. } => #otherwise, })
    });
    quote!(#(#arms)*)
}
