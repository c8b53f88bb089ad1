//! What a body says in a few words, for a log line about an answer that nobody expected.
//!
//! Error pages echo the request: its URL, which has the session id, and its headers. So words that could be a part of
//! either are left out.

use http::HeaderMap;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use serde::Deserialize;

use crate::decode::without_mark;
use crate::media::is_json;

/// How much of a body is looked at, in bytes.
const LOOK: usize = 4096;
/// The longest excerpt, in characters.
const LONGEST: usize = 120;
/// The longest word that is a word, and no token, in characters.
const WORD: usize = 24;
/// In the place of what is left out.
const ELLIPSIS: &str = "…";

/// The title or the text of an HTML page, the message of JSON, the start of plain text; nothing of anything else.
/// Nothing behind the name of a secret is shown.
pub(super) fn excerpt((headers, body): (&HeaderMap, &[u8]), secrets: &[&str]) -> Option<String> {
    if encoding(headers).is_some() {
        return None;
    }
    let content_type = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let media_type = content_type.split(';').next().unwrap_or_default().trim();
    if is_json(media_type) {
        return message(without_mark(body), secrets);
    }
    let start = without_mark(body.get(..LOOK).unwrap_or(body));
    if start.contains(&0) {
        return None; // UTF-16, or no text at all
    }
    let text = String::from_utf8_lossy(start);
    let words = |text: &str| words(text, secrets);
    match media_type.to_ascii_lowercase().as_str() {
        html if is_page(html) && has_element_of(&text, secrets) => None,
        html if is_page(html) => title(&text).and_then(words).or_else(|| words(&without_tags(&text))),
        "text/plain" => words(&text),
        _ => None,
    }
}

/// Whether a media type, in small letters, is that of a web page.
pub(crate) fn is_page(media_type: &str) -> bool {
    matches!(media_type, "text/html" | "application/xhtml+xml")
}

/// How the body is encoded, where it is: nobody has asked for that.
pub(super) fn encoding(headers: &HeaderMap) -> Option<String> {
    let value = String::from_utf8_lossy(headers.get(CONTENT_ENCODING)?.as_bytes());
    let encoding = value.trim();
    (!encoding.is_empty() && !encoding.eq_ignore_ascii_case("identity")).then(|| encoding.to_owned())
}

fn message(body: &[u8], secrets: &[&str]) -> Option<String> {
    #[derive(Deserialize)]
    struct Worded {
        message: String,
    }
    if body.len() > LOOK || secrets.contains(&"message") {
        return None;
    }
    let told: Worded = serde_json::from_slice(body).ok()?;
    words(&told.message, secrets)
}

/// Whether a page has an element that is called as a secret is.
fn has_element_of(html: &str, secrets: &[&str]) -> bool {
    let html = html.to_ascii_lowercase();
    secrets.iter().any(|name| html.contains(&format!("<{}", name.to_ascii_lowercase())))
}

/// The text of the element `title`, where there is one. Positions in the copy without capitals are those in `html`.
fn title(html: &str) -> Option<&str> {
    let lower = html.to_ascii_lowercase();
    let start = lower.find("<title")?;
    let open = start + lower.get(start..)?.find('>')? + 1;
    let length = lower.get(open..)?.find("</title")?;
    html.get(open..open + length)
}

/// Elements that may stand inside a word.
const INLINE: [&str; 11] = ["a", "b", "code", "em", "font", "i", "span", "strong", "tt", "u", "wbr"];

/// What a browser would show, roughly. Whatever is not closed is left out to its end.
fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        let name = tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next();
        let name = name.unwrap_or_default().to_ascii_lowercase();
        if !INLINE.contains(&name.as_str()) {
            text.push(' ');
        }
        let hidden = !tag.starts_with('/') && matches!(name.as_str(), "script" | "style");
        rest = match () {
            () if tag.starts_with("!--") => behind(tag, "-->"),
            () if hidden => behind_ignoring_capitals(tag, &format!("</{name}")),
            () => behind_tag(tag),
        };
    }
    text.push_str(rest);
    text
}

