//! What an operation sends, and the media types of both directions.

use openapiv3::{MediaType, Operation, ReferenceOr, RequestBody};

use super::Owner;
use crate::diagnostic::Sink;
use crate::ir::{Body, Content, Example, Type};
use crate::load::{At, NamedPart, Node, key};
use crate::lower::component::reference;
use crate::lower::schema::site::TypeSite;
use crate::lower::schema::types::Types;
use crate::lower::schema::{example, index};
use crate::lower::support::{self, docs};
use crate::lower::{Context, mistakes, secret};
use crate::source::Span;

/// The request body of an operation. The outer nothing is a mistake, the inner one an operation without a body.
pub(super) fn lower<'d>(
    types: &mut Types<'_, 'd>,
    at: At<'d, Operation>,
    owner: Owner<'_>,
    sink: &mut Sink,
) -> Option<Option<Body>> {
    let Some(body) = &at.value.request_body else {
        return Some(None);
    };
    let at = reference::resolve(types.context, at.part(key::REQUEST_BODY, body), sink)?;
    one(types, at, owner, sink).map(Some)
}

/// A request body itself.
pub(super) fn one<'d>(
    types: &mut Types<'_, 'd>,
    at: At<'d, RequestBody>,
    owner: Owner<'_>,
    sink: &mut Sink,
) -> Option<Body> {
    let (NamedPart { name, span, at: media }, example) =
        content(types.context, at.part(key::CONTENT, &at.value.content), sink)?;
    let kind = kind(name, span, sink)?;
    let (ident, former) = owner.part("Body");
    let position = TypeSite {
        what: "a body",
        keys: &[],
        name: &ident,
        former: former.as_deref(),
        wire: (owner.name, span),
        since: owner.since,
    };
    let place = media.node.get(key::SCHEMA).map_or(span, Node::reference_span);
    let media_type = name.to_owned();
    let content = match kind {
        BodyKind::Json => match object(types, (media, span), position, sink)? {
            ty @ Type::Schema(_) => Content::Json { ty, media_type },
            _ => return sink.refuse(mistakes::body_type(place)),
        },
        BodyKind::Text => {
            text(types, (media, span), position, sink)?;
            Content::Text { media_type }
        }
        BodyKind::Bytes => {
            bytes((media, span), sink)?;
            Content::Bytes { media_type }
        }
    };
    let docs = docs(at.value.description.as_ref());
    Some(Body { content, required: at.value.required, span: place, docs, example })
}

/// The one media type of a body, and its example.
pub(super) fn content<'d>(
    context: &Context<'d>,
    at: At<'d, openapiv3::Content>,
    sink: &mut Sink,
) -> Option<(NamedPart<'d, MediaType>, Option<Example>)> {
    let (streams, others): (Vec<_>, Vec<_>) =
        at.entries().partition(|media| is_stream(without_charset(media.name)));
    let (mut entries, others) =
        if others.is_empty() { (streams.into_iter(), Vec::new()) } else { (others.into_iter(), streams) };
    let Some(first) = entries.next() else {
        return sink.refuse(mistakes::no_content(at.node.span));
    };
    let first = NamedPart { name: without_charset(first.name), ..first };
    for stream in others {
        sink.report(mistakes::event_stream_beside(stream.span, first.name));
    }
    let example = example::beside(context, first.at.node, sink);
    if let Some(second) = entries.next() {
        sink.report(mistakes::second_media_type(second.span));
    }
    Some((first, example))
}

/// Why a body cannot be secret.
const SHOWN: &str = "nothing stands around a body that could hide it";

/// The type of a body in JSON.
pub(super) fn json<'d>(
    types: &mut Types<'_, 'd>,
    (media, span): (At<'d, MediaType>, Span),
    position: TypeSite<'_>,
    sink: &mut Sink,
) -> Option<Type> {
    match &media.value.schema {
        Some(schema) => {
            let at = media.part(key::SCHEMA, schema);
            let ty = types.of(at, position, sink)?;
            secret::refuse(types.context, at.node, (&ty, SHOWN), sink);
            Some(ty)
        }
        None => sink.refuse(mistakes::missing_key(span, key::SCHEMA, "media type")),
    }
}

