//! Objects, which are declared by a macro.

use syn::punctuated::Punctuated;
use syn::{Fields, ItemMacro, ItemStruct, MetaNameValue, Token};

/// The struct that a call of `object!` makes. Its first attribute says what it has besides what stands there, for example
/// `#[object(rest = extra, implements = Eq)]`.
pub(super) fn declared(item: &ItemMacro) -> Option<ItemStruct> {
    if item.mac.path.segments.last()?.ident != "object" {
        return None;
    }
    let mut declared: ItemStruct = item.mac.parse_body().ok()?;
    let told =
        declared.attrs.first()?.parse_args_with(Punctuated::<MetaNameValue, Token![,]>::parse_terminated);
    declared.attrs.push(syn::parse_quote!(#[non_exhaustive]));
    for MetaNameValue { path, value, .. } in told.ok()? {
        if path.is_ident("implements") {
            declared.attrs.push(syn::parse_quote!(#[derive(#value)]));
        } else if let (true, Fields::Named(fields)) = (path.is_ident("rest"), &mut declared.fields) {
            let visibility = &declared.vis;
            fields.named.push(syn::parse_quote!(#visibility #value: crate::Extra));
        }
    }
    Some(declared)
}
