//! The type of a value, wherever a schema stands that has no name of its own.

use openapiv3::{AdditionalProperties, IntegerFormat, ReferenceOr, Schema, SchemaKind, Type as Typed};
use openapiv3::{ArrayType, IntegerType, ObjectType, VariantOrUnknownOrEmpty};

use super::schema::Target;
use super::{Context, reference, support};
use crate::diagnostic::{self, Diagnostic, Sink, Span};
use crate::ir::{SchemaId, Type};
use crate::load::{At, Node};

/// Where the schema stands, and so which keys may stand beside its type.
pub(super) struct Position {
    /// What to call it in a message.
    pub(super) what: &'static str,
    /// The keys that whoever lowers this position reads.
    pub(super) keys: &'static [&'static str],
}

/// A place with no keys of its own: an item, an entry, an alias.
pub(super) const NESTED: Position = Position { what: "a nested schema", keys: &[] };

/// A schema or a reference to one, boxed or not.
pub(super) trait SchemaOrRef {
    fn either(&self) -> Result<&Schema, &str>;
}

impl SchemaOrRef for ReferenceOr<Schema> {
    fn either(&self) -> Result<&Schema, &str> {
        match self {
            Self::Item(schema) => Ok(schema),
            Self::Reference { reference } => Err(reference),
        }
    }
}

impl SchemaOrRef for ReferenceOr<Box<Schema>> {
    fn either(&self) -> Result<&Schema, &str> {
        match self {
            Self::Item(schema) => Ok(schema),
            Self::Reference { reference } => Err(reference),
        }
    }
}

/// Lowers the types of one value; remembers the aliases on the way, so that a circle of them ends.
pub(super) struct Types<'c, 'd> {
    pub(super) context: &'c Context<'d>,
    aliases: Vec<&'d str>,
}

impl<'c, 'd> Types<'c, 'd> {
    pub(super) fn new(context: &'c Context<'d>) -> Self {
        Self { context, aliases: Vec::new() }
    }

    /// The type of a schema at a position.
    pub(super) fn of<S: SchemaOrRef>(
        &mut self,
        at: At<'d, S>,
        position: &Position,
        sink: &mut Sink,
    ) -> Option<Type> {
        match at.value.either() {
            Err(target) => self.reference(target, at.node, sink),
            Ok(schema) => self.inline(At::new(schema, at.node), position, sink),
        }
    }

    /// The named type that a schema must be a reference to.
    pub(super) fn named<S: SchemaOrRef>(
        &mut self,
        at: At<'d, S>,
        what: &str,
        sink: &mut Sink,
    ) -> Option<(SchemaId, Span)> {
        let span = at.node.get("$ref").map_or(at.node.span, |node| node.span);
        match self.of(at, &NESTED, sink)? {
            Type::Schema(id) => Some((id, span)),
            _ => {
                let help = "name an object under `components.schemas` and refer to it with `$ref`";
                sink.refuse(diagnostic::unsupported(
                    span,
                    &format!("{what} that is not a named object"),
                    help,
                ))
            }
        }
    }

    fn reference(&mut self, target: &'d str, node: &'d Node, sink: &mut Sink) -> Option<Type> {
        let span = node.get("$ref").map_or(node.span, |node| node.span);
        let (name, node) = reference::name(self.context.document, target, "schemas", (span, sink))?;
        match self.context.schemas.get(name)? {
            Target::Named(id) => Some(Type::Schema(*id)),
            Target::Alias(_) if self.aliases.contains(&name) => {
                sink.refuse(diagnostic::ref_circle(span, target))
            }
            Target::Alias(schema) => {
                self.aliases.push(name);
                let found = self.of(At::new(*schema, node), &NESTED, sink);
                self.aliases.pop();
                found
            }
        }
    }

    fn inline(&mut self, at: At<'d, Schema>, position: &Position, sink: &mut Sink) -> Option<Type> {
        let allow = |keys: &[&str], sink: &mut Sink| {
            support::only(at.node, position.what, &[keys, position.keys].concat(), sink);
        };
        if let Some(values) = at.node.get("enum") {
            return sink.refuse(enumeration(at.node, values));
        }
        match &at.value.schema_kind {
            SchemaKind::Type(Typed::Boolean(_)) => {
                allow(&["type"], sink);
                Some(Type::Boolean)
            }
            SchemaKind::Type(Typed::String(_)) => {
                allow(&["type"], sink);
                Some(Type::String)
            }
            SchemaKind::Type(Typed::Integer(integer)) => {
                allow(&["type", "format"], sink);
                self.integer(integer, at.node, sink)
            }
            SchemaKind::Type(Typed::Array(array)) => {
                allow(&["type", "items"], sink);
                self.array(At::new(array, at.node), sink)
            }
            SchemaKind::Type(Typed::Object(object)) => {
                allow(&["type", "additionalProperties", "properties", "required"], sink);
                self.dictionary(At::new(object, at.node), sink)
            }
            SchemaKind::AllOf { all_of } => {
                allow(&["allOf"], sink);
                self.all_of(at.part("allOf", all_of), sink)
            }
            _ => refuse_kind(at, sink),
        }
    }

