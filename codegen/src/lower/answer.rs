//! Documented answers.

use heck::ToUpperCamelCase;
use openapiv3::{Header as Described, Operation, ReferenceOr, Response, StatusCode};

use super::name::{self, Case};
use super::schema::text;
use super::{Context, body, reference, support};
use crate::diagnostic::{self, Sink, Span};
use crate::ir::{Answer, Header};
use crate::load::{At, Named};

/// The answers of an operation.
pub(super) struct Answers {
    pub(super) successes: Vec<Answer>,
    pub(super) errors: Vec<Answer>,
    pub(super) media_types: Vec<String>,
}

/// Lowers all answers of an operation, sorted by their status.
pub(super) fn lower<'d>(context: &Context<'d>, at: At<'d, Operation>, sink: &mut Sink) -> Answers {
    let responses = at.part("responses", &at.value.responses);
    let mut answers = Answers { successes: Vec::new(), errors: Vec::new(), media_types: Vec::new() };
    if responses.value.default.is_some() {
        let help = "list each status of its own";
        sink.report(diagnostic::unsupported(responses.key("default"), "a default answer", help));
    }
    let mut sorted: Vec<_> = responses.value.responses.iter().collect();
    sorted.sort_by_key(|(status, _)| *status);
    for (status, response) in sorted {
        let key = status.to_string();
        let (span, at) = (responses.key(&key), responses.part(&key, response));
        let Some((status, ident)) = status_name(status, span, sink) else { continue };
        let Some((answer, media_type)) = answer(context, at, (status, ident, span), sink) else { continue };
        if let Some(media_type) = media_type.filter(|media_type| !answers.media_types.contains(media_type)) {
            answers.media_types.push(media_type);
        }
        if status < 300 { answers.successes.push(answer) } else { answers.errors.push(answer) }
    }
    answers
}

fn status_name(status: &StatusCode, span: Span, sink: &mut Sink) -> Option<(u16, String)> {
    let help = "list each status of its own";
    let code = match status {
        StatusCode::Range(range) => {
            return sink.refuse(diagnostic::unsupported(
                span,
                &format!("the status range `{range}XX`"),
                help,
            ));
        }
        StatusCode::Code(code) => *code,
    };
    if !matches!(code, 200..=299 | 400..=599) {
        let help = "describe only answers that are a success or an error";
        return sink.refuse(diagnostic::unsupported(span, &format!("the status {code}"), help));
    }
    let known = http::StatusCode::from_u16(code).ok().and_then(|code| code.canonical_reason());
    match known {
        Some(reason) => Some((code, reason.replace('\'', "").to_upper_camel_case())),
        None => sink.refuse(diagnostic::unsupported(span, &format!("the unregistered status {code}"), help)),
    }
}

fn answer<'d>(
    context: &Context<'d>,
    at: At<'d, ReferenceOr<Response>>,
    (status, ident, span): (u16, String, Span),
    sink: &mut Sink,
) -> Option<(Answer, Option<String>)> {
    let at = reference::resolve(context, at, sink)?;
    support::only(at.node, "a response", &["headers", "content"], sink);
    let header = header(context, at, status, sink);
    let (media_type, schema) = match at.node.get("content") {
        None => (None, None),
        Some(_) => {
            let content = body::content(context, at.part("content", &at.value.content), sink)?;
            (Some(content.media_type), Some(content.schema))
        }
    };
    let docs = text(at.node, "description");
    Some((Answer { status, ident, docs, schema, header, span }, media_type))
}

/// The challenge of a 401, the only typed header so far.
fn header<'d>(context: &Context<'d>, at: At<'d, Response>, status: u16, sink: &mut Sink) -> Option<Header> {
    let mut found = None;
    for Named { name: wire, span, at: header } in at.part("headers", &at.value.headers).entries() {
        let Some(header) = reference::resolve(context, header, sink) else { continue };
        if status == 401 && wire.eq_ignore_ascii_case("WWW-Authenticate") {
            found = challenge(header, (wire, span), sink);
        } else {
            let help = "only `WWW-Authenticate` on a 401 is typed; name any other in the description";
            sink.report(diagnostic::unsupported(span, &format!("the header `{wire}` on a {status}"), help));
        }
    }
    found
}

fn challenge(at: At<'_, Described>, (wire, span): (&str, Span), sink: &mut Sink) -> Option<Header> {
    support::only(at.node, "a header", &["required", "schema", "x-rust-name"], sink);
    let mut name = name::name((wire, span), at.node, Case::Snake, sink)?;
    if at.node.get("x-rust-name").is_none() {
        "challenge".clone_into(&mut name.ident);
    }
    Some(Header { name, docs: text(at.node, "description") })
}
