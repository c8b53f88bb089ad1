//! What an operation sends, and the media types of both directions.

use openapiv3::Operation;

use super::schema::text;
use super::types::Types;
use super::{Context, reference, support};
use crate::diagnostic::{self, Sink, Span};
use crate::ir::{Body, SchemaId};
use crate::load::At;

/// The request body of an operation. The outer nothing is a mistake, the inner one an operation without a body.
pub(super) fn lower<'d>(
    context: &Context<'d>,
    at: At<'d, Operation>,
    sink: &mut Sink,
) -> Option<Option<Body>> {
    let Some(body) = &at.value.request_body else { return Some(None) };
    let at = reference::resolve(context, at.part("requestBody", body), sink)?;
    support::only(at.node, "a request body", &["content", "required"], sink);
    if !at.value.required {
        let help = "write `required: true`: the vendor's client sends `{}` when nothing is set";
        sink.report(diagnostic::unsupported(at.key("content"), "an optional request body", help));
    }
    let Content { media_type, schema, span } = content(context, at.part("content", &at.value.content), sink)?;
    Some(Some(Body { media_type, schema, span, docs: text(at.node, "description") }))
}

/// What a body is made of.
pub(super) struct Content {
    pub(super) media_type: String,
    pub(super) schema: SchemaId,
    /// Where the schema is named.
    pub(super) span: Span,
}

/// The one media type of a body, which is a kind of JSON, and its schema.
pub(super) fn content<'d>(
    context: &Context<'d>,
    at: At<'d, openapiv3::Content>,
    sink: &mut Sink,
) -> Option<Content> {
    let mut entries = at.entries();
    let Some(first) = entries.next() else {
        return sink.refuse(diagnostic::no_content(at.node.span));
    };
    if let Some(second) = entries.next() {
        let help = "keep one media type; the client understands any kind of JSON in an answer anyway";
        sink.report(diagnostic::unsupported(second.span, "a second media type", help));
    }
    if !is_json(first.name) {
        let help = "write `application/json` or a media type that ends in `+json`";
        let what = format!("the media type `{}`", first.name);
        return sink.refuse(diagnostic::unsupported(first.span, &what, help));
    }
    support::only(first.at.node, "a media type", &["schema"], sink);
    let Some(schema) = &first.at.value.schema else {
        return sink.refuse(diagnostic::missing_key(first.span, "schema", "media type"));
    };
    let (schema, span) = Types::new(context).named(first.at.part("schema", schema), "a body", sink)?;
    Some(Content { media_type: first.name.to_owned(), schema, span })
}

/// Whether a media type is JSON, or another type in JSON's syntax, and can be a header value.
fn is_json(media_type: &str) -> bool {
    let lower = media_type.to_ascii_lowercase();
    let plain = lower.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/+.-_!#$&^".contains(&byte));
    plain && (lower == "application/json" || (lower.ends_with("+json") && lower.split('/').count() == 2))
}
