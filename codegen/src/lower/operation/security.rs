//! Security requirements to the credentials of a session.

use openapiv3::{APIKeyLocation, Operation, ReferenceOr, SecurityRequirement, SecurityScheme};

use crate::diagnostic::Sink;
use crate::ir::Credential;
use crate::load::{At, Node, key};
use crate::lower::{Context, mistakes};
use crate::source::Span;

/// The credentials that an operation sends: its own requirement, or the document's.
pub(super) fn credentials<'d>(
    context: &Context<'d>,
    at: At<'d, Operation>,
    sink: &mut Sink,
) -> Vec<Credential> {
    let root = At::new(&context.document.openapi, &context.document.root);
    let requirements = match (&at.value.security, &root.value.security) {
        (Some(own), _) => at.part(key::SECURITY, own),
        (None, Some(common)) => root.part(key::SECURITY, common),
        (None, None) => {
            sink.report(mistakes::no_security(at.key(key::RESPONSES)));
            return Vec::new();
        }
    };
    let mut alternatives = requirements.items();
    match (alternatives.next(), alternatives.next()) {
        // `security: []` says in so many words that the operation needs nothing.
        (None, _) => Vec::new(),
        (Some(only), None) => all(context, only, sink),
        (Some(_), Some(second)) => {
            sink.report(mistakes::security_choice(second.node.span));
            Vec::new()
        }
    }
}

fn all<'d>(context: &Context<'d>, at: At<'d, SecurityRequirement>, sink: &mut Sink) -> Vec<Credential> {
    let mut credentials: Vec<Credential> =
        at.value.keys().filter_map(|scheme| credential(context, scheme, at.key(scheme), sink)).collect();
    credentials.sort_unstable();
    credentials.dedup();
    credentials
}

pub(super) fn credential(
    context: &Context<'_>,
    name: &str,
    span: Span,
    sink: &mut Sink,
) -> Option<Credential> {
    let components = context.document.openapi.components.as_ref();
    let schemes = components.map(|components| &components.security_schemes);
    let known = schemes.into_iter().flat_map(|schemes| schemes.keys().map(String::as_str));
    let Some(scheme) = schemes.and_then(|schemes| schemes.get(name)) else {
        return sink.refuse(mistakes::unknown_scheme(span, name, known));
    };
    let node = context.document.section(key::SECURITY_SCHEMES)?.get(name)?;
    let header = match scheme {
        ReferenceOr::Item(SecurityScheme::APIKey { location: APIKeyLocation::Header, name, .. }) => name,
        // A server names its cookie after the session, so no document can know the name.
        ReferenceOr::Item(SecurityScheme::APIKey { location: APIKeyLocation::Cookie, .. }) => "Cookie",
        _ => return sink.refuse(mistakes::security_scheme(node.key(key::TYPE))),
    };
    if header.eq_ignore_ascii_case("ININ-ICWS-CSRF-Token") {
        Some(Credential::CsrfToken)
    } else if header.eq_ignore_ascii_case("Cookie") {
        Some(Credential::Cookie)
    } else {
        let place = node.get(key::NAME).map_or(node.span, |node: &Node| node.span);
        sink.refuse(mistakes::unknown_credential(place, header))
    }
}
