//! The manifest of a crate that stands alone, from one that inherits from our workspace.

use icws_codegen::ir::Api;
use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, TableLike, Value, value};

use super::dependencies;
use crate::support::workspace::RUNTIME_PACKAGE;

/// What is said about a crate.
#[derive(Debug, PartialEq)]
pub(crate) struct Identity {
    pub(crate) name: String,
    pub(crate) description: String,
}

/// What the manifest of a crate that stands alone is made of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Origin<'a> {
    /// The manifest of the crate in our workspace.
    pub(crate) member: &'a str,
    /// The manifest of the workspace, which that one inherits from.
    pub(crate) root: &'a str,
    /// The way from the crate to the runtime.
    pub(crate) runtime: &'a str,
}

/// The member's manifest for another crate, with everything that it inherits from the workspace written out, and without
/// targets that only make sense here. The error says what is wrong with it.
pub(crate) fn standalone(origin: Origin<'_>, identity: &Identity, api: &Api) -> Result<String, String> {
    let laddered = dependencies::replace(origin.member, api)?;
    let mut manifest = written_out(Origin { member: &laddered, ..origin })?;
    let package = table(&mut manifest, "package").ok_or("no table `package`")?;
    package.insert("name", value(&identity.name));
    package.insert("description", value(&identity.description));
    package.remove("keywords");
    if let Some(dependencies) = table(&mut manifest, "dependencies") {
        refuse_dependency(dependencies, &identity.name)?;
        if let Some(mut runtime) = dependencies.key_mut(RUNTIME_PACKAGE) {
            runtime.leaf_decor_mut().set_prefix(REGISTRY);
        }
    }
    manifest.insert("workspace", Item::Table(Table::new()));
    Ok(manifest.to_string())
}

/// What stands before the runtime among the dependencies.
const REGISTRY: &str = "# Compiled from this folder. Who takes this crate from a registry gets that version, and so do you without the path.\n";

/// A manifest of our workspace with everything that it inherits written out, and without targets that only make sense here.
pub(crate) fn written_out(origin: Origin<'_>) -> Result<DocumentMut, String> {
    let mut manifest: DocumentMut =
        origin.member.parse().map_err(|error| format!("not TOML that cargo reads\n{error}"))?;
    let root: DocumentMut =
        origin.root.parse().map_err(|error| format!("the root manifest is not TOML\n{error}"))?;
    let shared =
        root.get("workspace").and_then(Item::as_table_like).ok_or("the root manifest has no `workspace`")?;
    inherit_package(table(&mut manifest, "package").ok_or("no table `package`")?, shared)?;
    for kind in ["dependencies", "dev-dependencies", "build-dependencies"] {
        if let Some(dependencies) = table(&mut manifest, kind) {
            inherit_dependencies(dependencies, shared, origin.runtime)?;
        }
    }
    if manifest.contains_key("lints") {
        let lints = shared.get("lints").cloned().ok_or("no `workspace.lints` to inherit")?;
        manifest.insert("lints", lints);
        retable(&mut manifest);
    }
    for target in ["example", "test", "bench"] {
        manifest.remove(target);
    }
    Ok(manifest)
}

/// The code would mean the crate itself where it names the dependency, or the other way round.
fn refuse_dependency(dependencies: &dyn TableLike, name: &str) -> Result<(), String> {
    let is_called = |key: &str| key.replace('-', "_") == name.replace('-', "_");
    if dependencies.iter().any(|(key, _)| is_called(key)) {
        return Err(format!("`{name}` is a crate that it depends on\nhelp: give another name, with --name"));
    }
    Ok(())
}

fn table<'a>(manifest: &'a mut DocumentMut, name: &str) -> Option<&'a mut dyn TableLike> {
    manifest.get_mut(name).and_then(Item::as_table_like_mut)
}

/// Whether it says `workspace = true`.
fn is_inherited(item: &Item) -> bool {
    let workspace = item.as_table_like().and_then(|table| table.get("workspace"));
    workspace.and_then(Item::as_bool).unwrap_or_default()
}

fn inherited_keys(table: &dyn TableLike) -> Vec<String> {
    table.iter().filter(|(_, item)| is_inherited(item)).map(|(key, _)| key.to_owned()).collect()
}

fn inherit_package(package: &mut dyn TableLike, shared: &dyn TableLike) -> Result<(), String> {
    let source = shared.get("package").and_then(Item::as_table_like);
    for key in inherited_keys(package) {
        let item = source.and_then(|source| source.get(&key));
        let item = item.ok_or_else(|| format!("no `workspace.package.{key}` to inherit"))?;
        replace(package, &key, item.clone());
    }
    Ok(())
}

fn inherit_dependencies(
    dependencies: &mut dyn TableLike,
    shared: &dyn TableLike,
    runtime: &str,
) -> Result<(), String> {
    let source = shared.get("dependencies").and_then(Item::as_table_like);
    for key in inherited_keys(dependencies) {
        let base = source.and_then(|source| source.get(&key));
        let base = base.ok_or_else(|| format!("no `workspace.dependencies.{key}` to inherit"))?;
        let own = dependencies.get(&key).and_then(Item::as_table_like);
        let mut merged = own.map(|own| merged(base, own)).ok_or_else(|| format!("`{key}` is no table"))?;
        if key == RUNTIME_PACKAGE {
            merged.insert("path", runtime.into());
        } else if merged.contains_key("path") {
            return Err(format!(
                "`{key}` is a crate of this workspace, which a crate elsewhere cannot depend on"
            ));
        }
        replace(dependencies, &key, value(merged));
    }
    Ok(())
}

