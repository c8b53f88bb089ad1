//! Enumerations of integers and of texts.

use crate::diagnostic::Sink;
use crate::ir::{Enumeration, EnumerationValue, Former, Literal, Name, Since};
use crate::load::{Kind, Node};
use crate::lower::name::{self, Case};
use crate::lower::{Context, deprecation, feature, mistakes, support};

/// The keys that an enumeration may have, wherever it stands.
const KEYS: [&str; 13] = [
    "type",
    "format",
    "enum",
    "nullable",
    "default",
    "x-enum-varnames",
    "x-enum-descriptions",
    "x-enum-renamed-from",
    "x-enum-deprecated",
    "x-rust-name",
    "x-renamed-from",
    "x-feature-version",
    "x-inferred",
];

/// Lowers an enumeration. Integers need names; texts are their own unless they are given others.
pub(super) fn lower(
    context: &Context<'_>,
    node: &Node,
    (since, keys): (Since, &[&str]),
    sink: &mut Sink,
) -> Option<Enumeration> {
    support::only(node, "an enumeration", &[&KEYS, keys].concat(), sink);
    let texts = node.get("type").and_then(Node::as_str) == Some("string");
    let values = values(node, sink);
    let names = one_per_value(node, "x-enum-varnames", values.len(), sink);
    let descriptions = one_per_value(node, "x-enum-descriptions", values.len(), sink);
    let versions = one_per_value(node, "x-feature-version", values.len(), sink);
    let names: Vec<&Node> = match names {
        Some(names) => names.iter().collect(),
        None if node.get("x-enum-varnames").is_some() => return None,
        None if texts => values.clone(),
        None => return sink.refuse(mistakes::no_varnames(node.key("enum"))),
    };
    let values = values.into_iter().zip(names).enumerate().filter_map(|(index, (value, name))| {
        let version = versions.and_then(|versions| versions.get(index));
        let gate = version.and_then(|node| feature::version(node, &context.features, sink));
        Some(EnumerationValue {
            literal: literal(value, texts, sink)?,
            since: Since {
                gate: gate.map_or(since.gate, |gate| since.gate.and(gate)),
                span: version.map_or(name.span, |node| node.span),
            },
            name: variant(name, sink)?,
            deprecated: None,
            docs: descriptions.and_then(|list| list.get(index)?.as_str()).unwrap_or_default().to_owned(),
        })
    });
    let mut values: Vec<EnumerationValue> = values.collect();
    formers(node, &mut values, sink);
    deprecations(context, node, &mut values, sink);
    Some(Enumeration { texts, values })
}

/// Adds the names that values had before.
fn formers(node: &Node, values: &mut [EnumerationValue], sink: &mut Sink) {
    each(
        node,
        "x-enum-renamed-from",
        values,
        (
            |value, former, sink| {
                let former = variant(former, sink);
                value.name.former = former.map(|Name { wire, ident, span, .. }| Former { wire, ident, span });
            },
            sink,
        ),
    );
}

/// Adds which values new code should not use any more.
fn deprecations(context: &Context<'_>, node: &Node, values: &mut [EnumerationValue], sink: &mut Sink) {
    each(
        node,
        "x-enum-deprecated",
        values,
        (
            |value, details, sink| {
                value.deprecated = Some(deprecation::described(details, &context.features, sink));
            },
            sink,
        ),
    );
}

/// Reads a mapping that says something of values, by the names that they have.
fn each<R>(node: &Node, key: &str, values: &mut [EnumerationValue], (read, sink): (R, &mut Sink))
where
    R: Fn(&mut EnumerationValue, &Node, &mut Sink),
{
    for (name, entry) in node.get(key).and_then(Node::as_map).into_iter().flatten() {
        let ident = name::identifier(name, Case::UpperCamel);
        match values.iter_mut().find(|value| Some(&value.name.ident) == ident.as_ref()) {
            Some(value) => read(value, &entry.value, sink),
            None => {
                let known = values.iter().map(|value| value.name.ident.as_str());
                sink.report(mistakes::unknown_value(entry.key, name, known));
            }
        }
    }
}

/// The values. Where `null` is allowed OpenAPI wants it listed, but it is none of them.
fn values<'n>(node: &'n Node, sink: &mut Sink) -> Vec<&'n Node> {
    let values = node.get("enum").and_then(Node::as_list).unwrap_or_default();
    let (null, values): (Vec<&Node>, Vec<&Node>) = values.iter().partition(|value| value.kind == Kind::Null);
    if let Some(null) = null.first().filter(|_| node.get("nullable").is_none()) {
        sink.report(mistakes::null_value(null.span));
    }
    values
}

/// The list under a key that must have an entry for each value; nothing where it has not, or is no list.
fn one_per_value<'n>(node: &'n Node, key: &str, values: usize, sink: &mut Sink) -> Option<&'n [Node]> {
    let items = node.get(key)?.as_list()?;
    if items.len() == values {
        return Some(items);
    }
    sink.refuse(mistakes::one_per_value(node.key(key), key, (items.len(), values), node.key("enum")))
}

fn literal(node: &Node, texts: bool, sink: &mut Sink) -> Option<Literal> {
    match &node.kind {
        Kind::Text(text) if texts => Some(Literal::Text(text.clone())),
        Kind::Integer(number) if !texts => Some(Literal::Integer(*number)),
        _ => sink.refuse(mistakes::wrong_kind(node, if texts { "a text" } else { "an integer" })),
    }
}

fn variant(node: &Node, sink: &mut Sink) -> Option<Name> {
    let wire = node.as_str()?;
    match name::identifier(wire, Case::UpperCamel) {
        Some(ident) => Some(Name { wire: wire.to_owned(), ident, span: node.span, former: None }),
        None => sink.refuse(mistakes::no_identifier(node.span, wire)),
    }
}
