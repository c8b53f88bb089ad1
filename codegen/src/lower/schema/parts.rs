//! What objects are made of: properties of their own, and the objects that `allOf` puts together.

use std::rc::Rc;

use indexmap::{IndexMap, IndexSet};
use openapiv3::{
    AdditionalProperties, AnySchema, ObjectType, ReferenceOr, Schema as Described, SchemaKind, Type as Typed,
};

use super::site::SchemaOrRef;
use super::types::Types;
use super::{fit, wrapped};
use crate::diagnostic::Sink;
use crate::ir::Gate;
use crate::load::{At, Node, key};
use crate::lower::component::reference;
use crate::lower::{feature, mistakes, support};

/// The keys that a part of `allOf` may have. It becomes no type of its own that could have a name or a version.
const PART_KEYS: [&str; 6] =
    [key::TYPE, key::PROPERTIES, key::REQUIRED, key::ADDITIONAL_PROPERTIES, key::ALL_OF, key::NULLABLE];

/// How many properties, and objects without any, `allOf` may put together in a document. No API comes near; a row of a
/// thousand objects that are made of one another does, and each of them would have all properties of those before it.
const MOST_PUT_TOGETHER: usize = 50_000;

/// The properties of an object.
type Properties = IndexMap<String, ReferenceOr<Box<Described>>>;

/// An object that another consists of, and the gate that stands before it there.
#[derive(Clone, Copy)]
pub(super) struct Part<'d> {
    node: &'d Node,
    properties: &'d Properties,
    required: &'d Vec<String>,
    additional: Option<&'d AdditionalProperties>,
    pub(super) gate: Gate,
    /// The component that it belongs to, if any.
    pub(super) owner: Option<&'d str>,
}

/// The objects that an object consists of, in the order of the specification, each once.
pub(super) type Parts<'d> = Rc<[Part<'d>]>;

impl<'d> Part<'d> {
    fn of_object(at: At<'d, ObjectType>, owner: Option<&'d str>) -> Self {
        let ObjectType { properties, required, additional_properties, .. } = at.value;
        let additional = additional_properties.as_ref();
        Self { node: at.node, properties, required, additional, gate: Gate::ALWAYS, owner }
    }

    /// What stands beside `allOf`.
    fn beside(any: &'d AnySchema, node: &'d Node, owner: Option<&'d str>) -> Self {
        let AnySchema { properties, required, additional_properties, .. } = any;
        let additional = additional_properties.as_ref();
        Self { node, properties, required, additional, gate: Gate::ALWAYS, owner }
    }

    /// Its properties.
    pub(super) fn properties(&self) -> At<'d, Properties> {
        At::new(self.properties, self.node).part(key::PROPERTIES, self.properties)
    }

    /// The names of the properties that must be there.
    pub(super) fn required(&self) -> &'d [String] {
        self.required
    }

    /// Reports names of properties that must be there and are not.
    pub(super) fn hold_required(&self, known: &IndexSet<&str>, sink: &mut Sink) {
        for name in At::new(self.required, self.node).part(key::REQUIRED, self.required).items() {
            if !known.contains(name.value.as_str()) {
                let known = known.iter().copied();
                sink.report(mistakes::unknown_required(name.node.span, name.value, known));
            }
        }
    }

    /// Whether it keeps properties that nobody described.
    pub(super) fn is_open(&self, sink: &mut Sink) -> bool {
        match self.additional {
            None | Some(AdditionalProperties::Any(false)) => false,
            Some(AdditionalProperties::Any(true)) => true,
            Some(AdditionalProperties::Schema(_)) => {
                sink.report(mistakes::typed_extras(self.node.key(key::ADDITIONAL_PROPERTIES)));
                false
            }
        }
    }

    /// Whether it adds nothing to what it is a part of. A long row of such objects would cost each all of those before.
    fn is_empty(&self) -> bool {
        self.properties.is_empty() && self.required.is_empty() && self.additional.is_none()
    }
}

