//! Structs, which are declared by a macro.

use syn::punctuated::Punctuated;
use syn::{Fields, Item, ItemMacro, ItemStruct, MetaNameValue, Token};

/// The struct that a call of a macro makes.
pub(super) fn declared(item: &ItemMacro) -> Option<ItemStruct> {
    let name = &item.mac.path.segments.last()?.ident;
    if name != "object" && name != "operation" {
        return None;
    }
    let items = item.mac.parse_body::<syn::File>().ok()?.items;
    let declared = items.into_iter().find_map(|item| match item {
        Item::Struct(item) => Some(item),
        _ => None,
    });
    let mut declared = if name == "object" { object(declared?)? } else { declared? };
    declared.attrs.push(syn::parse_quote!(#[non_exhaustive]));
    Some(declared)
}

/// The struct of an object, with what it has besides what stands there.
fn object(mut declared: ItemStruct) -> Option<ItemStruct> {
    for MetaNameValue { path, value, .. } in told(&declared)? {
        if path.is_ident("implements") {
            declared.attrs.push(syn::parse_quote!(#[derive(#value)]));
        } else if let (true, Fields::Named(fields)) = (path.is_ident("rest"), &mut declared.fields) {
            let visibility = &declared.vis;
            fields.named.push(syn::parse_quote!(#visibility #value: crate::Extra));
        }
    }
    Some(declared)
}

/// Whether an object keeps the rest of its properties.
pub(super) fn is_open(declared: &ItemStruct) -> bool {
    told(declared).is_some_and(|told| told.iter().any(|told| told.path.is_ident("rest")))
}

/// What the first attribute of an object says, for example `#[object(rest = extra, implements = Eq)]`.
fn told(declared: &ItemStruct) -> Option<Punctuated<MetaNameValue, Token![,]>> {
    declared.attrs.first()?.parse_args_with(Punctuated::parse_terminated).ok()
}
