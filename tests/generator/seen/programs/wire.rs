//! What goes between a caller and a server.

pub type Request = http::Request<Vec<u8>>;
pub type Answer = http::Response<Vec<u8>>;

/// How a server begins what it keeps of a question who asks.
pub const ASKED: &str = "asked by ";

/// All that travels of a request.
pub fn sent(request: &Request) -> String {
    let headers: Vec<String> =
        request.headers().iter().map(|(name, value)| format!("{name}: {}", value.as_bytes().escape_ascii())).collect();
    format!("{} {} {headers:?} {}", request.method(), request.uri(), String::from_utf8_lossy(request.body()))
}

/// All that travels of an answer.
pub fn answered(answer: &Answer) -> String {
    let kind = answer.headers().get("content-type");
    format!("{} {kind:?} {}", answer.status(), String::from_utf8_lossy(answer.body()))
}
