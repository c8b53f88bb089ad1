//! Calls as values: an enumeration of all calls, and one of what they yield.

use proc_macro2::TokenStream;
use quote::quote;

use super::gated::gated;
use super::operation::argument::{self, Owned};
use super::{docs, ident, lints, server};
use crate::markdown::code;
use crate::plan::{OperationPlan, Payload, Plan, Success};

/// The table of all calls. The runtime makes of it their enumeration, that of their responses, and what reads, writes and makes
/// them.
pub(super) fn items(plan: &Plan<'_>) -> Vec<TokenStream> {
    let calls = plan.operations.iter().map(|operation| gated(&operation.item.since, call(operation)));
    vec![quote! { crate::runtime::calls! { pub enum Call { #(#calls)* } } }]
}

/// A call. What was written under an old id is read.
fn call(operation: &OperationPlan<'_>) -> TokenStream {
    let name = ident(operation.ident);
    let (wire, former) = (&operation.item.name.wire, &operation.item.name.former);
    let former = former.iter().map(|former| &former.wire);
    let docs = docs::paragraphs([format!("[`{name}`](crate::operations::{name}): {}.", code(wire))]);
    let secrets: Vec<&str> = operation.secrets().collect();
    let hides = (!secrets.is_empty()).then(|| quote!(#[hides(#(#secrets),*)]));
    let marked = argument::lender(operation).map(|(name, _)| quote!(#[marked(#name)]));
    let yields = match &operation.success {
        Success::Nothing => None,
        Success::Body(_) | Success::Choice(_) => {
            let ty = server::success_type(operation);
            Some(quote!(#[yields(#ty)]))
        }
    };
    let deep = lints::deep_types(operation.success.body().and_then(Payload::json));
    let fields = argument::owned(operation);
    let fields = fields.iter().map(|field| {
        let Owned { since, name, ty, member, .. } = field;
        gated(since, quote! { #member #name: #ty, })
    });
    quote! {
        #docs
        #[call(#wire #(, #former)*)]
        #hides
        #marked
        #yields
        #deep
        #name { #(#fields)* },
    }
}

/// The call that keeps an operation.
pub(super) fn of_operation(operation: &OperationPlan<'_>) -> TokenStream {
    let name = ident(operation.ident);
    let fields = argument::owned(operation);
    let values = fields.iter().map(|Owned { since, name, value, .. }| gated(since, quote!(#name = #value)));
    quote!(#name(#(#values),*))
}