fn behind<'a>(text: &'a str, end: &str) -> &'a str {
    text.split_once(end).map_or("", |(_, behind)| behind)
}

fn behind_ignoring_capitals<'a>(text: &'a str, end: &str) -> &'a str {
    let at = text.to_ascii_lowercase().find(end);
    behind_tag(at.and_then(|at| text.get(at..)).unwrap_or_default())
}

/// What follows the tag that `text` begins with. A `>` inside quotes is a part of the tag.
fn behind_tag(text: &str) -> &str {
    let mut quote = None;
    for (at, character) in text.char_indices() {
        match quote {
            Some(open) if open == character => quote = None,
            Some(_) => {}
            None if matches!(character, '"' | '\'') => quote = Some(character),
            None if character == '>' => return text.get(at + 1..).unwrap_or_default(),
            None => {}
        }
    }
    ""
}

/// The text on one line, without the words that could be secret, and cut where it is too long.
fn words(text: &str, secrets: &[&str]) -> Option<String> {
    let text = unescaped(text);
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    let mut shown = String::new();
    let mut behind_header = false;
    for word in words {
        let last = names_a_credential(word) || names_one(word, secrets);
        // `Cookie:` is a name, and `Cookie:x` is more than that.
        let hidden = behind_header || may_be_secret(word) || (last && parts(word).nth(1).is_some());
        behind_header = is_header(word);
        if hidden && shown.ends_with(ELLIPSIS) {
            if last {
                break;
            }
            continue;
        }
        if !shown.is_empty() {
            shown.push(' ');
        }
        shown.push_str(if hidden { ELLIPSIS } else { word });
        if let Some((end, _)) = shown.char_indices().nth(LONGEST) {
            shown.truncate(end);
            shown.truncate(shown.rfind(' ').unwrap_or(end));
            shown.push(' ');
            shown.push_str(ELLIPSIS);
            break;
        }
        if last {
            break;
        }
    }
    shown.chars().any(char::is_alphanumeric).then_some(shown)
}

/// Whether the next word may be somebody's own: behind the name of a header with its colon, e.g. `X-Request-Id:`, and
/// behind "session" or "token".
fn is_header(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    (word.contains('-') && word.ends_with(':')) || lower.contains("session") || lower.contains("token")
}

/// Whether a page repeats the request's credentials from here on, in whatever form: nothing behind it is shown.
fn names_a_credential(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    ["inin-icws", "cookie", "authorization", "csrf"].iter().any(|name| lower.contains(name))
}

/// Whether it names a secret of the API.
fn names_one(word: &str, secrets: &[&str]) -> bool {
    let is_in_word = |name: &str| match parts(name).eq([name]) {
        true => parts(word).any(|part| part.eq_ignore_ascii_case(name)),
        false => word.to_ascii_lowercase().contains(&name.to_ascii_lowercase()),
    };
    secrets.iter().any(|name| is_in_word(name))
}

/// What a word consists of.
fn parts(word: &str) -> impl Iterator<Item = &str> {
    let is_sign = |sign: char| !sign.is_alphanumeric() && !matches!(sign, '-' | '_');
    word.split(is_sign).filter(|part| !part.is_empty())
}

/// Whether a word could be a part of the URL or of a header: a path has `/`, a cookie `=`, a token is long. An `&` may
/// escape either sign.
fn may_be_secret(word: &str) -> bool {
    word.contains(['/', '\\', '=', '%', '&', char::REPLACEMENT_CHARACTER])
        || word.chars().count() > WORD
        || word.to_ascii_lowercase().contains("inin-icws")
}

