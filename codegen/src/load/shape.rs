//! Holds a document against the grammar: unknown keys, missing keys, values of the wrong kind.
//!
//! A misspelt key is reported and then put right in the tree, so that the next stage can look for mistakes of its
//! own without tripping over this one.

use indexmap::IndexMap;

use super::grammar::{self, ObjectRule, ValueRule};
use super::{Entry, Kind, Node, implied, key, mistakes, restated};
use crate::diagnostic::{Sink, closest};
use crate::source::Span;

/// Reports every place where the document is not what the grammar allows there.
pub(super) fn check(root: &mut Node, sink: &mut Sink) {
    let start = root.span;
    object(root, start, &grammar::DOCUMENT, sink);
}

fn value(entry: &mut Entry, rule: &ValueRule, sink: &mut Sink) {
    let Entry { key, value: node } = entry;
    match rule {
        ValueRule::Any => {}
        ValueRule::Text | ValueRule::Known(_) => {
            expect(node, matches!(node.kind, Kind::Text(_)), "a text", sink)
        }
        ValueRule::Bool | ValueRule::Flag => {
            expect(node, matches!(node.kind, Kind::Bool(_)), "`true` or `false`", sink)
        }
        ValueRule::Count | ValueRule::Least => {
            let fits = node.as_integer().is_some_and(|count| u32::try_from(count).is_ok());
            expect(node, fits, "a whole number from 0 to 4294967295", sink);
        }
        ValueRule::Integer => expect(node, matches!(node.kind, Kind::Integer(_)), "a whole number", sink),
        ValueRule::Number => {
            expect(node, matches!(node.kind, Kind::Integer(_) | Kind::Float(..)), "a number", sink);
        }
        ValueRule::List(item) => match &mut node.kind {
            Kind::List(items) => items.iter_mut().for_each(|node| child(node, item, sink)),
            _ => sink.report(mistakes::wrong_kind(node, "a list")),
        },
        ValueRule::Map(item) => match &mut node.kind {
            Kind::Map(map) => map.values_mut().for_each(|entry| value(entry, item, sink)),
            _ => sink.report(mistakes::wrong_kind(node, "a mapping")),
        },
        ValueRule::Object(kind) => object(node, *key, kind, sink),
        ValueRule::RefOr(kind) => reference_or(node, *key, kind, sink),
        ValueRule::SchemaOrBool if matches!(node.kind, Kind::Bool(_)) => {}
        ValueRule::SchemaOrBool => reference_or(node, *key, &grammar::SCHEMA, sink),
        ValueRule::Version => version(node, sink),
        ValueRule::Versions => match &node.kind {
            Kind::List(items) => items.iter().for_each(|node| version(node, sink)),
            _ => needed(node, sink),
        },
        ValueRule::Needed => needed(node, sink),
        ValueRule::Word(words) => {
            word(node, words, sink);
        }
        ValueRule::Tagged(key_name, kinds) => tagged(node, (*key, key_name), kinds, sink),
        ValueRule::Unsupported | ValueRule::Style => {}
        ValueRule::Responses => responses(node, sink),
        ValueRule::Paths => paths(node, sink),
    }
}

/// An item of a list has no key of its own; its own start stands for one.
fn child(node: &mut Node, rule: &ValueRule, sink: &mut Sink) {
    let span = node.span;
    match rule {
        ValueRule::Object(kind) => object(node, span, kind, sink),
        ValueRule::RefOr(kind) => reference_or(node, span, kind, sink),
        ValueRule::Text => expect(node, matches!(node.kind, Kind::Text(_)), "a text", sink),
        ValueRule::Map(item) => match &mut node.kind {
            Kind::Map(map) => map.values_mut().for_each(|entry| value(entry, item, sink)),
            _ => sink.report(mistakes::wrong_kind(node, "a mapping")),
        },
        _ => {}
    }
}

fn version(node: &Node, sink: &mut Sink) {
    let is_text = matches!(node.kind, Kind::Text(_));
    expect(node, is_text, "a version such as `dialer 4`", sink);
}

