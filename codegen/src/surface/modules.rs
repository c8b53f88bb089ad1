//! Modules, which are declared by a macro.

use syn::{Item, ItemUse, UseTree};

/// The items, with those that the macro `modules!` makes in its place: a module for each `pub use`, and that.
pub(super) fn declared(items: Vec<Item>) -> Vec<Item> {
    items.into_iter().flat_map(|item| made(&item).unwrap_or_else(|| vec![item])).collect()
}

fn made(item: &Item) -> Option<Vec<Item>> {
    let Item::Macro(item) = item else { return None };
    if item.mac.path.segments.last()?.ident != "modules" {
        return None;
    }
    let reexports = item.mac.parse_body::<syn::File>().ok()?.items;
    Some(reexports.into_iter().flat_map(|reexport| module(&reexport).into_iter().chain([reexport])).collect())
}

/// The module that something is handed on from.
fn module(reexport: &Item) -> Option<Item> {
    let Item::Use(ItemUse { attrs, tree: UseTree::Path(path), .. }) = reexport else { return None };
    let name = &path.ident;
    Some(syn::parse_quote!(#(#attrs)* mod #name;))
}
