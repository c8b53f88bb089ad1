//! Checks a base URL and takes it apart.
//!
//! HTTP stacks parse the final URL with parsers of their own, which normalise what this one would let pass: they climb
//! over `..` and `%2e%2e`, read `\` as `/`, drop tabs and `#...`. So nothing is let in that they could read otherwise.

use std::net::{Ipv4Addr, Ipv6Addr};

use http::uri::{Authority, Scheme};

use super::BaseUrl;
use crate::error::{SessionError, SessionPart};

pub(super) fn parse(text: &str) -> Result<BaseUrl, SessionError> {
    if text.is_empty() {
        return Err(SessionError::Missing(SessionPart::BaseUrl));
    }
    take_apart(text).map_err(|reason| SessionError::Malformed { part: SessionPart::BaseUrl, reason })
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
    Ok(BaseUrl { scheme, authority, prefix: prefix.to_owned(), loopback })
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
        !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
    };
    if !host.strip_suffix('.').unwrap_or(host).split('.').all(is_label) {
        return Err(MALFORMED_HOST);
    }
    Ok(host.eq_ignore_ascii_case("localhost")
        || host.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback()))
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
