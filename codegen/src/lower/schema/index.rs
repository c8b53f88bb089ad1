//! Which components are types of their own, found out before any of them is lowered.

use std::collections::BTreeMap;

use indexmap::IndexSet;
use openapiv3::{
    AdditionalProperties, AnySchema, ReferenceOr, Schema as Described, SchemaKind, Type as Typed,
};

use super::{parts, wrapped};
use crate::graph;
use crate::ir::SchemaId;
use crate::load::{Document, Entry, key};
use crate::lower::Context;
use crate::lower::component::gate::Gates;
use crate::lower::component::made::Made;
use crate::lower::component::sent;
use crate::lower::component::uses::Uses;
use crate::lower::family::Families;

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
    pub(super) gates: Gates<'d>,
    named: Vec<(&'d str, &'d ReferenceOr<Described>)>,
    /// The objects that choices are named after, which are types of their own beside them.
    pub(super) bases: BTreeMap<&'d str, SchemaId>,
    /// The aliases, each behind those that it uses, as far as they do not use one another in a circle.
    pub(super) aliases: Vec<&'d str>,
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
    made: &Made<'d>,
) -> Index<'d> {
    let bodies = sent::schemas(document, made);
    let components = document.openapi.components.iter().flat_map(|components| &components.schemas);
    let mut sorted: Vec<_> = components.map(|(name, schema)| (name.as_str(), schema)).collect();
    sorted.sort_by_key(|(name, _)| *name);
    let (targets, named, bases) = (BTreeMap::new(), Vec::new(), BTreeMap::new());
    let mut index = Index { targets, gates, named, bases, aliases: Vec::new() };
    for (name, schema) in &sorted {
        let is_sent = |item: &Described| bodies.contains(name) && is_bare_object(item);
        let is_object = |item: &Described| {
            is_empty_object(item) || is_sent(item) || is_bare_base(item) || families.is_member(name)
        };
        let is_named = matches!(schema, ReferenceOr::Item(item) if is_type(item) || is_object(item));
        let target =
            if is_named { ComponentKind::Named(SchemaId(index.named())) } else { ComponentKind::Alias };
        index.named.extend(is_named.then_some((*name, *schema)));
        index.targets.insert(name, target);
    }
    let schemas = document.section(key::SCHEMAS);
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
        let uses = uses.by_components.get(&(key::SCHEMAS, *name)).map(|part| part.uses.as_slice());
        let used = uses.unwrap_or_default().iter().filter(|((section, _), _)| *section == key::SCHEMAS);
        used.filter_map(|((_, name), _)| aliases.get_index_of(name)).collect()
    });
    let bottom_up = graph::bottom_up(&edges.collect::<Vec<_>>());
    bottom_up.into_iter().filter_map(|index| aliases.get_index(index).copied()).collect()
}

/// Whether the values of a schema are texts, where it is an enumeration. Flags are one, too.
pub(in crate::lower) fn enumeration(schema: &Described) -> Option<bool> {
    match &schema.schema_kind {
        SchemaKind::Type(Typed::Integer(integer)) => {
            let has_flags = schema.schema_data.extensions.contains_key(key::X_FLAGS);
            (has_flags || !integer.enumeration.is_empty()).then_some(false)
        }
        SchemaKind::Type(Typed::String(string)) if !string.enumeration.is_empty() => Some(true),
        _ => None,
    }
}

/// Whether a schema is a base that derives from another and adds no properties.
fn is_bare_base(schema: &Described) -> bool {
    let (SchemaKind::AllOf { all_of } | SchemaKind::Any(AnySchema { all_of, .. })) = &schema.schema_kind
    else {
        return false;
    };
    schema.schema_data.discriminator.is_some() && matches!(all_of.as_slice(), [ReferenceOr::Reference { .. }])
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

/// A component as the document has it.
pub(super) fn entry<'d>(
    context: &Context<'d>,
    wire: &str,
) -> Option<(&'d Entry, &'d ReferenceOr<Described>)> {
    let entry = context.document.section(key::SCHEMAS)?.entry(wire)?;
    Some((entry, context.document.openapi.components.as_ref()?.schemas.get(wire)?))
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
