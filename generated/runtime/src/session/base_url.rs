//! Checks a base URL and takes it apart.
//!
//! HTTP stacks parse the final URL with parsers of their own, which normalise what this one would let pass: they climb
//! over `..` and `%2e%2e`, read `\` as `/`, drop tabs and `#...`. So nothing is let in that they could read otherwise.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

use http::uri::{Authority, Scheme};

use super::BaseUrl;
use crate::error::{SessionError, SessionPart};

impl BaseUrl {
    /// Checks a base URL. Plain `http://` to another machine has to be allowed.
    pub(super) fn parse(text: &str, insecure: bool) -> Result<Self, SessionError> {
        if text.is_empty() {
            return Err(SessionError::Missing(SessionPart::BaseUrl));
        }
        let base = take_apart(text)
            .map_err(|reason| SessionError::Malformed { part: SessionPart::BaseUrl, reason })?;
        if base.scheme == Scheme::HTTP && !base.loopback && !insecure {
            return Err(SessionError::InsecureHttp { host: base.authority.host().to_owned() });
        }
        Ok(Self { insecure, ..base })
    }

    /// The same on another host, which may have a port of its own.
    pub(super) fn at_host(&self, host: &str) -> Result<Self, SessionError> {
        let Self { scheme, authority, prefix, insecure, .. } = self;
        let host = if host.matches(':').count() > 1 && !host.starts_with('[') {
            format!("[{host}]") // an IPv6 address
        } else {
            host.to_owned()
        };
        let has_port = host.rsplit_once(':').is_some_and(|(_, port)| !port.contains(']'));
        let port = match authority.port_u16() {
            Some(port) if !has_port => format!(":{port}"),
            _ => String::new(),
        };
        if host.contains('/') {
            let reason = "the other host has a `/`, so it is no host";
            return Err(SessionError::Malformed { part: SessionPart::BaseUrl, reason });
        }
        Self::parse(&format!("{scheme}://{host}{port}{prefix}"), *insecure)
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { scheme, authority, prefix, .. } = self;
        write!(f, "{scheme}://{authority}{prefix}")
    }
}

fn take_apart(text: &str) -> Result<BaseUrl, &'static str> {
    if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(OUTSIDE_ASCII);
    }
    let (scheme, rest) = text.split_once("://").ok_or("it has no scheme; start it with https://")?;
    let scheme = match scheme {
        _ if scheme.eq_ignore_ascii_case("https") => Scheme::HTTPS,
        _ if scheme.eq_ignore_ascii_case("http") => Scheme::HTTP,
        _ => return Err("its scheme is neither https nor http"),
    };
    if rest.contains('#') {
        return Err("it has a fragment; leave out everything from the `#` on");
    }
    if rest.contains('?') {
        return Err("it has a query; leave out everything from the `?` on");
    }
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    if authority.contains('@') {
        return Err("it has a user name or password; leave out everything up to the `@` behind the scheme");
    }
    let loopback = check_authority(authority)?;
    let prefix = path.trim_end_matches('/');
    check_prefix(prefix)?;
    let authority = authority.parse::<Authority>().map_err(|_| MALFORMED_HOST)?;
    let url = BaseUrl { scheme, authority, prefix: prefix.to_owned(), loopback, insecure: false };
    #[cfg(feature = "reqwest-client")]
    check_reading(text, &url)?;
    Ok(url)
}

const OUTSIDE_ASCII: &str = "it has a space, a control character or a letter outside ASCII; percent-encode it, or write \
                             the host in punycode";
const MALFORMED_HOST: &str = "its host is malformed; give a name such as ic1.example.com, an IPv4 address, or an IPv6 \
                              address in square brackets";

/// Checks host and port, and says whether the host is this machine.
fn check_authority(authority: &str) -> Result<bool, &'static str> {
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, Some(port)),
        _ => (authority, None),
    };
    if host.is_empty() {
        return Err("it has no host");
    }
    if let Some(port) = port {
        let digits = port.bytes().all(|byte| byte.is_ascii_digit());
        if !digits || !port.parse::<u16>().is_ok_and(|port| port > 0) {
            return Err("its port is not a number from 1 to 65535");
        }
    }
    if let Some(address) = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        return address.parse::<Ipv6Addr>().map(|address| address.is_loopback()).map_err(|_| MALFORMED_HOST);
    }
    let is_label = |label: &str| {
        let is_allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
        (1..=LONGEST_LABEL).contains(&label.len()) && label.bytes().all(is_allowed)
    };
    let name = host.strip_suffix('.').unwrap_or(host);
    if !name.split('.').all(is_label) {
        return Err(MALFORMED_HOST);
    }
    if is_number(name) {
        return host.parse::<Ipv4Addr>().map(|address| address.is_loopback()).map_err(|_| ODD_ADDRESS);
    }
    if name.split('.').any(|label| label.eq_ignore_ascii_case("xn--")) {
        return Err(MALFORMED_HOST);
    }
    Ok(host.eq_ignore_ascii_case("localhost"))
}

/// The longest part of a name that the domain name system can ask for.
const LONGEST_LABEL: usize = 63;

/// Whether parsers take a host for an IPv4 address: its last part is a number, in decimals or hexadecimals. They read
/// `0x1` as `0.0.0.1`, and refuse `1.2.3.4.5` when the call is made.
fn is_number(name: &str) -> bool {
    let last = name.rsplit('.').next().unwrap_or_default();
    let hexadecimal = last.strip_prefix("0x").or_else(|| last.strip_prefix("0X"));
    last.bytes().all(|byte| byte.is_ascii_digit())
        || hexadecimal.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

const ODD_ADDRESS: &str = "its host is neither a name nor an IPv4 address of four decimal numbers from 0 to 255, such as \
                           10.0.0.1";

/// Holds the URL against the parser of the asynchronous client, which also knows which names in punycode there are.
#[cfg(feature = "reqwest-client")]
fn check_reading(text: &str, url: &BaseUrl) -> Result<(), &'static str> {
    let read = reqwest::Url::parse(text).map_err(|_| MALFORMED_HOST)?;
    let same_host = read.host_str().is_some_and(|host| match host.strip_prefix('[') {
        Some(_) => true, // an IPv6 address has several spellings, and all are read alike
        None => host.eq_ignore_ascii_case(url.authority.host()),
    });
    let same_path = read.path().trim_end_matches('/') == url.prefix;
    if same_host && same_path {
        Ok(())
    } else {
        Err("HTTP clients read it otherwise; write it in its plain form")
    }
}

/// Checks the path that goes before every call's path.
fn check_prefix(prefix: &str) -> Result<(), &'static str> {
    let mut rest = prefix;
    while let Some((_, escape)) = rest.split_once('%') {
        let digits = escape.get(..2).ok_or(MALFORMED_ESCAPE)?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(MALFORMED_ESCAPE);
        }
        rest = escape;
    }
    let in_path = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/%".contains(&byte);
    if !prefix.bytes().all(in_path) {
        return Err("its path has a character that must be percent-encoded there");
    }
    if percent_encoding::percent_decode_str(prefix).decode_utf8_lossy().contains(char::is_control) {
        return Err("its path has a control character, such as `%0a`");
    }
    let is_dots = |segment: &str| {
        let plain = segment.replace("%2e", ".").replace("%2E", ".");
        plain == "." || plain == ".."
    };
    if prefix.split('/').any(is_dots) {
        return Err("its path has a segment `.` or `..`; write the path without it");
    }
    Ok(())
}

const MALFORMED_ESCAPE: &str =
    "its path has a `%` without two hexadecimal digits behind it; write `%25` for the sign";
