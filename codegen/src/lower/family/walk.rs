//! Where a document has discriminators, and what it refers to as a value.

use std::collections::HashSet;

use crate::load::{Document, Kind, Node, key};
use crate::lower::component::reference;
use crate::source::Span;

/// The schemas with a discriminator, in the order of the text.
pub(super) fn discriminated(document: &Document) -> Vec<&Node> {
    let mut found = Vec::new();
    let mut waiting = vec![&document.root];
    while let Some(node) = waiting.pop() {
        if node
            .get(key::DISCRIMINATOR)
            .is_some_and(|discriminator| discriminator.get(key::PROPERTY_NAME).is_some())
        {
            found.push(node);
        }
        waiting.extend(children(node));
    }
    found.sort_by_key(|node| node.span);
    found
}

/// The entries of a discriminator's mapping: the value, its place, and what it maps to.
pub(super) fn mapping(schema: &Node) -> impl Iterator<Item = (&str, Span, &str)> {
    let mapping =
        schema.get(key::DISCRIMINATOR).and_then(|discriminator| discriminator.get(key::MAPPING)?.as_map());
    let entries = mapping.into_iter().flatten();
    entries.filter_map(|(value, entry)| Some((value.as_str(), entry.key, entry.value.as_str()?)))
}

/// The schemas that something refers to as a value, and not to put objects together. Of a component that is made of one other
/// it depends on the families whether it is an object of its own.
pub(super) fn values<'d>(document: &'d Document, plain: &HashSet<&'d str>) -> HashSet<&'d str> {
    let (mut joined, mut values) = (HashSet::new(), HashSet::new());
    let schemas = document.section(key::SCHEMAS);
    let schemas = schemas.and_then(Node::as_map).into_iter().flatten();
    for (_, entry) in schemas.filter(|(name, _)| plain.contains(name.as_str())) {
        joined.extend(parts(&entry.value));
    }
    let mut listed = HashSet::new();
    let mut waiting = vec![&document.root];
    while let Some(node) = waiting.pop() {
        if joins(node) {
            joined.extend(parts(node));
        }
        let one_of = node.get(key::ONE_OF).filter(|_| node.get(key::DISCRIMINATOR).is_some());
        listed.extend(one_of.and_then(Node::as_list).unwrap_or_default().iter().map(std::ptr::from_ref));
        let address = std::ptr::from_ref(node);
        if !joined.contains(&address)
            && !listed.contains(&address)
            && let Some(target) = node.reference()
            && let Some((key::SCHEMAS, name, _)) = reference::find(document, target)
        {
            values.insert(name);
        }
        waiting.extend(children(node));
    }
    values
}

/// Whether a schema puts objects together. One that has a reference alone stands for what that leads to.
fn joins(node: &Node) -> bool {
    let own = [key::PROPERTIES, key::REQUIRED, key::ADDITIONAL_PROPERTIES];
    node.list(key::ALL_OF).len() > 1 || own.iter().any(|key| node.get(key).is_some())
}

/// The references that a schema puts together.
fn parts(node: &Node) -> impl Iterator<Item = *const Node> {
    let all_of = node.list(key::ALL_OF).iter();
    all_of.filter(|part| part.get(key::REF).is_some()).map(std::ptr::from_ref)
}

fn children(node: &Node) -> Vec<&Node> {
    match &node.kind {
        Kind::List(items) => items.iter().collect(),
        Kind::Map(map) => map.values().map(|entry| &entry.value).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::generated;

    #[test]
    fn what_is_put_together_is_no_value_and_a_reference_alone_is() {
        let named = |value: &str| {
            let schemas = format!(
                "base: {{ type: object, required: [kind], properties: {{ kind: {{ type: string }}, value: {value} }}, \
                 discriminator: {{ propertyName: kind }} }}\n    \
                 middle: {{ allOf: [{{ $ref: '#/components/schemas/base' }}, {{ $ref: '#/components/schemas/size' }}] }}\n    \
                 leaf: {{ allOf: [{{ $ref: '#/components/schemas/middle' }}, {{ $ref: '#/components/schemas/size' }}] }}\n    \
                 size: {{ type: object, properties: {{ size: {{ type: integer }} }} }}"
            );
            let output = generated(&[("# schemas", &schemas)])?;
            let names = output.api.schemas.iter().map(|schema| schema.name.ident.clone());
            Ok::<_, Vec<&str>>(names.filter(|name| name.starts_with("Middle")).collect::<Vec<_>>())
        };
        assert_eq!(named("{ type: string }"), Ok(vec!["Middle".to_owned()]));
        let alone = "{ allOf: [{ $ref: '#/components/schemas/middle' }] }";
        assert_eq!(named(alone), Ok(vec!["Middle".to_owned(), "MiddleBase".to_owned()]));
    }
}