    fn integer(&self, integer: &IntegerType, node: &Node, sink: &mut Sink) -> Option<Type> {
        match integer.format {
            VariantOrUnknownOrEmpty::Item(IntegerFormat::Int32) => Some(Type::Int32),
            VariantOrUnknownOrEmpty::Item(IntegerFormat::Int64) | VariantOrUnknownOrEmpty::Empty => {
                Some(Type::Int64)
            }
            VariantOrUnknownOrEmpty::Unknown(ref format) => {
                let what = format!("the integer format `{format}`");
                let span = node.get("format").map_or(node.span, |node| node.span);
                sink.refuse(diagnostic::unsupported(span, &what, "write `int32` or `int64`"))
            }
        }
    }

    fn array(&mut self, at: At<'d, ArrayType>, sink: &mut Sink) -> Option<Type> {
        let Some(items) = &at.value.items else {
            return sink.refuse(diagnostic::missing_key(at.key("type"), "items", "array schema"));
        };
        self.of(at.part("items", items), &NESTED, sink).map(|item| Type::List(Box::new(item)))
    }

    fn dictionary(&mut self, at: At<'d, ObjectType>, sink: &mut Sink) -> Option<Type> {
        match &at.value.additional_properties {
            Some(AdditionalProperties::Schema(schema)) if at.value.properties.is_empty() => {
                let values = at.part("additionalProperties", schema.as_ref());
                self.of(values, &NESTED, sink).map(|value| Type::Map(Box::new(value)))
            }
            _ => {
                let help = "name it under `components.schemas` and refer to it with `$ref`";
                sink.refuse(diagnostic::unsupported(at.key("type"), "an object without a name", help))
            }
        }
    }

    /// `allOf` of one reference, which is how keys are put beside a `$ref`.
    fn all_of(&mut self, at: At<'d, Vec<ReferenceOr<Schema>>>, sink: &mut Sink) -> Option<Type> {
        let mut parts = at.items();
        match (parts.next(), parts.next()) {
            (Some(only), None) => self.of(only, &NESTED, sink),
            _ => {
                let help = "keep one `$ref` in it, and write the other properties out";
                sink.refuse(diagnostic::unsupported(at.node.span, "`allOf` of several schemas", help))
            }
        }
    }
}

/// What is wrong with an enumeration that is no named one of integers.
fn enumeration(node: &Node, values: &Node) -> Diagnostic {
    let integers = node.get("type").and_then(Node::as_str) == Some("integer");
    let mut items = values.as_list().unwrap_or_default().iter();
    match items.find(|value| integers && value.as_integer().is_none()) {
        Some(value) => diagnostic::wrong_kind(value, "an integer"),
        None => {
            let help =
                "name an enumeration of integers under `components.schemas` and refer to it with `$ref`";
            diagnostic::unsupported(
                node.key("enum"),
                "an enumeration without a name, or of anything but integers,",
                help,
            )
        }
    }
}

/// Names what a schema is that is none of the supported kinds.
fn refuse_kind<T>(at: At<'_, Schema>, sink: &mut Sink) -> Option<T> {
    const COMPOSITIONS: [&str; 3] = ["oneOf", "anyOf", "not"];
    let help = "describe the value as an object, a list, a dictionary, a text, an integer or a boolean";
    if let Some(key) = COMPOSITIONS.iter().find(|key| at.node.get(key).is_some()) {
        return sink.refuse(diagnostic::unsupported(at.key(key), &format!("`{key}`"), help));
    }
    match at.node.get("type").and_then(|node| node.as_str().map(|text| (node.span, text))) {
        None => sink.refuse(diagnostic::no_type(at.node.span)),
        Some((span, "number")) => sink.refuse(diagnostic::unsupported(span, "the type `number`", help)),
        Some((span, known @ ("string" | "integer" | "boolean" | "array" | "object"))) => {
            sink.refuse(diagnostic::mixed_schema(span, known))
        }
        Some((span, unknown)) => sink.refuse(diagnostic::unknown_type(span, unknown)),
    }
}
