//! The lines of macros that make what belongs to a model.

use syn::{
    Ident, ImplItem, ImplItemConst, Item, ItemEnum, ItemImpl, ItemMacro, ItemStruct, Path, Type, Variant,
};

use super::serde;
use crate::surface::cfg::Flags;
use crate::surface::declared::{declared, is_open};
use crate::surface::scope::{Scope, is_public};
use crate::surface::shape::{enumeration, implementation, structure, subject};
use crate::surface::text::line;

/// The macro that makes an object, with its constructor and its setters, and reads and writes it.
pub(super) fn object(
    item: &ItemMacro,
    siblings: &[Item],
    scope: &Scope,
    flags: &Flags,
) -> Option<Vec<String>> {
    if item.mac.path.segments.last()?.ident != "object" {
        return None;
    }
    let declared = declared(item)?;
    let path = scope.path(&declared.ident.to_string()).filter(|_| is_public(&declared.vis))?;
    let items = item.mac.parse_body::<syn::File>().ok()?.items;
    let methods = items.into_iter().find_map(|item| match item {
        Item::Impl(item) => implementation(&methods(item, is_open(&declared)), siblings, scope, flags),
        _ => None,
    });
    let lines = structure(&declared, &path, flags).into_iter().chain(serde(&path));
    Some(lines.chain(methods.into_iter().flatten()).collect())
}

/// The methods of an object as they are: `new` wherever it is made of `Default`, one of each row that names a setter, and one
/// that adds to the rest of its properties.
fn methods(mut item: ItemImpl, is_open: bool) -> ItemImpl {
    let has_new = item.items.iter().any(|member| matches!(member, ImplItem::Fn(_)));
    item.items.extend((!has_new).then(|| {
        syn::parse_quote!(
            pub fn new() -> Self {}
        )
    }));
    for member in &mut item.items {
        if let ImplItem::Const(ImplItemConst { attrs, ident, ty: Type::FnPtr(taken), .. }) = member {
            let inputs = &taken.inputs;
            *member = syn::parse_quote!(#(#attrs)* pub fn #ident(mut self, #inputs) -> Self {});
        }
    }
    item.items.extend(is_open.then(|| {
        syn::parse_quote!(
            pub fn with_extra(mut self, extra: impl Into<crate::Extra>) -> Self {}
        )
    }));
    item
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
