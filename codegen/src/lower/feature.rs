//! The ladders of feature versions, and the versions that things name.

use super::mistakes;
use crate::diagnostic::{Code, Sink};
use crate::ir::{Feature, FeatureId, Gate, Since};
use crate::load::{Document, Node, key};
use crate::source::Span;

/// The most rungs a ladder may have. Each is a cargo feature, and more than these are a mistyped number.
const MOST_RUNGS: i64 = 200;

/// The declared ladders, in the order of their names. There may be none: then everything is always there.
pub(super) fn ladders(document: &Document, sink: &mut Sink) -> Vec<Feature> {
    let declared = document.root.get(key::X_FEATURES).and_then(Node::as_map);
    let declared = declared.into_iter().flatten();
    let mut features: Vec<Feature> =
        declared.filter_map(|(name, entry)| ladder(name, entry.key, &entry.value, sink)).collect();
    features.sort_by(|a, b| a.name.cmp(&b.name));
    features
}

fn ladder(name: &str, span: Span, node: &Node, sink: &mut Sink) -> Option<Feature> {
    let is_word = name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if !is_word {
        return sink.refuse(mistakes::feature_name(span, name));
    }
    let oldest = node.get(key::OLDEST)?.as_integer()?;
    let newest = node.get(key::NEWEST)?.as_integer()?;
    if oldest < 1 || newest < oldest || newest - oldest >= MOST_RUNGS {
        return sink.refuse(mistakes::ladder(node.key(key::OLDEST), oldest, newest));
    }
    let rung = |number: i64| u32::try_from(number).ok();
    Some(Feature { name: name.to_owned(), oldest: rung(oldest)?, newest: rung(newest)?, span })
}

/// The gate that a node names, without a word about what may be wrong with it.
pub(super) fn named(node: &Node, features: &[Feature]) -> Option<Gate> {
    needed(node.get(key::X_FEATURE_VERSION)?, features, &mut Sink::default())
}

/// The gate of a version, if that is on a ladder.
fn rung(name: &str, number: u32, features: &[Feature]) -> Option<Gate> {
    let index = features.iter().position(|feature| feature.name == name)?;
    let Feature { oldest, newest, .. } = features.get(index)?;
    let id = FeatureId(u16::try_from(index).ok()?);
    (*oldest..=*newest).contains(&number).then(|| Gate::since(id, number))
}

/// Splits `dialer 4` into its name and its number.
fn split(text: &str) -> Option<(&str, u32)> {
    let (name, number) = text.trim().split_once(char::is_whitespace)?;
    let number = number.trim();
    let plain = number.bytes().all(|byte| byte.is_ascii_digit()) && !number.starts_with('0');
    if plain { Some((name, number.parse().ok()?)) } else { None }
}

/// Reads `dialer 4`, and reports what is wrong with it.
pub(super) fn version(node: &Node, features: &[Feature], sink: &mut Sink) -> Option<Gate> {
    let text = node.as_str()?;
    if features.is_empty() {
        return undeclared(node.span, sink);
    }
    let Some((name, number)) = split(text) else {
        return sink.refuse(mistakes::version_syntax(node.span, text, features));
    };
    rung(name, number, features)
        .or_else(|| off_ladder((name, node.span), (number, node.span), features, sink))
}

/// One ladder is missing, however many versions are named, unless it is there and was refused.
fn undeclared(span: Span, sink: &mut Sink) -> Option<Gate> {
    if !sink.has(&[Code::E0203, Code::E0204, Code::E0205]) {
        sink.report(mistakes::no_features(span));
    }
    None
}

/// Says what is wrong with a version that is on no ladder.
fn off_ladder(
    (name, place): (&str, Span),
    (number, span): (u32, Span),
    features: &[Feature],
    sink: &mut Sink,
) -> Option<Gate> {
    match features.iter().find(|feature| feature.name == name) {
        Some(feature) => sink.refuse(mistakes::version_off_ladder(span, number, feature, feature.span)),
        None => sink.refuse(mistakes::unknown_feature(place, name, features)),
    }
}

/// Reads `dialer 4` or `{ dialer: 4, tracker: 2 }`, and reports what is wrong with it.
fn needed(node: &Node, features: &[Feature], sink: &mut Sink) -> Option<Gate> {
    let Some(versions) = node.as_map() else { return version(node, features, sink) };
    if features.is_empty() {
        return undeclared(node.span, sink);
    }
    let mut gates = Vec::new();
    for (name, entry) in versions {
        let number = u32::try_from(entry.value.as_integer()?).ok()?;
        let span = entry.value.span;
        let gate = rung(name, number, features);
        gates.push(gate.or_else(|| off_ladder((name, entry.key), (number, span), features, sink))?);
    }
    match Gate::all(gates.into_iter().flat_map(Gate::conditions)) {
        Some(gate) if gate != Gate::ALWAYS => Some(gate),
        _ => sink.refuse(mistakes::version_of_so_many(node.span, versions.len())),
    }
}

/// The gate that a node names itself, tightened by that of what it stands in.
pub(super) fn since(node: &Node, inherited: Since, features: &[Feature], sink: &mut Sink) -> Since {
    let Some(named) = node.get(key::X_FEATURE_VERSION) else { return inherited };
    let Some(own) = needed(named, features, sink) else { return inherited };
    let both = inherited.gate.conditions().chain(own.conditions());
    let Some(gate) = Gate::all(both) else {
        let count = inherited.gate.conditions().count() + own.conditions().count();
        sink.report(mistakes::version_of_so_many(named.span, count));
        return inherited;
    };
    Since { gate, span: named.span }
}
