//! What a body is: its media type and its charset, as the header `Content-Type` has them, and the mark of UTF-8.

use http::HeaderValue;

/// The JSON of ICWS: what a client understands, what it sends, and what a server answers, where nothing else is documented.
pub(crate) const ACCEPT: HeaderValue = HeaderValue::from_static("application/vnd.inin.icws+JSON");
pub(crate) const REQUEST: HeaderValue =
    HeaderValue::from_static("application/vnd.inin.icws+JSON;charset=utf-8");
pub(crate) const RESPONSE: HeaderValue =
    HeaderValue::from_static("application/vnd.inin.icws+JSON; charset=utf-8");

/// Whether it is written as it usually is, so that there is no need to take it apart.
pub(crate) fn is_usual(media_type: &HeaderValue) -> bool {
    [ACCEPT, REQUEST, RESPONSE].contains(media_type)
}

/// The name of JSON, those that it had before, and whatever ends in `+json`, in any capitals.
pub(crate) fn is_json(media_type: &str) -> bool {
    let suffix = media_type.len().checked_sub("+json".len()).and_then(|at| media_type.get(at..));
    ["application/json", "text/json", "application/x-json", "text/x-json"]
        .iter()
        .any(|name| media_type.eq_ignore_ascii_case(name))
        || suffix.is_some_and(|suffix| suffix.eq_ignore_ascii_case("+json"))
}

/// Whether a media type, in small letters, is that of a web page.
pub(crate) fn is_page(media_type: &str) -> bool {
    matches!(media_type, "text/html" | "application/xhtml+xml")
}

/// Whether a media type is that one, or one of that range: `image/*`, `*/*`.
pub(crate) fn is_within(media_type: &str, range: &str) -> bool {
    match range.strip_suffix('*') {
        Some("*/") => true,
        Some(start) => media_type.get(..start.len()).is_some_and(|found| found.eq_ignore_ascii_case(start)),
        None => media_type.eq_ignore_ascii_case(range),
    }
}

fn charset(parameters: &str) -> Option<&str> {
    let mut parameters = parameters.split(';').filter_map(|parameter| parameter.split_once('='));
    let (_, charset) = parameters.find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))?;
    let charset = charset.split(',').next().unwrap_or_default(); // a second header may have been joined to it
    Some(charset.trim().trim_matches(['"', '\'']))
}

/// The charset that the parameters name, if it is another one than UTF-8.
pub(crate) fn other_charset(parameters: &str) -> Option<&str> {
    match parameters.trim() {
        // So nearly all are, and need not be taken apart.
        "" | "charset=utf-8" => None,
        parameters => charset(parameters).filter(|charset| !is_utf8(charset)),
    }
}

fn is_utf8(charset: &str) -> bool {
    ["utf-8", "utf8", "us-ascii", "ascii"].iter().any(|name| charset.eq_ignore_ascii_case(name))
}

/// A body without the mark that some servers put before UTF-8, which is no part of the JSON.
pub(crate) fn without_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body)
}
