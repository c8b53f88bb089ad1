//! The files that list the others.

use proc_macro2::TokenStream;
use quote::quote;

use super::gated::Gated;
use super::model::{formats, large};
use super::{former, ident};
use crate::ir::{Api, Schema};
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
    quote! {
        mod calls;
        pub use calls::{Call, CallResponse};
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
        Gated::of(gate, module).within(crate::ir::Gate::ALWAYS, api)
    });
    let items = schemas.into_iter().map(|schema| {
        let Schema { name, since, .. } = schema;
        let (module, name) = (ident(&names::of_model(schema)), ident(&name.ident));
        let module_item = Gated::new(*since, quote!(mod #module;)).within(crate::ir::Gate::ALWAYS, api);
        let path = match large::fields(schema) {
            Some(fields) => quote!(#module::{#name, #fields}),
            None => quote!(#module::#name),
        };
        let reexport = Gated::new(*since, quote!(pub use #path;)).within(crate::ir::Gate::ALWAYS, api);
        let former = former::of_schema(api, schema);
        quote!(#module_item #reexport #former)
    });
    [docs].into_iter().chain(formats).chain(items).collect()
}

/// `mod.rs` of the operations.
pub(super) fn operations(plan: &Plan<'_>) -> Vec<TokenStream> {
    let api = plan.api;
    let docs =
        quote!(#![doc = " The operations, each with what it asks for, what it yields and how it can fail."]);
    let items = plan.operations.iter().map(|operation| {
        let module = ident(&names::of_operation(operation.ir));
        let types = api.types(operation.ir).into_iter().map(|name| ident(&name));
        let since = operation.ir.since;
        let module_item = Gated::new(since, quote!(mod #module;)).within(crate::ir::Gate::ALWAYS, api);
        let reexport =
            Gated::new(since, quote!(pub use #module::{#(#types),*};)).within(crate::ir::Gate::ALWAYS, api);
        let formers = former::of_operation(api, operation);
        quote!(#module_item #reexport #(#formers)*)
    });
    [docs].into_iter().chain([all(api)]).chain(items).collect()
}

/// The list of the operations.
fn all(api: &Api) -> TokenStream {
    let infos = api.operations.iter().map(|operation| {
        let name = ident(&operation.ident);
        let info = quote!(crate::OperationInfo::of::<#name>(),);
        Gated::new(operation.since, info).within(crate::ir::Gate::ALWAYS, api)
    });
    quote! {
        /// What is known of each operation that the chosen features have, in the order of their ids.
        pub const ALL: &[crate::OperationInfo] = &[#(#infos)*];
    }
}
