//! The type of a value, wherever a schema stands.

use std::collections::HashMap;

use openapiv3::{
    AdditionalProperties, AnySchema, ArrayType, ObjectType, ReferenceOr, Schema, SchemaKind, Type as Typed,
};

use super::index::{self, ComponentKind};
use super::parts::Parts;
use super::site::{SchemaOrRef, TypeSite};
use super::{example, fit, scalar, wrapped};
use crate::diagnostic::Sink;
use crate::ir::{EnumerationKind, Schema as Named, SchemaId, Shape, Type};
use crate::load::{At, Node, key};
use crate::lower::component::reference;
use crate::lower::{Context, mistakes, support};
use crate::source::Span;

/// How many lists and dictionaries may stand in one another, and how many aliases in an alias.
const DEEPEST: usize = 50;

/// Lowers schemas; remembers what it has found out about components, and the types that have no name of their own.
pub(in crate::lower) struct Types<'c, 'd> {
    pub(in crate::lower) context: &'c Context<'d>,
    /// The types of aliases; nothing where one was refused.
    aliases: HashMap<&'d str, Option<Type>>,
    /// The aliases that are being looked at, so that a list of itself ends.
    open: Vec<&'d str>,
    /// What components put together with `allOf`, or are, by their definitions; nothing where one was refused.
    pub(super) parts: HashMap<*const Node, Option<Parts<'d>>>,
    /// The types of the properties of components, by their schemas; nothing where one was refused.
    pub(super) inherited: HashMap<*const Node, Option<Type>>,
    /// How many properties `allOf` has put together so far.
    pub(super) put_together: usize,
    /// The types without a name of their own, in the order of their ids; nothing where one was refused.
    pub(in crate::lower) unnamed: Vec<Option<Named>>,
}

impl<'c, 'd> Types<'c, 'd> {
    pub(in crate::lower) fn new(context: &'c Context<'d>) -> Self {
        Self {
            context,
            aliases: HashMap::new(),
            open: Vec::new(),
            parts: HashMap::new(),
            inherited: HashMap::new(),
            put_together: 0,
            unnamed: Vec::new(),
        }
    }

    /// The type of a schema at a position.
    pub(in crate::lower) fn of<S: SchemaOrRef>(
        &mut self,
        at: At<'d, S>,
        position: TypeSite<'_>,
        sink: &mut Sink,
    ) -> Option<Type> {
        match at.value.either() {
            Err(target) => self.reference(target, at.node, sink),
            Ok(schema) => {
                example::own(self.context, at.node, sink);
                let ty = self.inline(At::new(schema, at.node), position, sink)?;
                Some(if schema.schema_data.nullable { nullable(ty) } else { ty })
            }
        }
    }

    /// Whether a named type is an enumeration.
    pub(in crate::lower) fn is_enumeration(&self, id: SchemaId) -> bool {
        self.written(id) != "object"
    }

