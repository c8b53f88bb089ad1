//! Types with a name: those under `components.schemas`, and those named after where they stand.

use std::collections::BTreeMap;

use indexmap::IndexSet;
use openapiv3::{AdditionalProperties, ReferenceOr, Schema as Described, SchemaKind, Type as Typed};

use super::object::ObjectSite;
use super::types::{TypeSite, Types};
use super::{base, choice, default, enumeration, example, object, parts, wrapped};
use crate::diagnostic::Sink;
use crate::graph;
use crate::ir::{Former, Gate, Name, Schema, SchemaId, Shape, Since, Type};
use crate::load::{At, Document, Entry, Node};
use crate::lower::component::gate::Gates;
use crate::lower::component::sent;
use crate::lower::component::uses::Uses;
use crate::lower::family::Families;
use crate::lower::name::{self, Case};
use crate::lower::support::docs;
use crate::lower::{Context, deprecation, feature, mistakes};
use crate::source::Span;

/// The keys that only a component and a property can have: everything else has the name and the version of what it is in.
const OF_NAMED: [&str; 3] = ["x-rust-name", "x-renamed-from", "x-feature-version"];

/// What a component under `components.schemas` is.
#[derive(Debug, Clone, Copy)]
pub(in crate::lower) enum ComponentKind {
    /// A type of its own.
    Named(SchemaId),
    /// Another name for a type that has none of its own, or for another component.
    Alias,
}

/// The components under `components.schemas`, in the order of their names, and the gate of each.
pub(in crate::lower) struct Index<'d> {
    pub(super) targets: BTreeMap<&'d str, ComponentKind>,
    gates: Gates<'d>,
    named: Vec<(&'d str, &'d ReferenceOr<Described>)>,
    /// The objects that choices are named after, which are types of their own beside them.
    pub(super) bases: BTreeMap<&'d str, SchemaId>,
    /// The aliases, each behind those that it uses, as far as they do not use one another in a circle.
    aliases: Vec<&'d str>,
}

impl<'d> Index<'d> {
    pub(in crate::lower) fn get(&self, name: &str) -> Option<ComponentKind> {
        self.targets.get(name).copied()
    }

    /// How many of them are types of their own; the ids of all other types come after theirs.
    pub(in crate::lower) fn named(&self) -> u32 {
        u32::try_from(self.named.len()).unwrap_or(u32::MAX)
    }

    /// The component that a type of its own is made of.
    pub(in crate::lower) fn component(&self, id: SchemaId) -> Option<&'d ReferenceOr<Described>> {
        self.named.get(id.index()).map(|(_, schema)| *schema)
    }

    /// The object that a component is, where it is one: not the choice that it may be, too.
    pub(in crate::lower) fn object(&self, name: &str) -> Option<SchemaId> {
        match self.bases.get(name) {
            Some(base) => Some(*base),
            None => match self.get(name)? {
                ComponentKind::Named(id) => Some(id),
                ComponentKind::Alias => None,
            },
        }
    }

    /// Whether a component is an enumeration.
    pub(super) fn is_enumeration(&self, id: SchemaId) -> bool {
        self.component(id).and_then(ReferenceOr::as_item).and_then(enumeration).is_some()
    }

    /// The objects that a named type can be, if it is a choice.
    pub(super) fn members(&self, context: &Context<'d>, id: SchemaId) -> Vec<SchemaId> {
        let name = self
            .named
            .get(id.index())
            .map(|(name, _)| *name)
            .filter(|name| self.bases.get(name) != Some(&id));
        let family = name.and_then(|name| context.families.of(&entry(context, name)?.0.value));
        let members = family.into_iter().flat_map(|family| &family.members);
        members.filter_map(|member| self.object(member.name)).collect()
    }
}

