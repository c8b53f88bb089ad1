//! The other side: a trait with a method for each operation, and the router that calls it.

use proc_macro2::TokenStream;
use quote::quote;

use super::gated::gated;
use super::operation::argument::{self, Owned};
use super::operation::response;
use super::{check, docs, former, ident, types};
use crate::ir::{Credential, Location};
use crate::plan::{
    Argument, ArgumentSource, GroupPlan, OperationPlan, ParameterPlan, Plan, RequestBody, Success, ValueStyle,
};

/// The items of the file with the trait and the router, or with what a group adds to them.
pub(super) fn items(plan: &Plan<'_>, group: Option<&GroupPlan<'_>>) -> Vec<TokenStream> {
    let groups = group.is_none().then_some(&plan.groups).into_iter().flatten().map(|group| {
        let module = ident(&group.module);
        let docs = docs::paragraphs([docs::about_group(group, "What serves the operations")]);
        gated(&group.item.since, quote!(#docs pub mod #module;))
    });
    groups.chain([interface(plan, group), router(plan, group)]).collect()
}

/// What there is for each operation, from the version on that has it.
fn each(
    plan: &Plan<'_>,
    group: Option<&GroupPlan<'_>>,
    item: fn(&OperationPlan<'_>) -> Option<TokenStream>,
) -> impl Iterator<Item = TokenStream> {
    plan.of_group(group).filter_map(move |operation| Some(gated(&operation.in_group, item(operation)?)))
}

/// What the trait of a group is called, in the module of the group.
const OF_GROUP: &str = "Api";

fn interface(plan: &Plan<'_>, group: Option<&GroupPlan<'_>>) -> TokenStream {
    let (methods, formers) = (each(plan, group, method), each(plan, group, former_method));
    let (name, bound) = match group {
        Some(_) => (ident(OF_GROUP), Some(quote!(: Group))),
        None => (ident(&plan.server), plan.is_authenticated.then(|| quote!(: Authenticated))),
    };
    quote! { crate::runtime::server::api! { pub trait #name #bound { #(#methods)* #(#formers)* } } }
}

fn method(operation: &OperationPlan<'_>) -> Option<TokenStream> {
    let docs = docs::paragraphs([docs::of_operation(operation), docs::route(operation)]);
    let alias = docs::alias(&operation.item);
    let signature = signature(operation, operation.call);
    let former = operation.former_call.map(ident);
    Some(quote! { #docs #alias #signature { #former } })
}

/// The method under its old name. Who has written it is called by the new one, unless that is written, too.
fn former_method(operation: &OperationPlan<'_>) -> Option<TokenStream> {
    let former = operation.former_call?;
    let (head, signature) = (former::of_served(operation), signature(operation, former));
    Some(quote! { #head #signature {} })
}

fn signature(operation: &OperationPlan<'_>, call: &str) -> TokenStream {
    let (call, error) = (ident(call), ident(&operation.error));
    let fields = argument::owned(operation);
    let arguments = fields.iter().map(|Owned { name, ty, .. }| quote!(#name: #ty));
    let response = success_type(operation);
    quote!(async fn #call(&self, #(#arguments),*) -> Result<#response, crate::operations::#error>)
}

/// What a method yields where it succeeds, by its path from here.
pub(super) fn success_type(operation: &OperationPlan<'_>) -> TokenStream {
    match &operation.success {
        Success::Nothing => quote!(()),
        Success::Body(payload) => types::payload(payload),
        Success::Choice(name) => {
            let name = ident(name);
            quote!(crate::operations::#name)
        }
    }
}

fn router(plan: &Plan<'_>, group: Option<&GroupPlan<'_>>) -> TokenStream {
    let (name, rows) = (ident(&plan.server), each(plan, group, row));
    let authenticated = plan.is_authenticated.then(|| quote!(Authenticated for));
    let served = match group {
        Some(group) => {
            let (method, module) = (ident(&group.item.name.ident), ident(&group.module));
            quote!(Server<#name, #module> for #method)
        }
        None if plan.groups.is_empty() => quote!(#authenticated #name),
        None => quote!(#authenticated Server<#name>),
    };
    quote! { crate::runtime::server::router! { impl #served { #(#rows)* } } }
}

/// The row of an operation.
fn row(operation: &OperationPlan<'_>) -> Option<TokenStream> {
    let (name, call) = (ident(operation.ident), ident(operation.call));
    let wanted = operation.credentials.iter().map(|credential| match credential {
        Credential::CsrfToken => quote!(CsrfToken),
        Credential::Cookie => quote!(Cookie),
    });
    let arguments = operation.arguments.iter().map(|argument| {
        let (name, read) = (ident(argument.name), read(argument));
        quote!(#name = #read)
    });
    let success = success(operation);
    Some(quote! { const #call: #name = wants(#(#wanted),*).reads(#(#arguments),*).answers(#success); })
}

/// How an argument is read.
fn read(argument: &Argument<'_>) -> TokenStream {
    match &argument.source {
        ArgumentSource::Parameter(described) => parameter(described),
        ArgumentSource::Body(described) => body(described),
    }
}

fn parameter(parameter: &ParameterPlan<'_>) -> TokenStream {
    let (wire, style) = (&parameter.item.name.wire, parameter.style);
    let place = match (parameter.location, style) {
        (Location::Path, ValueStyle::Commas) => quote!(path_commas),
        (Location::Path, _) => quote!(path),
        (Location::Query, ValueStyle::Commas) => quote!(query_commas),
        (Location::Query, _) => quote!(query),
        (Location::Header, ValueStyle::Commas) => quote!(header_commas),
        (Location::Header, _) => quote!(header),
    };
    let read = match (parameter.is_required, style) {
        (true, ValueStyle::One) => quote!(required),
        (true, _) => quote!(required_list),
        (false, ValueStyle::One) => quote!(optional),
        (false, _) => quote!(optional_list),
    };
    let limits = check::of_parameter(parameter).map(|limits| quote!(.within(#limits)));
    quote!(#place(#wire).#read() #limits)
}

fn body(body: &RequestBody<'_>) -> TokenStream {
    let media_type = body.payload.media_type;
    let read = if body.is_required { quote!(required) } else { quote!(optional) };
    let (kind, _) = response::body_kind(Some(&body.payload));
    let checked = body.is_checked.then(|| quote!(.checked()));
    quote!(#kind(#media_type).#read() #checked)
}

/// What answer a success is.
pub(super) fn success(operation: &OperationPlan<'_>) -> TokenStream {
    if let Success::Choice(_) = operation.success {
        return quote!(any());
    }
    let status = operation.only_status.map(response::status_name);
    let (kind, media_type) = response::body_kind(operation.success.body());
    quote!(#status.#kind(#media_type))
}
