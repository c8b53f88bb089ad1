//! The lines of one item.

use syn::{Attribute, Ident, Item};

use super::cfg::{self, Flags};
use super::macros;
use super::scope::{Scope, is_public};
use super::shape::{enumeration, function, implementation, interface, is_hidden, structure};
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
        Item::Macro(item) => macros::lines(item, siblings, scope, flags),
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
