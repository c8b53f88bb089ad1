//! The names of headers, which HTTP compares without regard to capitals and partly keeps for itself.

use crate::diagnostic::Sink;
use crate::lower::mistakes;
use crate::source::Span;

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
pub(super) enum Sender {
    Client,
    Server,
}

/// Refuses what cannot be the name of a header, or is none that a document may describe.
pub(super) fn check(wire: &str, span: Span, sender: Sender, sink: &mut Sink) -> Option<()> {
    if http::HeaderName::from_bytes(wire.as_bytes()).is_err() {
        return sink.refuse(mistakes::header_name(span, wire));
    }
    let lower = wire.to_ascii_lowercase();
    let is_of_http = OF_HTTP.contains(&lower.as_str()) || lower.starts_with("proxy-");
    match sender {
        Sender::Client if is_of_http || OF_CLIENT.contains(&lower.as_str()) => {
            sink.refuse(mistakes::header_of_client(span, wire))
        }
        Sender::Server if is_of_http => sink.refuse(mistakes::header_of_http(span, wire)),
        _ => Some(()),
    }
}

/// Whether two names are those of one header.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}

#[cfg(test)]
mod tests {
    use super::{OF_CLIENT, OF_HTTP};
    use crate::tests::generated;

    #[test]
    fn what_the_client_or_http_writes_is_no_parameter_and_what_http_writes_is_no_header_of_a_response() {
        let parameter = |name: &str| {
            let parameter = format!("- {{ name: {name}, in: header, schema: {{ type: string }} }}");
            generated(&[("# parameters", &parameter)]).map(drop)
        };
        let response = |name: &str| {
            let headers = format!("Done., headers: {{ {name}: {{ schema: {{ type: string }} }} }}");
            generated(&[("Done.", &headers)]).map(drop)
        };
        for name in OF_HTTP.iter().copied().chain(["Proxy-Connection", "Content-Length", "Via"]) {
            assert_eq!((parameter(name), response(name)), (Err(vec!["E0201"]), Err(vec!["E0201"])), "{name}");
        }
        for name in OF_CLIENT.iter().copied().chain(["Authorization", "Cookie", "ININ-ICWS-CSRF-Token"]) {
            assert_eq!((parameter(name), response(name)), (Err(vec!["E0201"]), Ok(())), "{name}");
        }
        assert_eq!((parameter("X-Proxy"), response("X-Proxy")), (Ok(()), Ok(())));
    }
}