/// Puts an item in the place of another, on a line of its own even where the key was dotted.
fn replace(table: &mut dyn TableLike, key: &str, item: Item) {
    table.insert(key, item);
    if let Some(mut key) = table.key_mut(key) {
        key.dotted_decor_mut().clear();
        key.fmt();
    }
}

/// The workspace's dependency with what the member adds to it: `optional`, and more features.
fn merged(base: &Item, own: &dyn TableLike) -> InlineTable {
    let mut merged = InlineTable::new();
    match (base.as_str(), base.as_table_like()) {
        (Some(version), _) => drop(merged.insert("version", version.into())),
        (None, Some(table)) => {
            for (key, item) in table.iter() {
                merged.extend(item.as_value().map(|value| (key, value.clone())));
            }
        }
        (None, None) => {}
    }
    let more = own.get("features").and_then(Item::as_array);
    if let Some(more) = more {
        let mut features =
            merged.get("features").and_then(Value::as_array).cloned().unwrap_or_else(Array::new);
        features.extend(more.iter().cloned());
        features.fmt();
        merged.insert("features", Value::Array(features));
    }
    if let Some(optional) = own.get("optional").and_then(Item::as_bool) {
        merged.insert("optional", optional.into());
    }
    merged.fmt();
    merged
}

/// Shows the lints' tables where the lints stood, not where they stand in the root manifest.
fn retable(manifest: &mut DocumentMut) {
    let Some(lints) = manifest.get_mut("lints").and_then(Item::as_table_mut) else { return };
    lints.set_implicit(true);
    lints.set_position(None);
    for (_, item) in lints.iter_mut() {
        if let Some(table) = item.as_table_mut() {
            table.set_position(None);
            table.decor_mut().set_prefix("\n");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOT: &str = r#"
[workspace]
members = ["generated"]
[workspace.package]
version = "0.1.0"
edition = "2024"
[workspace.dependencies]
icws-runtime = { path = "generated/runtime", version = "0.1.0" }
ours = { path = "ours" }
http = "1.5"
serde = { version = "1", default-features = false, features = ["derive"] }
[workspace.lints.rust]
unsafe_code = "forbid"
[workspace.lints.clippy]
panic = "deny"
"#;

    const MEMBER: &str = r#"[package]
name = "icws-dialer"
version.workspace = true
edition = { workspace = true }
description = "old"
keywords = ["dialer"]

[features]
# @generated-begin features
# @generated-end features
# A comment.
reqwest = ["dep:serde"]

[dependencies]
# @generated-begin dependencies
# @generated-end dependencies
http.workspace = true
icws-runtime.workspace = true
serde = { workspace = true, optional = true, features = ["std"] }
other = "2"

[[example]]
name = "agent"

[lints]
workspace = true
"#;

    const EXPECTED: &str = r#"[package]
name = "icws-far"
version = "0.1.0"
edition = "2024"
description = 'A "far" one'

[features]
# @generated-begin features
default = ["far-1", "reqwest"]
far-1 = []
# @generated-end features
# A comment.
reqwest = ["dep:serde"]

[dependencies]
http = { version = "1.5" }
# Compiled from this folder. Who takes this crate from a registry gets that version, and so do you without the path.
icws-runtime = { path = "../runtime", version = "0.1.0" }
serde = { version = "1", default-features = false, features = ["derive", "std"], optional = true }
other = "2"

[lints.rust]
unsafe_code = "forbid"

[lints.clippy]
panic = "deny"

[workspace]
"#;

    fn standing_alone(member: &str) -> Result<String, String> {
        let identity = Identity { name: "icws-far".to_owned(), description: "A \"far\" one".to_owned() };
        let span = icws_codegen::source::Span::new(0, 0);
        let feature = icws_codegen::ir::Feature { name: "far".to_owned(), oldest: 1, newest: 1, span };
        let (title, features) = (String::new(), vec![feature]);
        let (schemas, operations) = (Vec::new(), Vec::new());
        let api = Api {
            package: String::new(),
            title,
            features,
            schemas,
            operations,
            groups: Vec::new(),
            sizes: Vec::new(),
            secrets: Default::default(),
        };
        standalone(Origin { member, root: ROOT, runtime: "../runtime" }, &identity, &api)
    }

    #[test]
    fn what_is_inherited_is_written_out() {
        assert_eq!(standing_alone(MEMBER).as_deref(), Ok(EXPECTED));
    }

    #[test]
    fn what_cannot_be_inherited_is_said() {
        let said = |from: &str, to: &str| standing_alone(&MEMBER.replace(from, to)).err().unwrap_or_default();
        assert_eq!(said("http.", "gone."), "no `workspace.dependencies.gone` to inherit");
        assert_eq!(said("version.", "license."), "no `workspace.package.license` to inherit");
        assert!(said("http.", "ours.").contains("`ours` is a crate of this workspace"));
    }
}
