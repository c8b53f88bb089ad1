//! What a body says in a few words, for a log line about a response that nobody expected.
//!
//! Error pages echo the request: its URL, which has the session id, and its headers. So words that could be a part of
//! either are left out.

use std::fmt;

use http::HeaderMap;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE};

use super::Line;
use crate::media::{is_json, is_page, without_mark};

#[cfg(test)]
mod tests;

/// How much of a body is looked at, in bytes.
const LOOK: usize = 4096;
/// The longest excerpt, in characters.
const LONGEST: usize = 120;
/// The longest word that is a word, and no token, in characters.
const WORD: usize = 24;
/// In the place of what is left out.
const ELLIPSIS: &str = "…";

/// Adds what a body says, where it says something in words.
pub(super) fn write(
    f: &mut fmt::Formatter<'_>,
    headers: &HeaderMap,
    body: &[u8],
    secrets: &[&str],
) -> fmt::Result {
    match excerpt(headers, body, secrets) {
        Some(excerpt) => write!(f, "; it says: {}", Line(&excerpt)),
        None => Ok(()),
    }
}

/// The title or the text of an HTML page, the message of JSON, the start of plain text; nothing of anything else.
/// Nothing behind the name of a secret is shown.
fn excerpt(headers: &HeaderMap, body: &[u8], secrets: &[&str]) -> Option<String> {
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
        html if is_page(html) && has_element(&text, secrets) => None,
        html if is_page(html) => title(&text).and_then(words).or_else(|| words(&without_tags(&text))),
        "text/plain" => words(&text),
        _ => None,
    }
}

/// Whether one of these is the start of an element's name.
fn has_element(page: &str, names: &[&str]) -> bool {
    let page = page.to_ascii_lowercase();
    names.iter().any(|name| page.contains(&format!("<{}", name.to_ascii_lowercase())))
}

/// How the body is encoded, where it is: nobody has asked for that.
pub(super) fn encoding(headers: &HeaderMap) -> Option<String> {
    let value = String::from_utf8_lossy(headers.get(CONTENT_ENCODING)?.as_bytes());
    let encoding = value.trim();
    (!encoding.is_empty() && !encoding.eq_ignore_ascii_case("identity")).then(|| encoding.to_owned())
}

fn message(body: &[u8], secrets: &[&str]) -> Option<String> {
    crate::codegen::object! {
        #[object()]
        struct Worded {
            #[member(required, "message")]
            message: String,
        }
    }
    if body.len() > LOOK || secrets.contains(&"message") {
        return None;
    }
    let told: Worded = serde_json::from_slice(body).ok()?;
    words(&told.message, secrets)
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
    let lower = word.to_ascii_lowercase();
    // A name with signs is not one part of a word.
    let is_there = |name: &&str| match parts(name).next() == Some(*name) {
        true => parts(word).any(|part| part.eq_ignore_ascii_case(name)),
        false => lower.contains(&name.to_ascii_lowercase()),
    };
    secrets.iter().any(is_there)
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