/// Finds out which components are types of their own, before any of them is lowered.
pub(in crate::lower) fn index<'d>(
    document: &'d Document,
    families: &Families<'d>,
    uses: &Uses<'d>,
    gates: Gates<'d>,
) -> Index<'d> {
    let bodies = sent::schemas(document);
    let components = document.openapi.components.iter().flat_map(|components| &components.schemas);
    let mut sorted: Vec<_> = components.map(|(name, schema)| (name.as_str(), schema)).collect();
    sorted.sort_by_key(|(name, _)| *name);
    let (targets, named, bases) = (BTreeMap::new(), Vec::new(), BTreeMap::new());
    let mut index = Index { targets, gates, named, bases, aliases: Vec::new() };
    for (name, schema) in &sorted {
        let is_sent = |item: &Described| bodies.contains(name) && is_bare_object(item);
        let is_object = |item: &Described| is_empty_object(item) || is_sent(item) || families.is_member(name);
        let is_named = matches!(schema, ReferenceOr::Item(item) if is_type(item) || is_object(item));
        let target =
            if is_named { ComponentKind::Named(SchemaId(index.named())) } else { ComponentKind::Alias };
        index.named.extend(is_named.then_some((*name, *schema)));
        index.targets.insert(name, target);
    }
    let schemas = document.root.get("components").and_then(|components| components.get("schemas"));
    for (name, schema) in sorted {
        let family = schemas.and_then(|schemas| families.of(schemas.get(name)?));
        if family.is_some_and(|family| family.members.iter().any(|member| member.name == name)) {
            index.bases.insert(name, SchemaId(index.named()));
            index.named.push((name, schema));
        }
    }
    index.aliases = aliases(uses, &index.targets);
    index
}

fn aliases<'d>(uses: &Uses<'d>, targets: &BTreeMap<&'d str, ComponentKind>) -> Vec<&'d str> {
    let is_alias = |name: &str| matches!(targets.get(name), Some(ComponentKind::Alias));
    let aliases: IndexSet<&'d str> = targets.keys().copied().filter(|name| is_alias(name)).collect();
    let edges = aliases.iter().map(|name| {
        let uses = uses.by_components.get(&("schemas", *name)).map(|part| part.uses.as_slice());
        let used = uses.unwrap_or_default().iter().filter(|((section, _), _)| *section == "schemas");
        used.filter_map(|((_, name), _)| aliases.get_index_of(name)).collect()
    });
    let bottom_up = graph::bottom_up(&edges.collect::<Vec<_>>());
    bottom_up.into_iter().filter_map(|index| aliases.get_index(index).copied()).collect()
}

/// Whether the values of a schema are texts, where it is an enumeration. Flags are one, too.
pub(in crate::lower) fn enumeration(schema: &Described) -> Option<bool> {
    match &schema.schema_kind {
        SchemaKind::Type(Typed::Integer(integer)) => {
            let has_flags = schema.schema_data.extensions.contains_key("x-flags");
            (has_flags || !integer.enumeration.is_empty()).then_some(false)
        }
        SchemaKind::Type(Typed::String(string)) if !string.enumeration.is_empty() => Some(true),
        _ => None,
    }
}

/// Whether a schema becomes a type of its own wherever it stands.
pub(in crate::lower) fn is_type(schema: &Described) -> bool {
    match &schema.schema_kind {
        SchemaKind::Type(Typed::Object(object)) => !object.properties.is_empty(),
        SchemaKind::AllOf { all_of } => !matches!(all_of.as_slice(), [ReferenceOr::Reference { .. }] | []),
        SchemaKind::OneOf { .. } => !wrapped::is_choice_of_one(schema),
        SchemaKind::Any(_) => parts::is_compound(schema),
        _ => enumeration(schema).is_some(),
    }
}

/// Whether a schema is an object without properties, which may have any others.
pub(in crate::lower) fn is_bare_object(schema: &Described) -> bool {
    match &schema.schema_kind {
        SchemaKind::Type(Typed::Object(object)) => {
            let is_open =
                matches!(object.additional_properties, None | Some(AdditionalProperties::Any(true)));
            object.properties.is_empty() && is_open
        }
        _ => false,
    }
}

