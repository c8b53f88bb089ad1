//! The lines of what is declared by a macro of the runtime.

mod models;
mod operation;

use proc_macro2::{Group, TokenStream};
use quote::quote;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{
    AngleBracketedGenericArguments, Attribute, Expr, Ident, ImplItem, Item, ItemEnum, ItemImpl, ItemMacro,
    ItemTrait, ReturnType, Token, TraitItem, Type,
};

use super::cfg::{Flags, holds};
use super::scope::Scope;
use super::shape::{enumeration, function, interface};
use super::text::line;

/// What a call of a macro adds to the surface.
pub(super) fn lines(
    item: &ItemMacro,
    siblings: &[Item],
    scope: &Scope,
    flags: &Flags,
) -> Option<Vec<String>> {
    client_methods(item, flags)
        .or_else(|| operation::operation(item, siblings, scope, flags))
        .or_else(|| models::object(item, siblings, scope, flags))
        .or_else(|| calls(item, scope, flags))
        .or_else(|| models::transparent(item, siblings, scope))
        .or_else(|| models::named_values(item, scope, flags))
        .or_else(|| errors(item, scope))
        .or_else(|| client_groups(item, flags))
        .or_else(|| models::flags_of_bits(item, scope, flags))
        .or_else(|| models::values(item, siblings, scope, flags))
        .or_else(|| server_api(item, scope, flags))
        .or_else(|| server_router(item, scope))
        .or_else(|| macro_call(item, scope))
}

/// The clients, as they are called outside, and the features that they come with.
const CLIENTS: [(&str, &str); 2] = [("Client", "reqwest-client"), ("blocking::Client", "blocking-client")];

/// The macro that makes a method of each client that is there.
fn client_methods(item: &ItemMacro, flags: &Flags) -> Option<Vec<String>> {
    if item.mac.path.segments.last()?.ident != "client_methods" {
        return None;
    }
    client_method(item.mac.parse_body::<syn::File>().ok()?.items, flags)
}

/// A method on each client that is there, or on what the clients have for a group.
fn client_method(items: Vec<Item>, flags: &Flags) -> Option<Vec<String>> {
    let (group, mut sig) = items.into_iter().find_map(|item| match item {
        Item::Fn(method) => Some((None, method.sig)),
        Item::Impl(group) if group.trait_.is_none() => group.items.into_iter().find_map(|item| match item {
            ImplItem::Fn(method) => Some((Some(line(&group.self_ty)), method.sig)),
            _ => None,
        }),
        _ => None,
    })?;
    let there = CLIENTS.iter().filter(|(_, feature)| flags.contains(*feature));
    let lines = there.map(|(client, feature)| {
        let client = group.as_ref().map_or_else(|| (*client).to_owned(), |group| of_group(client, group));
        sig.asyncness = (*feature == "reqwest-client").then(Default::default);
        function(&format!("{client}::{}", sig.ident), &sig)
    });
    Some(lines.collect())
}

/// The type with the calls of a group, of this client.
fn of_group(client: &str, group: &str) -> String {
    let module = if client == "Client" { "clients" } else { "clients::blocking" };
    format!("{module}::{group}")
}

/// The macro that makes these types, and the methods that lead to them.
fn client_groups(item: &ItemMacro, flags: &Flags) -> Option<Vec<String>> {
    if item.mac.path.segments.last()?.ident != "client_groups" {
        return None;
    }
    let methods = item.mac.parse_body::<syn::File>().ok()?.items;
    let methods = methods.into_iter().filter_map(|item| match item {
        Item::Fn(method) if holds(&method.attrs, flags) => Some(method.sig),
        _ => None,
    });
    let lines = methods.flat_map(|method| {
        let there = CLIENTS.iter().filter(|(_, feature)| flags.contains(*feature));
        let lines = there.map(|(client, _)| {
            let ReturnType::Type(_, group) = &method.output else { return String::new() };
            format!("{client}::{}(&self) -> {}<'_>", method.ident, of_group(client, &line(group)))
        });
        lines.collect::<Vec<_>>()
    });
    Some(lines.collect())
}

