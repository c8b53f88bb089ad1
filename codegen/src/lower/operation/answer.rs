//! Documented answers.

use heck::ToUpperCamelCase;
use openapiv3::{
    Header as Described, Operation, ParameterSchemaOrContent, ReferenceOr, Response, StatusCode,
};

use super::body::{self, BodyKind};
use super::header::{self, Sender};
use super::{Owner, parameter};
use crate::diagnostic::Sink;
use crate::ir::{Answer, Content, Example, Header, HeaderValue, Name, Notes, Since, Status, Type};
use crate::load::{At, NamedPart, key};
use crate::lower::component::reference;
use crate::lower::name;
use crate::lower::schema::limits;
use crate::lower::schema::site::TypeSite;
use crate::lower::schema::types::Types;
use crate::lower::support::docs;
use crate::lower::{feature, mistakes, secret};
use crate::source::Span;

/// The answers of an operation, each list by status.
#[derive(Default)]
pub(super) struct Answers {
    pub(super) successes: Vec<Answer>,
    pub(super) errors: Vec<Answer>,
}

/// Lowers all answers of an operation.
pub(super) fn lower<'d>(
    types: &mut Types<'_, 'd>,
    at: At<'d, Operation>,
    owner: Owner<'_>,
    sink: &mut Sink,
) -> Answers {
    let responses = at.part(key::RESPONSES, &at.value.responses);
    let mut answers = Answers::default();
    let mut sorted: Vec<_> = responses.value.responses.iter().collect();
    sorted.sort_by_key(|(status, _)| match status {
        StatusCode::Code(code) => Status::Code(*code),
        StatusCode::Range(range) => Status::Range(*range),
    });
    let default = responses.value.default.iter().map(|response| (None, response));
    for (status, response) in
        sorted.into_iter().map(|(status, response)| (Some(status), response)).chain(default)
    {
        let key = status.map_or_else(|| "default".to_owned(), ToString::to_string);
        let (span, at) = (responses.key(&key), responses.part(&key, response));
        let Some((status, ident)) = status_name(status, span, sink) else {
            continue;
        };
        let what = AnswerSite { status, ident, span, owner };
        let Some(answer) = answer(types, at, what, sink) else {
            continue;
        };
        if status.is_success() { answers.successes.push(answer) } else { answers.errors.push(answer) }
    }
    answers
}

/// Where an answer stands.
struct AnswerSite<'p> {
    status: Status,
    ident: String,
    span: Span,
    owner: Owner<'p>,
}

impl<'p> AnswerSite<'p> {
    /// A place that no operation has.
    fn somewhere(owner: Owner<'p>) -> Self {
        Self { status: Status::Default, ident: "Other".to_owned(), span: owner.since.span, owner }
    }
}

fn status_name(status: Option<&StatusCode>, span: Span, sink: &mut Sink) -> Option<(Status, String)> {
    let named = |status, ident: &str| Some((status, ident.to_owned()));
    match status {
        None => named(Status::Default, "Other"),
        Some(StatusCode::Range(2)) => named(Status::Range(2), "Success"),
        Some(StatusCode::Range(3)) => named(Status::Range(3), "Redirection"),
        Some(StatusCode::Range(4)) => named(Status::Range(4), "ClientError"),
        Some(StatusCode::Range(5)) => named(Status::Range(5), "ServerError"),
        Some(StatusCode::Range(range)) => sink.refuse(mistakes::status_range(span, *range)),
        Some(StatusCode::Code(code @ 200..=599)) => match Status::reason(*code) {
            Some(reason) => Some((Status::Code(*code), reason.replace('\'', "").to_upper_camel_case())),
            None => sink.refuse(mistakes::unregistered_status(span, *code)),
        },
        Some(StatusCode::Code(code)) => sink.refuse(mistakes::status(span, *code)),
    }
}

fn answer<'d>(
    types: &mut Types<'_, 'd>,
    at: At<'d, ReferenceOr<Response>>,
    place: AnswerSite<'_>,
    sink: &mut Sink,
) -> Option<Answer> {
    let at = reference::resolve(types.context, at, sink)?;
    resolved(types, at, place, sink)
}

/// A response by itself.
pub(super) fn one<'d>(
    types: &mut Types<'_, 'd>,
    at: At<'d, Response>,
    owner: Owner<'_>,
    sink: &mut Sink,
) -> Option<Answer> {
    resolved(types, at, AnswerSite::somewhere(owner), sink)
}

/// A header of an answer by itself.
pub(super) fn header<'d>(
    types: &mut Types<'_, 'd>,
    at: At<'d, Described>,
    owner: Owner<'_>,
    sink: &mut Sink,
) -> Option<Header> {
    lower_header(types, at, ((owner.name, owner.since.span), &AnswerSite::somewhere(owner)), sink)
}

fn resolved<'d>(
    types: &mut Types<'_, 'd>,
    at: At<'d, Response>,
    place: AnswerSite<'_>,
    sink: &mut Sink,
) -> Option<Answer> {
    let since = feature::since(at.node, place.owner.since, &types.context.features, sink);
    let place = AnswerSite { owner: Owner { since, ..place.owner }, ..place };
    let headers = headers(types, at, &place, sink);
    // `content: {}` says in so many words that there is no body.
    let (content, example) = match at.value.content.is_empty() {
        true => (None, None),
        false => {
            let (content, example) = content(types, at, &place, sink)?;
            (Some(content), example)
        }
    };
    let AnswerSite { status, ident, span, .. } = place;
    let docs = docs(Some(&at.value.description));
    Some(Answer { status, since, ident, docs, content, example, headers, span })
}

