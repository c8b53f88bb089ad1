//! The names of headers, which HTTP compares without regard to capitals and partly keeps for itself.

use crate::diagnostic::{self, Sink, Span};

/// Headers that frame a message or belong to one connection. Whatever sends it writes them.
const OF_HTTP: &[&str] = &[
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "date",
    "expect",
    "host",
    "keep-alive",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "via",
];

/// Headers that the client sets by what else the document says, or the session.
const OF_CLIENT: &[&str] = &["accept", "accept-encoding", "authorization", "cookie", "inin-icws-csrf-token"];

/// Who would write a header.
#[derive(Debug, Clone, Copy)]
pub(super) enum Side {
    Request,
    Answer,
}

/// Refuses what cannot be the name of a header, or is none that a document may describe.
pub(super) fn check(wire: &str, span: Span, side: Side, sink: &mut Sink) -> Option<()> {
    if http::HeaderName::from_bytes(wire.as_bytes()).is_err() {
        let help = "the name of a header has letters, digits and hyphens";
        return sink.refuse(diagnostic::unsupported(
            span,
            &format!("`{wire}` as the name of a header"),
            help,
        ));
    }
    let lower = wire.to_ascii_lowercase();
    let is_of_http = OF_HTTP.contains(&lower.as_str()) || lower.starts_with("proxy-");
    let (what, help) = match side {
        Side::Request if is_of_http || OF_CLIENT.contains(&lower.as_str()) => {
            ("as a parameter", "leave it out: the client sets this header itself")
        }
        Side::Answer if is_of_http => ("of an answer", "leave it out: HTTP has this header for itself"),
        _ => return Some(()),
    };
    sink.refuse(diagnostic::unsupported(span, &format!("the header `{wire}` {what}"), help))
}

/// Whether two names are those of one header.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}
