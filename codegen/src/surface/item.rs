//! The lines of one item.

use proc_macro2::{Group, TokenStream};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{
    Attribute, Fields, FnArg, GenericArgument, Ident, ImplItem, Item, ItemEnum, ItemFn, ItemImpl, ItemMacro,
    ItemStruct, ItemTrait, Meta, Path, PathArguments, ReturnType, Signature, Token, TraitItem, Type,
    TypePath,
};

use super::cfg::{self, Flags};
use super::listing::{Scope, is_public};
use super::text::line;

/// What an item of a module adds to the surface. `siblings` are all items of its module.
pub(super) fn lines(item: &Item, siblings: &[Item], scope: &Scope, flags: &Flags) -> Vec<String> {
    let Some(attributes) = attributes(item) else { return Vec::new() };
    if !cfg::holds(attributes, flags) || is_hidden(attributes, flags) {
        return Vec::new();
    }
    let public = |visibility, ident: &Ident| {
        if is_public(visibility) { scope.path(&ident.to_string()) } else { None }
    };
    match item {
        Item::Struct(item) => public(&item.vis, &item.ident).map(|path| structure(item, &path, flags)),
        Item::Enum(item) => public(&item.vis, &item.ident).map(|path| enumeration(item, &path, flags)),
        Item::Const(item) => public(&item.vis, &item.ident)
            .map(|path| vec![format!("{path}: {} = {}", line(&item.ty), line(&item.expr))]),
        Item::Static(item) => {
            public(&item.vis, &item.ident).map(|path| vec![format!("{path}: {} (static)", line(&item.ty))])
        }
        Item::Type(item) => public(&item.vis, &item.ident)
            .map(|path| vec![format!("{path}{} = {}", line(&item.generics), line(&item.ty))]),
        Item::Fn(item) => public(&item.vis, &item.sig.ident).map(|path| vec![function(&path, &item.sig)]),
        Item::Trait(item) => public(&item.vis, &item.ident).map(|path| interface(item, &path, flags)),
        Item::Macro(item) => client_method(item, flags)
            .or_else(|| open_object(item, siblings, scope))
            .or_else(|| errors(item, scope))
            .or_else(|| server_api(item, scope, flags))
            .or_else(|| server_router(item, scope))
            .or_else(|| macro_call(item, scope)),
        Item::Impl(item) => implementation(item, siblings, scope, flags),
        _ => None,
    }
    .unwrap_or_default()
}

fn attributes(item: &Item) -> Option<&[Attribute]> {
    match item {
        Item::Struct(item) => Some(&item.attrs),
        Item::Enum(item) => Some(&item.attrs),
        Item::Const(item) => Some(&item.attrs),
        Item::Static(item) => Some(&item.attrs),
        Item::Type(item) => Some(&item.attrs),
        Item::Fn(item) => Some(&item.attrs),
        Item::Trait(item) => Some(&item.attrs),
        Item::Macro(item) => Some(&item.attrs),
        Item::Impl(item) => Some(&item.attrs),
        _ => None,
    }
}

fn structure(item: &ItemStruct, path: &str, flags: &Flags) -> Vec<String> {
    let mut lines = vec![declaration("struct", path, &line(&item.generics), &item.attrs, flags)];
    lines.extend(derives(path, &item.attrs, flags));
    for (index, field) in item.fields.iter().enumerate() {
        if is_public(&field.vis) && cfg::holds(&field.attrs, flags) {
            let name = field.ident.as_ref().map_or_else(|| index.to_string(), ToString::to_string);
            lines.push(format!("{path}::{name}: {}", line(&field.ty)));
        }
    }
    lines
}

fn enumeration(item: &ItemEnum, path: &str, flags: &Flags) -> Vec<String> {
    let mut lines = vec![declaration("enum", path, &line(&item.generics), &item.attrs, flags)];
    lines.extend(derives(path, &item.attrs, flags));
    for variant in item.variants.iter().filter(|variant| cfg::holds(&variant.attrs, flags)) {
        let fields = variant.fields.iter().filter(|field| cfg::holds(&field.attrs, flags));
        let rest = is_open(&variant.attrs, flags).then(|| "..".to_owned());
        let content = match &variant.fields {
            Fields::Unit => String::new(),
            Fields::Unnamed(_) => format!("({})", join(fields.map(|field| line(&field.ty)).chain(rest))),
            Fields::Named(_) => {
                let field = |field: &syn::Field| {
                    field.ident.as_ref().map(|ident| format!("{ident}: {}", line(&field.ty)))
                };
                format!(" {{ {} }}", join(fields.filter_map(field).chain(rest)))
            }
        };
        lines.push(format!("{path}::{}{content}", variant.ident));
    }
    lines
}

