//! Derived types: one of several objects, told apart by a property.

use openapiv3::{ReferenceOr, Schema as Described};

use super::base;
use super::index::ComponentKind;
use super::site::SchemaOrRef;
use super::types::Types;
use crate::diagnostic::Sink;
use crate::ir::{Branch, Choice, Name};
use crate::load::{At, Node, key};
use crate::lower::component::reference;
use crate::lower::family::{Member, TAG};
use crate::lower::{Context, mistakes, support};

/// The keys that a choice may have, wherever it stands.
const KEYS: [&str; 7] = [
    key::ONE_OF,
    key::DISCRIMINATOR,
    key::NULLABLE,
    key::X_RUST_NAME,
    key::X_RENAMED_FROM,
    key::X_FEATURE_VERSION,
    key::X_INFERRED,
];

/// Lowers `oneOf` with its `discriminator`.
pub(super) fn lower<'d>(
    types: &Types<'_, 'd>,
    at: At<'d, Vec<ReferenceOr<Described>>>,
    (keys, sink): (&[&str], &mut Sink),
) -> Option<Choice> {
    support::only(at.node, "a choice", &[&KEYS, keys].concat(), sink);
    if at.value.is_empty() {
        return sink.refuse(mistakes::one_of_nothing(at.key(key::ONE_OF)));
    }
    let Some(discriminator) = at.node.get(key::DISCRIMINATOR) else {
        return sink.refuse(mistakes::no_discriminator(at.key(key::ONE_OF)));
    };
    let property = discriminator.get(key::PROPERTY_NAME).filter(|name| name.as_str() != Some(TAG));
    if let Some(property) = property {
        return sink.refuse(mistakes::other_discriminator(property.span));
    }
    let parts = at.part(key::ONE_OF, at.value);
    let objects = parts.items().filter_map(|part| object(types.context, part, sink)).count();
    if objects < at.value.len() {
        return None;
    }
    of_family(types.context, at.node, sink)
}

/// Lowers what a base and the objects that derive from it are together.
pub(super) fn of_base(context: &Context<'_>, node: &Node, sink: &mut Sink) -> Option<Choice> {
    of_family(context, node, sink)
}

fn of_family(context: &Context<'_>, node: &Node, sink: &mut Sink) -> Option<Choice> {
    let family = context.families.of(node)?;
    if !family.mistakes.is_empty() {
        family.mistakes.iter().for_each(|mistake| sink.report(mistake.clone()));
        return None;
    }
    let branches = family.members.iter().filter_map(|member| branch(context, member));
    Some(Choice { tag: TAG.to_owned(), branches: branches.collect() })
}

fn branch(context: &Context<'_>, member: &Member<'_>) -> Option<Branch> {
    let Member { name: wire, span, value, untagged } = *member;
    let schema = context.schemas.object(wire)?;
    let ident = base::object_ident(context, wire)?;
    let name = Name { wire: wire.to_owned(), ident, span, former: None };
    Some(Branch { name, value: value.map(str::to_owned), untagged, schema })
}

/// Reports what is no object with a name.
fn object<'d>(context: &Context<'d>, part: At<'d, ReferenceOr<Described>>, sink: &mut Sink) -> Option<()> {
    let span = part.node.reference_span();
    let Err(target) = part.value.either() else {
        return sink.refuse(mistakes::one_of_unnamed(span));
    };
    let (wire, _) = reference::name(context.document, target, key::SCHEMAS, (span, sink))?;
    let (_, wire) = context.made.end((key::SCHEMAS, wire))?;
    match context.schemas.get(wire) {
        Some(ComponentKind::Named(id)) if !context.schemas.is_enumeration(id) => Some(()),
        _ => sink.refuse(mistakes::one_of_other(span)),
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::generated;

    #[test]
    fn a_choice_is_one_of_objects_that_have_names() {
        let value = "{ type: string, enum: ['urn:object'] }";
        let object = format!("object: {{ type: object, properties: {{ __type: {value} }} }}");
        let others = "text: { type: string }\n    kind: { type: string, enum: [a] }\n    \
                      list: { type: array, items: { type: string } }";
        let reference = |name: &str| format!("{{ $ref: '#/components/schemas/{name}' }}");
        for (one_of, mistakes) in [
            (vec![reference("object")], 0),
            (vec![reference("object"), reference("text")], 1),
            (vec![reference("object"), reference("kind")], 1),
            (vec![reference("object"), reference("list")], 1),
            (vec![reference("object"), "{ type: object }".to_owned()], 1),
            (vec![reference("text"), reference("kind"), reference("object")], 2),
        ] {
            let one_of = one_of.join(", ");
            let choice =
                format!("choice: {{ oneOf: [{one_of}], discriminator: {{ propertyName: __type }} }}");
            let schemas = format!("{object}\n    {others}\n    {choice}");
            let expected = if mistakes == 0 { Ok(()) } else { Err(vec!["E0201"; mistakes]) };
            assert_eq!(generated(&[("# schemas", &schemas)]).map(drop), expected, "{one_of}");
        }
    }
}
