//! Types with a name: those under `components.schemas`, and those named after where they stand.

use std::collections::BTreeMap;

use openapiv3::{Schema as Described, SchemaKind, Type as Typed};

use super::index::{ComponentKind, Index, entry};
use super::object::ObjectSite;
use super::site::TypeSite;
use super::types::Types;
use super::{base, choice, default, enumeration, example, object, parts};
use crate::diagnostic::Sink;
use crate::ir::{Former, Gate, Name, Schema, Shape, Since, Type};
use crate::load::{At, Document, Node, key};
use crate::lower::name::{self, Case};
use crate::lower::support::docs;
use crate::lower::{Context, deprecation, feature, mistakes};
use crate::source::Span;

/// The keys that only a component and a property can have: everything else has the name and the version of what it is in.
const OF_NAMED: [&str; 3] = [key::X_RUST_NAME, key::X_RENAMED_FROM, key::X_FEATURE_VERSION];

/// What the components are called, by their names on the wire. One without a type of its own can be called anything, since
/// only a type within takes its name.
pub(in crate::lower) fn names<'d>(
    document: &'d Document,
    schemas: &Index<'d>,
    sink: &mut Sink,
) -> BTreeMap<&'d str, Name> {
    let components = document.section(key::SCHEMAS).and_then(Node::as_map).into_iter().flatten();
    let names = components.filter_map(|(wire, entry)| {
        let is_type = matches!(schemas.get(wire), Some(ComponentKind::Named(_)));
        let name = if is_type || entry.value.get(key::X_RUST_NAME).is_some() {
            name::name((wire, entry.key), &entry.value, Case::UpperCamel, sink)?
        } else {
            let ident = Case::UpperCamel.convert(wire);
            Name { wire: wire.clone(), ident, span: entry.key, former: None }
        };
        Some((wire.as_str(), name))
    });
    names.collect()
}

/// Lowers every component that is a type, and looks at every alias even if nobody uses it.
pub(in crate::lower) fn lower(types: &mut Types<'_, '_>, sink: &mut Sink) -> Vec<Schema> {
    let context = types.context;
    // Whatever a component is made of comes before it, so that a row of them, however long, takes no stack.
    for (_, wire) in context.made.bottom_up.iter().filter(|(section, _)| *section == key::SCHEMAS) {
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
        let name = context.names.get(wire)?.clone();
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
    let since = component_since(context, wire, entry.key, (&entry.value, &mut Sink::default()));
    Some((context.names.get(wire)?.ident.clone(), since))
}

/// Whether a component is called so, now or before.
pub(super) fn is_component(context: &Context<'_>, ident: &str) -> bool {
    context.names.values().any(|name| name.ident == ident || name.former() == Some(ident))
}

/// What a component was called before.
pub(super) fn former<'c>(context: &'c Context<'_>, wire: &str) -> Option<&'c str> {
    context.names.get(wire)?.former()
}

/// The type that an alias stands for.
pub(in crate::lower) fn alias(types: &mut Types<'_, '_>, wire: &str, sink: &mut Sink) -> Option<Type> {
    let context = types.context;
    let (entry, described) = entry(context, wire)?;
    let since = component_since(context, wire, entry.key, (&entry.value, sink));
    let ident = &context.names.get(wire)?.ident;
    let (what, keys) = ("a schema that is no object", &[key::X_RUST_NAME, key::X_INFERRED][..]);
    let position = TypeSite { what, keys, name: ident, former: None, wire: (wire, entry.key), since };
    types.of(At::new(described, &entry.value), position, sink)
}

/// The gate of a component: its own, or that of the oldest thing that uses it, or that of the youngest thing that it uses
/// where nobody uses it.
fn component_since(context: &Context<'_>, wire: &str, span: Span, (node, sink): (&Node, &mut Sink)) -> Since {
    let used = context.schemas.gates.schema(wire);
    if node.get(key::X_FEATURE_VERSION).is_none_or(|named| named.as_list().is_some()) {
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
        if at.node.text(key).is_some() {
            sink.report(mistakes::unsupported_key(at.node.key(key), key, position.what));
        }
    }
    // What stands around it can be called otherwise, and it not.
    let former = position.former.filter(|former| *former != position.name);
    let former = former.map(|former| Former { wire: former.to_owned(), ident: former.to_owned(), span });
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
    Some(Schema {
        example: example::own(types.context, at.node, sink),
        default: default::of(types.context, at.node, sink),
        inferred: at.node.text(key::X_INFERRED).map(str::to_owned),
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
        example: None,
        inferred: None,
        checked: false,
        total: true,
        shape,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::tests::generated;

    #[test]
    fn a_type_without_a_name_of_its_own_takes_none_of_a_component() {
        let idents = |schemas: &str| {
            let inside = "thingSize: { type: object, properties: { a: { type: string } } }";
            let base = "base: { type: object, required: [kind], properties: { kind: { type: string } }, \
                        discriminator: { propertyName: kind } }\n    \
                        one: { allOf: [{ $ref: '#/components/schemas/base' }, { type: object }] }";
            let schemas = format!("{base}{schemas}");
            let api =
                generated(&[("# properties", inside), ("# schemas", &schemas)]).map(|output| output.api);
            let idents = api.map(|api| api.schemas.into_iter().map(|schema| schema.name.ident));
            idents.map(|idents| idents.collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(" "))
        };
        assert_eq!(idents("").as_deref(), Ok("Base BaseBase One Thing ThingSize"));
        let taken = "\n    thingSize: { type: string, enum: [a] }\n    baseBase: { type: string, enum: [a] }";
        let all = "Base BaseBase BaseItself One Thing ThingSize ThingThingSize";
        assert_eq!(idents(taken).as_deref(), Ok(all));
        // Its name in Rust counts, whatever it is called on the wire, and the one that it had before.
        let given = "\n    size: { type: string, enum: [a], x-rust-name: ThingSize }\n    \
                     plain: { type: string, enum: [a], x-rust-name: BaseBase }";
        assert_eq!(idents(given).as_deref(), Ok(all));
        let free = "\n    thingSize: { type: string, enum: [a], x-rust-name: Size }\n    \
                    baseBase: { type: string, enum: [a], x-rust-name: Plain }";
        assert_eq!(idents(free).as_deref(), Ok("Base BaseBase One Plain Size Thing ThingSize"));
        let kept = free.replace("x-rust-name: Size", "x-rust-name: Size, x-renamed-from: ThingSize");
        assert_eq!(idents(&kept).as_deref(), Ok("Base BaseBase One Plain Size Thing ThingThingSize"));
    }
}
