//! Named types: objects and enumerations.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use openapiv3::{IntegerType, ObjectType, ReferenceOr, Schema as Described, SchemaKind, Type as Typed};

use super::name::{self, Case};
use super::types::{Position, Types};
use super::{Context, feature, gate, support};
use crate::diagnostic::{self, Sink, Span};
use crate::ir::{
    Enumeration, EnumerationValue, Feature, Gate, Name, Object, Property, Schema, SchemaId, Shape, Since,
};
use crate::load::{At, Document, Node};

/// What a component under `components.schemas` is.
pub(super) enum Target<'d> {
    /// A type of its own.
    Named(SchemaId),
    /// Another name for a type that has none of its own, or for another component.
    Alias(&'d ReferenceOr<Described>),
}

/// The components under `components.schemas`, in the order of their names, and the gate of each.
pub(super) struct Index<'d> {
    targets: BTreeMap<&'d str, Target<'d>>,
    gates: IndexMap<&'d str, Gate>,
}

impl<'d> Index<'d> {
    pub(super) fn get(&self, name: &str) -> Option<&Target<'d>> {
        self.targets.get(name)
    }
}

/// Finds out which components are types of their own, before any of them is lowered.
pub(super) fn index<'d>(document: &'d Document, features: &[Feature]) -> Index<'d> {
    let mut named = 0;
    let mut targets = BTreeMap::new();
    for (name, schema) in sorted(document) {
        let target = if is_named(schema) { Target::Named(SchemaId(named)) } else { Target::Alias(schema) };
        named += u32::from(matches!(target, Target::Named(_)));
        targets.insert(name, target);
    }
    Index { targets, gates: gate::of_schemas(document, features) }
}

fn sorted(document: &Document) -> Vec<(&str, &ReferenceOr<Described>)> {
    let components = document.openapi.components.iter().flat_map(|components| &components.schemas);
    let mut sorted: Vec<_> = components.map(|(name, schema)| (name.as_str(), schema)).collect();
    sorted.sort_by_key(|(name, _)| *name);
    sorted
}

fn is_named(schema: &ReferenceOr<Described>) -> bool {
    let ReferenceOr::Item(schema) = schema else { return false };
    match &schema.schema_kind {
        SchemaKind::Type(Typed::Object(object)) => {
            let dictionary =
                matches!(object.additional_properties, Some(openapiv3::AdditionalProperties::Schema(_)));
            !dictionary || !object.properties.is_empty()
        }
        SchemaKind::Type(Typed::Integer(integer)) => !integer.enumeration.is_empty(),
        _ => false,
    }
}

/// Lowers every named type, and looks at every alias even if nobody uses it.
pub(super) fn lower(context: &Context<'_>, sink: &mut Sink) -> Vec<Schema> {
    let Some(components) = &context.document.openapi.components else { return Vec::new() };
    let Some(nodes) = context.document.root.get("components").and_then(|node| node.get("schemas")) else {
        return Vec::new();
    };
    let mut schemas = Vec::new();
    for (wire, target) in &context.schemas.targets {
        let (Some(described), Some(entry)) = (components.schemas.get(*wire), nodes.entry(wire)) else {
            continue;
        };
        match (target, described) {
            (Target::Named(_), ReferenceOr::Item(schema)) => {
                let lowering = Lowering { context, wire, key: entry.key };
                schemas.extend(lowering.schema(At::new(schema, &entry.value), sink));
            }
            _ => {
                let position = Position { what: "a schema that is no object", keys: &[] };
                Types::new(context).of(At::new(described, &entry.value), &position, sink);
            }
        }
    }
    schemas
}

/// Lowers one named type.
struct Lowering<'c, 'd> {
    context: &'c Context<'d>,
    wire: &'c str,
    key: Span,
}

