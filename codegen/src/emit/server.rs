//! The other side: a trait with a method for each operation, and the router that calls it.

use proc_macro2::TokenStream;
use quote::quote;

use super::gated::Gated;
use super::operation::argument::{self, Owned};
use super::operation::response;
use super::{check, docs, former, ident, types};
use crate::ir::{Api, Body, Credential, Gate, Group, Location, Outcome, Parameter};
use crate::names;
use crate::plan::{Argument, ArgumentSource, Operation, Plan, ValueStyle};

/// The items of the file with the trait and the router, or with what a group adds to them.
pub(super) fn items(plan: &Plan<'_>, group: Option<&Group>) -> Vec<TokenStream> {
    let groups = group.is_none().then_some(&plan.api.groups).into_iter().flatten().map(|group| {
        let module = ident(&names::of_group(group));
        let docs = docs::paragraphs([docs::about_group(group, "What serves the operations")]);
        Gated::of(plan.api.group_gate(group), quote!(#docs pub mod #module;)).within(Gate::ALWAYS, plan.api)
    });
    groups.chain([interface(plan, group), router(plan, group)]).collect()
}

/// What there is for each operation, from the version on that has it.
fn each(
    plan: &Plan<'_>,
    group: Option<&Group>,
    item: fn(&Api, &Operation<'_>) -> Option<TokenStream>,
) -> impl Iterator<Item = TokenStream> {
    let api = plan.api;
    let scope = group.map_or(Gate::ALWAYS, |group| api.group_gate(group));
    plan.of_group(group).filter_map(move |operation| {
        Some(Gated::new(operation.ir.since, item(api, operation)?).within(scope, api))
    })
}

/// What the trait of a group is called, in the module of the group.
const OF_GROUP: &str = "Api";

fn interface(plan: &Plan<'_>, group: Option<&Group>) -> TokenStream {
    let (methods, formers) = (each(plan, group, method), each(plan, group, former_method));
    let (name, bound) = match group {
        Some(_) => (ident(OF_GROUP), Some(quote!(: Group))),
        None => (ident(&plan.server), plan.api.is_authenticated().then(|| quote!(: Authenticated))),
    };
    quote! { crate::runtime::server::api! { pub trait #name #bound { #(#methods)* #(#formers)* } } }
}

fn method(api: &Api, operation: &Operation<'_>) -> Option<TokenStream> {
    let error = ident(&operation.error);
    let docs = docs::paragraphs([
        docs::of_operation(operation.ir),
        docs::route(api, operation.ir),
        "# Errors".to_owned(),
        format!("A documented error: [`{error}`](crate::operations::{error})."),
    ]);
    let alias = docs::alias(&operation.ir.name.wire, &operation.ir.name.ident);
    let signature = signature(api, operation, &operation.ir.name.ident);
    let former = operation.ir.name.former().map(ident);
    Some(quote! { #docs #alias #signature { #former } })
}

/// The method under its old name. Who has written it is called by the new one, unless that is written, too.
fn former_method(api: &Api, operation: &Operation<'_>) -> Option<TokenStream> {
    let former = operation.ir.name.former()?;
    let (head, signature) = (former::of_served(operation.ir), signature(api, operation, former));
    Some(quote! { #head #signature {} })
}

fn signature(api: &Api, operation: &Operation<'_>, call: &str) -> TokenStream {
    let (call, error) = (ident(call), ident(&operation.error));
    let fields = argument::owned(api, operation);
    let arguments = fields.iter().map(|Owned { name, ty, .. }| quote!(#name: #ty));
    let response = success_type(api, operation);
    quote!(async fn #call(&self, #(#arguments),*) -> Result<#response, crate::operations::#error>)
}

/// What a method yields where it succeeds, by its path from here.
pub(super) fn success_type(api: &Api, operation: &Operation<'_>) -> TokenStream {
    match &operation.outcome {
        Outcome::Nothing => quote!(()),
        Outcome::Content(content) => types::content(api, content),
        Outcome::Choice(name) => {
            let name = ident(name);
            quote!(crate::operations::#name)
        }
    }
}

fn router(plan: &Plan<'_>, group: Option<&Group>) -> TokenStream {
    let (name, rows) = (ident(&plan.server), each(plan, group, row));
    let authenticated = plan.api.is_authenticated().then(|| quote!(Authenticated for));
    let served = match group {
        Some(group) => {
            let method = ident(&group.name.ident);
            quote!(Server<#name> for #method)
        }
        None if plan.api.groups.is_empty() => quote!(#authenticated #name),
        None => quote!(#authenticated Server<#name>),
    };
    quote! { crate::runtime::server::router! { impl #served { #(#rows)* } } }
}

/// The row of an operation.
fn row(api: &Api, operation: &Operation<'_>) -> Option<TokenStream> {
    let (name, call) = (ident(&operation.ir.ident), ident(&operation.ir.name.ident));
    let wanted = operation.ir.credentials.iter().map(|credential| match credential {
        Credential::CsrfToken => quote!(CsrfToken),
        Credential::Cookie => quote!(Cookie),
    });
    let arguments = operation.arguments.iter().map(|argument| {
        let (name, read) = (ident(argument.name), read(api, argument));
        quote!(#name = #read)
    });
    let success = success(operation);
    Some(quote! { const #call: #name = wants(#(#wanted),*).reads(#(#arguments),*).answers(#success); })
}

/// How an argument is read.
fn read(api: &Api, argument: &Argument<'_>) -> TokenStream {
    match argument.source {
        ArgumentSource::Parameter(described, style) => parameter(described, style),
        ArgumentSource::Body(described) => body(api, described),
    }
}

fn parameter(parameter: &Parameter, style: ValueStyle) -> TokenStream {
    let wire = &parameter.name.wire;
    let place = match (parameter.location, style) {
        (Location::Path, ValueStyle::Commas) => quote!(path_commas),
        (Location::Path, _) => quote!(path),
        (Location::Query, ValueStyle::Commas) => quote!(query_commas),
        (Location::Query, _) => quote!(query),
        (Location::Header, ValueStyle::Commas) => quote!(header_commas),
        (Location::Header, _) => quote!(header),
    };
    let read = match (parameter.required, style) {
        (true, ValueStyle::One) => quote!(required),
        (true, _) => quote!(required_list),
        (false, ValueStyle::One) => quote!(optional),
        (false, _) => quote!(optional_list),
    };
    let limits = check::of_parameter(parameter).map(|limits| quote!(.within(#limits)));
    quote!(#place(#wire).#read() #limits)
}

fn body(api: &Api, body: &Body) -> TokenStream {
    let media_type = body.content.media_type();
    let read = if body.required { quote!(required) } else { quote!(optional) };
    let (kind, _) = response::body_kind(Some(&body.content));
    let checked = check::is_checked(api, body.schema()).then(|| quote!(.checked()));
    quote!(#kind(#media_type).#read() #checked)
}

/// What answer a success is.
fn success(operation: &Operation<'_>) -> TokenStream {
    let status = operation.only_status().map(response::status_name);
    let content = match &operation.outcome {
        Outcome::Nothing => None,
        Outcome::Content(content) => Some(content),
        Outcome::Choice(_) => return quote!(any()),
    };
    let (kind, media_type) = response::body_kind(content);
    quote!(#status.#kind(#media_type))
}
