//! Parameters: what an operation asks for apart from its body.

use openapiv3::{Parameter as Described, ParameterSchemaOrContent, ReferenceOr, Schema};

use super::Owner;
use super::header::{self, Sender};
use crate::diagnostic::Sink;
use crate::ir::{Location, Name, Notes, Parameter, Type};
use crate::load::{At, Node, key};
use crate::lower::component::reference;
use crate::lower::name::{self, Case};
use crate::lower::schema::site::TypeSite;
use crate::lower::schema::types::Types;
use crate::lower::schema::{default, example, limits};
use crate::lower::support::docs;
use crate::lower::{deprecation, feature, mistakes, secret};
use crate::source::Span;

/// The one value that a session supplies to a path.
pub(in crate::lower) const SESSION_ID: &str = "sessionId";

/// What a parameter turned out to be.
#[derive(Debug, Clone)]
pub(super) enum Resolved {
    /// The session's id, or its cookie, which the session supplies.
    OfSession,
    /// An argument.
    Argument(Box<Parameter>),
    /// A mistake, which has been reported.
    Refused,
}

/// The parameters of an operation, in the order of the specification: the path item's, overridden by its own.
#[derive(Debug, Clone, Default)]
pub(super) struct Parameters<'d> {
    list: Vec<(&'d str, Location, Span, Resolved)>,
    /// Whether the session's cookie is one of them.
    pub(super) cookie: bool,
}

impl<'d> Parameters<'d> {
    pub(super) fn path_names(&self) -> impl Iterator<Item = &'d str> {
        let path = self.list.iter().filter(|(_, location, ..)| *location == Location::Path);
        path.map(|(name, ..)| *name)
    }

    /// The names, locations and places of all that were understood.
    pub(super) fn places(&self) -> impl Iterator<Item = (&'d str, Location, Span)> {
        let known = self.list.iter().filter(|(.., found)| !matches!(found, Resolved::Refused));
        known.map(|(name, location, span, _)| (*name, *location, *span))
    }

    /// The arguments.
    pub(super) fn arguments(&self) -> Vec<Parameter> {
        let arguments = self.list.iter().filter_map(|(.., found)| match found {
            Resolved::Argument(parameter) => Some(parameter.as_ref().clone()),
            Resolved::OfSession | Resolved::Refused => None,
        });
        arguments.collect()
    }

    /// Lowers a list of parameters on top of those that are known.
    pub(super) fn extend(
        &mut self,
        types: &mut Types<'_, 'd>,
        list: At<'d, Vec<ReferenceOr<Described>>>,
        owner: Owner<'_>,
        sink: &mut Sink,
    ) {
        let mut own: Vec<(&'d str, Location, Span, Resolved)> = Vec::new();
        for at in list.items() {
            let Some(parameter) = reference::resolve(types.context, at, sink) else {
                continue;
            };
            let Some(name) = parameter.node.text(key::NAME) else {
                continue;
            };
            if is_session_cookie(parameter) {
                if parameter.node.get(key::X_FEATURE_VERSION).is_some() {
                    sink.report(mistakes::version_of_session(parameter.key(key::X_FEATURE_VERSION)));
                }
                self.cookie = true;
                continue;
            }
            let Some(location) = location_of(parameter, sink) else {
                continue;
            };
            let inherited = self.list.iter().filter(|(known, ..)| *known != name);
            let first = own.iter().chain(inherited).find(|known| is_same(known, (name, location)));
            if let Some((known, _, first, _)) = first {
                sink.report(match *known == name {
                    true => mistakes::duplicate_parameter(at.node.span, name, *first),
                    false => mistakes::duplicate_header(at.node.span, name, known, *first),
                });
                continue;
            }
            let found = lower(types, parameter, (name, location), owner, sink).unwrap_or(Resolved::Refused);
            own.push((name, location, at.node.span, found));
        }
        self.list.retain(|(name, place, ..)| {
            !own.iter().any(|(known, other, ..)| known == name && other == place)
        });
        self.list.extend(own);
    }
}

/// Whether a parameter has that name at that location.
fn is_same(
    (known, place, ..): &(&str, Location, Span, Resolved),
    (name, location): (&str, Location),
) -> bool {
    let same = if location == Location::Header { header::is_same(known, name) } else { *known == name };
    same && *place == location
}

/// A parameter by itself.
pub(super) fn one<'d>(
    types: &mut Types<'_, 'd>,
    at: At<'d, Described>,
    owner: Owner<'_>,
    sink: &mut Sink,
) -> Option<Resolved> {
    let name = at.node.text(key::NAME)?;
    if is_session_cookie(at) {
        return Some(Resolved::OfSession);
    }
    let location = location_of(at, sink)?;
    lower(types, at, (name, location), owner, sink)
}

/// Whether a parameter is the session's cookie, whatever the server calls it.
fn is_session_cookie(at: At<'_, Described>) -> bool {
    matches!(at.value, Described::Cookie { .. }) && at.node.text(key::X_SUPPLIED_BY) == Some("session")
}

fn location_of(at: At<'_, Described>, sink: &mut Sink) -> Option<Location> {
    match at.value {
        Described::Path { .. } => Some(Location::Path),
        Described::Query { .. } => Some(Location::Query),
        Described::Header { .. } => Some(Location::Header),
        Described::Cookie { .. } => sink.refuse(mistakes::cookie_parameter(at.key(key::IN))),
    }
}