/// Whether a schema is an object that puts others together, with properties of its own beside `allOf`, or a base that
/// also lists what derives from it.
pub(super) fn is_compound(schema: &Described) -> bool {
    let SchemaKind::Any(AnySchema {
        typ,
        properties,
        required,
        additional_properties,
        all_of,
        one_of,
        any_of,
        enumeration,
        pattern: None,
        multiple_of: None,
        exclusive_minimum: None,
        exclusive_maximum: None,
        minimum: None,
        maximum: None,
        min_properties: None,
        max_properties: None,
        items: None,
        min_items: None,
        max_items: None,
        unique_items: None,
        format: None,
        min_length: None,
        max_length: None,
        not: None,
    }) = &schema.schema_kind
    else {
        return false;
    };
    let has_own = !properties.is_empty() || !required.is_empty() || additional_properties.is_some();
    let is_base = schema.schema_data.discriminator.is_some() && !properties.is_empty();
    let is_object = matches!(typ.as_deref(), None | Some("object"));
    let puts_together = !all_of.is_empty() && (has_own || all_of.len() > 1);
    let lists = !one_of.is_empty();
    is_object && any_of.is_empty() && enumeration.is_empty() && if lists { is_base } else { puts_together }
}

/// What an object consists of.
pub(super) fn of<'d>(types: &mut Types<'_, 'd>, at: At<'d, Described>, sink: &mut Sink) -> Option<Parts<'d>> {
    match types.parts.get(&std::ptr::from_ref(at.node)) {
        Some(known) => known.clone(),
        None => gather(types, (at, None), sink),
    }
}

/// Finds out what a component consists of, if it is an object. What it is made of has been looked at before.
pub(super) fn gather_component<'d>(types: &mut Types<'_, 'd>, wire: &'d str, sink: &mut Sink) {
    let Some(at) = reference::component::<Described>(types.context, wire) else {
        return;
    };
    let is_object = match &at.value.schema_kind {
        SchemaKind::Type(Typed::Object(_)) => true,
        SchemaKind::AllOf { all_of } => !all_of.is_empty(),
        SchemaKind::Any(_) => wrapped::is_one(at.node) || is_compound(at.value),
        _ => false,
    };
    if is_object {
        let parts = gather(types, (at, Some(wire)), sink);
        types.parts.insert(at.node, parts);
    }
}

/// The parts of an object while they are gathered, by the addresses of their nodes.
struct Gathered<'d> {
    parts: IndexMap<*const Node, Part<'d>>,
    owner: Option<&'d str>,
}

/// The objects that a schema consists of. One that several of them are made of counts once.
fn gather<'d>(
    types: &mut Types<'_, 'd>,
    (at, owner): (At<'d, Described>, Option<&'d str>),
    sink: &mut Sink,
) -> Option<Parts<'d>> {
    let mut gathered = Gathered { parts: IndexMap::new(), owner };
    add(types, at, &mut gathered, sink)?;
    let parts = gathered.parts;
    if parts.len() < 2 {
        return Some(parts.into_values().collect());
    }
    if types.put_together > MOST_PUT_TOGETHER {
        return None; // said before, and once is enough
    }
    types.put_together += parts.values().map(|part| part.properties.len().max(1)).sum::<usize>();
    if types.put_together > MOST_PUT_TOGETHER {
        return sink.refuse(mistakes::all_of_many(at.key(key::ALL_OF), MOST_PUT_TOGETHER));
    }
    Some(parts.into_values().collect())
}

/// Adds the objects that a schema consists of.
fn add<'d>(
    types: &Types<'_, 'd>,
    at: At<'d, Described>,
    gathered: &mut Gathered<'d>,
    sink: &mut Sink,
) -> Option<()> {
    match &at.value.schema_kind {
        SchemaKind::Type(Typed::Object(object)) => {
            gathered.parts.insert(at.node, Part::of_object(At::new(object, at.node), gathered.owner));
        }
        SchemaKind::AllOf { all_of } if !all_of.is_empty() => {
            add_all(types, at.part(key::ALL_OF, all_of), gathered, sink)?;
        }
        SchemaKind::Any(any) if is_compound(at.value) || wrapped::is_one(at.node) => {
            add_all(types, at.part(key::ALL_OF, &any.all_of), gathered, sink)?;
            let beside = Part::beside(any, at.node, gathered.owner);
            gathered.parts.extend((!beside.is_empty()).then_some((std::ptr::from_ref(at.node), beside)));
        }
        _ => return sink.refuse(mistakes::all_of_other(at.node.span)),
    }
    Some(())
}

