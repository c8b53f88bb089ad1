//! What a server says about how to authenticate.

use std::borrow::Cow;
use std::fmt;

use http::HeaderMap;
use http::header::WWW_AUTHENTICATE;

/// How a client has to authenticate, from the header `WWW-Authenticate` of a `401` response.
///
/// ```
/// # use icws_runtime::Challenge;
/// let challenge = Challenge::new(r#"ICWS realm="ICWS" location="/ICWS/connection""#);
/// assert_eq!(challenge.scheme(), Some("ICWS"));
/// assert_eq!(challenge.location(), Some("/ICWS/connection"));
/// ```
///
/// Making one never fails: where the header is absent or malformed, the parts that are not there are `None`. Of
/// several challenges, the parts are those of the first one with the scheme `ICWS`, or else of the first one.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Challenge {
    parts: Box<ChallengeParts>, // boxed, because every operation's error enumeration is as large as its largest variant
}

#[derive(Clone, Default, PartialEq, Eq, Hash)]
struct ChallengeParts {
    raw: String,
    scheme: Option<String>,
    realm: Option<String>,
    location: Option<String>,
}

impl ChallengeParts {
    fn is_icws(&self) -> bool {
        self.scheme.as_deref().is_some_and(is_icws)
    }
}

impl Challenge {
    /// The challenge in this header value.
    #[must_use]
    pub fn new(header: &str) -> Self {
        Self::of(header.to_owned())
    }

    /// The challenge of ICWS to log in at this URL, for a server to send.
    ///
    /// ```
    /// # use icws_runtime::Challenge;
    /// let challenge = Challenge::icws("/ICWS/connection");
    /// assert_eq!(challenge.as_str(), r#"ICWS realm="ICWS", location="/ICWS/connection""#);
    /// ```
    #[must_use]
    pub fn icws(location: &str) -> Self {
        let location = location.replace('\\', r"\\").replace('"', r#"\""#);
        Self::of(format!(r#"ICWS realm="ICWS", location="{location}""#))
    }

    fn of(raw: String) -> Self {
        let parts = parse(&raw).unwrap_or_default();
        Self { parts: Box::new(ChallengeParts { raw, ..parts }) }
    }

    /// The challenge in the headers of a response. Several `WWW-Authenticate` headers are read as one list.
    #[must_use]
    pub fn from_headers(headers: &HeaderMap) -> Self {
        let values = headers.get_all(WWW_AUTHENTICATE).iter();
        let mut values = values.map(|value| String::from_utf8_lossy(value.as_bytes()));
        let mut raw = values.next().map(Cow::into_owned).unwrap_or_default();
        for value in values {
            raw.push_str(", ");
            raw.push_str(&value);
        }
        Self::of(raw)
    }

    /// The header as it was received; empty when there was none.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.parts.raw
    }

    /// The authentication scheme, e.g. `ICWS`. Schemes compare without regard to capitals.
    pub fn scheme(&self) -> Option<&str> {
        self.parts.scheme.as_deref()
    }

    /// The realm to authenticate in, e.g. `ICWS`.
    pub fn realm(&self) -> Option<&str> {
        self.parts.realm.as_deref()
    }

    /// The URL at which to authenticate, e.g. `/ICWS/connection`.
    pub fn location(&self) -> Option<&str> {
        self.parts.location.as_deref()
    }
}

/// Shows the parts that are read, and not the header: another scheme's challenge may hold a token.
impl fmt::Debug for Challenge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Challenge")
            .field("scheme", &self.scheme())
            .field("realm", &self.realm())
            .field("location", &self.location())
            .finish_non_exhaustive()
    }
}

/// The challenge of a header value: the first one with the scheme `ICWS`, or else the first one.
///
/// ICWS separates parameters by spaces where RFC 9110 wants commas, so both are read alike: a word with `=` behind it
/// is a parameter, any other word starts a challenge.
fn parse(header: &str) -> Option<ChallengeParts> {
    let mut chosen: Option<ChallengeParts> = None;
    let mut is_inside = true; // of the chosen one, so that its parameters are read and those of others are not
    let mut rest = header.trim_start_matches(is_separator);
    // Each turn takes a character or more.
    for _ in 0..rest.len() {
        if rest.is_empty() {
            break;
        }
        let (word, behind) = take_word(rest);
        if let Some(value) = behind.trim_start().strip_prefix('=') {
            let (value, behind) = take_value(value.trim_start());
            if is_inside {
                set(chosen.get_or_insert_default(), word, value);
            }
            rest = behind;
        } else if word.is_empty() {
            rest = behind.strip_prefix('"').unwrap_or(""); // a quote where no value belongs
        } else {
            is_inside = chosen.as_ref().is_none_or(|chosen| is_icws(word) && !chosen.is_icws());
            if is_inside {
                chosen = Some(ChallengeParts { scheme: Some(word.to_owned()), ..ChallengeParts::default() });
            }
            rest = behind;
        }
        rest = rest.trim_start_matches(is_separator);
    }
    chosen
}

