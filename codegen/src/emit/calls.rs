//! Calls as values: an enumeration of all calls, and one of what they yield.

use proc_macro2::TokenStream;
use quote::quote;

use super::gated::gated;
use super::operation::argument::{self, Owned};
use super::operation::response;
use super::{docs, ident, lints, server, shown};
use crate::markdown::code;
use crate::plan::{OperationPlan, Payload, Plan, Success};

/// The items of the file with the enumeration of all calls.
pub(super) fn items(plan: &Plan<'_>) -> Vec<TokenStream> {
    [calls(plan)].into_iter().chain(debug(plan)).chain([responses(plan), visit(plan), rows(plan)]).collect()
}

/// What there is for each operation, from the version on that has it.
fn each(plan: &Plan<'_>, item: fn(&OperationPlan<'_>) -> TokenStream) -> impl Iterator<Item = TokenStream> {
    plan.operations.iter().map(move |operation| gated(&operation.item.since, item(operation)))
}

fn calls(plan: &Plan<'_>) -> TokenStream {
    let variants = each(plan, |operation| {
        let name = ident(operation.ident);
        let fields = argument::owned(operation);
        let fields = fields.iter().map(|field| {
            let (Owned { since, name, ty, .. }, docs) = (field, field.docs());
            gated(since, quote! { #docs #name: #ty, })
        });
        let docs = about(operation);
        quote! { #docs #[non_exhaustive] #name { #(#fields)* }, }
    });
    let large = lints::large_variants();
    let derived = shown::derived(takes_secrets(plan));
    quote! {
        /// A call, with everything that was given to it: a job that can wait in a queue, for example.
        ///
        /// [`Call::of`] makes one of an operation, and `execute` or `execute_blocking` makes the call. As JSON it is an
        /// object with the id of its operation, which has the parameters and the body: `{"someOperation":{"body":{}}}`. What
        /// one version of this crate has written, later ones read, as long as operations and parameters keep their names. An
        /// operation that this crate does not have is an error where it is read.
        #[derive(#derived Clone, PartialEq)]
        #large
        #[non_exhaustive]
        pub enum Call {
            #(#variants)*
            /// A call of an operation that is not of this crate, by its id. It can be neither written nor executed.
            Other(&'static str),
        }
    }
}

fn takes_secrets(plan: &Plan<'_>) -> bool {
    plan.operations.iter().any(OperationPlan::takes_secrets)
}

/// What `Debug` shows where some calls take secrets: what it shows of the operation.
fn debug(plan: &Plan<'_>) -> Option<TokenStream> {
    if !takes_secrets(plan) {
        return None;
    }
    let arms = each(plan, |operation| {
        let (pattern, operation) = borrowed(operation);
        quote! { #pattern => std::fmt::Debug::fmt(&#operation, f_), }
    });
    let shown = quote! {
        match self {
            #(#arms)*
            Self::Other(id) => f_.debug_tuple("Other").field(id).finish(),
        }
    };
    Some(shown::debug(&quote!(Call), &shown))
}

/// The pattern of a call, and the operation that lends what is in it.
fn borrowed(operation: &OperationPlan<'_>) -> (TokenStream, TokenStream) {
    let name = ident(operation.ident);
    let fields = argument::owned(operation);
    let names = fields.iter().map(|Owned { since, name, .. }| gated(since, quote!(#name,)));
    let lent = fields.iter().map(|Owned { since, lent, .. }| (*since, lent.clone()));
    let lent = argument::made(operation, lent);
    (quote!(Self::#name { #(#names)* }), quote!(crate::operations::#name #lent))
}

fn responses(plan: &Plan<'_>) -> TokenStream {
    let variants = each(plan, |operation| {
        let name = ident(operation.ident);
        let held = match &operation.success {
            Success::Nothing => None,
            Success::Body(_) | Success::Choice(_) => {
                let ty = server::success_type(operation);
                Some(quote!((#ty)))
            }
        };
        let deep = lints::deep_types(operation.success.body().and_then(Payload::json));
        let docs = about(operation);
        quote! { #docs #deep #name #held, }
    });
    let large = lints::large_variants();
    let never = response::never();
    quote! {
        /// What a [`Call`] yields where it succeeds.
        #[derive(Debug, Clone, PartialEq)]
        #large
        #[non_exhaustive]
        pub enum CallResponse {
            #(#variants)*
            #never
        }
    }
}

/// What both enumerations say of a variant.
fn about(operation: &OperationPlan<'_>) -> TokenStream {
    let OperationPlan { ident, item, .. } = operation;
    docs::paragraphs([format!("[`{ident}`](crate::operations::{ident}): {}.", code(&item.name.wire))])
}

/// The one place that tells the calls apart. No parameter of an operation has a name that ends in `_`, other than keywords.
fn visit(plan: &Plan<'_>) -> TokenStream {
    let arms = each(plan, |operation| {
        let name = ident(operation.ident);
        let (pattern, borrowed) = borrowed(operation);
        let response = match &operation.success {
            Success::Nothing => quote!(|()| CallResponse::#name),
            Success::Body(_) | Success::Choice(_) => quote!(CallResponse::#name),
        };
        quote! {
            #pattern => visitor_.visit(#borrowed, #response),
        }
    });
    quote! {
        impl Call {
            fn visit<'a, V: crate::runtime::Visitor<'a, CallResponse>>(&'a self, visitor_: V) -> V::Output {
                match self {
                    #(#arms)*
                    Self::Other(id) => visitor_.other(id),
                }
            }
        }
    }
}

/// The table of which the runtime makes what reads and writes calls, and their methods. A call that was written under an old
/// id is read.
fn rows(plan: &Plan<'_>) -> TokenStream {
    let rows = each(plan, |operation| {
        let name = ident(operation.ident);
        let (wire, former) = (&operation.item.name.wire, &operation.item.name.former);
        let former = former.iter().map(|former| &former.wire);
        let secrets: Vec<&str> = operation.secrets().collect();
        let hides = (!secrets.is_empty()).then(|| quote!(#[hides(#(#secrets),*)]));
        let fields = argument::owned(operation);
        let fields = fields.iter().map(|field| &field.row);
        quote! { #[call(#wire #(, #former)*)] #hides impl #name { #(#fields)* } }
    });
    quote! { crate::runtime::calls! { #(#rows)* } }
}

/// How an operation becomes a call.
pub(super) fn of_operation(operation: &OperationPlan<'_>) -> TokenStream {
    let name = ident(operation.ident);
    let fields = argument::owned(operation);
    let values = fields.iter().map(|Owned { since, name, value, .. }| gated(since, quote!(#name: #value,)));
    quote! {
        fn call(&self) -> crate::runtime::Recorded {
            crate::Call::recorded(crate::Call::#name { #(#values)* })
        }
    }
}
