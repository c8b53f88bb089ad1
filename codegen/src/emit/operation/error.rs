//! Answers that mean an error: an enumeration per operation, with a variant per documented status.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::fields;
use super::response::{self, variant};
use crate::emit::docs;
use crate::emit::gated::gated;
use crate::emit::ident;
use crate::emit::shown::derived;
use crate::emit::types;
use crate::markdown::code;
use crate::plan::{OperationPlan, Silent, Teller, Telling, TellingPlace, Told};

/// The enumeration and what it implements.
pub(in crate::emit) fn items(operation: &OperationPlan<'_>) -> Vec<TokenStream> {
    let headers = operation.errors.list.iter().flat_map(|error| fields::headers(operation, error));
    let constructors = constructors(operation);
    let debug = response::debug(&ident(&operation.error), &operation.errors);
    let own = [declaration(operation)].into_iter().chain(debug).chain(constructors);
    let values = response::values_of(&ident(&operation.error), &operation.errors);
    own.chain(values).chain([table(operation)]).chain(headers).collect()
}

fn declaration(operation: &OperationPlan<'_>) -> TokenStream {
    let name = ident(&operation.error);
    let docs = docs::paragraphs([format!("What {} answers when it fails.", code(&operation.item.name.wire))]);
    let variants = operation.errors.list.iter().map(variant);
    let derived = derived(operation.errors.have_secrets());
    quote! {
        #docs
        #[derive(#derived Clone, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
        }
    }
}

fn constructors(operation: &OperationPlan<'_>) -> Option<TokenStream> {
    let name = ident(&operation.error);
    let constructors = response::constructors(&operation.errors);
    (!constructors.is_empty()).then(|| quote! { impl #name { #(#constructors)* } })
}

/// The table from which the runtime makes what reads and writes the errors, and what all errors have in common.
fn table(operation: &OperationPlan<'_>) -> TokenStream {
    let (name, wire) = (ident(&operation.error), &operation.item.name.wire);
    let common = match &operation.common_error {
        Some(ty) => types::owned(ty, types::Scope::Elsewhere),
        None => quote!(_),
    };
    let functions = match &operation.telling {
        Telling::Usual => None,
        Telling::Own { message, error_id } => {
            let message = told(operation, message, MESSAGE);
            let id = told(operation, error_id, ERROR_ID);
            Some(quote!(, #message, #id))
        }
    };
    let rows = response::rows(&operation.errors.list);
    let hides = operation.has_secrets.then(|| quote!(.hides(crate::models::SECRETS)));
    quote! { crate::runtime::errors! { #name(#wire, #common #functions)#hides; #rows } }
}

/// How something is read from the field or by the method that has it, and what there is in its place.
#[derive(Clone, Copy)]
struct Getter {
    field: fn(TokenStream, Ident) -> TokenStream,
    shared: fn(TokenStream, Ident) -> TokenStream,
    otherwise: fn() -> TokenStream,
}

const MESSAGE: Getter = Getter {
    field: |error, field| quote!(&#error.#field),
    shared: |error, method| quote!(#error.#method().unwrap_or_default()),
    otherwise: || quote!(""),
};
const ERROR_ID: Getter = Getter {
    field: |error, field| quote!(#error.#field.as_deref()),
    shared: |error, method| quote!(#error.#method()),
    otherwise: || quote!(None),
};

/// A closure that reads what the bodies of errors tell.
fn told(operation: &OperationPlan<'_>, told: &Told<'_>, getter: Getter) -> TokenStream {
    let name = ident(&operation.error);
    let otherwise = (getter.otherwise)();
    let read = |error: TokenStream, source: &TellingPlace<'_>| match source {
        TellingPlace::Field(name) => (getter.field)(error, ident(name)),
        TellingPlace::Shared(name) => (getter.shared)(error, ident(name)),
        TellingPlace::Text => error,
    };
    let arm = |Teller { since, variant, has_fields, source }: &Teller<'_>| {
        let variant = ident(variant);
        let pattern = match has_fields {
            true => quote!(#name::#variant { ref error, .. }),
            false => quote!(#name::#variant(ref error)),
        };
        let value = read(quote!(error), source);
        gated(since, quote! { #pattern => #value, })
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
        Told::Some { tellers, silent } => {
            let (arms, others) = (tellers.iter().map(arm), others(&name, silent, &otherwise));
            quote!(|error| match *error { #(#arms)* #others })
        }
    }
}

/// The arms of those that tell nothing.
fn others(name: &Ident, silent: &Silent<'_>, otherwise: &TokenStream) -> TokenStream {
    let Silent::Each(errors) = silent else { return quote!(_ => #otherwise,) };
    let arms = errors.iter().map(|(variant, since)| {
        let variant = ident(variant);
        gated(since, quote! { #name::#variant { .. } => #otherwise, })
    });
    quote!(#(#arms)*)
}