    /// The type that a named type has in JSON.
    pub(in crate::lower) fn written(&self, id: SchemaId) -> &'static str {
        let texts = match self.context.schemas.component(id) {
            Some(schema) => schema.as_item().and_then(index::enumeration),
            None => {
                let index = id.index().checked_sub(self.context.schemas.named() as usize);
                match index.and_then(|index| self.unnamed.get(index)?.as_ref()).map(|schema| &schema.shape) {
                    Some(Shape::Enumeration(enumeration)) => Some(enumeration.kind == EnumerationKind::Texts),
                    _ => None,
                }
            }
        };
        texts.map_or("object", |texts| if texts { "string" } else { "integer" })
    }

    fn reference(&mut self, target: &'d str, node: &'d Node, sink: &mut Sink) -> Option<Type> {
        let span = node.reference_span();
        let (name, _) = reference::name(self.context.document, target, key::SCHEMAS, (span, sink))?;
        let (_, name) = self.context.made.end((key::SCHEMAS, name))?;
        match self.context.schemas.get(name)? {
            ComponentKind::Named(id) => {
                let component = self.context.schemas.component(id).and_then(ReferenceOr::as_item);
                let ty = Type::Schema(id);
                let null = component.is_some_and(|schema| schema.schema_data.nullable);
                Some(if null { nullable(ty) } else { ty })
            }
            ComponentKind::Alias => self.alias(name, span, sink),
        }
    }

    /// The type that an alias stands for, which is found out once. The span is that of a reference to it.
    pub(in crate::lower) fn alias(&mut self, name: &'d str, span: Span, sink: &mut Sink) -> Option<Type> {
        if let Some(known) = self.aliases.get(name) {
            return known.clone();
        }
        if self.open.contains(&name) {
            return sink.refuse(mistakes::ref_circle(span));
        }
        if self.open.len() >= DEEPEST {
            return refuse_deep(span, sink);
        }
        self.open.push(name);
        let found = super::named::alias(self, name, sink);
        self.open.pop();
        self.aliases.insert(name, found.clone());
        found
    }

    fn inline(&mut self, at: At<'d, Schema>, position: TypeSite<'_>, sink: &mut Sink) -> Option<Type> {
        fit::enumeration(at.node, sink)?;
        if index::is_type(at.value) {
            return self.unnamed(at, position, sink).map(Type::Schema);
        }
        match &at.value.schema_kind {
            SchemaKind::Type(ty) => self.typed(At::new(ty, at.node), position, sink),
            SchemaKind::AllOf { all_of } => {
                allow(at.node, position, &[key::ALL_OF], sink);
                self.wrapped(at.part(key::ALL_OF, all_of), position, sink)
            }
            SchemaKind::OneOf { one_of } => {
                allow(at.node, position, &[key::ONE_OF], sink);
                self.wrapped(at.part(key::ONE_OF, one_of), position, sink)
            }
            SchemaKind::Any(AnySchema { all_of, .. }) if wrapped::is_one(at.node) => {
                allow(at.node, position, &[key::ALL_OF, key::TYPE], sink);
                let ty = self.wrapped(at.part(key::ALL_OF, all_of), position, sink)?;
                wrapped::hold(at.node, &ty, |id| self.written(id), sink)?;
                Some(ty)
            }
            SchemaKind::Any(_) if fit::is_anything(at.node) => Some(Type::Any),
            _ => fit::refuse(at, sink),
        }
    }

    /// The type of a schema that says its `type`.
    fn typed(&mut self, at: At<'d, Typed>, position: TypeSite<'_>, sink: &mut Sink) -> Option<Type> {
        let beside: &[&str] = match at.value {
            Typed::Boolean(_) => &[],
            Typed::String(_) | Typed::Integer(_) | Typed::Number(_) => &[key::FORMAT],
            Typed::Array(_) => &[key::ITEMS],
            Typed::Object(_) => &[key::ADDITIONAL_PROPERTIES],
        };
        allow(at.node, position, &[&[key::TYPE], beside].concat(), sink);
        match at.value {
            Typed::Boolean(_) => Some(Type::Boolean),
            Typed::String(_) => scalar::text(at.node, sink),
            Typed::Integer(_) => scalar::integer(at.node, sink),
            Typed::Number(_) => scalar::number(at.node, sink),
            Typed::Array(array) => self.array(At::new(array, at.node), position, sink),
            Typed::Object(object) => self.dictionary(At::new(object, at.node), position, sink),
        }
    }

    /// The type that a schema wraps to put keys beside the reference to it.
    fn wrapped(
        &mut self,
        at: At<'d, Vec<ReferenceOr<Schema>>>,
        position: TypeSite<'_>,
        sink: &mut Sink,
    ) -> Option<Type> {
        let Some(only) = at.items().next() else {
            return sink.refuse(mistakes::all_of_nothing(at.node.span));
        };
        self.of(only, position.nested(), sink)
    }

    /// A type that has no name of its own gets one from where it stands.
    pub(in crate::lower) fn unnamed(
        &mut self,
        at: At<'d, Schema>,
        position: TypeSite<'_>,
        sink: &mut Sink,
    ) -> Option<SchemaId> {
        let index = self.unnamed.len();
        self.unnamed.push(None);
        let schema = super::named::unnamed(self, at, position, sink);
        *self.unnamed.get_mut(index)? = schema;
        Some(SchemaId(self.context.schemas.named() + u32::try_from(index).ok()?))
    }

    fn array(&mut self, at: At<'d, ArrayType>, position: TypeSite<'_>, sink: &mut Sink) -> Option<Type> {
        let Some(items) = &at.value.items else {
            return sink.refuse(mistakes::missing_key(at.key(key::TYPE), key::ITEMS, "array schema"));
        };
        let (name, former) = position.part("Item");
        let position = TypeSite { name: &name, former: former.as_deref(), ..position.nested() };
        let item = self.of(at.part(key::ITEMS, items), position, sink)?;
        shallow(&item, at.key(key::ITEMS), sink)?;
        Some(Type::List(Box::new(item)))
    }

    fn dictionary(
        &mut self,
        at: At<'d, ObjectType>,
        position: TypeSite<'_>,
        sink: &mut Sink,
    ) -> Option<Type> {
        let value = match &at.value.additional_properties {
            Some(AdditionalProperties::Schema(schema)) => {
                let (name, former) = position.part("Value");
                let position = TypeSite { name: &name, former: former.as_deref(), ..position.nested() };
                self.of(at.part(key::ADDITIONAL_PROPERTIES, schema.as_ref()), position, sink)?
            }
            Some(AdditionalProperties::Any(false)) => {
                return sink.refuse(mistakes::closed_and_empty(at.key(key::ADDITIONAL_PROPERTIES)));
            }
            Some(AdditionalProperties::Any(true)) | None => Type::Any,
        };
        shallow(&value, at.key(key::ADDITIONAL_PROPERTIES), sink)?;
        Some(Type::Map(Box::new(value)))
    }
}

