//! The lines of what is declared by a macro of the runtime.

use proc_macro2::{Group, TokenStream};
use quote::quote;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{
    AngleBracketedGenericArguments, Attribute, Expr, Ident, ImplItem, Item, ItemEnum, ItemImpl, ItemMacro,
    ItemStruct, ItemTrait, Path, ReturnType, Token, TraitItem, Type, Variant,
};

use super::cfg::{Flags, holds};
use super::scope::Scope;
use super::shape::{enumeration, function, implementation, interface, structure, subject};
use super::text::line;

/// What a call of a macro adds to the surface.
pub(super) fn lines(
    item: &ItemMacro,
    siblings: &[Item],
    scope: &Scope,
    flags: &Flags,
) -> Option<Vec<String>> {
    client_method(item, flags)
        .or_else(|| object(item, siblings, scope))
        .or_else(|| calls(item, scope, flags))
        .or_else(|| transparent(item, siblings, scope))
        .or_else(|| named_values(item, scope, flags))
        .or_else(|| setters(item, siblings, scope, flags))
        .or_else(|| errors(item, scope))
        .or_else(|| client_groups(item, flags))
        .or_else(|| flags_of_bits(item, scope, flags))
        .or_else(|| values(item, siblings, scope, flags))
        .or_else(|| server_api(item, scope, flags))
        .or_else(|| server_router(item, scope))
        .or_else(|| macro_call(item, scope))
}

/// The clients, as they are called outside, and the features that they come with.
const CLIENTS: [(&str, &str); 2] = [("Client", "reqwest-client"), ("blocking::Client", "blocking-client")];

/// A method that a macro puts on each client that is there.
fn client_method(item: &ItemMacro, flags: &Flags) -> Option<Vec<String>> {
    if item.mac.path.segments.last()?.ident != "client_methods" {
        return None;
    }
    let grouped = item.mac.parse_body::<ItemImpl>().ok();
    let group = grouped.as_ref().map(|group| line(&group.self_ty));
    let own = grouped.and_then(|group| match group.items.into_iter().next()? {
        ImplItem::Fn(method) => Some(method.sig),
        _ => None,
    });
    let mut sig =
        own.or_else(|| match item.mac.parse_body::<syn::File>().ok()?.items.into_iter().next()? {
            Item::Fn(method) => Some(method.sig),
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

/// The macro that reads and writes an object.
fn object(item: &ItemMacro, siblings: &[Item], scope: &Scope) -> Option<Vec<String>> {
    if item.mac.path.segments.last()?.ident != "object" {
        return None;
    }
    let path = subject(&item.mac.parse_body::<ItemImpl>().ok()?.self_ty, siblings, scope)?;
    Some(serde(&path))
}

/// The macro that reads and writes what is in a box.
fn transparent(item: &ItemMacro, siblings: &[Item], scope: &Scope) -> Option<Vec<String>> {
    if item.mac.path.segments.last()?.ident != "transparent" {
        return None;
    }
    let ident = item.mac.parse_body::<Ident>().ok()?;
    Some(serde(&subject(&syn::parse_quote!(#ident), siblings, scope)?))
}

/// The macro that makes an enumeration of numbers or texts.
fn named_values(item: &ItemMacro, scope: &Scope, flags: &Flags) -> Option<Vec<String>> {
    if item.mac.path.segments.last()?.ident != "enumeration" {
        return None;
    }
    let mut declared: ItemEnum = item.mac.parse_body().ok()?;
    let rest: Variant = declared.attrs.first()?.parse_args().ok()?;
    let has_texts = line(&rest.fields) == "(String)";
    declared.attrs = match has_texts {
        true => vec![syn::parse_quote!(#[derive(Debug, Clone, PartialEq, Eq, Hash)])],
        false => vec![syn::parse_quote!(#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)])],
    };
    declared.attrs.push(syn::parse_quote!(#[non_exhaustive]));
    declared.variants.push(rest);
    let name = declared.ident.clone();
    let path = scope.path(&name.to_string())?;
    let of_both = [format!("{path}: std::fmt::Display")];
    let converted = if has_texts { "String" } else { "i64" };
    let converted = [format!("{path}: From<{converted}>"), format!("{converted}: From<{name}>")];
    let told = match has_texts {
        true => vec![format!("{path}: From<&str>"), format!("{path}::as_str(&self) -> &str (const)")],
        false => vec![format!("{path}::value(self) -> i64 (const)")],
    };
    let lines = enumeration(&declared, &path, flags);
    Some(lines.into_iter().chain(of_both).chain(converted).chain(told).chain(serde(&path)).collect())
}

/// The macro that makes the setters of an object.
fn setters(item: &ItemMacro, siblings: &[Item], scope: &Scope, flags: &Flags) -> Option<Vec<String>> {
    if item.mac.path.segments.last()?.ident != "setters" {
        return None;
    }
    let ItemImpl { trait_: open, self_ty: ty, items, .. } = item.mac.parse_body().ok()?;
    let rows = items.iter().filter_map(|item| match item {
        ImplItem::Const(row) if holds(&row.attrs, flags) => match &row.ty {
            Type::FnPtr(taken) => Some((&row.ident, taken.inputs.first()?)),
            _ => None,
        },
        _ => None,
    });
    let rows = rows.map(|(name, taken)| quote!(pub fn #name(mut self, #taken) -> Self {}));
    let extra = open.map(|_| {
        quote!(
            pub fn with_extra(mut self, extra: impl Into<crate::Extra>) -> Self {}
        )
    });
    let methods = rows.chain(extra);
    implementation(&syn::parse_quote!(impl #ty { #(#methods)* }), siblings, scope, flags)
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

/// The macro that makes a set of flags, of items that read like its own.
fn flags_of_bits(item: &ItemMacro, scope: &Scope, flags: &Flags) -> Option<Vec<String>> {
    if item.mac.path.segments.last()?.ident != "flags" {
        return None;
    }
    let items = item.mac.parse_body::<syn::File>().ok()?.items;
    let lines = items.iter().filter_map(|item| match item {
        Item::Struct(item) => {
            Some(vec![format!("{} (struct, flags!)", scope.path(&item.ident.to_string())?)])
        }
        Item::Impl(item) => implementation(item, &items, scope, flags),
        _ => None,
    });
    Some(lines.flatten().collect())
}

/// The macro that makes a struct of what a constructor takes, and the type of it.
fn values(item: &ItemMacro, siblings: &[Item], scope: &Scope, flags: &Flags) -> Option<Vec<String>> {
    if item.mac.path.segments.last()?.ident != "values" {
        return None;
    }
    let mut declared: ItemStruct = item.mac.parse_body().ok()?;
    let constructor = declared.attrs.first()?.parse_args::<Path>().ok()?;
    let owner = constructor.segments.first()?.ident.clone();
    declared.attrs = vec![syn::parse_quote!(#[derive(Debug)])];
    declared.fields.iter_mut().for_each(|field| field.vis = syn::parse_quote!(pub));
    let lines = structure(&declared, &scope.path(&declared.ident.to_string())?, flags);
    let owner = subject(&syn::parse_quote!(#owner), siblings, scope)?;
    Some(lines.into_iter().chain([format!("{owner}: From<{}>", line(&declared.ident))]).collect())
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
