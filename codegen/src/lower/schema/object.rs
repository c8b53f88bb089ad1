//! Objects: properties of their own, and those of the objects that they are made of.

use std::collections::HashSet;

use indexmap::{IndexMap, IndexSet};
use openapiv3::{ReferenceOr, Schema as Described};

use super::site::TypeSite;
use super::types::Types;
use super::{default, example, limits, named, narrower, parts};
use crate::diagnostic::Sink;
use crate::ir::{Limits, Name, Object, Property, Since, Type};
use crate::load::{At, NamedPart, Node, key};
use crate::lower::family::{TAG, Tag};
use crate::lower::name::{self, Case};
use crate::lower::support::{self, described};
use crate::lower::{deprecation, feature, mistakes, secret};
use crate::source::Span;

/// The keys that an object may have, wherever it stands.
const KEYS: [&str; 10] = [
    key::TYPE,
    key::PROPERTIES,
    key::REQUIRED,
    key::ADDITIONAL_PROPERTIES,
    key::ALL_OF,
    key::NULLABLE,
    key::X_RUST_NAME,
    key::X_RENAMED_FROM,
    key::X_FEATURE_VERSION,
    key::X_INFERRED,
];

/// The keys that a base has beside those of an object.
const OF_BASES: &[&str] = &[key::DISCRIMINATOR, key::ONE_OF];

/// The keys that a property may have beside those of its type and its limits.
const PROPERTY_KEYS: &[&str] =
    &[key::X_RUST_NAME, key::X_RENAMED_FROM, key::X_FEATURE_VERSION, key::X_INFERRED, key::X_SECRET];

/// Where an object stands.
pub(super) struct ObjectSite<'p, 'd> {
    /// The type that it becomes.
    pub(super) ident: &'p str,
    /// What that was called before.
    pub(super) former: Option<&'p str>,
    pub(super) since: Since,
    /// The keys that whoever lowers this position reads.
    pub(super) keys: &'p [&'static str],
    /// What it says in `__type`.
    pub(super) tag: Option<Tag<'d>>,
}

/// Lowers an object, or several that are put together with `allOf`.
pub(super) fn lower<'d>(
    types: &mut Types<'_, 'd>,
    at: At<'d, Described>,
    site: &ObjectSite<'_, 'd>,
    sink: &mut Sink,
) -> Option<Object> {
    let of_bases = if types.context.families.is_head(at.node) { OF_BASES } else { &[] };
    support::only(at.node, "an object schema", &[&KEYS, site.keys, of_bases].concat(), sink);
    let parts = parts::of(types, at, sink)?;
    let required: HashSet<&str> = parts.iter().flat_map(parts::Part::required).map(String::as_str).collect();
    let names = parts.iter().flat_map(|part| part.properties().value.keys().map(String::as_str));
    let known: IndexSet<&str> = names.chain(site.tag.map(|_| TAG)).collect();
    let mut open = false;
    let mut properties: IndexMap<&str, (Option<Property>, Span)> = IndexMap::new();
    for part in parts.iter().copied() {
        part.hold_required(&known, sink);
        open |= part.is_open(sink);
        for named in part.properties().entries() {
            let (wire, span) = (named.name, named.span);
            let user = User { site, part, required: required.contains(wire) };
            let Some((first, place)) = properties.get_mut(wire) else {
                properties.insert(wire, (property(types, named, &user, sink), span));
                continue;
            };
            let narrower = property(types, named, &user, sink);
            let (Some(wider), Some(narrower)) = (first.as_ref(), narrower) else { continue };
            match narrower::narrowed(types, wider, narrower) {
                Some(narrowed) => *first = Some(narrowed),
                None => sink.report(mistakes::duplicate_key(span, wire, *place)),
            }
        }
    }
    let properties: Vec<Property> = properties.into_values().filter_map(|(property, _)| property).collect();
    Some(Object { properties: tagged(properties, site), open, fields: None })
}

/// Who has a property.
struct User<'p, 'd> {
    site: &'p ObjectSite<'p, 'd>,
    part: parts::Part<'d>,
    required: bool,
}

fn property<'d>(
    types: &mut Types<'_, 'd>,
    NamedPart { name: wire, span, at }: NamedPart<'d, ReferenceOr<Box<Described>>>,
    user: &User<'_, 'd>,
    sink: &mut Sink,
) -> Option<Property> {
    let node = at.node;
    let gate = user.site.since.gate.and(user.part.gate);
    let since = feature::since(node, Since { gate, span }, &types.context.features, sink);
    let constant = constant(wire, node);
    let name = name::name((wire, span), node, Case::Snake, sink);
    let is_tag = wire == TAG && user.site.tag.is_some();
    let ty = if is_tag || constant.is_some() {
        if node.get(key::X_RENAMED_FROM).is_some() {
            sink.report(mistakes::renames_nothing(node.key(key::X_RENAMED_FROM)));
        }
        Some(Type::String)
    } else {
        type_of(types, NamedPart { name: wire, span, at }, (user, since), sink)
    };
    let (name, ty) = (name?, ty?);
    let data = at.value.as_item().map(|schema| &schema.schema_data);
    let is_fixed = is_tag || constant.is_some();
    Some(Property {
        limits: if is_fixed { Limits::None } else { limits::of((node, span), &ty, sink) },
        secret: !is_fixed && secret::of(types.context, (wire, &[node]), &ty, sink),
        name,
        since,
        docs: data.map(described).unwrap_or_default(),
        inferred: node.text(key::X_INFERRED).map(str::to_owned),
        ty,
        required: user.required,
        boxed: false,
        deprecated: deprecation::of(node, &types.context.features, sink),
        constant,
        default: default::of(types.context, node, sink),
        // One that does not fit is reported with the type.
        example: example::behind(types.context, node),
    })
}

