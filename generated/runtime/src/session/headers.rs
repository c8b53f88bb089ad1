//! Reads the headers of the response to a login.

use std::str;

use http::HeaderMap;
use http::header::SET_COOKIE;

use super::CSRF_TOKEN;
use crate::clock;

/// A part of a session as it was given: not yet, or as a value, or as something that is none and why.
pub(super) type Given = Option<Result<String, &'static str>>;

pub(super) fn session_id(headers: &HeaderMap) -> Given {
    single(headers, "inin-icws-session-id")
}

pub(super) fn csrf_token(headers: &HeaderMap) -> Given {
    single(headers, CSRF_TOKEN.as_str())
}

/// A header that stands in the response once. Where a proxy has repeated it, its values must agree.
fn single(headers: &HeaderMap, name: &str) -> Given {
    let mut values = headers.get_all(name).iter();
    let first = values.next()?;
    if values.any(|value| value != first) {
        return Some(Err("the response to the login has its header more than once, with different values"));
    }
    Some(str::from_utf8(first.as_bytes()).map(|text| text.trim().to_owned()).map_err(|_| NOT_UTF8))
}

const NOT_UTF8: &str = "its header in the response to the login is not in UTF-8";

/// The header `Cookie` that gives back what the headers `Set-Cookie` ask for.
pub(super) fn cookie(headers: &HeaderMap) -> Given {
    let mut kept: Vec<(&str, &str)> = Vec::new();
    for line in headers.get_all(SET_COOKIE) {
        let set = match str::from_utf8(line.as_bytes()).map_err(|_| NOT_UTF8).and_then(SetCookie::read) {
            Ok(set) => set,
            Err(reason) => return Some(Err(reason)),
        };
        kept.retain(|(name, _)| *name != set.name);
        if !set.deletes {
            kept.push((set.name, set.value));
        }
    }
    let pairs: Vec<String> = kept.iter().map(|(name, value)| format!("{name}={value}")).collect();
    (!pairs.is_empty()).then(|| Ok(pairs.join("; ")))
}

/// What a line `Set-Cookie` says, as far as it matters for one session with one server.
struct SetCookie<'a> {
    name: &'a str,
    value: &'a str,
    deletes: bool,
}

impl<'a> SetCookie<'a> {
    fn read(line: &'a str) -> Result<Self, &'static str> {
        let (pair, attributes) = line.split_once(';').unwrap_or((line, ""));
        let (name, value) = pair.split_once('=').ok_or(NO_PAIR)?;
        let (name, value) = (name.trim(), value.trim());
        if name.is_empty() {
            return Err(NO_PAIR);
        }
        Ok(Self { name, value, deletes: deletes(value, attributes) })
    }
}

const NO_PAIR: &str =
    "a header `Set-Cookie` of the response to the login does not begin with a name, `=` and a value";

/// Whether a browser would drop the cookie at once. The clock decides only where nothing is lost: a wrong one must not
/// cost a session.
fn deletes(value: &str, attributes: &str) -> bool {
    let attribute = |wanted: &str| {
        let mut attributes = attributes.split(';').filter_map(|attribute| attribute.split_once('='));
        let found = attributes.rfind(|(name, _)| name.trim().eq_ignore_ascii_case(wanted))?;
        Some(found.1.trim())
    };
    match (attribute("max-age").and_then(|age| age.parse::<i64>().ok()), attribute("expires")) {
        (Some(age), _) => age <= 0,
        (None, Some(date)) if value.is_empty() => {
            let date = httpdate::parse_http_date(date).ok();
            date.zip(clock::now()).is_none_or(|(date, now)| date <= now)
        }
        (None, _) => false,
    }
}