/// Whether a component is an object that has no properties yet; without a name it would be a dictionary.
fn is_empty_object(schema: &Described) -> bool {
    match &schema.schema_kind {
        SchemaKind::Type(Typed::Object(object)) => {
            matches!(object.additional_properties, None | Some(AdditionalProperties::Any(false)))
        }
        _ => false,
    }
}

/// Lowers every component that is a type, and looks at every alias even if nobody uses it.
pub(in crate::lower) fn lower(types: &mut Types<'_, '_>, sink: &mut Sink) -> Vec<Schema> {
    let context = types.context;
    // Whatever a component is made of comes before it, so that a row of them, however long, takes no stack.
    for (_, wire) in context.made.bottom_up.iter().filter(|(section, _)| *section == "schemas") {
        parts::gather_component(types, wire, sink);
    }
    for wire in &context.schemas.aliases {
        types.alias(wire, Span::default(), sink);
    }
    let named =
        context.schemas.targets.iter().filter(|(_, target)| matches!(target, ComponentKind::Named(_)));
    let schemas = named.filter_map(|(wire, _)| {
        let (entry, schema) = entry(context, wire)?;
        let since = component_since(context, wire, entry.key, (&entry.value, sink));
        let name = name::name((wire, entry.key), &entry.value, Case::UpperCamel, sink)?;
        let schema =
            build(types, At::new(schema.as_item()?, &entry.value), (name, since, &deprecation::KEYS), sink)?;
        Some(Schema { deprecated: deprecation::of(&entry.value, &context.features, sink), ..schema })
    });
    let mut schemas: Vec<Schema> = schemas.collect();
    for wire in context.schemas.bases.keys() {
        schemas.extend(base::lower(types, wire, sink));
    }
    schemas
}

/// The identifier and the gate of a component.
pub(super) fn owner(context: &Context<'_>, wire: &str) -> Option<(String, Since)> {
    let (entry, _) = entry(context, wire)?;
    let mut silent = Sink::default();
    let name = name::name((wire, entry.key), &entry.value, Case::UpperCamel, &mut silent)?;
    Some((name.ident, component_since(context, wire, entry.key, (&entry.value, &mut silent))))
}

/// What a component was called before.
pub(super) fn former<'d>(context: &Context<'d>, wire: &str) -> Option<&'d str> {
    entry(context, wire)?.0.value.get("x-renamed-from")?.as_str()
}

/// A component as the document has it.
pub(super) fn entry<'d>(
    context: &Context<'d>,
    wire: &str,
) -> Option<(&'d Entry, &'d ReferenceOr<Described>)> {
    let entry = context.document.root.get("components")?.get("schemas")?.entry(wire)?;
    Some((entry, context.document.openapi.components.as_ref()?.schemas.get(wire)?))
}

/// The type that an alias stands for.
pub(in crate::lower) fn alias(types: &mut Types<'_, '_>, wire: &str, sink: &mut Sink) -> Option<Type> {
    let context = types.context;
    let (entry, described) = entry(context, wire)?;
    let since = component_since(context, wire, entry.key, (&entry.value, sink));
    let ident = match entry.value.get("x-rust-name") {
        Some(_) => name::name((wire, entry.key), &entry.value, Case::UpperCamel, sink)?.ident,
        None => Case::UpperCamel.convert(wire),
    };
    let (what, keys) = ("a schema that is no object", &["x-rust-name", "x-inferred"][..]);
    let position = TypeSite { what, keys, name: &ident, former: None, wire: (wire, entry.key), since };
    types.of(At::new(described, &entry.value), position, sink)
}

/// The gate of a component: its own, or that of the oldest thing that uses it, or that of the youngest thing that it uses
/// where nobody uses it.
fn component_since(context: &Context<'_>, wire: &str, span: Span, (node, sink): (&Node, &mut Sink)) -> Since {
    let used = context.schemas.gates.schema(wire);
    if node.get("x-feature-version").is_none_or(|named| named.as_list().is_some()) {
        return Since { gate: used, span };
    }
    feature::since(node, Since { gate: Gate::ALWAYS, span }, &context.features, sink)
}