/// The type of a property. What a component says is the same wherever the component is a part, so it is lowered once, and
/// a type without a name in it is named after the component.
fn type_of<'d>(
    types: &mut Types<'_, 'd>,
    NamedPart { name: wire, span, at }: NamedPart<'d, ReferenceOr<Box<Described>>>,
    (user, since): (&User<'_, 'd>, Since),
    sink: &mut Sink,
) -> Option<Type> {
    if let Some(known) = types.inherited.get(&std::ptr::from_ref(at.node)) {
        return known.clone();
    }
    let context = types.context;
    let owner = user.part.owner.and_then(|owner| named::owner(context, owner));
    let former = user.part.owner.and_then(|owner| named::former(context, owner));
    let (parent, former, since) = match &owner {
        Some((ident, of_owner)) => {
            let outer = Since { gate: of_owner.gate, span };
            let since = feature::since(at.node, outer, &context.features, &mut Sink::default());
            (ident.as_str(), former, since)
        }
        None => (user.site.ident, user.site.former, since),
    };
    let given = name::name((wire, span), at.node, Case::Snake, &mut Sink::default());
    let own = given.as_ref().filter(|_| at.node.get(key::X_RUST_NAME).is_some());
    let own = own.map_or(wire, |name| name.ident.as_str());
    let is_taken = |short: &str| named::is_component(context, short);
    let part = |parent: &str, own| name::inside(parent, &Case::UpperCamel.convert(own), is_taken);
    let before = given.as_ref().and_then(Name::former).or(former.map(|_| own));
    let former = before.map(|own| part(former.unwrap_or(parent), own));
    let keys = &[PROPERTY_KEYS, &limits::keys()].concat();
    let position = TypeSite {
        what: "a property",
        keys,
        name: &part(parent, own),
        former: former.as_deref(),
        wire: (wire, span),
        since,
    };
    let ty = types.of(at, position, sink);
    if owner.is_some() {
        types.inherited.insert(at.node, ty.clone());
    }
    ty
}

/// The one value of the property that tells derived types apart.
fn constant(wire: &str, node: &Node) -> Option<String> {
    match (wire, node.get(key::ENUM)?.as_list()?) {
        (TAG, [only]) => only.as_str().map(str::to_owned),
        _ => None,
    }
}

/// The properties of an object that says what it is, whether it describes that or not.
fn tagged(mut properties: Vec<Property>, site: &ObjectSite<'_, '_>) -> Vec<Property> {
    for property in properties.iter_mut().filter(|property| property.constant.is_some()) {
        property.required = true;
    }
    let Some(tag) = site.tag else { return properties };
    if !properties.iter().any(|property| property.name.wire == TAG) {
        properties.insert(0, undescribed(tag, site.since));
    }
    for property in properties.iter_mut().filter(|property| property.name.wire == TAG) {
        property.constant = Some(tag.value.to_owned());
        property.required = !tag.optional;
        property.default = None;
    }
    properties
}

/// The property that an object has because the others are told from it.
fn undescribed(tag: Tag<'_>, since: Since) -> Property {
    let ident = name::identifier(TAG, Case::Snake).unwrap_or_default();
    Property {
        name: Name { wire: TAG.to_owned(), ident, span: tag.span, former: None },
        since,
        docs: String::new(),
        inferred: None,
        ty: Type::String,
        required: true,
        boxed: false,
        deprecated: None,
        constant: None,
        secret: false,
        default: None,
        example: None,
        limits: Limits::None,
    }
}

#[cfg(test)]
mod tests {
    use crate::ir::{Limits, Shape, Type};
    use crate::tests::generated;

    #[test]
    fn a_property_that_has_one_value_has_no_limits_and_no_type_of_its_own() {
        let own = "__type: { type: string, enum: ['urn:a'], maxLength: 2, format: password }";
        let schemas = generated(&[("# properties", own)]).map(|output| output.api.schemas);
        let shapes = schemas.into_iter().flatten().map(|schema| schema.shape);
        let properties = shapes.flat_map(|shape| match shape {
            Shape::Object(object) => object.properties,
            _ => Vec::new(),
        });
        let found: Vec<_> = properties
            .filter(|property| property.constant.is_some())
            .map(|property| (property.ty, property.limits, property.secret))
            .collect();
        assert_eq!(found, [(Type::String, Limits::None, false)]);
    }

    #[test]
    fn a_discriminator_belongs_to_an_object_that_has_a_name() {
        let object =
            "{ type: object, properties: { a: { type: string } }, discriminator: { propertyName: __type } }";
        let own = format!("inner: {object}");
        assert_eq!(generated(&[("# properties", &own)]).map(drop), Err(vec!["E0202"]));
        assert_eq!(generated(&[("# schemas", &own)]).map(drop), Ok(()));
    }
}
