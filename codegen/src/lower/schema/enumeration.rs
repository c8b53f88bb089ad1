//! Enumerations of integers, of texts, and of flags.

use indexmap::IndexMap;

use super::fit;
use crate::diagnostic::Sink;
use crate::ir::{Enumeration, EnumerationKind, EnumerationValue, Former, Literal, Name, Since};
use crate::load::{Entry, Kind, Node, key};
use crate::lower::name::{self, Case};
use crate::lower::{Context, deprecation, feature, mistakes, support};
use crate::source::Span;

/// The keys that an enumeration may have, wherever it stands.
const KEYS: [&str; 14] = [
    key::TYPE,
    key::FORMAT,
    key::ENUM,
    key::NULLABLE,
    key::DEFAULT,
    key::X_FLAGS,
    key::X_ENUM_VARNAMES,
    key::X_ENUM_DESCRIPTIONS,
    key::X_ENUM_RENAMED_FROM,
    key::X_ENUM_DEPRECATED,
    key::X_RUST_NAME,
    key::X_RENAMED_FROM,
    key::X_FEATURE_VERSION,
    key::X_INFERRED,
];

/// What a value is called, and where it says so.
type Called<'n> = (&'n str, Span);

/// Lowers an enumeration. Integers need names; texts are their own unless they are given others.
pub(super) fn lower(
    context: &Context<'_>,
    node: &Node,
    (since, keys): (Since, &[&str]),
    sink: &mut Sink,
) -> Option<Enumeration> {
    support::only(node, "an enumeration", &[&KEYS, keys].concat(), sink);
    let flags = node.get(key::X_FLAGS).and_then(Node::as_map);
    let (kind, named) = match flags {
        Some(flags) => (EnumerationKind::Flags, self::flags(node, flags, sink)),
        None if node.text(key::TYPE) == Some("string") => {
            (EnumerationKind::Texts, values(node, EnumerationKind::Texts, sink)?)
        }
        None => (EnumerationKind::Numbers, values(node, EnumerationKind::Numbers, sink)?),
    };
    let descriptions = one_per_value(node, key::X_ENUM_DESCRIPTIONS, named.len(), sink);
    let versions = one_per_value(node, key::X_FEATURE_VERSION, named.len(), sink);
    let values = named.into_iter().enumerate().filter_map(|(index, (value, called))| {
        let version = versions.and_then(|versions| versions.get(index));
        let gate = version.and_then(|node| feature::version(node, &context.features, sink));
        Some(EnumerationValue {
            literal: literal(value)?,
            since: Since {
                gate: gate.map_or(since.gate, |gate| since.gate.and(gate)),
                span: version.map_or(called.1, |node| node.span),
            },
            name: variant(called, case(kind), sink)?,
            deprecated: None,
            docs: descriptions.and_then(|list| list.get(index)?.as_str()).unwrap_or_default().to_owned(),
        })
    });
    let mut enumeration = Enumeration { kind, values: values.collect() };
    formers(node, &mut enumeration, sink);
    deprecations(context, node, &mut enumeration, sink);
    Some(enumeration)
}

/// What the values of an enumeration are in Rust: variants, or constants of which a value has several.
const fn case(kind: EnumerationKind) -> Case {
    match kind {
        EnumerationKind::Numbers | EnumerationKind::Texts => Case::UpperCamel,
        EnumerationKind::Flags => Case::UpperSnake,
    }
}

/// The bits, each with its name.
fn flags<'n>(
    node: &'n Node,
    flags: &'n IndexMap<String, Entry>,
    sink: &mut Sink,
) -> Vec<(&'n Node, Called<'n>)> {
    let others = [key::ENUM, key::X_ENUM_VARNAMES].into_iter().filter(|key| node.get(key).is_some());
    others.for_each(|key| sink.report(mistakes::beside_flags(node.key(key), key, node.key(key::X_FLAGS))));
    for (name, Entry { value, .. }) in flags {
        if value.as_integer().is_none_or(|bits| bits < 0) || fit::format(node, value).is_err() {
            sink.report(mistakes::no_flag(value.span, name, value));
        }
    }
    flags.iter().map(|(name, entry)| (&entry.value, (name.as_str(), entry.key))).collect()
}