impl<'d> Lowering<'_, 'd> {
    fn schema(&self, at: At<'d, Described>, sink: &mut Sink) -> Option<Schema> {
        let name = name::name((self.wire, self.key), at.node, Case::UpperCamel, sink);
        let since = self.since(at.node, sink);
        let shape = match &at.value.schema_kind {
            SchemaKind::Type(Typed::Integer(integer)) => {
                self.enumeration(At::new(integer, at.node), since, sink).map(Shape::Enumeration)
            }
            SchemaKind::Type(Typed::Object(object)) => {
                Some(Shape::Object(self.object(At::new(object, at.node), since, sink)))
            }
            _ => None,
        };
        let name = name?;
        Some(Schema {
            module: name::identifier(&name.ident, Case::Snake)?,
            name,
            since,
            docs: text(at.node, "description"),
            inferred: at.node.get("x-inferred").and_then(Node::as_str).map(str::to_owned),
            shape: shape?,
        })
    }

    fn since(&self, node: &Node, sink: &mut Sink) -> Since {
        let used = self.context.schemas.gates.get(self.wire).copied().unwrap_or(Gate::ALWAYS);
        if node.get("x-feature-version").and_then(Node::as_str).is_none() {
            return Since { gate: used, span: self.key };
        }
        feature::since(node, Since { gate: Gate::ALWAYS, span: self.key }, &self.context.features, sink)
    }

    fn object(&self, at: At<'d, ObjectType>, since: Since, sink: &mut Sink) -> Object {
        const KEYS: [&str; 7] = [
            "type",
            "properties",
            "required",
            "additionalProperties",
            "x-rust-name",
            "x-feature-version",
            "x-inferred",
        ];
        support::only(at.node, "an object schema", &KEYS, sink);
        self.required_exist(at, sink);
        let properties = at.part("properties", &at.value.properties).entries();
        let properties = properties.filter_map(|named| {
            let span = named.span;
            let required = at.value.required.iter().any(|name| name == named.name);
            let node = named.at.node;
            let since = feature::since(node, Since { gate: since.gate, span }, &self.context.features, sink);
            let ty = Types::new(self.context).of(named.at, &PROPERTY, sink);
            let name = name::name((named.name, span), node, Case::Snake, sink)?;
            let ty = ty?;
            Some(Property {
                name,
                since,
                docs: text(node, "description"),
                inferred: node.get("x-inferred").and_then(Node::as_str).map(str::to_owned),
                min_items: node
                    .get("minItems")
                    .and_then(Node::as_integer)
                    .and_then(|n| u32::try_from(n).ok()),
                ty,
                required,
            })
        });
        let properties = properties.collect();
        Object { properties, open: self.is_open(at, sink) }
    }

    fn required_exist(&self, at: At<'d, ObjectType>, sink: &mut Sink) {
        for name in at.part("required", &at.value.required).items() {
            if !at.value.properties.contains_key(name.value) {
                let known = at.value.properties.keys().map(String::as_str);
                sink.report(diagnostic::unknown_required(name.node.span, name.value, known));
            }
        }
    }

    fn is_open(&self, at: At<'d, ObjectType>, sink: &mut Sink) -> bool {
        match &at.value.additional_properties {
            None | Some(openapiv3::AdditionalProperties::Any(false)) => false,
            Some(openapiv3::AdditionalProperties::Any(true)) => true,
            Some(openapiv3::AdditionalProperties::Schema(_)) => {
                let what = "`additionalProperties` of a type beside `properties`";
                let help = "write `additionalProperties: true`, which keeps them as they are";
                sink.report(diagnostic::unsupported(at.key("additionalProperties"), what, help));
                false
            }
        }
    }

    fn enumeration(&self, at: At<'d, IntegerType>, since: Since, sink: &mut Sink) -> Option<Enumeration> {
        const KEYS: [&str; 8] = [
            "type",
            "format",
            "enum",
            "x-enum-varnames",
            "x-enum-descriptions",
            "x-rust-name",
            "x-feature-version",
            "x-inferred",
        ];
        support::only(at.node, "an enumeration", &KEYS, sink);
        let numbers = at.node.get("enum").and_then(Node::as_list).unwrap_or_default();
        let names = self.one_per_value(at.node, "x-enum-varnames", numbers.len(), sink);
        let descriptions = self.one_per_value(at.node, "x-enum-descriptions", numbers.len(), sink);
        let versions = self.one_per_value(at.node, "x-feature-version", numbers.len(), sink);
        let Some(names) = names else {
            let known = at.node.get("x-enum-varnames").is_some();
            return if known { None } else { sink.refuse(diagnostic::no_varnames(at.key("enum"))) };
        };
        let values = numbers.iter().zip(names).enumerate().filter_map(|(index, (number, name))| {
            let version = versions.and_then(|versions| versions.get(index));
            let gate = version.and_then(|node| feature::version(node, &self.context.features, sink));
            let number = match number.as_integer() {
                Some(integer) => integer,
                None => return sink.refuse(diagnostic::wrong_kind(number, "an integer")),
            };
            Some(EnumerationValue {
                number,
                since: Since {
                    gate: gate.map_or(since.gate, |gate| since.gate.and(gate)),
                    span: version.map_or(name.span, |node| node.span),
                },
                name: variant(name, sink)?,
                docs: descriptions.and_then(|list| list.get(index)?.as_str()).unwrap_or_default().to_owned(),
            })
        });
        Some(Enumeration { values: values.collect() })
    }

    /// The list under a key that must have an entry for each value; nothing where it has not, or is no list.
    fn one_per_value(&self, node: &'d Node, key: &str, values: usize, sink: &mut Sink) -> Option<&'d [Node]> {
        let list = node.get(key)?;
        let items = list.as_list()?;
        if items.len() == values {
            return Some(items);
        }
        let related = node.key("enum");
        sink.refuse(
            diagnostic::one_per_value(node.key(key), key, (items.len(), values))
                .with_related(related, "the values"),
        )
    }
}

/// The keys that a property may have beside those of its type.
const PROPERTY: Position =
    Position { what: "a property", keys: &["x-rust-name", "x-feature-version", "x-inferred", "minItems"] };

fn variant(node: &Node, sink: &mut Sink) -> Option<Name> {
    let wire = node.as_str()?;
    match name::identifier(wire, Case::UpperCamel) {
        Some(ident) => Some(Name { wire: wire.to_owned(), ident, span: node.span }),
        None => sink.refuse(diagnostic::no_identifier(node.span, wire)),
    }
}

pub(super) fn text(node: &Node, key: &str) -> String {
    node.get(key).and_then(Node::as_str).unwrap_or_default().trim().to_owned()
}
