//! Schemas that wrap one reference, so that other keys can stand beside it.

use openapiv3::{ReferenceOr, Schema, SchemaKind};

use crate::diagnostic::Sink;
use crate::ir::{Format, SchemaId, Type};
use crate::load::{Node, key};
use crate::lower::mistakes;

/// Whether a schema does no more than to wrap one reference. It may repeat its type, and add limits.
pub(super) fn is_one(node: &Node) -> bool {
    let own = [
        key::PROPERTIES,
        key::REQUIRED,
        key::ADDITIONAL_PROPERTIES,
        key::ITEMS,
        key::ENUM,
        key::FORMAT,
        key::ONE_OF,
        key::ANY_OF,
        key::NOT,
    ];
    only(node).is_some() && own.iter().all(|key| node.get(key).is_none())
}

/// The one reference that a schema wraps, by `allOf`, or by `oneOf` with nothing to tell it from others.
pub(super) fn only(node: &Node) -> Option<&Node> {
    let key = if is_bare_choice(node) { key::ONE_OF } else { key::ALL_OF };
    match node.list(key) {
        [only] => only.get(key::REF).is_some().then_some(only),
        _ => None,
    }
}

fn is_bare_choice(node: &Node) -> bool {
    node.get(key::ONE_OF).is_some() && node.get(key::DISCRIMINATOR).is_none()
}

/// Whether a schema is `oneOf` of one reference, with nothing to tell it from others: a way to put keys beside it.
pub(super) fn is_choice_of_one(schema: &Schema) -> bool {
    let SchemaKind::OneOf { one_of } = &schema.schema_kind else { return false };
    matches!(one_of.as_slice(), [ReferenceOr::Reference { .. }]) && schema.schema_data.discriminator.is_none()
}

/// Holds the type that a schema repeats against that of the schema that it wraps. A named type is `written` as some type of
/// JSON.
pub(super) fn hold(
    node: &Node,
    ty: &Type,
    written: impl Fn(SchemaId) -> &'static str,
    sink: &mut Sink,
) -> Option<()> {
    let Some((said, span)) = node.get(key::TYPE).and_then(|node| Some((node.as_str()?, node.span))) else {
        return Some(());
    };
    let right = match ty {
        Type::Nullable(inner) => return hold(node, inner, written, sink),
        Type::Format(Format::Duration) if said == "integer" => return Some(()),
        Type::Any => return Some(()),
        Type::Boolean => "boolean",
        Type::Int32 | Type::Int64 => "integer",
        Type::Float | Type::Double | Type::Format(Format::Duration) => "number",
        Type::String | Type::Format(_) => "string",
        Type::List(_) => "array",
        Type::Map(_) => "object",
        Type::Schema(id) => written(*id),
    };
    if said == right {
        return Some(());
    }
    let target = node.list(key::ALL_OF).first().map_or(node.span, |part| part.span);
    sink.refuse(mistakes::type_differs(span, said, right, target))
}