fn lower<'d>(
    types: &mut Types<'_, 'd>,
    at: At<'d, Described>,
    (wire, location): (&'d str, Location),
    owner: Owner<'_>,
    sink: &mut Sink,
) -> Option<Resolved> {
    let data = at.value.parameter_data_ref();
    if location == Location::Path && !data.required {
        return sink.refuse(mistakes::optional_path_parameter(at.key(key::IN), wire));
    }
    if let Some(supplier) = at.node.get(key::X_SUPPLIED_BY) {
        return supplied(at, supplier, (wire, location), sink);
    }
    let span = at.node.get(key::NAME).map_or(at.node.span, |node| node.span);
    let ParameterSchemaOrContent::Schema(schema) = &data.format else {
        return None;
    };
    let explode = at.node.get(key::EXPLODE).map_or(location == Location::Query, Node::is_true);
    let (ident, former) = owner.part(&Case::UpperCamel.convert(wire));
    let position = TypeSite {
        what: "a parameter's schema",
        keys: &limits::keys(),
        name: &ident,
        former: former.as_deref(),
        wire: (wire, span),
        since: owner.since,
    };
    let schema = at.part(key::SCHEMA, schema);
    let ty = value_type(types, schema, position, sink)?;
    Some(Resolved::Argument(Box::new(Parameter {
        name: named((wire, span), at.node, location, sink)?,
        location,
        since: feature::since(at.node, owner.since, &types.context.features, sink),
        required: data.required,
        explode,
        docs: docs(data.description.as_ref()),
        notes: notes(types, (wire, at.node), (schema.node, span, &ty), sink),
        ty,
    })))
}

fn supplied(
    at: At<'_, Described>,
    supplier: &Node,
    (name, location): (&str, Location),
    sink: &mut Sink,
) -> Option<Resolved> {
    if supplier.as_str() != Some("session") {
        return sink.refuse(mistakes::unknown_supplier(supplier.span));
    }
    if name != SESSION_ID || location != Location::Path {
        return sink.refuse(mistakes::unknown_session_value(at.key(key::NAME), name, SESSION_ID));
    }
    if at.node.get(key::X_RENAMED_FROM).is_some() {
        return sink.refuse(mistakes::renames_nothing(at.key(key::X_RENAMED_FROM)));
    }
    if at.node.get(key::X_FEATURE_VERSION).is_some() {
        return sink.refuse(mistakes::version_of_session(at.key(key::X_FEATURE_VERSION)));
    }
    Some(Resolved::OfSession)
}

/// What a parameter or a header says of its values beside their type.
pub(super) fn notes<'d>(
    types: &Types<'_, 'd>,
    (wire, node): (&str, &'d Node),
    (schema, span, ty): (&'d Node, Span, &Type),
    sink: &mut Sink,
) -> Notes {
    let features = &types.context.features;
    let example = example::beside(types.context, node, sink);
    Notes {
        example: example.or_else(|| example::own(types.context, schema, &mut Sink::default())),
        limits: limits::of((schema, span), ty, sink),
        default: default::of(types.context, schema, sink),
        deprecated: deprecation::of(node, features, sink).or(deprecation::of(schema, features, sink)),
        secret: secret::of(types.context, (wire, &[node, schema]), ty, sink),
    }
}

/// The type of the values of a parameter, which are read from a text.
fn value_type<'d>(
    types: &mut Types<'_, 'd>,
    schema: At<'d, ReferenceOr<Schema>>,
    position: TypeSite<'_>,
    sink: &mut Sink,
) -> Option<Type> {
    let ty = types.of(schema, position, sink)?;
    if is_value(types, &ty) { Some(ty) } else { sink.refuse(mistakes::parameter_type(schema.node.span)) }
}

fn named((wire, span): (&str, Span), node: &Node, location: Location, sink: &mut Sink) -> Option<Name> {
    match location {
        Location::Header => {
            header::check(wire, span, Sender::Client, sink)?;
            name::of_header((wire, span), node, sink)
        }
        Location::Path | Location::Query => name::name((wire, span), node, Case::Snake, sink),
    }
}

/// Whether a value of a type can stand in a path, a query or a header.
fn is_value(types: &Types<'_, '_>, ty: &Type) -> bool {
    match ty {
        Type::List(item) => !matches!(**item, Type::List(_)) && is_value(types, item),
        Type::Any | Type::Map(_) | Type::Nullable(_) => false,
        Type::Schema(id) => types.is_enumeration(*id),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::generated;

    #[test]
    fn a_parameter_is_a_value_or_a_list_of_values() {
        for (schema, fits) in [
            ("{ type: string }", true),
            ("{ type: integer }", true),
            ("{ type: string, enum: [a] }", true),
            ("{ type: array, items: { type: string } }", true),
            ("{ type: array, items: { type: string, enum: [a] } }", true),
            ("{}", false),
            ("{ type: string, nullable: true }", false),
            ("{ type: object, properties: { a: { type: string } } }", false),
            ("{ type: object, additionalProperties: { type: string } }", false),
            ("{ type: array, items: {} }", false),
            ("{ type: array, items: { type: string, nullable: true } }", false),
            ("{ type: array, items: { type: array, items: { type: string } } }", false),
        ] {
            for place in ["header", "query"] {
                let parameter = format!("- {{ name: X-Own, in: {place}, schema: {schema} }}");
                let refused = generated(&[("# parameters", &parameter)]).map(drop);
                assert_eq!(refused, if fits { Ok(()) } else { Err(vec!["E0201"]) }, "{place}: {schema}");
            }
        }
    }
}
