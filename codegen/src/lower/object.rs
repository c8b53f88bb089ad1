//! Objects: properties of their own, and those of the objects that they are made of.

use openapiv3::{
    AdditionalProperties, ObjectType, ReferenceOr, Schema as Described, SchemaKind, Type as Typed,
};

use super::name::{self, Case};
use super::schema::text;
use super::types::{Position, SchemaOrRef, Types};
use super::{default, feature, limits, reference, support};
use crate::diagnostic::{self, Sink, Span};
use crate::ir::{Object, Property, Since, Type};
use crate::load::{At, Named, Node};

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

/// The keys that a property may have beside those of its type and its limits.
const PROPERTY_KEYS: &[&str] = &["x-rust-name", "x-feature-version", "x-inferred"];

/// How many objects may be made of one another in a row; more of them go round in a circle.
const DEEPEST: usize = 20;

/// Lowers an object, or several that are put together with `allOf`.
pub(super) fn lower<'d>(
    types: &mut Types<'_, 'd>,
    at: At<'d, Described>,
    (ident, since, keys): (&str, Since, &[&str]),
    sink: &mut Sink,
) -> Option<Object> {
    let mut parts = Vec::new();
    support::only(at.node, "an object schema", &[&KEYS, keys].concat(), sink);
    collect(types, at, &mut parts, (0, sink))?;
    let mut object = Object { properties: Vec::new(), open: false };
    for part in &parts {
        required_exist(*part, &parts, sink);
        object.open |= is_open(*part, sink);
        for named in part.part("properties", &part.value.properties).entries() {
            let required = parts.iter().any(|part| part.value.required.iter().any(|name| name == named.name));
            let span = named.span;
            let Some(property) = property(types, named, (ident, required, since), sink) else {
                continue;
            };
            let first = object.properties.iter().find(|known| known.name.wire == property.name.wire);
            match first {
                Some(first) => {
                    sink.report(diagnostic::duplicate_key(span, &property.name.wire, first.name.span))
                }
                None => object.properties.push(property),
            }
        }
    }
    Some(object)
}

/// The objects that a schema is made of, in the order of the specification.
fn collect<'d>(
    types: &Types<'_, 'd>,
    at: At<'d, Described>,
    parts: &mut Vec<At<'d, ObjectType>>,
    (depth, sink): (usize, &mut Sink),
) -> Option<()> {
    match &at.value.schema_kind {
        SchemaKind::Type(Typed::Object(object)) => {
            parts.push(At::new(object, at.node));
            Some(())
        }
        SchemaKind::AllOf { all_of } => {
            for part in at.part("allOf", all_of).items() {
                if depth >= DEEPEST
                    && let Err(target) = part.value.either()
                {
                    return sink.refuse(diagnostic::ref_circle(part.key("$ref"), target));
                }
                let part = resolve(types, part, sink)?;
                support::only(part.node, "an object schema", &KEYS, sink);
                collect(types, part, parts, (depth + 1, sink))?;
            }
            Some(())
        }
        _ => {
            let help = "refer to an object, or describe one";
            sink.refuse(diagnostic::unsupported(at.node.span, "`allOf` of anything but objects", help))
        }
    }
}

fn resolve<'d>(
    types: &Types<'_, 'd>,
    at: At<'d, ReferenceOr<Described>>,
    sink: &mut Sink,
) -> Option<At<'d, Described>> {
    let target = match at.value.either() {
        Ok(schema) => return Some(At::new(schema, at.node)),
        Err(target) => target,
    };
    let span = at.node.get("$ref").map_or(at.node.span, |node| node.span);
    let document = types.context.document;
    let (name, node) = reference::name(document, target, "schemas", (span, sink))?;
    match document.openapi.components.as_ref()?.schemas.get(name)? {
        ReferenceOr::Item(schema) => Some(At::new(schema, node)),
        ReferenceOr::Reference { .. } => {
            let help = "refer to the object itself";
            sink.refuse(diagnostic::unsupported(span, "a reference to a reference in `allOf`", help))
        }
    }
}

fn required_exist(at: At<'_, ObjectType>, parts: &[At<'_, ObjectType>], sink: &mut Sink) {
    let known = || parts.iter().flat_map(|part| part.value.properties.keys().map(String::as_str));
    for name in at.part("required", &at.value.required).items() {
        if !known().any(|known| known == name.value) {
            sink.report(diagnostic::unknown_required(name.node.span, name.value, known()));
        }
    }
}

fn is_open(at: At<'_, ObjectType>, sink: &mut Sink) -> bool {
    match &at.value.additional_properties {
        None | Some(AdditionalProperties::Any(false)) => false,
        Some(AdditionalProperties::Any(true)) => true,
        Some(AdditionalProperties::Schema(_)) => {
            let what = "`additionalProperties` of a type beside `properties`";
            let help = "write `additionalProperties: true`, which keeps them as they are";
            sink.report(diagnostic::unsupported(at.key("additionalProperties"), what, help));
            false
        }
    }
}

fn property<'d>(
    types: &mut Types<'_, 'd>,
    Named { name: wire, span, at }: Named<'d, ReferenceOr<Box<Described>>>,
    (parent, required, since): (&str, bool, Since),
    sink: &mut Sink,
) -> Option<Property> {
    let node = at.node;
    let since = feature::since(node, Since { gate: since.gate, span }, &types.context.features, sink);
    let constant = constant(wire, node);
    let ty = match constant {
        Some(_) => Some(Type::String),
        None => {
            let name = format!("{parent}{}", Case::UpperCamel.convert(wire));
            let keys = &[PROPERTY_KEYS, limits::KEYS].concat();
            let position = Position { what: "a property", keys, name: &name, wire: (wire, span), since };
            types.of(at, position, sink)
        }
    };
    let name = name::name((wire, span), node, Case::Snake, sink)?;
    let ty = ty?;
    Some(Property {
        limits: limits::of((node, span), &ty, sink),
        name,
        since,
        docs: text(node, "description"),
        inferred: node.get("x-inferred").and_then(Node::as_str).map(str::to_owned),
        ty,
        required,
        boxed: false,
        deprecated: node.get("deprecated").is_some_and(Node::is_true),
        constant,
        default: default::of(types.context.document, node, sink),
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