/// A version, or one of each of several features.
fn needed(node: &mut Node, sink: &mut Sink) {
    match &mut node.kind {
        Kind::Map(map) => map.values_mut().for_each(|entry| value(entry, &ValueRule::Count, sink)),
        _ => version(node, sink),
    }
}

fn expect(node: &Node, fits: bool, expected: &str, sink: &mut Sink) {
    if !fits {
        sink.report(mistakes::wrong_kind(node, expected));
    }
}

/// The word, if it is one of those allowed here.
fn word<'n>(node: &'n Node, words: &[&str], sink: &mut Sink) -> Option<&'n str> {
    match node.as_str() {
        None => sink.refuse(mistakes::wrong_kind(node, "a text")),
        Some(text) if words.contains(&text) => Some(text),
        Some(text) => sink.refuse(mistakes::unknown_word(node.span, text, words)),
    }
}

fn tagged(node: &mut Node, (key, tag): (Span, &str), kinds: &[(&str, &ObjectRule)], sink: &mut Sink) {
    let Some(tag_node) = node.get(tag) else {
        return sink.report(match node.as_map() {
            Some(_) => mistakes::missing_key(key, tag, "security scheme"),
            None => mistakes::wrong_kind(node, "a mapping"),
        });
    };
    let words: Vec<&str> = kinds.iter().map(|(word, _)| *word).collect();
    let found = word(tag_node, &words, sink).and_then(|found| kinds.iter().find(|(word, _)| *word == found));
    if let Some((_, kind)) = found {
        object(node, key, kind, sink);
    }
}

fn reference_or(node: &mut Node, key: Span, kind: &ObjectRule, sink: &mut Sink) {
    if let Kind::Map(map) = &mut node.kind {
        repair_reference(map, kind, sink);
    }
    if node.get(key::REF).is_some() { reference(node, kind, sink) } else { object(node, key, kind, sink) }
}

/// Makes `$ref` of what was meant to be one.
fn repair_reference(map: &mut IndexMap<String, Entry>, kind: &ObjectRule, sink: &mut Sink) {
    let is_misspelt = |(name, entry): (&String, &Entry)| {
        kind.rule(name).is_none()
            && entry.value.as_str().is_some_and(|target| target.contains('/'))
            && closest(name, [key::REF].into_iter()).is_some()
    };
    let found = map.iter().position(is_misspelt).filter(|_| !map.contains_key(key::REF));
    if let Some((name, entry)) = found.and_then(|index| map.shift_remove_index(index)) {
        sink.report(mistakes::unknown_key(entry.key, &name, kind.name, [key::REF].into_iter()));
        map.insert(key::REF.to_owned(), entry);
    }
}

fn reference(node: &mut Node, kind: &ObjectRule, sink: &mut Sink) {
    let Kind::Map(map) = &mut node.kind else {
        return;
    };
    for (name, entry) in map.iter_mut() {
        if name == key::REF {
            value(entry, &ValueRule::Text, sink);
        } else {
            sink.report(mistakes::ref_sibling(entry.key, name, (kind.name, kind.names())));
        }
    }
    map.retain(|name, _| name == key::REF);
}

fn object(node: &mut Node, key: Span, kind: &ObjectRule, sink: &mut Sink) {
    let Kind::Map(map) = &mut node.kind else {
        return sink.report(mistakes::wrong_kind(node, &format!("a mapping (the {} object)", kind.name)));
    };
    repair_keys(map, kind, sink);
    // Before what says nothing goes: empty `properties` still say that it is an object.
    if std::ptr::eq(kind, &grammar::SCHEMA) {
        implied::add(map);
    }
    restated::drop(map, kind);
    map.retain(|name, entry| match kind.rule(name) {
        Some(ValueRule::Unsupported | ValueRule::Style) => {
            sink.report(mistakes::unsupported_key(entry.key, name, &format!("the {} object", kind.name)));
            false
        }
        Some(rule) => {
            value(entry, rule, sink);
            true
        }
        None => false,
    });
    for name in kind.required.iter().filter(|name| !map.contains_key(**name)) {
        sink.report(mistakes::missing_key(key, name, kind.name));
    }
}

