//! Paths and their parameters.

use std::collections::BTreeMap;

use openapiv3::{Parameter, ReferenceOr};

use super::{Context, reference, support};
use crate::diagnostic::{self, Sink, Span};
use crate::ir::Segment;
use crate::load::{At, Node};

/// The parameters of an operation by their names: the path item's, overridden by its own. A parameter that was
/// refused is there without a segment, so that the path does not miss it as well.
pub(super) type Parameters<'d> = BTreeMap<&'d str, (Option<Segment>, Span)>;

/// The one value that a session supplies to a path.
const SESSION_ID: &str = "sessionId";

/// Lowers a list of parameters into `known`.
pub(super) fn parameters<'d>(
    context: &Context<'d>,
    list: At<'d, Vec<ReferenceOr<Parameter>>>,
    known: &mut Parameters<'d>,
    sink: &mut Sink,
) {
    let mut own = Parameters::new();
    for at in list.items() {
        let Some(parameter) = reference::resolve(context, at, sink) else { continue };
        let Some(name) = parameter.node.get("name").and_then(Node::as_str) else { continue };
        if let Some((_, first)) = own.get(name) {
            sink.report(diagnostic::duplicate_parameter(at.node.span, name, *first));
        } else {
            own.insert(name, (session_id(parameter, name, sink), at.node.span));
        }
    }
    known.extend(own);
}

/// The only parameter so far: the session's id in the path.
fn session_id(at: At<'_, Parameter>, name: &str, sink: &mut Sink) -> Option<Segment> {
    let keys = ["name", "in", "required", "schema", "x-supplied-by"];
    support::only(at.node, "a parameter", &keys, sink);
    let Some(supplier) = at.node.get("x-supplied-by") else {
        let help = "`x-supplied-by: session` fills a parameter from the session";
        return sink.refuse(diagnostic::unsupported(at.key("name"), "a parameter that is an argument", help));
    };
    if supplier.as_str() != Some("session") {
        return sink.refuse(diagnostic::unknown_supplier(supplier.span));
    }
    match at.value {
        Parameter::Path { parameter_data, .. } if !parameter_data.required => {
            sink.refuse(diagnostic::optional_path_parameter(at.key("in"), name))
        }
        Parameter::Path { .. } if name == SESSION_ID => Some(Segment::SessionId),
        _ => sink.refuse(diagnostic::unknown_session_value(at.key("name"), name, SESSION_ID)),
    }
}

/// Splits a path template into pieces, and holds it against the parameters.
pub(super) fn segments(path: (&str, Span), parameters: &Parameters<'_>, sink: &mut Sink) -> Vec<Segment> {
    let (template, span) = path;
    let mut segments = Vec::new();
    let mut used = Vec::new();
    let mut rest = template;
    while let Some((literal, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { break };
        push_literal(&mut segments, literal);
        match parameters.get(name) {
            Some((segment, _)) => segments.extend(segment.clone()),
            None => {
                sink.report(diagnostic::undeclared_parameter(span, name, parameters.keys().copied()));
                // The one that was meant is in the path, only misspelt.
                used.extend(diagnostic::closest(name, parameters.keys().copied()));
            }
        }
        used.push(name);
        rest = after;
    }
    push_literal(&mut segments, rest);
    let is_clean = |text: &str| {
        text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-._~:@!$&'()*+,;=".contains(&byte))
    };
    let literals = segments.iter().filter_map(|segment| match segment {
        Segment::Literal(text) => Some(text.as_str()),
        Segment::SessionId => None,
    });
    if !literals.into_iter().all(is_clean) || template.split('/').any(|part| part == "." || part == "..") {
        sink.report(diagnostic::bad_template(span, template));
    }
    let unused = parameters.iter().filter(|(name, (segment, _))| segment.is_some() && !used.contains(*name));
    for (name, (_, place)) in unused {
        sink.report(diagnostic::unused_parameter(*place, name, template).with_related(span, "the path"));
    }
    segments
}

fn push_literal(segments: &mut Vec<Segment>, text: &str) {
    if !text.is_empty() {
        segments.push(Segment::Literal(text.to_owned()));
    }
}
