//! The files that list the others.

use proc_macro2::TokenStream;
use quote::quote;

use super::gated::Gated;
use super::model::{formats, large};
use super::{docs, former, ident};
use crate::ir::{Api, Gate, Group, Schema};
use crate::names;
use crate::plan::Plan;

/// `mod.rs` of the whole generated tree.
pub(super) fn root(api: &Api) -> TokenStream {
    let versions = (!api.features.is_empty()).then(|| {
        quote!(
            mod versions;
            pub use versions::*;
        )
    });
    let clients = (!api.groups.is_empty()).then(|| {
        quote!(
            #[cfg(any(feature = "reqwest-client", feature = "blocking-client"))]
            pub mod clients;
        )
    });
    quote! {
        mod calls;
        pub use calls::{Call, CallResponse};
        #clients
        pub mod models;
        pub mod operations;
        #[cfg(feature = "server")]
        pub(crate) mod server;
        #versions
    }
}

/// `mod.rs` of the models.
pub(super) fn models(api: &Api) -> Vec<TokenStream> {
    let docs = quote!(#![doc = " The types of bodies: what is sent, and what is answered."]);
    let mut schemas: Vec<&Schema> = api.schemas.iter().collect();
    schemas.sort_by_key(|schema| names::of_model(schema));
    let formats = formats::gate(api).map(|gate| {
        let module = quote!(
            pub mod formats;
        );
        Gated::of(gate, module).within(Gate::ALWAYS, api)
    });
    let items = schemas.into_iter().map(|schema| {
        let Schema { name, since, .. } = schema;
        let (module, name) = (ident(&names::of_model(schema)), ident(&name.ident));
        let module_item = Gated::new(*since, quote!(mod #module;)).within(Gate::ALWAYS, api);
        let path = match large::fields(schema) {
            Some(fields) => quote!(#module::{#name, #fields}),
            None => quote!(#module::#name),
        };
        let reexport = Gated::new(*since, quote!(pub use #path;)).within(Gate::ALWAYS, api);
        let former = former::of_schema(api, schema);
        quote!(#module_item #reexport #former)
    });
    [docs].into_iter().chain(formats).chain(items).collect()
}

/// `mod.rs` of the operations of a group, or of those that are in none, with all groups.
pub(super) fn operations(plan: &Plan<'_>, group: Option<&Group>) -> Vec<TokenStream> {
    let api = plan.api;
    let (scope, head) = match group {
        Some(group) => (api.group_gate(group), vec![of_group(group)]),
        None => {
            let docs = " The operations, each with what it asks for, what it yields and how it can fail.";
            (Gate::ALWAYS, vec![quote!(#![doc = #docs]), all(api)])
        }
    };
    let groups = group.is_none().then_some(&api.groups).into_iter().flatten().map(|group| {
        let module = ident(&names::of_group(group));
        let gated = |item| Gated::of(api.group_gate(group), item).within(scope, api);
        let (module, reexport) =
            (gated(quote!(pub mod #module;)), gated(quote!(#[doc(no_inline)] pub use #module::*;)));
        quote!(#module #reexport)
    });
    let items = plan.of_group(group).map(|operation| {
        let module = ident(&names::of_operation(operation.ir));
        let types = api.types(operation.ir).into_iter().map(|name| ident(&name));
        let gated = |item| Gated::new(operation.ir.since, item).within(scope, api);
        let (module, reexport) =
            (gated(quote!(mod #module;)), gated(quote!(pub use #module::{#(#types),*};)));
        let formers = former::of_operation(api, operation);
        quote!(#module #reexport #(#formers)*)
    });
    head.into_iter().chain(groups).chain(items).collect()
}

/// What is said of the operations of a group.
fn of_group(group: &Group) -> TokenStream {
    let docs = docs::about_group(group, "The operations");
    let lines = docs.lines().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#![doc = #lines])*)
}

/// The types that have a method for each operation of a group, and the methods of the clients that lead to them.
pub(super) fn clients(api: &Api) -> Vec<TokenStream> {
    let docs =
        quote!(#![doc = " The calls of each group of operations. A method of the clients leads to each."]);
    let groups = api.groups.iter().map(|group| {
        let (name, ty) = (ident(&group.name.ident), ident(&group.ident));
        let docs = docs::paragraphs([docs::about_group(group, "The calls")]);
        let alias = docs::alias(&group.name.wire, &group.name.ident);
        let row = quote!(#docs #alias fn #name(&self) -> #ty {});
        Gated::of(api.group_gate(group), row).within(Gate::ALWAYS, api)
    });
    vec![docs, quote! { crate::runtime::client_groups! { #(#groups)* } }]
}

/// The list of the operations.
fn all(api: &Api) -> TokenStream {
    let infos = api.operations.iter().map(|operation| {
        let name = ident(&operation.ident);
        let info = quote!(crate::OperationInfo::of::<#name>(),);
        Gated::new(operation.since, info).within(Gate::ALWAYS, api)
    });
    quote! {
        /// What is known of each operation that the chosen features have, in the order of their ids.
        pub const ALL: &[crate::OperationInfo] = &[#(#infos)*];
    }
}
