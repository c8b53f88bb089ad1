//! Objects: properties of their own, and those of the objects that they are made of.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use indexmap::{IndexMap, IndexSet};
use openapiv3::{
    AdditionalProperties, AnySchema, ObjectType, ReferenceOr, Schema as Described, SchemaKind, Type as Typed,
};

use super::types::{SchemaOrRef, TypeSite, Types};
use super::{default, fit, limits, wrapped};
use crate::diagnostic::Sink;
use crate::ir::{Gate, Object, Property, Since, Type};
use crate::load::{At, NamedPart, Node};
use crate::lower::component::reference;
use crate::lower::name::{self, Case};
use crate::lower::support::{self, described};
use crate::lower::{feature, mistakes};
use crate::source::Span;

/// The keys that an object may have, wherever it stands.
const KEYS: [&str; 9] = [
    "type",
    "properties",
    "required",
    "additionalProperties",
    "allOf",
    "nullable",
    "x-rust-name",
    "x-feature-version",
    "x-inferred",
];

/// The keys that a part of `allOf` may have. It becomes no type of its own that could have a name or a version.
const PART_KEYS: [&str; 6] = ["type", "properties", "required", "additionalProperties", "allOf", "nullable"];

/// The keys that a property may have beside those of its type and its limits.
const PROPERTY_KEYS: &[&str] = &["x-rust-name", "x-feature-version", "x-inferred"];

/// How many properties `allOf` may put together in a document. No API comes near; a row of a thousand objects that are
/// made of one another does, and each of them would have all properties of those before it.
const MOST_PUT_TOGETHER: usize = 50_000;

/// An object that another consists of, and the gate that stands before it there.
#[derive(Clone, Copy)]
pub(super) struct Part<'d> {
    at: At<'d, ObjectType>,
    gate: Gate,
}

/// The objects that an object consists of, in the order of the specification, each once.
pub(super) type Parts<'d> = Rc<[Part<'d>]>;

/// Lowers an object, or several that are put together with `allOf`.
pub(super) fn lower<'d>(
    types: &mut Types<'_, 'd>,
    at: At<'d, Described>,
    (ident, since, keys): (&str, Since, &[&str]),
    sink: &mut Sink,
) -> Option<Object> {
    support::only(at.node, "an object schema", &[&KEYS, keys].concat(), sink);
    let parts = match types.parts.get(&std::ptr::from_ref(at.node)) {
        Some(known) => known.clone()?,
        None => gather(types, at, sink)?,
    };
    let required: HashSet<&str> =
        parts.iter().flat_map(|part| &part.at.value.required).map(String::as_str).collect();
    let known: IndexSet<&str> =
        parts.iter().flat_map(|part| part.at.value.properties.keys().map(String::as_str)).collect();
    let mut object = Object { properties: Vec::new(), open: false };
    let mut first = HashMap::new();
    for Part { at: part, gate } in parts.iter().copied() {
        required_exist(part, &known, sink);
        object.open |= is_open(part, sink);
        let since = Since { gate: since.gate.and(gate), ..since };
        for named in part.part("properties", &part.value.properties).entries() {
            let (name, span) = (named.name, named.span);
            match first.insert(name, span) {
                Some(first) => sink.report(mistakes::duplicate_key(span, name, first)),
                None => {
                    let is_required = required.contains(name);
                    object.properties.extend(property(types, named, (ident, is_required, since), sink));
                }
            }
        }
    }
    Some(object)
}

/// Finds out what a component consists of, if it is an object. What it is made of has been looked at before.
pub(super) fn gather_component<'d>(types: &mut Types<'_, 'd>, wire: &'d str, sink: &mut Sink) {
    let Some(at) = reference::component::<Described>(types.context, wire) else {
        return;
    };
    let is_object = match &at.value.schema_kind {
        SchemaKind::Type(Typed::Object(_)) => true,
        SchemaKind::AllOf { all_of } => !all_of.is_empty(),
        SchemaKind::Any(_) => wrapped::is_one(at.node),
        _ => false,
    };
    if is_object {
        let parts = gather(types, at, sink);
        types.parts.insert(at.node, parts);
    }
}

/// The objects that a schema consists of. One that several of them are made of counts once.
fn gather<'d>(types: &mut Types<'_, 'd>, at: At<'d, Described>, sink: &mut Sink) -> Option<Parts<'d>> {
    let mut parts = IndexMap::new();
    add(types, at, &mut parts, sink)?;
    if parts.len() < 2 {
        return Some(parts.into_values().collect());
    }
    if types.put_together > MOST_PUT_TOGETHER {
        return None; // said before, and once is enough
    }
    types.put_together += parts.values().map(|part| part.at.value.properties.len()).sum::<usize>();
    if types.put_together > MOST_PUT_TOGETHER {
        return sink.refuse(mistakes::all_of_many(at.key("allOf"), MOST_PUT_TOGETHER));
    }
    Some(parts.into_values().collect())
}

