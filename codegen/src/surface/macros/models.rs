//! The lines of macros that make what belongs to a model.

use quote::quote;
use syn::{Ident, ImplItem, Item, ItemEnum, ItemImpl, ItemMacro, ItemStruct, Path, Type, Variant};

use super::serde;
use crate::surface::cfg::{Flags, holds};
use crate::surface::declared::declared;
use crate::surface::scope::{Scope, is_public};
use crate::surface::shape::{enumeration, implementation, structure, subject};
use crate::surface::text::line;

/// The macro that makes an object, and reads and writes it.
pub(super) fn object(item: &ItemMacro, scope: &Scope, flags: &Flags) -> Option<Vec<String>> {
    if item.mac.path.segments.last()?.ident != "object" {
        return None;
    }
    let declared = declared(item)?;
    let path = scope.path(&declared.ident.to_string()).filter(|_| is_public(&declared.vis))?;
    Some(structure(&declared, &path, flags).into_iter().chain(serde(&path)).collect())
}

/// The macro that reads and writes what is in a box.
pub(super) fn transparent(item: &ItemMacro, siblings: &[Item], scope: &Scope) -> Option<Vec<String>> {
    if item.mac.path.segments.last()?.ident != "transparent" {
        return None;
    }
    let ident = item.mac.parse_body::<Ident>().ok()?;
    Some(serde(&subject(&syn::parse_quote!(#ident), siblings, scope)?))
}

/// The macro that makes an enumeration of numbers or texts.
pub(super) fn named_values(item: &ItemMacro, scope: &Scope, flags: &Flags) -> Option<Vec<String>> {
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
pub(super) fn setters(
    item: &ItemMacro,
    siblings: &[Item],
    scope: &Scope,
    flags: &Flags,
) -> Option<Vec<String>> {
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

/// The macro that makes a set of flags, of items that read like its own.
pub(super) fn flags_of_bits(item: &ItemMacro, scope: &Scope, flags: &Flags) -> Option<Vec<String>> {
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
pub(super) fn values(
    item: &ItemMacro,
    siblings: &[Item],
    scope: &Scope,
    flags: &Flags,
) -> Option<Vec<String>> {
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
