//! Answers that mean an error: an enumeration per operation, with a variant per documented status.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::docs;
use super::response::{self, variant};
use super::types::{self, Place};
use super::{fields, ident, lints};
use crate::ir::{Api, Status};
use crate::markdown::code;
use crate::plan::{Form, Operation, Response, Source, Teller, Told};

/// The enumeration and what it implements.
pub(super) fn items(api: &Api, operation: &Operation<'_>) -> Vec<TokenStream> {
    let errors = operation.errors();
    let headers = errors.iter().filter_map(|error| fields::headers(api, operation, error));
    let own = [declaration(api, operation), accessors(api, operation), common(operation)];
    own.into_iter().chain(headers).collect()
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

fn accessors(api: &Api, operation: &Operation<'_>) -> TokenStream {
    let name = ident(&operation.error);
    let errors = operation.errors();
    let status = matching(errors.iter().map(|response| status(response)).collect());
    let error = operation.common_error().map(|ty| {
        let deep = lints::deep_types([ty]);
        let ty = types::owned(api, ty, Place::Elsewhere);
        let arms = errors.iter().map(|response| {
            let variant = ident(&response.answer.ident);
            match response.form {
                Form::Fields(_) => quote! { Self::#variant { error, .. } => error, },
                Form::Body(_) | Form::Nothing => quote! { Self::#variant(error) => error, },
            }
        });
        let body = matching(arms.collect());
        quote! {
            /// What the server says about it.
            #deep
            #[must_use]
            pub const fn error(&self) -> &#ty {
                #body
            }
        }
    });
    let constructors = response::constructors(api, &errors);
    quote! {
        impl #name {
            #(#constructors)*
            /// The status of the answer.
            #[must_use]
            pub const fn status(&self) -> http::StatusCode {
                #status
            }
            #error
        }
    }
}

/// A match on a response, of which there may be none at all.
pub(super) fn matching(arms: Vec<TokenStream>) -> TokenStream {
    if arms.is_empty() { quote!(match *self {}) } else { quote!(match self { #(#arms)* }) }
}

fn status(response: &Response<'_>) -> TokenStream {
    let variant = ident(&response.answer.ident);
    let code = match response.answer.status {
        Status::Code(code) => code,
        Status::Range(_) | Status::Default => {
            return quote! { Self::#variant { status, .. } => *status, };
        }
    };
    let pattern = match response.form {
        Form::Fields(_) => quote!(Self::#variant { .. }),
        Form::Body(_) => quote!(Self::#variant(_)),
        Form::Nothing => quote!(Self::#variant),
    };
    let name = status_name(code);
    quote! { #pattern => http::StatusCode::#name, }
}

/// The constant of a registered status.
pub(super) fn status_name(code: u16) -> Ident {
    let reason = http::StatusCode::from_u16(code).ok().and_then(|code| code.canonical_reason());
    let reason = reason.unwrap_or_default().replace('\'', "");
    ident(&heck::AsShoutySnakeCase(reason).to_string())
}

fn common(operation: &Operation<'_>) -> TokenStream {
    let (name, wire) = (ident(&operation.error), &operation.name.wire);
    if let (Told::Common("message"), Told::Common("error_id")) = (&operation.message, &operation.error_id) {
        return quote! { crate::runtime::refusal!(#name, #wire); };
    }
    let message = told(&operation.message, &name, MESSAGE);
    let id = told(&operation.error_id, &name, ERROR_ID);
    quote! { crate::runtime::refusal!(#name, #wire, #message, #id); }
}

/// How something is read from the field that has it, and what there is in its place.
#[derive(Clone, Copy)]
struct Reading {
    field: fn(TokenStream, Ident) -> TokenStream,
    otherwise: fn() -> TokenStream,
}

const MESSAGE: Reading = Reading { field: |error, field| quote!(&#error.#field), otherwise: || quote!("") };
const ERROR_ID: Reading =
    Reading { field: |error, field| quote!(#error.#field.as_deref()), otherwise: || quote!(None) };

/// A closure that reads what the bodies of errors tell.
fn told(told: &Told<'_>, name: &Ident, Reading { field, otherwise }: Reading) -> TokenStream {
    let otherwise = otherwise();
    let arm = |Teller { variant, has_fields, source }: &Teller<'_>| {
        let variant = ident(variant);
        let pattern = match has_fields {
            true => quote!(#name::#variant { error, .. }),
            false => quote!(#name::#variant(error)),
        };
        let value = match source {
            Source::Field(name) => field(quote!(error), ident(name)),
            Source::Text => quote!(error),
        };
        quote! { #pattern => #value, }
    };
    match told {
        Told::Nowhere => quote!(|_| #otherwise),
        Told::Common(name) => {
            let value = field(quote!(error.error()), ident(name));
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
