//! Objects that others derive from: the choice between all of them has the name, so the object itself has another one.

use super::object::{self, ObjectSite};
use super::types::Types;
use super::{index, named};
use crate::diagnostic::Sink;
use crate::ir::{Former, Name, Schema, Shape};
use crate::load::At;
use crate::lower::{Context, deprecation};

/// The object that a choice is named after.
pub(super) fn lower<'d>(types: &mut Types<'_, 'd>, wire: &'d str, sink: &mut Sink) -> Option<Schema> {
    let context = types.context;
    let (entry, schema) = index::entry(context, wire)?;
    let (ident, since) = named::owner(context, wire)?;
    let (at, ident) = (At::new(schema.as_item()?, &entry.value), ident_of(context, &ident));
    let former = named::former(context, wire).map(|former| ident_of(context, former));
    let (former, tag) = (former.as_deref(), context.families.tag(wire));
    let site = ObjectSite { ident: &ident, former, since, keys: &deprecation::KEYS, tag };
    let shape = object::lower(types, at, &site, sink).map(Shape::Object)?;
    let former =
        former.map(|former| Former { wire: former.to_owned(), ident: former.to_owned(), span: entry.key });
    let name = Name { wire: wire.to_owned(), ident, span: entry.key, former };
    named::schema_of(at, (name, since), shape)
}

/// What it is called.
fn ident_of(context: &Context<'_>, choice: &str) -> String {
    let base = format!("{choice}Base");
    if named::is_component(context, &base) { format!("{choice}Itself") } else { base }
}

/// What the object is called that a component is.
pub(super) fn object_ident(context: &Context<'_>, wire: &str) -> Option<String> {
    let ident = &context.names.get(wire)?.ident;
    Some(if context.schemas.bases.contains_key(wire) { ident_of(context, ident) } else { ident.clone() })
}
