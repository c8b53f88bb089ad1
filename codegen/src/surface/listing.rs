//! The public surface, read from the generated code: the modules, and what they export.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Group, TokenStream, TokenTree};
use syn::{Item, ItemType, Type, TypePath, UseTree};

use super::cfg::{self, Flags};
use super::item;
use super::modules;
use super::scope::{Exports, Scope, is_public, leaves, reexport, scope_of};
use super::shape::is_hidden;
use crate::format::Tree;
use crate::names;

/// Everything public that can be reached from the modules `models`, `operations`, `versions` and `server` when these
/// cargo features are on, one line each, sorted. The lines of `versions` have no prefix, because the crate re-exports its
/// items at its root; those of `server` need the feature of that name. What is not Rust becomes a line that says
/// so.
pub fn listing(tree: &Tree, flags: &BTreeSet<String>) -> Vec<String> {
    let mut listing = Listing { tree, flags, lines: BTreeSet::new() };
    let always = [("models", "models::"), ("operations", "operations::"), ("versions", ""), ("calls", "")];
    let clients = tree.contains_key("clients.rs").then_some(("clients", "clients::"));
    let server = flags.contains("server").then_some(("server", "server::"));
    for (module, prefix) in always.into_iter().chain(clients).chain(server) {
        listing.file(module, &Scope::root(prefix));
    }
    listing.lines.into_iter().collect()
}

/// Where a listing begins that is not of generated code.
pub(super) enum Root<'a> {
    /// A file of the tree.
    File(&'a str),
    /// A text, whose modules are in it.
    Text(&'a str),
}

/// Everything public that can be reached from there, one line each, with paths as they are from outside.
pub(super) fn listing_of(tree: &Tree, root: Root<'_>, flags: &Flags) -> Vec<String> {
    let mut listing = Listing { tree, flags, lines: BTreeSet::new() };
    let scope = Scope::root("");
    let text = match root {
        Root::File(path) => tree.get(path).map(String::as_str),
        Root::Text(text) => Some(text),
    };
    match text {
        Some(text) => listing.text("", text, &scope),
        None => drop(listing.lines.insert("the root: no such file".to_owned())),
    }
    listing.lines.into_iter().collect()
}

/// What a root hands on of other crates, by the names that it has there.
pub(super) fn public_uses(root: &str, flags: &Flags) -> Vec<String> {
    let Ok(file) = syn::parse_file(root) else { return vec!["the root: not Rust".to_owned()] };
    let scope = Scope::root("");
    let mut lines = Vec::new();
    for item in &file.items {
        let Item::Use(item) = item else { continue };
        let UseTree::Path(path) = &item.tree else { continue };
        if is_public(&item.vis) && cfg::holds(&item.attrs, flags) {
            let mut names = BTreeMap::new();
            leaves(&path.tree, &scope, &mut names);
            lines.extend(names.into_values().map(|name| format!("{name} (of {})", path.ident)));
        }
    }
    lines
}

struct Listing<'a> {
    tree: &'a Tree,
    flags: &'a Flags,
    lines: BTreeSet<String>,
}

impl Listing<'_> {
    /// The module with that path, which is a file of its own.
    fn file(&mut self, module: &str, scope: &Scope) {
        let candidates = [format!("{module}.rs"), format!("{module}/mod.rs")];
        let tree = self.tree;
        let Some(text) = candidates.iter().find_map(|path| tree.get(path)) else {
            self.lines.insert(format!("{module}: no such file"));
            return;
        };
        self.text(module, text, scope);
    }

    /// A module with that path and this text.
    fn text(&mut self, module: &str, text: &str, scope: &Scope) {
        let parsed = text.parse().map_err(syn::Error::from).and_then(|tokens| {
            let parent = scope.parent.parse().map_err(syn::Error::from)?;
            syn::parse2::<syn::File>(absolute(tokens, &parent))
        });
        match parsed {
            Ok(file) if cfg::holds(&file.attrs, self.flags) => {
                self.items(module, &modules::declared(file.items), scope);
            }
            Ok(_) => {}
            Err(error) => {
                self.lines.insert(format!("{module}: not Rust: {error}"));
            }
        }
    }

    fn items(&mut self, module: &str, items: &[Item], scope: &Scope) {
        let mut reexports = BTreeMap::new();
        for item in items {
            match item {
                Item::Use(item) if is_public(&item.vis) && cfg::holds(&item.attrs, self.flags) => {
                    reexport(&item.tree, scope, &mut reexports);
                }
                _ => {}
            }
        }
        for item in items {
            match item {
                Item::Mod(child)
                    if !cfg::holds(&child.attrs, self.flags) || is_hidden(&child.attrs, self.flags) => {}
                Item::Mod(child) => {
                    let scope = scope_of(child, scope, &mut reexports);
                    let path = format!("{module}/{}", child.ident).trim_start_matches('/').to_owned();
                    match &child.content {
                        Some((_, items)) => self.items(&path, items, &scope),
                        None => self.file(&path, &scope),
                    }
                }
                Item::Type(name) if cfg::holds(&name.attrs, self.flags) => {
                    let errors = self.errors(name, scope).map(Vec::from_iter);
                    self.lines.extend(errors.unwrap_or_else(|| item::lines(item, items, scope, self.flags)));
                }
                _ => self.lines.extend(item::lines(item, items, scope, self.flags)),
            }
        }
    }

    /// The lines of an enumeration of errors that this is a name for: nobody outside has another name for it.
    fn errors(&self, name: &ItemType, scope: &Scope) -> Option<BTreeSet<String>> {
        let Type::Path(TypePath { path, .. }) = &*name.ty else { return None };
        let path: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        let shared = match path.as_slice() {
            [_, _, module, shared] if module == "errors" => shared,
            _ => return None,
        };
        let file = format!("errors/{}.rs", names::module_of_errors(shared));
        let outside = scope.path(&name.ident.to_string())?;
        let exports = Exports::Named([(shared.clone(), outside)].into());
        let mut listing = Listing { tree: self.tree, flags: self.flags, lines: BTreeSet::new() };
        listing.text(&file, self.tree.get(&file)?, &Scope { exports, ..Scope::root("") });
        let marked = |line: &String| line.replace(&format!("<O>{OF_ONE}"), OF_SEVERAL);
        Some(listing.lines.iter().map(marked).collect())
    }
}

/// What an enumeration of errors is called in the listing where it is of one operation, and where it is of several.
const OF_ONE: &str = " (enum, non_exhaustive)";
const OF_SEVERAL: &str = " (enum, non_exhaustive, of several operations)";

/// The line of an enumeration of one operation that was one of several. It is all that the other was: a variant can also be
/// named by `use`.
pub(crate) fn of_one(line: &str) -> Option<String> {
    line.strip_suffix(OF_SEVERAL).map(|name| format!("{name}{OF_ONE}"))
}

/// The tokens with `super` replaced, so that a type reads the same wherever it is named. Two of them in a row are not
/// understood: nothing generated goes up further than one module.
fn absolute(tokens: TokenStream, parent: &TokenStream) -> TokenStream {
    let absolute = |tree| match tree {
        TokenTree::Ident(ident) if ident == "super" => parent.clone(),
        // `pub(super)` takes no other path.
        TokenTree::Group(group) if group.stream().to_string() == "super" => TokenTree::Group(group).into(),
        TokenTree::Group(group) => {
            TokenTree::from(Group::new(group.delimiter(), absolute(group.stream(), parent))).into()
        }
        other => other.into(),
    };
    tokens.into_iter().map(absolute).collect()
}
