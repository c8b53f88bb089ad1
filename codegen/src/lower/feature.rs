//! The ladders of feature versions, and the versions that things name.

use super::mistakes;
use crate::diagnostic::{Code, Sink};
use crate::ir::{Feature, FeatureId, Gate, Since};
use crate::load::{Document, Node};
use crate::source::Span;

/// The most rungs a ladder may have. Each is a cargo feature, and more than these are a mistyped number.
const MOST_RUNGS: i64 = 200;

/// The declared ladders, in the order of their names. There may be none: then everything is always there.
pub(super) fn ladders(document: &Document, sink: &mut Sink) -> Vec<Feature> {
    let declared = document.root.get("x-features").and_then(Node::as_map);
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
    let oldest = node.get("oldest")?.as_integer()?;
    let newest = node.get("newest")?.as_integer()?;
    if oldest < 1 || newest < oldest || newest - oldest >= MOST_RUNGS {
        return sink.refuse(mistakes::ladder(node.key("oldest"), oldest, newest));
    }
    let rung = |number: i64| u32::try_from(number).ok();
    Some(Feature { name: name.to_owned(), oldest: rung(oldest)?, newest: rung(newest)?, span })
}

/// Reads `dialer 4`, without a word about what may be wrong with it.
pub(super) fn parse(text: &str, features: &[Feature]) -> Option<Gate> {
    let (name, number) = split(text)?;
    let index = features.iter().position(|feature| feature.name == name)?;
    let feature = features.get(index)?;
    let id = FeatureId(u16::try_from(index).ok()?);
    (feature.oldest..=feature.newest).contains(&number).then(|| Gate::since(id, number))
}

fn split(text: &str) -> Option<(&str, u32)> {
    let (name, number) = text.trim().split_once(char::is_whitespace)?;
    let number = number.trim();
    let plain = number.bytes().all(|byte| byte.is_ascii_digit()) && !number.starts_with('0');
    if plain { Some((name, number.parse().ok()?)) } else { None }
}

/// Reads `dialer 4`, and reports what is wrong with it.
pub(super) fn version(node: &Node, features: &[Feature], sink: &mut Sink) -> Option<Gate> {
    let text = node.as_str()?;
    if let Some(gate) = parse(text, features) {
        return Some(gate);
    }
    if features.is_empty() {
        // One ladder is missing, however many versions are named, unless it is there and was refused.
        if !sink.has(&[Code::E0203, Code::E0204, Code::E0205]) {
            sink.report(mistakes::no_features(node.span));
        }
        return None;
    }
    let Some((name, number)) = split(text) else {
        return sink.refuse(mistakes::version_syntax(node.span, text, features));
    };
    match features.iter().find(|feature| feature.name == name) {
        Some(feature) => sink.refuse(mistakes::version_off_ladder(node.span, number, feature, feature.span)),
        None => sink.refuse(mistakes::unknown_feature(node.span, name, features)),
    }
}

/// The gate that a node names itself, tightened by that of what it stands in.
pub(super) fn since(node: &Node, inherited: Since, features: &[Feature], sink: &mut Sink) -> Since {
    match node.get("x-feature-version") {
        None => inherited,
        Some(named) => match version(named, features, sink) {
            Some(gate) => Since { gate: inherited.gate.and(gate), span: named.span },
            None => inherited,
        },
    }
}