/// The macro that makes the enumerations of calls and of what they yield.
fn calls(item: &ItemMacro, scope: &Scope, flags: &Flags) -> Option<Vec<String>> {
    if item.mac.path.segments.last()?.ident != "calls" {
        return None;
    }
    let mut calls: ItemEnum = item.mac.parse_body().ok()?;
    let mut responses: ItemEnum = syn::parse_quote!(
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        enum CallResponse {}
    );
    for call in &mut calls.variants {
        let yields = call.attrs.iter().find(|attribute| attribute.path().is_ident("yields"));
        let yielded = yields.map(|yields| yields.parse_args::<Type>()).transpose().ok()?;
        let (name, attributes) = (&call.ident, &call.attrs);
        let yielded = yielded.map(|yielded| quote!((#yielded)));
        responses.variants.push(syn::parse_quote!(#(#attributes)* #name #yielded));
        call.attrs.push(syn::parse_quote!(#[non_exhaustive]));
    }
    calls.attrs.push(syn::parse_quote!(#[derive(Debug, Clone, PartialEq)]));
    calls.attrs.push(syn::parse_quote!(#[non_exhaustive]));
    calls.variants.push(syn::parse_quote!(Other(&'static str)));
    let lines = [calls, responses].into_iter().map(|item| {
        let path = scope.path(&item.ident.to_string())?;
        Some(enumeration(&item, &path, flags))
    });
    Some(lines.flatten().flatten().chain(serde("Call")).collect())
}

/// What serde asks for.
fn serde(path: &str) -> Vec<String> {
    ["serde::Deserialize", "serde::Serialize"].map(|name| format!("{path}: {name}")).to_vec()
}

/// The macro that an enumeration of errors has two functions by: its status, and the body that all have in common.
fn errors(item: &ItemMacro, scope: &Scope) -> Option<Vec<String>> {
    if item.mac.path.segments.last()?.ident != "errors" {
        return None;
    }
    let parse = |input: ParseStream<'_>| {
        let ident = input.parse::<Ident>()?;
        if input.peek(Token![::]) {
            input.parse::<AngleBracketedGenericArguments>()?; // of an enumeration of several operations
        }
        let head = input.parse::<Group>()?;
        input.parse::<TokenStream>()?;
        let body = |head: ParseStream<'_>| {
            head.parse::<Expr>()?;
            head.parse::<Token![,]>()?;
            let body = head.parse::<Type>()?;
            head.parse::<TokenStream>()?;
            Ok(body)
        };
        Ok((ident, Parser::parse2(body, head.stream())?))
    };
    let (ident, body) = item.mac.parse_body_with(parse).ok()?;
    let path = scope.path(&ident.to_string())?;
    let lines = [format!("{path} (errors!)"), format!("{path}::status(&self) -> http::StatusCode (const)")];
    let body = (!matches!(body, Type::Infer(_)))
        .then(|| format!("{path}::error(&self) -> &{} (const)", line(&body)));
    Some(lines.into_iter().chain(body).collect())
}

/// The macro that makes the trait of a server, with two methods of its own.
fn server_api(item: &ItemMacro, scope: &Scope, flags: &Flags) -> Option<Vec<String>> {
    if item.mac.path.segments.last()?.ident != "api" {
        return None;
    }
    let mut declared: ItemTrait = item.mac.parse_body().ok()?;
    let path = scope.path(&declared.ident.to_string())?;
    let size = syn::parse_quote!(
        fn max_request_size(&self) -> usize;
    );
    let authenticate = (!declared.supertraits.is_empty()).then(|| {
        syn::parse_quote! {
            async fn authenticate(&self, credentials: &server::Credentials) -> Result<(), server::Denied>;
        }
    });
    declared.items.extend([size].into_iter().chain(authenticate));
    for item in &mut declared.items {
        let TraitItem::Fn(method) = item else { continue };
        if method.sig.asyncness.take().is_some()
            && let ReturnType::Type(_, result) = &method.sig.output
        {
            method.sig.output = syn::parse_quote!(-> impl Future<Output = #result> + Send);
        }
    }
    let shared = format!("std::sync::Arc<A>: {}", declared.ident);
    Some(interface(&declared, &path, flags).into_iter().chain([shared]).collect())
}

/// The macro that makes the function which serves an API.
fn server_router(item: &ItemMacro, scope: &Scope) -> Option<Vec<String>> {
    if item.mac.path.segments.last()?.ident != "router" {
        return None;
    }
    let served = item.mac.parse_body::<ItemImpl>().ok()?;
    let name = line(&served.self_ty);
    if served.trait_.as_ref().is_some_and(|(path, _)| !path.is_ident("Authenticated")) {
        return Some(vec![format!("server::Server<A>::{name}(self) -> Self")]);
    }
    if let Some(name) = name.strip_prefix("Server<").and_then(|name| name.strip_suffix('>')) {
        let path = scope.path("Server")?;
        let methods = ["new(api: A) -> Self", "into_router(self) -> server::axum::Router"];
        return Some(methods.map(|method| format!("{path}<A: {name}>::{method}")).to_vec());
    }
    let path = scope.path("router")?;
    Some(vec![format!("{path}<A: {name}>(api: A) -> server::axum::Router")])
}

/// A call of a macro that declares something public, or implements traits for it: its name, what the macro is given
/// to declare, and the macro.
fn macro_call(item: &ItemMacro, scope: &Scope) -> Option<Vec<String>> {
    let name = &item.mac.path.segments.last()?.ident;
    let parse = |input: ParseStream<'_>| {
        Attribute::parse_outer(input)?;
        if !input.peek(Token![pub]) {
            let ident = input.parse::<Ident>()?;
            input.parse::<TokenStream>()?;
            return Ok((None, ident, TokenStream::new()));
        }
        input.parse::<Token![pub]>()?;
        let (kind, ident) = (Ident::parse_any(input)?, input.parse::<Ident>()?);
        Ok((Some(kind), ident, input.parse::<TokenStream>()?))
    };
    let (kind, ident, given) = item.mac.parse_body_with(parse).ok()?;
    let (path, given) = (scope.path(&ident.to_string())?, line(given));
    Some(vec![match kind {
        Some(kind) => {
            let space = if given.starts_with('{') { " " } else { "" };
            format!("{path}{space}{} ({kind}, {name}!)", given.trim_end_matches(';'))
        }
        None => format!("{path} ({name}!)"),
    }])
}