/// Adds the objects that a schema consists of, by the addresses of their nodes.
fn add<'d>(
    types: &Types<'_, 'd>,
    at: At<'d, Described>,
    parts: &mut IndexMap<*const Node, Part<'d>>,
    sink: &mut Sink,
) -> Option<()> {
    match &at.value.schema_kind {
        SchemaKind::Type(Typed::Object(object)) => {
            parts.insert(at.node, Part { at: At::new(object, at.node), gate: Gate::ALWAYS });
        }
        SchemaKind::AllOf { all_of } | SchemaKind::Any(AnySchema { all_of, .. }) if !all_of.is_empty() => {
            for part in at.part("allOf", all_of).items() {
                match part.value.either() {
                    Ok(schema) => inline(types, At::new(schema, part.node), parts, sink)?,
                    Err(target) => {
                        let (found, gate) = referenced(types, target, part.node, sink)?;
                        for part in found.iter().filter(|part| !is_empty(part.at.value)) {
                            let part = Part { gate: gate.and(part.gate), ..*part };
                            let known = parts.entry(std::ptr::from_ref(part.at.node)).or_insert(part);
                            known.gate = known.gate.or(part.gate);
                        }
                    }
                }
            }
        }
        _ => return sink.refuse(mistakes::all_of_other(at.node.span)),
    }
    Some(())
}

/// Adds a part that has no name of its own.
fn inline<'d>(
    types: &Types<'_, 'd>,
    at: At<'d, Described>,
    parts: &mut IndexMap<*const Node, Part<'d>>,
    sink: &mut Sink,
) -> Option<()> {
    match &at.value.schema_kind {
        // What openapiv3 takes for none of the kinds has keys that do not go together, or no type.
        SchemaKind::Any(_) if !wrapped::is_one(at.node) => return fit::refuse(at, sink),
        SchemaKind::Type(Typed::Object(_)) | SchemaKind::AllOf { .. } | SchemaKind::Any(_) => {
            support::only(at.node, "a part of `allOf`", &PART_KEYS, sink);
        }
        _ => {}
    }
    add(types, at, parts, sink)
}

/// What a component consists of that `allOf` refers to, and the gate that it names itself.
fn referenced<'d>(
    types: &Types<'_, 'd>,
    target: &str,
    node: &'d Node,
    sink: &mut Sink,
) -> Option<(Parts<'d>, Gate)> {
    let span = node.get("$ref").map_or(node.span, |node| node.span);
    let (name, _) = reference::name(types.context.document, target, "schemas", (span, sink))?;
    let (_, name) = types.context.made.end(("schemas", name))?;
    let at = reference::component::<Described>(types.context, name)?;
    let own = at.node.get("x-feature-version").and_then(Node::as_str);
    let own = own.and_then(|version| feature::parse(version, &types.context.features));
    match types.parts.get(&std::ptr::from_ref(at.node)) {
        Some(parts) => Some((parts.clone()?, own.unwrap_or(Gate::ALWAYS))),
        // A component that is of no kind is refused where it stands; only `{}` is something, and no object.
        None if matches!(&at.value.schema_kind, SchemaKind::Any(_)) && !fit::is_anything(at.node) => None,
        None => sink.refuse(mistakes::all_of_other(span)),
    }
}

/// Whether an object adds nothing to what it is a part of.
fn is_empty(object: &ObjectType) -> bool {
    object.properties.is_empty() && object.required.is_empty() && object.additional_properties.is_none()
}

fn required_exist(at: At<'_, ObjectType>, known: &IndexSet<&str>, sink: &mut Sink) {
    for name in at.part("required", &at.value.required).items() {
        if !known.contains(name.value.as_str()) {
            sink.report(mistakes::unknown_required(name.node.span, name.value, known.iter().copied()));
        }
    }
}

fn is_open(at: At<'_, ObjectType>, sink: &mut Sink) -> bool {
    match &at.value.additional_properties {
        None | Some(AdditionalProperties::Any(false)) => false,
        Some(AdditionalProperties::Any(true)) => true,
        Some(AdditionalProperties::Schema(_)) => {
            sink.report(mistakes::typed_extras(at.key("additionalProperties")));
            false
        }
    }
}

fn property<'d>(
    types: &mut Types<'_, 'd>,
    NamedPart { name: wire, span, at }: NamedPart<'d, ReferenceOr<Box<Described>>>,
    (parent, required, since): (&str, bool, Since),
    sink: &mut Sink,
) -> Option<Property> {
    let node = at.node;
    let since = feature::since(node, Since { gate: since.gate, span }, &types.context.features, sink);
    let constant = constant(wire, node);
    let name = name::name((wire, span), node, Case::Snake, sink);
    let ty = match constant {
        Some(_) => Some(Type::String),
        None => {
            let own = name.as_ref().filter(|_| node.get("x-rust-name").is_some());
            let own = own.map_or(wire, |name| name.ident.as_str());
            let name = format!("{parent}{}", Case::UpperCamel.convert(own));
            let keys = &[PROPERTY_KEYS, limits::KEYS].concat();
            let position = TypeSite { what: "a property", keys, name: &name, wire: (wire, span), since };
            types.of(at, position, sink)
        }
    };
    let (name, ty) = (name?, ty?);
    let data = at.value.as_item().map(|schema| &schema.schema_data);
    Some(Property {
        limits: limits::of((node, span), &ty, sink),
        name,
        since,
        docs: data.map(described).unwrap_or_default(),
        inferred: node.get("x-inferred").and_then(Node::as_str).map(str::to_owned),
        ty,
        required,
        boxed: false,
        deprecated: data.is_some_and(|data| data.deprecated),
        constant,
        default: default::of(types.context, node, sink),
    })
}

/// The one value of the property that tells derived types apart.
fn constant(wire: &str, node: &Node) -> Option<String> {
    match (wire, node.get("enum")?.as_list()?) {
        ("__type", [only]) => only.as_str().map(str::to_owned),
        _ => None,
    }
}

/// Where a type says what it is.
pub(super) fn tag_span(at: At<'_, Described>, tag: &str) -> Span {
    at.node.get("properties").map_or(at.node.span, |properties| properties.key(tag))
}
