//! Calls as values: what a stand-in for the server keeps of each.

use proc_macro2::TokenStream;
use quote::quote;

use super::argument::{self, Owned};
use super::gated::Gated;
use super::{docs, ident, lints};
use crate::ir::{Api, Gate, Operation};
use crate::markdown::code;

/// The items of the file with the enumeration of all calls.
pub(super) fn items(api: &Api) -> Vec<TokenStream> {
    let variants = api.operations.iter().map(|operation| {
        let name = ident(&operation.ident);
        let fields = argument::owned(api, operation);
        let fields = fields.iter().map(|Owned { name, ty, docs, .. }| quote! { #docs #name: #ty, });
        let docs = docs::paragraphs([format!(
            "[`{0}`](crate::operations::{0}): {1}.",
            operation.ident,
            code(&operation.name.wire)
        )]);
        let variant = quote! { #docs #[non_exhaustive] #name { #(#fields)* }, };
        Gated::new(operation.since, variant).within(Gate::ALWAYS, api)
    });
    let large = lints::large_variants();
    vec![quote! {
        /// A call, with everything that was given to it.
        #[derive(Debug, Clone, PartialEq)]
        #large
        #[non_exhaustive]
        pub enum Call {
            #(#variants)*
            /// A call of an operation that is not of this crate, by its id.
            Other(&'static str),
        }
    }]
}

/// How an operation becomes a call.
pub(super) fn of_operation(api: &Api, operation: &Operation) -> TokenStream {
    let name = ident(&operation.ident);
    let fields = argument::owned(api, operation);
    let values = fields.iter().map(|Owned { name, value, .. }| quote!(#name: #value));
    quote! {
        #[cfg(feature = "mock")]
        fn call(&self) -> crate::runtime::Recorded {
            crate::runtime::Recorded::new(crate::mock::Call::#name { #(#values),* })
        }
    }
}