fn interface(item: &ItemTrait, path: &str, flags: &Flags) -> Vec<String> {
    let mut lines = vec![declaration("trait", path, &line(&item.generics), &item.attrs, flags)];
    lines.extend(item.items.iter().filter_map(|item| match item {
        TraitItem::Const(item) => Some(format!("{path}::{}: {}", item.ident, line(&item.ty))),
        TraitItem::Type(item) => Some(format!("{path}::{}", item.ident)),
        TraitItem::Fn(item) if cfg::holds(&item.attrs, flags) => {
            Some(function(&format!("{path}::{}", item.sig.ident), &item.sig))
        }
        _ => None,
    }));
    lines
}

/// The clients, as they are called outside, and the features that they come with.
const CLIENTS: [(&str, &str); 2] = [("Client", "reqwest-client"), ("blocking::Client", "blocking-client")];

/// A method that a macro puts on each client that is there.
fn client_method(item: &ItemMacro, flags: &Flags) -> Option<Vec<String>> {
    if item.mac.path.segments.last()?.ident != "client_methods" {
        return None;
    }
    let mut method: ItemFn = item.mac.parse_body().ok()?;
    let there = CLIENTS.iter().filter(|(_, feature)| flags.contains(*feature));
    let lines = there.map(|(client, feature)| {
        method.sig.asyncness = (*feature == "reqwest-client").then(Default::default);
        function(&format!("{client}::{}", method.sig.ident), &method.sig)
    });
    Some(lines.collect())
}

/// The macro that reads and writes an object in the place of serde's own.
fn open_object(item: &ItemMacro, siblings: &[Item], scope: &Scope) -> Option<Vec<String>> {
    if item.mac.path.segments.last()?.ident != "open_object" {
        return None;
    }
    let path = subject(&item.mac.parse_body::<ItemImpl>().ok()?.self_ty, siblings, scope)?;
    Some(["serde::Deserialize", "serde::Serialize"].map(|name| format!("{path}: {name}")).to_vec())
}

