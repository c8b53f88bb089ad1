//! What an operation sends, and the media types of both directions.

use openapiv3::{MediaType, Operation, ReferenceOr, RequestBody};

use super::Owner;
use crate::diagnostic::Sink;
use crate::ir::{Body, Type};
use crate::load::{At, NamedPart};
use crate::lower::component::reference;
use crate::lower::schema::types::{TypeSite, Types};
use crate::lower::schema::{example, named};
use crate::lower::support::docs;
use crate::lower::{Context, mistakes};
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
    let at = reference::resolve(types.context, at.part("requestBody", body), sink)?;
    one(types, at, owner, sink).map(Some)
}

/// A request body itself.
pub(super) fn one<'d>(
    types: &mut Types<'_, 'd>,
    at: At<'d, RequestBody>,
    owner: Owner<'_>,
    sink: &mut Sink,
) -> Option<Body> {
    let NamedPart { name, span, at: media } =
        content(types.context, at.part("content", &at.value.content), sink)?;
    if kind(name) != Some(BodyKind::Json) {
        return sink.refuse(mistakes::media_type(span, name));
    }
    let (ident, former) = owner.part("Body");
    let position = TypeSite {
        what: "a body",
        keys: &[],
        name: &ident,
        former: former.as_deref(),
        wire: (owner.name, span),
        since: owner.since,
    };
    let place = media.node.get("schema").map_or(span, |node| node.get("$ref").unwrap_or(node).span);
    let Type::Schema(schema) = object(types, (media, span), position, sink)? else {
        return sink.refuse(mistakes::body_type(place));
    };
    let docs = docs(at.value.description.as_ref());
    Some(Body { media_type: name.to_owned(), schema, required: at.value.required, span: place, docs })
}

/// The one media type of a body.
pub(super) fn content<'d>(
    context: &Context<'d>,
    at: At<'d, openapiv3::Content>,
    sink: &mut Sink,
) -> Option<NamedPart<'d, MediaType>> {
    let mut entries = at.entries();
    let Some(first) = entries.next() else {
        return sink.refuse(mistakes::no_content(at.node.span));
    };
    example::beside(context, first.at.node, sink);
    if let Some(second) = entries.next() {
        sink.report(mistakes::second_media_type(second.span));
    }
    Some(first)
}

/// The type of a body in JSON.
pub(super) fn json<'d>(
    types: &mut Types<'_, 'd>,
    (media, span): (At<'d, MediaType>, Span),
    position: TypeSite<'_>,
    sink: &mut Sink,
) -> Option<Type> {
    match &media.value.schema {
        Some(schema) => types.of(media.part("schema", schema), position, sink),
        None => sink.refuse(mistakes::missing_key(span, "schema", "media type")),
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
        Some(ReferenceOr::Item(schema)) if named::is_bare_object(schema) => types
            .unnamed(At::new(schema, media.part("schema", schema).node), position, sink)
            .map(Type::Schema),
        _ => json(types, (media, span), position, sink),
    }
}

/// What kind of body a media type stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BodyKind {
    Json,
    Text,
}

/// The kind of a media type that is supported, and that can be a header value.
pub(super) fn kind(media_type: &str) -> Option<BodyKind> {
    let lower = media_type.to_ascii_lowercase();
    let plain = lower.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/+.-_!#$&^".contains(&byte));
    match lower.as_str() {
        "text/plain" => Some(BodyKind::Text),
        "application/json" => Some(BodyKind::Json),
        other if plain && other.ends_with("+json") && other.split('/').count() == 2 => Some(BodyKind::Json),
        _ => None,
    }
}
