//! Paths, and the pieces that they consist of.

use super::parameter::{Found, Parameters};
use crate::diagnostic::{self, Sink, Span};
use crate::ir::{Location, Segment};

/// Splits a path template into pieces, and holds it against the parameters.
pub(super) fn segments(path: (&str, Span), parameters: &Parameters<'_>, sink: &mut Sink) -> Vec<Segment> {
    let (template, span) = path;
    let mut segments = Vec::new();
    let mut used = Vec::new();
    let mut rest = template;
    while let Some((literal, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        push_literal(&mut segments, literal);
        match parameters.in_path(name) {
            Some(Found::SessionId) => segments.push(Segment::SessionId),
            Some(_) => segments.push(Segment::Parameter(name.to_owned())),
            None => {
                sink.report(diagnostic::undeclared_parameter(span, name, parameters.path_names()));
                // The one that was meant is in the path, only misspelt.
                used.extend(diagnostic::closest(name, parameters.path_names()));
            }
        }
        used.push(name);
        rest = after;
    }
    push_literal(&mut segments, rest);
    if !is_path(template, &segments) {
        sink.report(diagnostic::bad_template(span, template));
    }
    for (name, location, place) in parameters.places() {
        if location == Location::Path && !used.contains(&name) {
            sink.report(diagnostic::unused_parameter(place, name, template).with_related(span, "the path"));
        }
    }
    segments
}

/// Whether the literal pieces have only characters of a path, and none of them climbs it.
fn is_path(template: &str, segments: &[Segment]) -> bool {
    let is_clean = |text: &String| {
        text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-._~:@!$&'()*+,;=".contains(&byte))
    };
    let clean = segments.iter().all(|segment| match segment {
        Segment::Literal(text) => is_clean(text),
        Segment::SessionId | Segment::Parameter(_) => true,
    });
    clean && !template.split('/').any(|part| part == "." || part == "..")
}

fn push_literal(segments: &mut Vec<Segment>, text: &str) {
    if !text.is_empty() {
        segments.push(Segment::Literal(text.to_owned()));
    }
}
