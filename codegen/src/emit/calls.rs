//! Calls as values: an enumeration of all calls, and one of what they yield.

use proc_macro2::TokenStream;
use quote::quote;

use super::gated::Gated;
use super::operation::argument::{self, Owned};
use super::{docs, ident, lints, server};
use crate::ir::{self, Api, Gate, Outcome};
use crate::markdown::code;
use crate::plan::{Operation, Plan};

/// The items of the file with the enumeration of all calls.
pub(super) fn items(plan: &Plan<'_>) -> Vec<TokenStream> {
    let methods = quote!(crate::runtime::calls!(););
    vec![calls(plan), responses(plan), visit(plan), methods]
}

/// What there is for each operation, from the version on that has it.
fn each(plan: &Plan<'_>, item: fn(&Api, &Operation<'_>) -> TokenStream) -> impl Iterator<Item = TokenStream> {
    let Plan { api, operations, .. } = plan;
    operations
        .iter()
        .map(move |operation| Gated::new(operation.ir.since, item(api, operation)).within(Gate::ALWAYS, api))
}

fn calls(plan: &Plan<'_>) -> TokenStream {
    let variants = each(plan, |api, operation| {
        let (name, wire) = (ident(&operation.ir.ident), &operation.ir.name.wire);
        let fields = argument::owned(api, operation);
        let fields = fields.iter().map(|Owned { since, name, ty, docs, serde, .. }| {
            Gated::new(*since, quote! { #docs #serde #name: #ty, }).within(operation.ir.since.gate, api)
        });
        // What was written down under the old id is read.
        let former = operation.ir.name.former.iter().map(|former| &former.wire);
        let docs = about(operation);
        quote! { #docs #[non_exhaustive] #[serde(rename = #wire #(, alias = #former)*)] #name { #(#fields)* }, }
    });
    let large = lints::large_variants();
    quote! {
        /// A call, with everything that was given to it: a job that can wait in a queue, for example.
        ///
        /// [`Call::of`] makes one of an operation, and `execute` or `execute_blocking` makes the call. As JSON it is an
        /// object with the id of its operation, which has the parameters and the body: `{"someOperation":{"body":{}}}`. What
        /// one version of this crate has written, later ones read, as long as operations and parameters keep their names. An
        /// operation that this crate does not have is an error where it is read.
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
        #large
        #[non_exhaustive]
        pub enum Call {
            #(#variants)*
            /// A call of an operation that is not of this crate, by its id. It can be neither written nor executed.
            #[serde(skip)]
            Other(#[serde(skip)] &'static str),
        }
    }
}

fn responses(plan: &Plan<'_>) -> TokenStream {
    let variants = each(plan, |api, operation| {
        let name = ident(&operation.ir.ident);
        let held = match &operation.outcome {
            Outcome::Nothing => None,
            Outcome::Content(_) | Outcome::Choice(_) => {
                let ty = server::success_type(api, operation);
                Some(quote!((#ty)))
            }
        };
        let deep = lints::deep_types(match &operation.outcome {
            Outcome::Content(content) => content.json(),
            Outcome::Nothing | Outcome::Choice(_) => None,
        });
        let docs = about(operation);
        quote! { #docs #deep #name #held, }
    });
    let large = lints::large_variants();
    quote! {
        /// What a [`Call`] yields where it succeeds.
        #[derive(Debug, Clone, PartialEq)]
        #large
        #[non_exhaustive]
        pub enum CallResponse {
            #(#variants)*
        }
    }
}

/// What both enumerations say of a variant.
fn about(operation: &Operation<'_>) -> TokenStream {
    let ir::Operation { ident, name, .. } = operation.ir;
    docs::paragraphs([format!("[`{ident}`](crate::operations::{ident}): {}.", code(&name.wire))])
}

/// The one place that tells the calls apart.
fn visit(plan: &Plan<'_>) -> TokenStream {
    let arms = each(plan, |api, operation| {
        let name = ident(&operation.ir.ident);
        let fields = argument::owned(api, operation);
        let names = fields.iter().map(|Owned { since, name, .. }| {
            Gated::new(*since, quote!(#name,)).within(operation.ir.since.gate, api)
        });
        let lent = fields.iter().map(|Owned { since, lent, .. }| (*since, lent));
        let lent = argument::made(api, operation, lent);
        let response = match &operation.outcome {
            Outcome::Nothing => quote!(|()| CallResponse::#name),
            Outcome::Content(_) | Outcome::Choice(_) => quote!(CallResponse::#name),
        };
        quote! {
            Self::#name { #(#names)* } => visitor.visit(crate::operations::#name #lent, #response),
        }
    });
    quote! {
        impl Call {
            fn visit<'a, V: crate::runtime::Visitor<'a, CallResponse>>(&'a self, visitor: V) -> V::Output {
                match self {
                    #(#arms)*
                    Self::Other(id) => visitor.other(id),
                }
            }
        }
    }
}

/// How an operation becomes a call.
pub(super) fn of_operation(api: &Api, operation: &Operation<'_>) -> TokenStream {
    let name = ident(&operation.ir.ident);
    let fields = argument::owned(api, operation);
    let values = fields.iter().map(|Owned { since, name, value, .. }| {
        Gated::new(*since, quote!(#name: #value,)).within(operation.ir.since.gate, api)
    });
    quote! {
        fn call(&self) -> crate::runtime::Recorded {
            crate::runtime::Recorded::new(crate::Call::#name { #(#values)* })
        }
    }
}