/// Lowers a type that is named after where it stands.
pub(in crate::lower) fn unnamed<'d>(
    types: &mut Types<'_, 'd>,
    at: At<'d, Described>,
    position: TypeSite<'_>,
    sink: &mut Sink,
) -> Option<Schema> {
    let (wire, span) = position.wire;
    if !position.name.is_ascii() || !position.name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return sink.refuse(mistakes::no_identifier(span, wire));
    }
    for key in OF_NAMED.into_iter().filter(|key| !position.keys.contains(key)) {
        // The versions of an enumeration's values, which are a list, are another matter.
        if at.node.get(key).and_then(Node::as_str).is_some() {
            sink.report(mistakes::unsupported_key(at.node.key(key), key, position.what));
        }
    }
    let former =
        position.former.map(|former| Former { wire: former.to_owned(), ident: former.to_owned(), span });
    let name = Name { wire: wire.to_owned(), ident: position.name.to_owned(), span, former };
    build(types, at, (name, position.since, position.keys), sink)
}

fn build<'d>(
    types: &mut Types<'_, 'd>,
    at: At<'d, Described>,
    (name, since, keys): (Name, Since, &[&'static str]),
    sink: &mut Sink,
) -> Option<Schema> {
    let families = &types.context.families;
    let shape = match &at.value.schema_kind {
        SchemaKind::Type(Typed::Integer(_) | Typed::String(_)) => {
            enumeration::lower(types.context, at.node, (since, keys), sink).map(Shape::Enumeration)
        }
        SchemaKind::OneOf { one_of } => {
            choice::lower(types, At::new(one_of, at.node), (keys, sink)).map(Shape::Choice)
        }
        _ if families.of(at.node).is_some() => {
            choice::of_base(types.context, at.node, sink).map(Shape::Choice)
        }
        _ => {
            let (ident, former, tag) = (&name.ident, name.former(), families.tag_of(at.node));
            let site = ObjectSite { ident, former, since, keys, tag };
            object::lower(types, at, &site, sink).map(Shape::Object)
        }
    };
    example::own(types.context, at.node, sink);
    Some(Schema {
        default: default::of(types.context, at.node, sink),
        inferred: at.node.get("x-inferred").and_then(Node::as_str).map(str::to_owned),
        ..schema_of(at, (name, since), shape?)?
    })
}

/// A type of a shape.
pub(super) fn schema_of(at: At<'_, Described>, (name, since): (Name, Since), shape: Shape) -> Option<Schema> {
    Some(Schema {
        module: name::identifier(&name.ident, Case::Snake)?,
        name,
        since,
        docs: docs(at.value.schema_data.description.as_ref()),
        deprecated: None,
        default: None,
        inferred: None,
        checked: false,
        total: true,
        shape,
    })
}

#[cfg(test)]
mod tests {
    use crate::tests::generated;

    #[test]
    fn an_object_without_properties_is_a_type_where_it_can_be_told_from_a_dictionary() {
        let schemas = "\
empty: { type: object }
    closed: { type: object, additionalProperties: false }
    open: { type: object, additionalProperties: true }
    counts: { type: object, additionalProperties: { type: integer } }
    base: { type: object, properties: { __type: { type: string } }, discriminator: { propertyName: __type } }
    derived: { allOf: [{ $ref: '#/components/schemas/base' }] }
    other: { allOf: [{ $ref: '#/components/schemas/empty' }] }";
        let names = |edits: &[(&str, &str)]| {
            let api = generated(edits).map(|output| output.api);
            api.map(|api| api.schemas.into_iter().map(|schema| schema.name.wire).collect::<Vec<_>>())
        };
        let types = names(&[("# schemas", schemas)]);
        assert_eq!(
            types,
            Ok(["base", "closed", "derived", "empty", "thing", "base"].map(str::to_owned).into())
        );
        let sent = names(&[("# schemas", schemas), ("schemas/thing", "schemas/open")]);
        assert!(sent.is_ok_and(|types| types.contains(&"open".to_owned())), "what is sent has a constructor");
    }
}