/// The values, each with its name. Where `null` is allowed OpenAPI wants it listed, but it is none of them.
fn values<'n>(node: &'n Node, kind: EnumerationKind, sink: &mut Sink) -> Option<Vec<(&'n Node, Called<'n>)>> {
    let values = node.list(key::ENUM);
    let (null, values): (Vec<&Node>, Vec<&Node>) = values.iter().partition(|value| value.kind == Kind::Null);
    if let Some(null) = null.first().filter(|_| node.get(key::NULLABLE).is_none()) {
        sink.report(mistakes::null_value(null.span));
    }
    let names: Vec<&Node> = match one_per_value(node, key::X_ENUM_VARNAMES, values.len(), sink) {
        Some(names) => names.iter().collect(),
        None if node.get(key::X_ENUM_VARNAMES).is_some() => return None,
        None if kind == EnumerationKind::Texts => values.clone(),
        None => return sink.refuse(mistakes::no_varnames(node.key(key::ENUM), &values)),
    };
    let called = names.into_iter().map(|name| (name.as_str().unwrap_or_default(), name.span));
    Some(values.into_iter().zip(called).collect())
}

/// Adds the names that values had before.
fn formers(node: &Node, enumeration: &mut Enumeration, sink: &mut Sink) {
    let case = case(enumeration.kind);
    each(node, key::X_ENUM_RENAMED_FROM, enumeration, sink, |value, former, sink| {
        let former = former.as_str().and_then(|wire| variant((wire, former.span), case, sink));
        value.name.former = former.map(|Name { wire, ident, span, .. }| Former { wire, ident, span });
    });
}

/// Adds which values new code should not use any more.
fn deprecations(context: &Context<'_>, node: &Node, enumeration: &mut Enumeration, sink: &mut Sink) {
    each(node, key::X_ENUM_DEPRECATED, enumeration, sink, |value, details, sink| {
        value.deprecated = Some(deprecation::described(details, &context.features, sink));
    });
}

/// Reads a mapping that says something of values, by the names that they have.
fn each(
    node: &Node,
    key: &str,
    Enumeration { kind, values }: &mut Enumeration,
    sink: &mut Sink,
    read: impl Fn(&mut EnumerationValue, &Node, &mut Sink),
) {
    for (name, entry) in node.get(key).and_then(Node::as_map).into_iter().flatten() {
        let ident = name::identifier(name, case(*kind));
        match values.iter_mut().find(|value| Some(&value.name.ident) == ident.as_ref()) {
            Some(value) => read(value, &entry.value, sink),
            None => {
                let known = values.iter().map(|value| value.name.ident.as_str());
                sink.report(mistakes::unknown_value(entry.key, name, known));
            }
        }
    }
}

/// The list under a key that must have an entry for each value; nothing where it has not, or is no list.
fn one_per_value<'n>(node: &'n Node, key: &str, values: usize, sink: &mut Sink) -> Option<&'n [Node]> {
    let items = node.get(key)?.as_list()?;
    if items.len() == values {
        return Some(items);
    }
    let of = if node.get(key::X_FLAGS).is_some() { key::X_FLAGS } else { key::ENUM };
    sink.refuse(mistakes::one_per_value(node.key(key), key, (items.len(), values), node.key(of)))
}

/// A value. One of another type than the enumeration is refused before, by `fit::enumeration`, or by `load` for flags.
fn literal(node: &Node) -> Option<Literal> {
    match &node.kind {
        Kind::Text(text) => Some(Literal::Text(text.clone())),
        Kind::Integer(number) => Some(Literal::Integer(*number)),
        _ => None,
    }
}

fn variant((wire, span): Called<'_>, case: Case, sink: &mut Sink) -> Option<Name> {
    match name::identifier(wire, case) {
        Some(ident) => Some(Name { wire: wire.to_owned(), ident, span, former: None }),
        None => sink.refuse(mistakes::no_identifier(span, wire)),
    }
}