/// The type of a request body in JSON. An object without properties becomes a type of its own, not a dictionary: it can
/// get properties later.
fn object<'d>(
    types: &mut Types<'_, 'd>,
    (media, span): (At<'d, MediaType>, Span),
    position: TypeSite<'_>,
    sink: &mut Sink,
) -> Option<Type> {
    match &media.value.schema {
        Some(ReferenceOr::Item(schema)) if index::is_bare_object(schema) => types
            .unnamed(At::new(schema, media.part(key::SCHEMA, schema).node), position, sink)
            .map(Type::Schema),
        _ => json(types, (media, span), position, sink),
    }
}

/// Refuses what is no text as the schema of one.
pub(super) fn text<'d>(
    types: &mut Types<'_, 'd>,
    (media, span): (At<'d, MediaType>, Span),
    position: TypeSite<'_>,
    sink: &mut Sink,
) -> Option<()> {
    match json(types, (media, span), position, sink)? {
        Type::String => Some(()),
        _ => sink.refuse(mistakes::text_schema(schema_span(media, span))),
    }
}

/// Refuses what is more than bytes as the schema of some. There may be none at all.
pub(super) fn bytes((media, span): (At<'_, MediaType>, Span), sink: &mut Sink) -> Option<()> {
    let Some(schema) = media.node.get(key::SCHEMA) else { return Some(()) };
    let says = |key: &str| schema.text(key);
    match (says(key::TYPE), says(key::FORMAT)) {
        (Some("string"), Some("binary")) => {
            support::only(schema, "a body of bytes", &[key::TYPE, key::FORMAT], sink);
            Some(())
        }
        _ => sink.refuse(mistakes::bytes_schema(schema_span(media, span))),
    }
}

fn schema_span(media: At<'_, MediaType>, span: Span) -> Span {
    media.node.get(key::SCHEMA).map_or(span, Node::reference_span)
}

/// A media type without the character set that every body has anyway.
fn without_charset(media_type: &str) -> &str {
    let parameter = media_type.split_once(';').map(|(name, parameter)| (name.trim_end(), parameter.trim()));
    let is_usual = |parameter: &str| {
        parameter.eq_ignore_ascii_case("charset=utf-8") || parameter.eq_ignore_ascii_case("charset=\"utf-8\"")
    };
    parameter.filter(|(_, parameter)| is_usual(parameter)).map_or(media_type, |(name, _)| name)
}

/// Whether a media type is that of a stream of events.
fn is_stream(media_type: &str) -> bool {
    media_type.eq_ignore_ascii_case("text/event-stream")
}

/// What kind of body a media type stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BodyKind {
    Json,
    Text,
    Bytes,
}

/// The kind of a media type, or a report that it is none or one that is not supported.
pub(super) fn kind(media_type: &str, span: Span, sink: &mut Sink) -> Option<BodyKind> {
    let lower = media_type.to_ascii_lowercase();
    let is_name = |name: &str| {
        let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || b"+.-_!#$&^".contains(&byte);
        !name.is_empty() && name.bytes().all(is_sign)
    };
    match lower.split_once('/') {
        Some(("multipart", _)) => sink.refuse(mistakes::multipart(span, media_type)),
        Some(("application", "x-www-form-urlencoded")) => sink.refuse(mistakes::form(span)),
        _ if is_stream(media_type) => sink.refuse(mistakes::event_stream(span)),
        Some(("application" | "text", "json" | "x-json")) => Some(BodyKind::Json),
        Some((class, name)) if is_name(class) && is_name(name) => Some(match class {
            _ if name.ends_with("+json") => BodyKind::Json,
            "text" => BodyKind::Text,
            _ => BodyKind::Bytes,
        }),
        Some((class, "*")) if is_name(class) || class == "*" => Some(BodyKind::Bytes),
        _ => sink.refuse(mistakes::media_type(span, media_type)),
    }
}
