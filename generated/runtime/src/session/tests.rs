use std::error::Error;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use super::{Credentials, Session, SessionBuilder};
use crate::error::{SessionError, SessionPart};

const TOKEN: &str = "canary-token";
const COOKIE: &str = "icws_1=canary-cookie";
const ID: &str = "canary-id";

fn builder(base_url: &str) -> SessionBuilder {
    Session::builder(base_url).session_id(ID).csrf_token(TOKEN).cookie(COOKIE)
}

fn base_url(text: &str) -> Result<String, SessionError> {
    let session = builder(text).allow_insecure_http().build()?;
    let base = session.base();
    Ok(format!("{}://{}{}", base.scheme, base.authority, base.prefix))
}

/// Whether the base URL is refused as malformed, without being repeated.
fn is_malformed(text: &str) -> bool {
    match base_url(text) {
        Err(error @ SessionError::Malformed { part: SessionPart::BaseUrl, .. }) => {
            let shown = format!("{error} {error:?}");
            !shown.contains(text)
        }
        _ => false,
    }
}

#[test]
fn host_port_and_prefix_are_kept_and_trailing_slashes_are_not() -> Result<(), SessionError> {
    for (given, kept) in [
        ("https://ic1.example.com:8019", "https://ic1.example.com:8019"),
        ("https://ic1.example.com/", "https://ic1.example.com"),
        (
            "https://web.example.com/apps/client/api/icserver1",
            "https://web.example.com/apps/client/api/icserver1",
        ),
        ("https://web.example.com/a%20b//", "https://web.example.com/a%20b"),
        ("HTTPS://ic1", "https://ic1"),
        ("https://[2001:db8::1]:8019/x", "https://[2001:db8::1]:8019/x"),
    ] {
        assert_eq!(base_url(given)?, kept);
    }
    Ok(())
}

#[test]
fn a_base_url_that_another_parser_could_read_otherwise_is_refused() {
    for text in [
        "ic1.example.com",
        "//ic1.example.com",
        "ftp://ic1.example.com",
        "https://",
        "https:///path",
        "https://:8019",
        "https://ic1 .example.com",
        "https://ic1.example.com\t",
        "https://ïc1.example.com",
        "https://ic1..example.com",
        "https://ic1.example.com:",
        "https://ic1.example.com:0",
        "https://ic1.example.com:65536",
        "https://ic1.example.com:+80",
        "https://ic1.example.com:80:81",
        "https://[::1",
        "https://::1",
        "https://[127.0.0.1]",
        "https://[::1]x",
        "https://ic1%2eexample.com",
        "https://0x1",
        "https://0X7f.0.0.1:8019",
        "https://ic1.0x",
        "https://1",
        "https://127.1",
        "https://127.0.0.1.",
        "https://0177.0.0.1",
        "https://1.2.3.4.5",
        "https://999.1.1.1",
        "https://ic1.256",
        "https://xn--",
        "https://ic1.XN--.example.com",
    ] {
        assert!(is_malformed(text), "{text:?}");
    }
}

#[cfg(feature = "reqwest-client")]
#[test]
fn a_host_in_punycode_must_be_a_name() {
    assert!(base_url("https://xn--bcher-kva.example.com").is_ok());
    for text in ["https://xn--a", "https://xn--99999999999.example.com", "https://xn--abc-.example.com"] {
        assert!(is_malformed(text), "{text:?}");
    }
}

#[test]
fn a_part_of_a_host_is_no_longer_than_names_are() {
    let host = |length: usize| format!("https://{}.example.com", "a".repeat(length));
    assert!(base_url(&host(63)).is_ok());
    assert!(is_malformed(&host(64)));
}

#[test]
fn a_prefix_with_control_characters_is_refused_however_they_are_written() {
    for prefix in ["/a%00", "/%0d%0aX:%20y", "/%0A", "/%7f", "/%1b", "/%C2%85"] {
        assert!(is_malformed(&format!("https://ic1.example.com{prefix}")), "{prefix}");
    }
    assert!(base_url("https://ic1.example.com/%C3%BC%20%2F").is_ok());
}