/// Without the commonest escapes of HTML.
fn unescaped(text: &str) -> String {
    [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&apos;", "'")]
        .iter()
        .fold(text.to_owned(), |text, (escape, character)| text.replace(escape, character))
}

#[cfg(test)]
mod tests {
    use http::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderValue};

    fn excerpt(content_type: &'static str, body: impl AsRef<[u8]>) -> Option<String> {
        let content_type = HeaderValue::from_static(content_type);
        super::excerpt(
            (&HeaderMap::from_iter([(CONTENT_TYPE, content_type)]), body.as_ref()),
            &["pin", "X-Key", "$pass.word"],
        )
    }

    fn html(body: impl AsRef<[u8]>) -> Option<String> {
        excerpt("Text/HTML; charset=utf-8", body)
    }

    #[test]
    fn only_what_a_body_is_encoded_in_beside_nothing_is_an_encoding() {
        for (value, encoding) in
            [("gzip", Some("gzip")), (" br ", Some("br")), ("", None), (" ", None), ("IDENTITY ", None)]
        {
            let headers = HeaderMap::from_iter([(CONTENT_ENCODING, HeaderValue::from_static(value))]);
            assert_eq!(super::encoding(&headers).as_deref(), encoding, "{value:?}");
        }
        assert_eq!(super::encoding(&HeaderMap::new()), None);
    }

    fn says(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn a_page_says_its_title() {
        let page = "<!DOCTYPE html><html><head><TITLE lang='en'>\n 503  Service\tUnavailable </Title></head>\
                    <body><h1>Sorry</h1></body></html>";
        assert_eq!(html(page), says("503 Service Unavailable"));
        assert_eq!(html("<title> </title><p>Sorry</p>"), says("Sorry"));
        assert_eq!(html("\u{feff}<title>Sorry</title>"), says("Sorry"));
    }

    #[test]
    fn a_page_without_a_title_says_its_text() {
        let page = "<html><style>p { a: b }</style><script>if (a < b) { c }</script><!-- <p>no</p> --><p>The \
                    <b>ser</b>ver</p><p>is &quot;down&quot;</p></html>";
        assert_eq!(html(page), says("The server is \"down\""));
    }

    #[test]
    fn json_says_its_message() {
        let told = |body: &str| excerpt("application/vnd.inin.icws+JSON", body);
        assert_eq!(told(r#"{"errorId":"x","message":"try\nlater"}"#), says("try later"));
        for body in [r#"{"message":5}"#, r#"{"error":"x"}"#, r#""x""#, "[]", "", "{", "<title>x</title>"] {
            assert_eq!(told(body), None, "{body}");
        }
    }

    #[test]
    fn plain_text_says_its_start() {
        assert_eq!(excerpt("text/plain", "upstream\r\n\tconnect error"), says("upstream connect error"));
        assert_eq!(excerpt("text/plain", ""), None);
    }

    #[test]
    fn what_is_no_text_says_nothing() {
        assert_eq!(excerpt("application/octet-stream", "text"), None);
        assert_eq!(excerpt("image/png", "text"), None);
        assert_eq!(excerpt("text/plain", b"text\0text"), None);
        assert_eq!(excerpt("text/plain", [0xff, 0xfe, 0x80, 0x81]), None);
        assert_eq!(super::excerpt((&HeaderMap::new(), b"text"), &[]), None, "nobody says what it is");
        let headers = [(CONTENT_TYPE, "text/plain"), (CONTENT_ENCODING, "gzip")];
        let headers = headers.map(|(name, value)| (name, HeaderValue::from_static(value)));
        assert_eq!(super::excerpt((&HeaderMap::from_iter(headers), b"text"), &[]), None);
    }

    #[test]
    fn words_that_may_be_secret_are_left_out() {
        for page in [
            "no /icws/canary/dialer here",
            "no https://ic1:8019/icws/canary?x here",
            "no /icws/<b>canary</b>/dialer here",
            "no &#47;icws&#47;canary here",
            "no \\icws\\canary here",
            "no %2Ficws%2Fcanary here",
            "no icws_1=canary; b=canary here",
            "no session canary here",
            "no token canary here",
            "no X-Request-Id:&nbsp;canary here",
            "no canarycanarycanarycanarycanary here",
            "no <a href='/icws/canary'> here",
            "no <img alt=\"1 > canary\"> here",
        ] {
            let shown = html(page).unwrap_or_default();
            assert!(!shown.contains("canary"), "{page}: {shown}");
            assert!(shown.starts_with("no") && shown.ends_with("here"), "{page}: {shown}");
        }
        for page in [
            "no ININ-ICWS-CSRF-Token: canary here",
            "no ININ-ICWS-CSRF-Token : canary here",
            "no ININ-ICWS-CSRF-Token: \"canary canary\"",
            "no inin-icws-id:canary here",
            "no <td>ININ-ICWS-CSRF-Token</td><td>canary</td>",
            "no <dt>ININ-ICWS-Session-ID</dt><dd>canary</dd>",
            "no Cookie: canary",
            "no Authorization: Bearer canary",
            "no csrf canary",
            "no icws_1=x Cookie: canary",
            "no Cookie:canary",
            "no csrf:canary",
            "no {&quot;pin&quot;:&quot;canary&quot;,&quot;x&quot;:1}",
            "no {\"pin\":\"canary\"}",
            "no { \"a\": 1, \"pin\": [ \"canary\" ] }",
            "no PIN canary",
            "no X-Key:canary",
            "no $Pass.Word canary",
            "no {\"$pass.word\":\"canary\"}",
        ] {
            let shown = html(page).unwrap_or_default();
            assert!(shown.starts_with("no") && !shown.contains("canary"), "{page}: {shown}");
        }
        assert_eq!(html("<pin>canary</pin> no"), None);
        assert_eq!(html("<PIN>canary</PIN> no"), None);
        let headers = HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static("application/json"))]);
        assert_eq!(super::excerpt((&headers, br#"{"message":"canary"}"#), &["message"]), None);
        assert_eq!(html("an opinion of the pin-up"), says("an opinion of the pin-up"), "other words");
        let told = r#"{"message":"nothing at http://ic1/icws/canary/x"}"#;
        assert_eq!(excerpt("application/json", told), says("nothing at …"));
        assert_eq!(html("/a /b c=d"), None, "nothing is left");
    }

    #[test]
    fn much_text_is_cut_between_words() {
        let shown = html("wörter ".repeat(1000)).unwrap_or_default();
        assert!((100..=122).contains(&shown.chars().count()), "{shown}");
        assert!(shown.ends_with("wörter …"), "{shown}");
    }

    #[test]
    fn what_is_not_closed_is_left_out_and_nothing_stops() {
        assert_eq!(html("down<p class='x"), says("down"));
        assert_eq!(html("down<!-- never"), says("down"));
        assert_eq!(html("down<script>alert(1)"), says("down"));
        assert_eq!(html("<title>down"), says("down"));
        assert_eq!(html("<title"), None);
        assert_eq!(html("<<<<>>>><"), None);
        assert_eq!(html("</title><title></title>down"), says("down"));
        assert_eq!(html("İ<TITLE>down</TITLE>"), says("down"), "capitals that grow");
    }

    #[test]
    fn bytes_that_are_not_utf_8_cost_their_word_only() {
        assert_eq!(html(b"nicht verf\xfcgbar heute"), says("nicht … heute"));
    }

    #[test]
    fn only_the_start_of_a_huge_body_is_looked_at() {
        let page = format!("<p>start</p>{}<title>far away</title>", "<br>".repeat(100_000));
        assert_eq!(html(page), says("start"));
        assert_eq!(html("<".repeat(10_000_000)), None);
        let told = format!(r#"{{"message":"x","rest":"{}"}}"#, "x".repeat(5000));
        assert_eq!(excerpt("application/json", told), None);
        let mut cut = vec![b'x'; 4095];
        cut.extend_from_slice("ü".as_bytes());
        assert_eq!(html(cut), None, "one long word");
    }
}