/// Reports unknown keys, and gives each that is close to a key the object lacks that key's name; the others go.
fn repair_keys(map: &mut IndexMap<String, Entry>, kind: &ObjectRule, sink: &mut Sink) {
    if map.keys().all(|name| kind.rule(name).is_some()) {
        return;
    }
    let mut taken: Vec<&str> = kind.names().filter(|key| map.contains_key(*key)).collect();
    // All at once: to take them out one by one would move all that follow, each time.
    let renamed = std::mem::take(map).into_iter().filter_map(|(name, entry)| {
        if kind.rule(&name).is_some() {
            return Some((name, entry));
        }
        sink.report(mistakes::unknown_key(entry.key, &name, kind.name, kind.names()));
        let meant = closest(&name, kind.names()).filter(|meant| !taken.contains(meant))?;
        taken.push(meant);
        Some((meant.to_owned(), entry))
    });
    *map = renamed.collect();
}

fn responses(node: &mut Node, sink: &mut Sink) {
    let Kind::Map(map) = &mut node.kind else {
        return sink.report(mistakes::wrong_kind(node, "a mapping from status codes to responses"));
    };
    map.retain(|name, entry| {
        let known = is_status(name);
        if known {
            reference_or(&mut entry.value, entry.key, &grammar::RESPONSE, sink);
        } else {
            sink.report(mistakes::bad_status(entry.key, name));
        }
        known
    });
}

fn is_status(name: &str) -> bool {
    let mut characters = name.chars();
    name == "default"
        || (name.len() == 3
            && matches!(characters.next(), Some('1'..='5'))
            && (name.ends_with("XX") || characters.all(|character| character.is_ascii_digit())))
}

fn paths(node: &mut Node, sink: &mut Sink) {
    let Kind::Map(map) = &mut node.kind else {
        return sink.report(mistakes::wrong_kind(node, "a mapping from paths to path items"));
    };
    map.retain(|name, entry| {
        let known = name.starts_with('/');
        if known {
            object(&mut entry.value, entry.key, &grammar::PATH_ITEM, sink);
        } else {
            sink.report(mistakes::bad_path(entry.key, name));
        }
        known
    });
}

#[cfg(test)]
mod tests {
    use crate::tests::generated;

    #[test]
    fn a_misspelt_key_counts_as_the_one_that_was_meant_unless_that_is_there() {
        for (keys, codes) in [
            // The first list would have no items, and the limits of the last would be crossed.
            ("typ: array", &["E0112", "E0113"][..]),
            ("type: string, typ: array", &["E0112"]),
            ("typ: string, tipe: array", &["E0112", "E0112"]),
            ("type: string, minLength: 1, minLenght: 2, maxLength: 1", &["E0112"]),
            ("type: string, minLenght: 2, maxLength: 1", &["E0112", "E0234"]),
        ] {
            let refused = generated(&[("# properties", &format!("tried: {{ {keys} }}"))]).map(drop);
            assert_eq!(refused, Err(codes.to_vec()), "{keys}");
        }
    }

    #[test]
    fn each_item_of_a_list_is_looked_at() {
        for (list, codes) in [
            ("tags: [{ name: a }]", Ok(())),
            ("tags: [{ name: a, descripton: b }]", Err(vec!["E0112"])),
            ("tags: [a]", Err(vec!["E0114"])),
            ("servers: [{ url: /, descripton: b }]", Err(vec!["E0112"])),
            ("security: [{ token: [], cookie: [] }]", Ok(())),
            ("security: [token]", Err(vec!["E0114"])),
            ("security: [{ token: cookie }]", Err(vec!["E0114"])),
        ] {
            let document = "security: [{ token: [], cookie: [] }]";
            let list = if list.starts_with("security") { list } else { &format!("{document}\n{list}") };
            assert_eq!(generated(&[(document, list)]).map(drop), codes, "{list}");
        }
        let required = "own: { type: object, required: [1] }";
        assert_eq!(generated(&[("# properties", required)]).map(drop), Err(vec!["E0114"]));
    }
}