/// Adds what `allOf` puts together.
fn add_all<'d>(
    types: &Types<'_, 'd>,
    all_of: At<'d, Vec<ReferenceOr<Described>>>,
    gathered: &mut Gathered<'d>,
    sink: &mut Sink,
) -> Option<()> {
    for part in all_of.items() {
        match part.value.either() {
            Ok(schema) => inline(types, At::new(schema, part.node), gathered, sink)?,
            Err(target) => {
                let (found, gate) = referenced(types, target, part.node, sink)?;
                for part in found.iter().filter(|part| !part.is_empty()) {
                    let part = Part { gate: gate.and(part.gate), ..*part };
                    let known = gathered.parts.entry(std::ptr::from_ref(part.node)).or_insert(part);
                    known.gate = known.gate.or(part.gate);
                }
            }
        }
    }
    Some(())
}

/// Adds a part that has no name of its own.
fn inline<'d>(
    types: &Types<'_, 'd>,
    at: At<'d, Described>,
    gathered: &mut Gathered<'d>,
    sink: &mut Sink,
) -> Option<()> {
    match &at.value.schema_kind {
        // What openapiv3 takes for none of the kinds has keys that do not go together, or no type.
        SchemaKind::Any(_) if !wrapped::is_one(at.node) && !is_compound(at.value) => {
            return fit::refuse(at, sink);
        }
        SchemaKind::Type(Typed::Object(_)) | SchemaKind::AllOf { .. } | SchemaKind::Any(_) => {
            let head: &[&str] =
                if types.context.families.is_head(at.node) { &[key::DISCRIMINATOR] } else { &[] };
            support::only(at.node, "a part of `allOf`", &[&PART_KEYS, head].concat(), sink);
        }
        _ => {}
    }
    add(types, at, gathered, sink)
}

/// What a component consists of that `allOf` refers to, and the gate that it names itself.
fn referenced<'d>(
    types: &Types<'_, 'd>,
    target: &str,
    node: &'d Node,
    sink: &mut Sink,
) -> Option<(Parts<'d>, Gate)> {
    let span = node.reference_span();
    let (name, _) = reference::name(types.context.document, target, key::SCHEMAS, (span, sink))?;
    let (_, name) = types.context.made.end((key::SCHEMAS, name))?;
    let at = reference::component::<Described>(types.context, name)?;
    let own = feature::named(at.node, &types.context.features);
    match types.parts.get(&std::ptr::from_ref(at.node)) {
        Some(parts) => Some((parts.clone()?, own.unwrap_or(Gate::ALWAYS))),
        // A component that is of no kind is refused where it stands; only `{}` is something, and no object.
        None if matches!(&at.value.schema_kind, SchemaKind::Any(_)) && !fit::is_anything(at.node) => None,
        None => sink.refuse(mistakes::all_of_other(span)),
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::generated;

    #[test]
    fn a_long_row_of_objects_is_refused_whether_they_have_properties_or_not() {
        let row = |last: usize, keys: &str| {
            let object = |number: usize| {
                let base = format!("{{ $ref: '#/components/schemas/c{}' }}", number - 1);
                format!("\n    c{number}: {{ allOf: [{base}, {{ type: object{keys} }}] }}")
            };
            let row: String = (1..=last).map(object).collect();
            generated(&[("# schemas", &format!("c0: {{ type: object }}{row}"))]).map(drop)
        };
        let closed = ", additionalProperties: false";
        assert_eq!(row(20, closed), Ok(()));
        assert_eq!(row(330, closed), Err(vec!["E0201"]));
    }

    #[test]
    fn what_adds_to_one_other_or_puts_several_together_is_an_object_of_its_own() {
        let thing = "allOf: [{ $ref: '#/components/schemas/thing' }]";
        let both = "allOf: [{ $ref: '#/components/schemas/thing' }, { $ref: '#/components/schemas/other' }]";
        for ty in ["", "type: object, "] {
            for (schema, is_one) in [
                (thing, false),
                (both, true),
                (&*format!("{thing}, required: [text]"), true),
                (&*format!("{thing}, additionalProperties: true"), true),
                (&*format!("{thing}, properties: {{ more: {{ type: string }} }}"), true),
            ] {
                let schemas = format!("other: {{ type: object }}\n    made: {{ {ty}{schema} }}");
                let names = generated(&[("# schemas", &schemas)]).map(|output| {
                    output.api.schemas.into_iter().map(|schema| schema.name.wire).collect::<Vec<_>>()
                });
                assert_eq!(names.map(|names| names.contains(&"made".to_owned())), Ok(is_one), "{ty}{schema}");
            }
        }
    }
}