/// The macro that an enumeration of errors has two functions by: its status, and the body that all have in common.
fn errors(item: &ItemMacro, scope: &Scope) -> Option<Vec<String>> {
    if item.mac.path.segments.last()?.ident != "errors" {
        return None;
    }
    let parse = |input: ParseStream<'_>| {
        let (ident, head) = (input.parse::<Ident>()?, input.parse::<Group>()?);
        input.parse::<TokenStream>()?;
        let body = |head: ParseStream<'_>| {
            head.parse::<syn::LitStr>()?;
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
    let (served, path) = (item.mac.parse_body::<ItemImpl>().ok()?, scope.path("router")?);
    let name = line(&served.self_ty);
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

fn implementation(item: &ItemImpl, siblings: &[Item], scope: &Scope, flags: &Flags) -> Option<Vec<String>> {
    let path = subject(&item.self_ty, siblings, scope)?;
    let items = item.items.iter();
    let Some((interface, _)) = &item.trait_ else {
        return Some(items.filter_map(|item| member(&path, item, flags)).collect());
    };
    let implemented = format!("{path}: {}", line(interface));
    let members = items.filter_map(|item| match item {
        ImplItem::Const(item) => Some(format!("{implemented}::{} = {}", item.ident, line(&item.expr))),
        ImplItem::Type(item) => Some(format!("{implemented}::{} = {}", item.ident, line(&item.ty))),
        _ => None,
    });
    Some([implemented.clone()].into_iter().chain(members).collect())
}

/// A public method or constant of a type.
fn member(path: &str, item: &ImplItem, flags: &Flags) -> Option<String> {
    let is_there = |visibility, attributes: &[Attribute]| {
        is_public(visibility) && cfg::holds(attributes, flags) && !is_hidden(attributes, flags)
    };
    match item {
        ImplItem::Fn(item) if is_there(&item.vis, &item.attrs) => {
            Some(function(&format!("{path}::{}", item.sig.ident), &item.sig))
        }
        ImplItem::Const(item) if is_there(&item.vis, &item.attrs) => {
            Some(format!("{path}::{}: {} = {}", item.ident, line(&item.ty), line(&item.expr)))
        }
        _ => None,
    }
}

/// The public path of the type that an `impl` is for; nothing if it is a type of the module that nobody can name.
fn subject(ty: &Type, siblings: &[Item], scope: &Scope) -> Option<String> {
    let Some(ident) = local(ty) else { return Some(without_lifetimes(ty)) };
    let is_declared = siblings.iter().any(|item| match item {
        Item::Struct(item) => item.ident == *ident,
        Item::Enum(item) => item.ident == *ident,
        _ => false,
    });
    if is_declared { scope.path(&ident.to_string()) } else { Some(line(ty)) }
}

/// The name of a type that is written without a path.
fn local(ty: &Type) -> Option<&Ident> {
    let Type::Path(path) = ty else { return None };
    let is_bare = path.qself.is_none() && path.path.leading_colon.is_none() && path.path.segments.len() == 1;
    path.path.segments.first().filter(|_| is_bare).map(|segment| &segment.ident)
}

/// The type without arguments that are lifetimes only, so that all lines of a type begin alike.
fn without_lifetimes(ty: &Type) -> String {
    let Type::Path(TypePath { qself: None, path, .. }) = ty else { return line(ty) };
    let segments = path.segments.iter().map(|segment| match &segment.arguments {
        PathArguments::AngleBracketed(arguments)
            if arguments.args.iter().all(|argument| matches!(argument, GenericArgument::Lifetime(_))) =>
        {
            segment.ident.to_token_stream()
        }
        _ => segment.to_token_stream(),
    });
    line(quote!(#(#segments)::*))
}

fn function(path: &str, signature: &Signature) -> String {
    let inputs = join(signature.inputs.iter().map(|input| match input {
        FnArg::Receiver(receiver) => line(receiver),
        FnArg::Typed(input) => line(input),
    }));
    let output = match line(&signature.output) {
        output if output.is_empty() => output,
        output => format!(" {output}"),
    };
    let bounds = signature.generics.where_clause.as_ref().map(|bounds| format!(" {}", line(bounds)));
    let qualifiers = [
        signature.constness.as_ref().map(|_| " (const)"),
        signature.asyncness.as_ref().map(|_| " (async)"),
        signature.abi.as_ref().map(|_| " (extern)"),
    ];
    let qualifiers: String = qualifiers.into_iter().flatten().collect();
    let generics = line(&signature.generics);
    format!("{path}{generics}({inputs}){output}{}{qualifiers}", bounds.unwrap_or_default())
}

fn declaration(kind: &str, path: &str, generics: &str, attributes: &[Attribute], flags: &Flags) -> String {
    let open = if is_open(attributes, flags) { ", non_exhaustive" } else { "" };
    format!("{path}{generics} ({kind}{open})")
}

/// The traits that are derived.
fn derives(path: &str, attributes: &[Attribute], flags: &Flags) -> Vec<String> {
    let traits = cfg::find(attributes, flags, |meta| match meta {
        Meta::List(list) if list.path.is_ident("derive") => {
            list.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated).ok()
        }
        _ => None,
    });
    traits.into_iter().flatten().map(|name| format!("{path}: {}", line(name))).collect()
}

fn is_open(attributes: &[Attribute], flags: &Flags) -> bool {
    let open = |meta: &Meta| meta.path().is_ident("non_exhaustive").then_some(());
    !cfg::find(attributes, flags, open).is_empty()
}

/// Whether it is marked `#[doc(hidden)]`, and so no part of the surface.
pub(super) fn is_hidden(attributes: &[Attribute], flags: &Flags) -> bool {
    let hidden = |meta: &Meta| match meta {
        Meta::List(list) if list.path.is_ident("doc") => {
            list.parse_args::<Path>().ok().filter(|path| path.is_ident("hidden"))
        }
        _ => None,
    };
    !cfg::find(attributes, flags, hidden).is_empty()
}

fn join(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}