fn content<'d>(
    types: &mut Types<'_, 'd>,
    at: At<'d, Response>,
    place: &AnswerSite<'_>,
    sink: &mut Sink,
) -> Option<(Content, Option<Example>)> {
    let content = at.part(key::CONTENT, &at.value.content);
    let (NamedPart { name, span, at: media }, example) = body::content(types.context, content, sink)?;
    let (ident, former) = place.owner.part(&place.ident);
    let position = TypeSite {
        what: "a body",
        keys: &[],
        name: &ident,
        former: former.as_deref(),
        wire: (place.owner.name, span),
        since: place.owner.since,
    };
    let media_type = name.to_owned();
    let content = match body::kind(name, span, sink)? {
        BodyKind::Json => Content::Json { ty: body::json(types, (media, span), position, sink)?, media_type },
        BodyKind::Text => {
            body::text(types, (media, span), position, sink)?;
            Content::Text { media_type }
        }
        BodyKind::Bytes => {
            body::bytes((media, span), sink)?;
            Content::Bytes { media_type }
        }
    };
    Some((content, example))
}

fn headers<'d>(
    types: &mut Types<'_, 'd>,
    at: At<'d, Response>,
    place: &AnswerSite<'_>,
    sink: &mut Sink,
) -> Vec<Header> {
    let mut headers: Vec<Header> = Vec::new();
    let entries = at.part(key::HEADERS, &at.value.headers).entries();
    for NamedPart { name: wire, span, at: header } in entries {
        if let Some(first) = headers.iter().find(|known| header::is_same(&known.name.wire, wire)) {
            let Name { wire: known, span: place, .. } = &first.name;
            sink.report(mistakes::duplicate_header(span, wire, known, *place));
            continue;
        }
        let Some(header) = reference::resolve(types.context, header, sink) else {
            continue;
        };
        if header::check(wire, span, Sender::Server, sink).is_some() {
            headers.extend(lower_header(types, header, ((wire, span), place), sink));
        }
    }
    let leads = matches!(place.status, Status::Code(300..=303 | 305..=308) | Status::Range(3));
    if leads && !headers.iter().any(|known| header::is_same(&known.name.wire, "Location")) {
        headers.push(location(place.span, place.owner.since));
    }
    headers.sort_by(|a: &Header, b: &Header| a.name.wire.cmp(&b.name.wire));
    headers
}

/// Where a redirect leads to, which every redirect says.
fn location(span: Span, since: Since) -> Header {
    Header {
        name: Name { wire: "Location".to_owned(), ident: "location".to_owned(), former: None, span },
        since,
        docs: "Where it leads to.".to_owned(),
        notes: Notes::default(),
        required: true,
        value: HeaderValue::Value(Type::String),
    }
}

fn lower_header<'d>(
    types: &mut Types<'_, 'd>,
    at: At<'d, Described>,
    ((wire, span), place): ((&str, Span), &AnswerSite<'_>),
    sink: &mut Sink,
) -> Option<Header> {
    let mut name = name::of_header((wire, span), at.node, sink)?;
    let known = known(wire);
    let is_challenge = known == Some(HeaderValue::Challenge);
    if is_challenge && at.node.get(key::X_RUST_NAME).is_none() {
        "challenge".clone_into(&mut name.ident);
    }
    let ParameterSchemaOrContent::Schema(schema) = &at.value.format else {
        return None;
    };
    let since = feature::since(at.node, place.owner.since, &types.context.features, sink);
    let position = TypeSite {
        what: "a header",
        keys: &limits::keys(),
        name: &place.ident,
        former: None,
        wire: (wire, span),
        since,
    };
    let schema = at.part(key::SCHEMA, schema);
    let ty = types.of(schema, position, sink)?;
    let notes = parameter::notes(types, (wire, at.node), (schema.node, span, &ty), sink);
    if is_challenge {
        let why = "a challenge says where to log in, and shows nothing else";
        secret::refuse(types.context, at.node, (&ty, why), sink);
    }
    let Some(value) = known.or_else(|| is_plain(&ty).then_some(HeaderValue::Value(ty))) else {
        return sink.refuse(mistakes::header_type(span));
    };
    let docs = docs(at.value.description.as_ref());
    Some(Header { name, since, docs, notes, required: at.value.required, value })
}

/// What a header is by its name, whatever its schema says.
fn known(wire: &str) -> Option<HeaderValue> {
    let headers = [("WWW-Authenticate", HeaderValue::Challenge), ("Set-Cookie", HeaderValue::Cookies)];
    headers.into_iter().find_map(|(name, value)| header::is_same(name, wire).then_some(value))
}

/// Whether a header can have values of a type: scalars, or lists of them.
fn is_plain(ty: &Type) -> bool {
    is_scalar(ty) || matches!(ty, Type::List(item) if is_scalar(item))
}

fn is_scalar(ty: &Type) -> bool {
    !matches!(ty, Type::Any | Type::List(_) | Type::Map(_) | Type::Nullable(_) | Type::Schema(_))
}