fn is_icws(scheme: &str) -> bool {
    scheme.eq_ignore_ascii_case("ICWS")
}

fn is_separator(character: char) -> bool {
    character.is_ascii_whitespace() || character == ','
}

/// The text up to the next separator, equals sign or quote, and what is behind it.
fn take_word(text: &str) -> (&str, &str) {
    let end = text.find(|c| is_separator(c) || c == '=' || c == '"').unwrap_or(text.len());
    text.split_at(end)
}

/// The value at the start of the text, unquoted, and what is behind it. A quote that is never closed ends with the text.
fn take_value(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let (value, behind) = text.split_at(text.find(is_separator).unwrap_or(text.len()));
        return (value.to_owned(), behind);
    };
    let mut value = String::with_capacity(quoted.find('"').unwrap_or(quoted.len()));
    let mut characters = quoted.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => break,
            '\\' => value.extend(characters.next()),
            other => value.push(other),
        }
    }
    (value, characters.as_str())
}

/// Keeps a parameter that a challenge is asked for; the first of two with one name counts.
fn set(challenge: &mut ChallengeParts, name: &str, value: String) {
    if name.eq_ignore_ascii_case("realm") {
        challenge.realm.get_or_insert(value);
    } else if name.eq_ignore_ascii_case("location") {
        challenge.location.get_or_insert(value);
    }
}

#[cfg(test)]
mod tests {
    use super::Challenge;

    fn parts(header: &str) -> [Option<String>; 3] {
        let challenge = Challenge::new(header);
        [challenge.scheme(), challenge.realm(), challenge.location()].map(|part| part.map(str::to_owned))
    }

    fn some(scheme: &str, realm: &str, location: &str) -> [Option<String>; 3] {
        [scheme, realm, location].map(|part| Some(part.to_owned()))
    }

    #[test]
    fn the_documented_header_is_read() {
        let header = r#"ICWS realm="ICWS" location="/ICWS/connection""#;
        assert_eq!(parts(header), some("ICWS", "ICWS", "/ICWS/connection"));
        assert_eq!(Challenge::new(header).as_str(), header);
    }

    #[test]
    fn commas_capitals_and_order_do_not_matter() {
        assert_eq!(parts(r#"icws LOCATION = "/a" ,Realm=b"#), some("icws", "b", "/a"));
    }

    #[test]
    fn quoted_strings_keep_separators_and_lose_escapes() {
        assert_eq!(
            parts(r#"ICWS realm="a, \"b\" \\ c=d", location="/x y""#),
            some("ICWS", r#"a, "b" \ c=d"#, "/x y")
        );
    }

    #[test]
    fn the_icws_challenge_is_chosen_among_several() {
        let header = r#"Negotiate dG9rZW4=, Basic realm="proxy", ICWS realm="ICWS" location="/l""#;
        assert_eq!(parts(header), some("ICWS", "ICWS", "/l"));
    }

    #[test]
    fn without_an_icws_challenge_the_first_is_chosen() {
        assert_eq!(
            parts(r#"Basic realm="proxy", Digest realm="other""#),
            [Some("Basic".into()), Some("proxy".into()), None]
        );
    }

    #[test]
    fn of_several_icws_challenges_the_first_is_chosen() {
        let header = r#"realm="none", ICWS realm="a", Basic location="/b", ICWS realm="c" location="/c""#;
        assert_eq!(parts(header), [Some("ICWS".into()), Some("a".into()), None]);
    }

    #[test]
    fn a_parameter_in_place_of_another_name_does_not_count() {
        assert_eq!(parts(r#"ICWS x-realm="a" xlocation="b""#), [Some("ICWS".into()), None, None]);
    }

    #[test]
    fn nothing_malformed_fails() {
        for header in
            ["", " ", ",,,", "=", "\"", "\"\"\"", "a=\"", "a=\"\\", "=\"x\" y", "ICWS realm", "é=ü", "a==b"]
        {
            let _ = parts(header);
        }
        assert_eq!(parts(""), [None, None, None]);
        assert_eq!(parts("ICWS realm=\"open"), [Some("ICWS".into()), Some("open".into()), None]);
    }

    #[test]
    fn several_headers_are_one_list() -> Result<(), http::header::InvalidHeaderValue> {
        let mut headers = http::HeaderMap::new();
        headers.append(http::header::WWW_AUTHENTICATE, "Basic realm=proxy".parse()?);
        headers.append(http::header::WWW_AUTHENTICATE, "ICWS location=/l".parse()?);
        let challenge = Challenge::from_headers(&headers);
        assert_eq!(challenge.location(), Some("/l"));
        assert_eq!(Challenge::from_headers(&http::HeaderMap::new()), Challenge::default());
        Ok(())
    }
}
