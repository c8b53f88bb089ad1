//! From where the items of a module can be reached.

use std::collections::BTreeMap;

use syn::{ItemMod, UseTree, Visibility};

/// Where the items of a module can be reached.
pub(super) struct Scope {
    /// The public path in front of each name.
    pub(super) prefix: String,
    /// What `super` stands for.
    pub(super) parent: String,
    /// Which names can be reached there.
    pub(super) exports: Exports,
}

/// The items of a module that are visible outside.
pub(super) enum Exports {
    All,
    /// The public names, by the names that they have inside.
    Named(BTreeMap<String, String>),
}

impl Scope {
    /// That of the root of a crate, with this prefix.
    pub(super) fn root(prefix: &str) -> Self {
        Self { prefix: prefix.to_owned(), parent: "crate".to_owned(), exports: Exports::All }
    }

    /// The public path of an item of the module, if it has one.
    pub(super) fn path(&self, ident: &str) -> Option<String> {
        let name = match &self.exports {
            Exports::All => ident,
            Exports::Named(names) => names.get(ident)?,
        };
        Some(format!("{}{name}", self.prefix))
    }
}

/// The scope of a module inside a module: that of its own name if it is public, else that of what is re-exported.
pub(super) fn scope_of(child: &ItemMod, parent: &Scope, reexports: &mut BTreeMap<String, Exports>) -> Scope {
    let name = child.ident.to_string();
    let (prefix, exports) = match parent.path(&name).filter(|_| is_public(&child.vis)) {
        Some(path) => (format!("{path}::"), Exports::All),
        None => {
            let exports = reexports.remove(&name).unwrap_or_else(|| Exports::Named(BTreeMap::new()));
            (parent.prefix.clone(), exports)
        }
    };
    let parent = format!("crate::{}", parent.prefix).trim_end_matches(':').to_owned();
    Scope { prefix, parent, exports }
}

/// Notes what `pub use child::{A, B as C}` exports from which child.
pub(super) fn reexport(tree: &UseTree, scope: &Scope, reexports: &mut BTreeMap<String, Exports>) {
    let UseTree::Path(path) = tree else { return };
    let child = path.ident.to_string();
    if path.ident == "self" {
        return reexport(&path.tree, scope, reexports);
    }
    let mut names = match reexports.remove(&child) {
        Some(Exports::All) => return drop(reexports.insert(child, Exports::All)),
        Some(Exports::Named(names)) => names,
        None => BTreeMap::new(),
    };
    let exports = if leaves(&path.tree, scope, &mut names) { Exports::All } else { Exports::Named(names) };
    reexports.insert(child, exports);
}

/// Collects the names at the end of a `use`; yields whether it takes everything.
pub(super) fn leaves(tree: &UseTree, scope: &Scope, names: &mut BTreeMap<String, String>) -> bool {
    let mut export = |inside: String, outside: String| {
        let is_visible = scope.path(&outside).is_some();
        names.extend(is_visible.then_some((inside, outside)));
        false
    };
    match tree {
        UseTree::Name(name) => export(name.ident.to_string(), name.ident.to_string()),
        UseTree::Rename(rename) => export(rename.ident.to_string(), rename.rename.to_string()),
        UseTree::Group(group) => {
            group.items.iter().map(|tree| leaves(tree, scope, names)).filter(|all| *all).count() > 0
        }
        UseTree::Glob(_) => true,
        _ => false,
    }
}

pub(super) fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}
