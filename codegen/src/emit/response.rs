//! Answers that mean success, and how each documented answer is read.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::{self, prose};
use super::ident;
use crate::ir::{Answer, Api, Operation, Outcome, SchemaId};

/// What a successful call yields.
pub(super) fn outcome(api: &Api, operation: &Operation) -> TokenStream {
    match operation.outcome() {
        Outcome::Nothing => quote!(()),
        Outcome::Schema(id) => schema(api, id),
        Outcome::Choice(name) => {
            let name = ident(&name);
            quote!(#name)
        }
    }
}

pub(super) fn schema(api: &Api, id: SchemaId) -> TokenStream {
    let name = api.schema(id).map(|schema| ident(&schema.name.ident));
    quote!(crate::models::#name)
}

/// "`404 Not Found`: what that means here."
pub(super) fn status_docs(answer: &Answer) -> String {
    let reason = http::StatusCode::from_u16(answer.status).ok().and_then(|code| code.canonical_reason());
    format!("`{} {}`: {}", answer.status, reason.unwrap_or_default(), prose(&answer.docs))
}

/// The enumeration of several successes.
pub(super) fn choice(api: &Api, operation: &Operation) -> Option<TokenStream> {
    let Outcome::Choice(name) = operation.outcome() else { return None };
    let name = ident(&name);
    let docs = docs::paragraphs([format!("What `{}` answers when it succeeds.", operation.name.wire)]);
    let variants = operation.successes.iter().map(|answer| {
        let variant = ident(&answer.ident);
        let docs = docs::paragraphs([status_docs(answer)]);
        let body = answer.schema.map(|id| {
            let ty = schema(api, id);
            quote!((#ty))
        });
        quote! { #docs #variant #body, }
    });
    Some(quote! {
        #docs
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
        }
    })
}

/// The arm that reads one documented answer.
pub(super) fn arm(operation: &Operation, answer: &Answer) -> TokenStream {
    let status = Literal::u16_unsuffixed(answer.status);
    let variant = ident(&answer.ident);
    if answer.status >= 400 {
        let error = ident(&operation.error_ident());
        return match &answer.header {
            None => quote! { #status => Err(answer.error(#error::#variant)), },
            Some(header) => {
                let field = ident(&header.name.ident);
                quote! {
                    #status => Err(answer.error(|error| #error::#variant { #field: answer.challenge(), error })),
                }
            }
        };
    }
    match (operation.outcome(), answer.schema) {
        (Outcome::Choice(name), Some(_)) => {
            let name = ident(&name);
            quote! { #status => answer.json().map(#name::#variant), }
        }
        (Outcome::Choice(name), None) => {
            let name = ident(&name);
            quote! { #status => Ok(#name::#variant), }
        }
        (_, Some(_)) => quote! { #status => answer.json(), },
        (_, None) => quote! { #status => Ok(()), },
    }
}