#[test]
fn a_query_is_refused() {
    assert!(is_malformed("https://ic1.example.com/?a=b"));
    assert!(is_malformed("https://ic1.example.com?"));
}

#[test]
fn a_fragment_is_refused() {
    assert!(is_malformed("https://ic1.example.com/a#fragment"));
    assert!(is_malformed("https://ic1.example.com#"));
}

#[test]
fn user_name_and_password_are_refused_and_not_repeated() {
    let error =
        base_url("https://user:hunter2@ic1.example.com").err().map(|error| format!("{error} {error:?}"));
    assert!(error.is_some_and(|shown| shown.contains("password") && !shown.contains("hunter2")));
}

#[test]
fn dot_segments_are_refused_however_they_are_written() {
    for prefix in ["/..", "/a/../b", "/.", "/a/.", "/%2e%2E", "/.%2e/x", "/%2e"] {
        let refused = base_url(&format!("https://ic1.example.com{prefix}"));
        assert!(refused.is_err_and(|error| error.to_string().contains("segment `.` or `..`")), "{prefix}");
    }
    assert!(base_url("https://ic1.example.com/a..b/.well-known/...").is_ok());
}

#[test]
fn a_prefix_with_characters_that_no_path_has_is_refused() {
    for prefix in ["/a\\..\\b", "/a|b", "/{a}", "/%", "/%2", "/%zz", "/a%2"] {
        assert!(is_malformed(&format!("https://ic1.example.com{prefix}")), "{prefix}");
    }
}

#[test]
fn plain_http_is_fine_on_this_machine() -> Result<(), SessionError> {
    for host in ["localhost", "LOCALHOST:8018", "127.0.0.1", "127.9.8.7:8018", "[::1]", "[::1]:8018"] {
        let session = builder(&format!("http://{host}")).build()?;
        assert!(session.base().loopback, "{host}");
    }
    Ok(())
}

#[test]
fn plain_http_to_another_machine_must_be_allowed() {
    for host in
        ["ic1.example.com", "10.0.0.1", "127.0.0.1.example.com", "localhost.example.com", "[2001:db8::1]"]
    {
        let url = format!("http://{host}:8018");
        let error = builder(&url).build().err();
        assert_eq!(error, Some(SessionError::InsecureHttp { host: host.to_owned() }));
        assert!(builder(&url).allow_insecure_http().build().is_ok(), "{host}");
    }
}

#[test]
fn what_is_missing_is_named_with_the_method_that_sets_it() {
    let bare = || Session::builder("https://ic1");
    for (builder, part, method) in [
        (builder(""), SessionPart::BaseUrl, "builder"),
        (bare().csrf_token(TOKEN).cookie(COOKIE), SessionPart::SessionId, "session_id"),
        (bare().session_id(ID).cookie(COOKIE), SessionPart::CsrfToken, "csrf_token"),
        (bare().session_id(ID).csrf_token(TOKEN), SessionPart::Cookie, "cookie"),
        (builder("https://ic1").session_id(""), SessionPart::SessionId, "session_id"),
        (builder("https://ic1").csrf_token(" "), SessionPart::CsrfToken, "csrf_token"),
        (builder("https://ic1").cookie(""), SessionPart::Cookie, "cookie"),
    ] {
        let error = builder.build().err();
        assert_eq!(error, Some(SessionError::Missing(part)));
        assert!(error.is_some_and(|error| error.to_string().contains(method)));
    }
}

#[test]
fn what_is_malformed_is_named_and_not_repeated() {
    for (builder, malformed) in [
        (builder("https://ic1").session_id("canary\r\nx"), SessionPart::SessionId),
        (builder("https://ic1").session_id("canary\0"), SessionPart::SessionId),
        (builder("https://ic1").session_id(".."), SessionPart::SessionId),
        (builder("https://ic1").session_id("."), SessionPart::SessionId),
        (builder("https://ic1").csrf_token("canary\r\nX-Evil: 1"), SessionPart::CsrfToken),
        (builder("https://ic1").csrf_token("canary "), SessionPart::CsrfToken),
        (builder("https://ic1").cookie("canary\n"), SessionPart::Cookie),
    ] {
        let error = builder.build().err();
        assert!(
            matches!(&error, Some(SessionError::Malformed { part, .. }) if *part == malformed),
            "{error:?}"
        );
        assert!(error.is_some_and(|error| !format!("{error} {error:?}").contains("canary")));
    }
}

