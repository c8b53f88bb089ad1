//! The lines of what is declared in plain Rust.

use quote::{ToTokens, quote};
use syn::punctuated::Punctuated;
use syn::{
    Attribute, Fields, FnArg, GenericArgument, Ident, ImplItem, Item, ItemEnum, ItemImpl, ItemStruct,
    ItemTrait, Meta, Path, PathArguments, Signature, Token, TraitItem, Type, TypePath, Variant,
};

use super::cfg::{self, Flags};
use super::declared::declared;
use super::scope::{Scope, is_public};
use super::text::line;

pub(super) fn structure(item: &ItemStruct, path: &str, flags: &Flags) -> Vec<String> {
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

pub(super) fn enumeration(item: &ItemEnum, path: &str, flags: &Flags) -> Vec<String> {
    let mut lines = vec![declaration("enum", path, &line(&item.generics), &item.attrs, flags)];
    lines.extend(derives(path, &item.attrs, flags));
    let is_shown =
        |variant: &&Variant| cfg::holds(&variant.attrs, flags) && !is_hidden(&variant.attrs, flags);
    for variant in item.variants.iter().filter(is_shown) {
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

pub(super) fn interface(item: &ItemTrait, path: &str, flags: &Flags) -> Vec<String> {
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

pub(super) fn implementation(
    item: &ItemImpl,
    siblings: &[Item],
    scope: &Scope,
    flags: &Flags,
) -> Option<Vec<String>> {
    let path = subject(&item.self_ty, siblings, scope)?;
    let items = item.items.iter();
    let Some((interface, _)) = &item.trait_ else {
        return Some(items.filter_map(|item| member(&path, item, flags)).collect());
    };
    let implemented = format!("{path}: {}", short(&line(interface)));
    let members = items.filter_map(|item| match item {
        ImplItem::Const(item) => Some(format!("{implemented}::{} = {}", item.ident, line(&item.expr))),
        ImplItem::Type(item) => Some(format!("{implemented}::{} = {}", item.ident, line(&item.ty))),
        _ => None,
    });
    Some([implemented.clone()].into_iter().chain(members).collect())
}

/// A trait by the name that derives it, or that the prelude has: whoever uses a type does not see by which path its trait is
/// named.
fn short(interface: &str) -> String {
    let names = [("std::fmt::Debug", "Debug"), ("std::cmp::Eq", "Eq"), ("std::convert::From", "From")];
    let whole = interface.trim_start_matches("::").to_owned();
    names.into_iter().fold(whole, |name, (path, short)| name.replace(path, short))
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
pub(super) fn subject(ty: &Type, siblings: &[Item], scope: &Scope) -> Option<String> {
    let Some(ident) = local(ty) else { return Some(without_lifetimes(ty)) };
    let is_declared = siblings.iter().any(|item| match item {
        Item::Struct(item) => item.ident == *ident,
        Item::Enum(item) => item.ident == *ident,
        Item::Macro(item) => declared(item).is_some_and(|item| item.ident == *ident),
        _ => false,
    });
    if is_declared { scope.path(&ident.to_string()) } else { Some(line(ty)) }
}

/// The name of a type that is written without a path.
fn local(ty: &Type) -> Option<&Ident> {
    let Type::Path(path) = ty else { return None };
    let is_bare = path.path.segments.len() == 1;
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

pub(super) fn function(path: &str, signature: &Signature) -> String {
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