/// Refuses keys other than some, those that a type may have anywhere, and those that it may have where it stands.
fn allow(node: &Node, position: TypeSite<'_>, keys: &[&str], sink: &mut Sink) {
    let keys = [keys, &[key::NULLABLE, key::X_SECRET], position.keys].concat();
    support::only(node, position.what, &keys, sink);
}

/// Refuses what may not stand in yet another list or dictionary.
fn shallow(ty: &Type, span: Span, sink: &mut Sink) -> Option<()> {
    if ty.depth() < DEEPEST { Some(()) } else { refuse_deep(span, sink) }
}

fn refuse_deep<T>(span: Span, sink: &mut Sink) -> Option<T> {
    sink.refuse(mistakes::deep_nesting(span))
}

/// A type whose values may also be `null`, which is said once even where two places say it.
fn nullable(ty: Type) -> Type {
    if matches!(ty, Type::Nullable(_)) { ty } else { Type::Nullable(Box::new(ty)) }
}

#[cfg(test)]
mod tests {
    use super::DEEPEST;
    use crate::tests::generated;

    #[test]
    fn lists_may_be_as_deep_as_anybody_writes_them() {
        let lists = |count: usize| {
            let list = (0..count)
                .fold("{ type: string }".to_owned(), |item, _| format!("{{ type: array, items: {item} }}"));
            generated(&[("# properties", &format!("rows: {list}"))]).map(drop)
        };
        assert_eq!(lists(DEEPEST), Ok(()));
        assert_eq!(lists(DEEPEST + 1), Err(vec!["E0201"]));
    }

    #[test]
    fn an_item_without_a_name_was_called_after_what_its_list_was_called() {
        let properties = "\
rows: { x-renamed-from: lines, type: array, items: { type: object, properties: { a: { type: string } } } }
        cells: { x-renamed-from: fields, type: object, additionalProperties: { type: string, enum: [a] } }
        thingSize: { x-renamed-from: size, type: object, properties: { a: { type: string } } }";
        let api = generated(&[("# properties", properties)]).map(|output| output.api);
        let former = |name: &str| {
            let found = api.iter().flat_map(|api| &api.schemas).find(|schema| schema.name.ident == name);
            found.and_then(|schema| schema.name.former()).map(str::to_owned)
        };
        assert_eq!(former("ThingRowsItem").as_deref(), Some("ThingLinesItem"));
        assert_eq!(former("ThingCellsValue").as_deref(), Some("ThingFieldsValue"));
        // Neither `ThingThingSize` nor an old name of its own: the property alone is called otherwise.
        assert!(api.iter().flat_map(|api| &api.schemas).any(|schema| schema.name.ident == "ThingSize"));
        assert_eq!(former("ThingSize"), None);
    }
}
