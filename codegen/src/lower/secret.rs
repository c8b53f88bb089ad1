//! What no text may show: passwords, tokens, and whatever else a document says is secret.

use super::component::reference;
use super::{Context, mistakes};
use crate::diagnostic::Sink;
use crate::ir::Type;
use crate::load::{Node, key};

/// What is secret without a mark: the credentials of ICWS itself.
const NAMES: [&str; 3] = ["csrfToken", "ININ-ICWS-CSRF-Token", "ININ-ICWS-Session-ID"];

/// Whether a value is secret: by its name, by its schema, or by what is said beside that. A mark is refused where the
/// value is of a type of its own, which shows what it holds wherever it stands.
pub(super) fn of(context: &Context<'_>, (wire, nodes): (&str, &[&Node]), ty: &Type, sink: &mut Sink) -> bool {
    let marks = nodes.iter().filter(|node| node.flag(key::X_SECRET));
    if let (Some(node), Type::Schema(_)) = (marks.clone().next(), innermost(ty)) {
        sink.report(mistakes::unhidden_secret(
            node.key(key::X_SECRET),
            "a type of its own shows what it holds, wherever it stands",
        ));
    }
    let is_text = *innermost(ty) == Type::String;
    let is_known = is_text && NAMES.iter().any(|name| wire.eq_ignore_ascii_case(name));
    is_known || marks.clone().next().is_some() || nodes.iter().any(|node| is_secret(context, node, ty))
}

/// Refuses a secret where nothing hides the value, and says why.
pub(super) fn refuse(context: &Context<'_>, node: &Node, (ty, why): (&Type, &str), sink: &mut Sink) {
    if is_secret(context, node, ty) {
        let marked = reference::behind(context, node).filter(|node| node.flag(key::X_SECRET));
        let place = marked.map_or(node.span, |node| node.key(key::X_SECRET));
        sink.report(mistakes::unhidden_secret(place, why));
    }
}

/// Whether a schema says so: itself, the one that it refers to, or that of what it consists of.
fn is_secret(context: &Context<'_>, node: &Node, ty: &Type) -> bool {
    let Some(schema) = reference::behind(context, node) else { return false };
    let is_password = schema.text(key::FORMAT) == Some("password");
    if is_password || schema.flag(key::X_SECRET) {
        return true;
    }
    let wrapped = [key::ALL_OF, key::ONE_OF].iter().filter_map(|key| schema.get(key)).find_map(Node::as_list);
    match (wrapped, ty) {
        // It shows itself wherever it stands; and a base and what derives from it lead to each other.
        (_, Type::Schema(_)) => false,
        (Some([only]), _) => is_secret(context, only, ty),
        (_, Type::Nullable(inner)) => is_secret(context, schema, inner),
        (_, Type::List(item)) => schema.get(key::ITEMS).is_some_and(|items| is_secret(context, items, item)),
        (_, Type::Map(value)) => {
            schema.get(key::ADDITIONAL_PROPERTIES).is_some_and(|values| is_secret(context, values, value))
        }
        _ => false,
    }
}

/// What lists and dictionaries consist of.
fn innermost(ty: &Type) -> &Type {
    match ty {
        Type::Nullable(inner) | Type::List(inner) | Type::Map(inner) => innermost(inner),
        _ => ty,
    }
}

#[cfg(test)]
mod tests {
    use crate::ir::Shape;
    use crate::tests::generated;

    #[test]
    fn what_a_value_consists_of_says_that_it_is_secret() {
        for (schema, is_secret) in [
            ("{ type: string }", Ok(false)),
            ("{ type: string, format: password }", Ok(true)),
            ("{ type: integer, x-secret: true }", Ok(true)),
            ("{ type: string, nullable: true, format: password }", Ok(true)),
            ("{ $ref: '#/components/schemas/pin' }", Ok(true)),
            ("{ allOf: [{ $ref: '#/components/schemas/pin' }] }", Ok(true)),
            ("{ nullable: true, allOf: [{ $ref: '#/components/schemas/pin' }] }", Ok(true)),
            ("{ type: array, items: { type: string } }", Ok(false)),
            ("{ type: array, items: { type: string, format: password } }", Ok(true)),
            (
                "{ type: array, nullable: true, items: { type: string, nullable: true, format: password } }",
                Ok(true),
            ),
            ("{ type: object, additionalProperties: { $ref: '#/components/schemas/pin' } }", Ok(true)),
            ("{ type: object, additionalProperties: { type: array, items: { type: string } } }", Ok(false)),
            // What shows itself wherever it stands cannot be hidden in one place.
            ("{ x-secret: true, allOf: [{ $ref: '#/components/schemas/kind' }] }", Err(vec!["E0294"])),
            (
                "{ type: array, x-secret: true, items: { $ref: '#/components/schemas/kind' } }",
                Err(vec!["E0294"]),
            ),
            (
                "{ type: object, x-secret: true, additionalProperties: { nullable: true, allOf: [{ $ref: '#/components/schemas/kind' }] } }",
                Err(vec!["E0294"]),
            ),
        ] {
            let schemas = "pin: { type: string, format: password }\n    kind: { type: string, enum: [a] }";
            let own = format!("own: {schema}");
            let found = generated(&[("# properties", &*own), ("# schemas", schemas)]).map(|output| {
                let shapes = output.api.schemas.into_iter().map(|schema| schema.shape);
                let mut properties = shapes.filter_map(|shape| match shape {
                    Shape::Object(object) => object.properties.into_iter().find(|own| own.name.wire == "own"),
                    _ => None,
                });
                properties.next().is_some_and(|own| own.secret)
            });
            assert_eq!(found, is_secret, "{schema}");
        }
    }

    #[test]
    fn a_base_that_lists_the_one_type_that_derives_from_it_is_no_endless_row() {
        let list = "oneOf: [{ $ref: '#/components/schemas/leaf' }], discriminator: { propertyName: __type }";
        let base = format!("base: {{ type: object, properties: {{ __type: {{ type: string }} }}, {list} }}");
        let leaf =
            "leaf: { allOf: [{ $ref: '#/components/schemas/base' }], properties: { a: { type: string } } }";
        let own = "inner: { $ref: '#/components/schemas/base' }";
        let edits = [("# properties", own), ("# schemas", &*format!("{base}\n    {leaf}"))];
        assert_eq!(generated(&edits).map(drop), Ok(()));
    }
}
