//! What is right, and yet probably not what was meant.

use std::collections::BTreeSet;

use super::component::reference;
use super::operation::SESSION_ID;
use super::{Context, mistakes};
use crate::diagnostic::Sink;
use crate::ir::Feature;
use crate::load::{Document, Node, key};
use crate::source::Span;

/// Warns of it.
pub(super) fn warn(context: &Context<'_>, sink: &mut Sink) {
    version(context.document, &context.features, sink);
    silent_errors(context, sink);
    session_ids(context, sink);
}

/// A version of the document that counts like the ladder, and is not its newest rung: one of the two was forgotten.
fn version(document: &Document, features: &[Feature], sink: &mut Sink) {
    let version = document.root.get(key::INFO).and_then(|info| info.get(key::VERSION));
    let (Some(version), [only]) = (version, features) else { return };
    let Some(text) = version.as_str().filter(|text| text.bytes().all(|byte| byte.is_ascii_digit())) else {
        return;
    };
    if !text.is_empty() && text != only.newest.to_string() {
        sink.report(mistakes::other_version(version.span, text, only, only.span));
    }
}

/// An error that an operation documents.
struct Refusal<'d> {
    status: &'d str,
    span: Span,
    response: &'d Node,
}

/// Errors without a body in a document whose other errors have one: what a server says with them would be dropped.
fn silent_errors(context: &Context<'_>, sink: &mut Sink) {
    let refusals = refusals(context);
    let bodies = refusals.iter().filter_map(|refusal| refusal.response.get(key::CONTENT));
    let bodies: Vec<&Node> = bodies.filter(|content| !is_empty(content)).collect();
    let silent: Vec<&Refusal<'_>> =
        refusals.iter().filter(|refusal| refusal.response.get(key::CONTENT).is_none()).collect();
    let Some(example) = bodies.first().filter(|_| bodies.len() > silent.len()) else { return };
    let mut said = BTreeSet::new();
    for refusal in silent {
        // A response that several operations share is one response.
        if said.insert(refusal.response.span) {
            sink.report(mistakes::silent_error(refusal.span, refusal.status, example.span));
        }
    }
}

/// The session's id as an argument of calls that need a session: a path parameter of that name which nothing supplies. A call
/// that needs no session may be made before there is one, and has to take it.
fn session_ids<'d>(context: &Context<'d>, sink: &mut Sink) {
    let behind = |node: &'d Node| reference::behind(context, node).unwrap_or(node);
    let is_id = |node: &&Node| node.text(key::NAME) == Some(SESSION_ID) && node.text(key::IN) == Some("path");
    let names_scheme = |needed: &Node| needed.as_map().is_some_and(|schemes| !schemes.is_empty());
    let mut said = BTreeSet::new();
    for (item, operation) in operations(context) {
        let security = operation.get(key::SECURITY).or_else(|| context.document.root.get(key::SECURITY));
        if !security.and_then(Node::as_list).is_some_and(|list| list.iter().any(names_scheme)) {
            continue;
        }
        // What an operation says of a parameter counts, and not what its path item says.
        let found = [operation, item]
            .into_iter()
            .find_map(|node| node.list(key::PARAMETERS).iter().map(behind).find(is_id));
        let forgotten = found.filter(|node| node.get(key::X_SUPPLIED_BY).is_none());
        if let Some(node) = forgotten.filter(|node| said.insert(node.span)) {
            sink.report(mistakes::session_as_argument(node.key(key::NAME), SESSION_ID));
        }
    }
}

/// The operations of a document, and the path item that each stands in.
fn operations<'d>(context: &Context<'d>) -> impl Iterator<Item = (&'d Node, &'d Node)> {
    let items = context.document.root.get(key::PATHS).and_then(Node::as_map).into_iter().flatten();
    let entries =
        |item: &'d Node| item.as_map().into_iter().flatten().map(move |entry| (item, &entry.1.value));
    items
        .flat_map(move |(_, item)| entries(&item.value))
        .filter(|(_, node)| node.get(key::RESPONSES).is_some())
}

fn refusals<'d>(context: &Context<'d>) -> Vec<Refusal<'d>> {
    let responses =
        operations(context).filter_map(|(_, operation)| operation.get(key::RESPONSES)?.as_map()).flatten();
    let errors = responses.filter(|(status, _)| status.starts_with(['4', '5']) || *status == "default");
    let refusals = errors.map(|(status, entry)| Refusal {
        status,
        span: entry.key,
        response: reference::behind(context, &entry.value).unwrap_or(&entry.value),
    });
    refusals.collect()
}

fn is_empty(content: &Node) -> bool {
    content.as_map().is_some_and(indexmap::IndexMap::is_empty)
}