#[test]
fn the_session_id_is_percent_encoded() -> Result<(), SessionError> {
    for (given, sent) in
        [("1723", "1723"), ("a/b c", "a%2Fb%20c"), ("%2e%2e", "%252e%252e"), ("ü-._~+", "%C3%BC-._~%2B")]
    {
        let session = builder("https://ic1").session_id(given).build()?;
        assert_eq!(session.credentials().map(Credentials::in_path), Some(sent));
    }
    Ok(())
}

#[test]
fn debug_output_shows_no_credential() -> Result<(), Box<dyn Error>> {
    let builder = builder("https://ic1.example.com/prefix");
    let shown = format!("{builder:?} {:?} {:#?}", builder.clone().build()?, builder.clone().build()?);
    assert!(!shown.contains("canary"), "{shown}");
    assert!(shown.contains("https://ic1.example.com/prefix"), "{shown}");
    Ok(())
}

#[test]
fn a_whole_set_cookie_line_is_no_cookie() {
    for cookie in ["abc", "a=b; Path=/icws; HttpOnly", "a=b; path=/", "a=b;", "a=b; Secure", "=b", "a=b; =c"]
    {
        let session = Session::builder("https://ic1").session_id("1").csrf_token("t").cookie(cookie).build();
        let error = session.err().map(|error| error.to_string()).unwrap_or_default();
        assert!(error.contains("name=value") && !error.contains(cookie), "{cookie}: {error}");
    }
    for cookie in ["a=b", "a=b; c=d", "a=b=c"] {
        let session = Session::builder("https://ic1").session_id("1").csrf_token("t").cookie(cookie).build();
        assert!(session.is_ok(), "{cookie}");
    }
}

#[test]
fn a_session_id_has_no_space_around_it() {
    let session = Session::builder("https://ic1").session_id(" 1").csrf_token("t").cookie("a=b").build();
    assert!(matches!(session, Err(SessionError::Malformed { part: SessionPart::SessionId, .. })));
}

#[test]
fn sessions_with_the_same_server_and_credentials_are_equal_and_no_others_are() -> Result<(), SessionError> {
    let hash = |session: &Session| BuildHasherDefault::<DefaultHasher>::default().hash_one(session);
    let session = builder("https://ic1").build()?;
    let again = builder("https://ic1/").build()?;
    assert_eq!((&session, hash(&session)), (&again, hash(&again)));
    for other in [
        builder("https://ic2"),
        builder("https://ic1/api"),
        builder("https://ic1").session_id("other"),
        builder("https://ic1").csrf_token("other"),
        builder("https://ic1").cookie("icws_1=other"),
    ] {
        let other = other.build()?;
        assert_ne!(session, other);
        assert_ne!(hash(&session), hash(&other), "{other:?}");
    }
    Ok(())
}

#[test]
fn the_credentials_headers_are_marked_sensitive() -> Result<(), SessionError> {
    let session = builder("https://ic1").build()?;
    let held = session.credentials();
    assert!(held.is_some_and(|held| held.csrf_token().is_sensitive() && held.cookie().is_sensitive()));
    Ok(())
}

#[test]
fn another_host_may_be_an_address_with_or_without_brackets_and_a_port() -> Result<(), SessionError> {
    let server = Session::anonymous("https://ic1:8019/prefix")?;
    for (host, there) in [
        ("ic2", "https://ic2:8019/prefix"),
        ("ic2:9", "https://ic2:9/prefix"),
        ("2001:db8::1", "https://[2001:db8::1]:8019/prefix"),
        ("[2001:db8::1]", "https://[2001:db8::1]:8019/prefix"),
        ("[2001:db8::1]:9", "https://[2001:db8::1]:9/prefix"),
    ] {
        assert_eq!(server.at_host(host)?.base_url(), there);
    }
    Ok(())
}
