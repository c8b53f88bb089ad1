use http::{HeaderName, HeaderValue, Response};

use crate::error::{SessionError, SessionPart};
use crate::session::Credentials;
use crate::{Session, SessionBuilder};

const ID: (&str, &str) = ("ININ-ICWS-Session-ID", "canary/id");
const TOKEN: (&str, &str) = ("ININ-ICWS-CSRF-Token", "canary-token");

fn answer(headers: &[(&str, &str)]) -> Response<()> {
    let mut response = Response::new(());
    for (name, value) in headers {
        let name = HeaderName::from_bytes(name.as_bytes()).expect("a name");
        let value = HeaderValue::from_bytes(value.as_bytes()).expect("a value");
        response.headers_mut().append(name, value);
    }
    response
}

fn held(session: &Session) -> &Credentials {
    session.credentials().expect("credentials")
}

fn login(headers: &[(&str, &str)]) -> Result<Session, SessionError> {
    Session::from_login_response("https://ic1", answer(headers))
}

/// The header `Cookie` that comes of these lines `Set-Cookie`.
fn cookie(lines: &[&str]) -> Result<String, SessionError> {
    let lines = lines.iter().map(|line| ("Set-Cookie", *line));
    let headers: Vec<(&str, &str)> = [ID, TOKEN].into_iter().chain(lines).collect();
    login(&headers).map(|session| String::from_utf8_lossy(held(&session).cookie().as_bytes()).into_owned())
}

fn builder() -> SessionBuilder {
    Session::builder("https://ic1").session_id("1").csrf_token("2").cookie("a=3")
}

#[test]
fn the_three_credentials_are_taken_from_the_headers() -> Result<(), SessionError> {
    let session = login(&[ID, TOKEN, ("Set-Cookie", "icws_1=abc; Path=/icws; HttpOnly")])?;
    assert_eq!(session.session_id(), Some("canary/id"));
    assert_eq!(held(&session).in_path(), "canary%2Fid");
    assert_eq!(held(&session).csrf_token(), "canary-token");
    assert_eq!(held(&session).cookie(), "icws_1=abc");
    Ok(())
}

#[test]
fn several_cookies_are_sent_together_and_without_attributes() {
    let lines = ["a=1; Path=/; Secure", "b=2;HttpOnly", " c = \"x=y\" ; Max-Age=60"];
    assert_eq!(cookie(&lines), Ok("a=1; b=2; c=\"x=y\"".to_owned()));
}

#[test]
fn the_last_cookie_of_a_name_counts() {
    assert_eq!(cookie(&["a=1", "b=2", "a=3; Path=/icws"]), Ok("b=2; a=3".to_owned()));
    assert_eq!(cookie(&["a=1", "A=2"]), Ok("a=1; A=2".to_owned()), "names have capitals");
}

#[test]
fn a_cookie_that_the_server_deletes_is_left_out() {
    for deleted in [
        "b=; Max-Age=0",
        "b=; max-age=-1; Path=/",
        "b=x; Max-Age=0",
        "b=; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
        "b=; Expires=Thu, 01-Jan-1970 00:00:00 GMT",
        "b=; Max-Age=60; Max-Age=0",
    ] {
        assert_eq!(cookie(&["a=1", "b=2", deleted]), Ok("a=1".to_owned()), "{deleted}");
        assert_eq!(cookie(&[deleted]), Err(SessionError::Missing(SessionPart::Cookie)), "{deleted}");
    }
    for kept in [
        "b=2; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
        "b=2; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
        "b=2; Max-Age=",
    ] {
        assert_eq!(cookie(&["a=1", kept]), Ok("a=1; b=2".to_owned()), "{kept}");
    }
    assert_eq!(cookie(&["a=1", "b="]), Ok("a=1; b=".to_owned()), "a value may be empty");
}

#[test]
fn what_the_answer_lacks_is_named() {
    let cookie = ("Set-Cookie", "a=1");
    let missing = |headers: &[(&str, &str)]| match login(headers) {
        Err(SessionError::Missing(part)) => Some(part),
        _ => None,
    };
    assert_eq!(missing(&[TOKEN, cookie]), Some(SessionPart::SessionId));
    assert_eq!(missing(&[ID, cookie]), Some(SessionPart::CsrfToken));
    assert_eq!(missing(&[ID, TOKEN]), Some(SessionPart::Cookie));
    assert_eq!(missing(&[("ININ-ICWS-Session-ID", " "), TOKEN, cookie]), Some(SessionPart::SessionId));
}

#[test]
fn what_cannot_be_sent_back_is_named_and_not_repeated() {
    let (id, token) = ("ININ-ICWS-Session-ID", "ININ-ICWS-CSRF-Token");
    for (name, value, malformed) in [
        (id, &b"canary\xff"[..], SessionPart::SessionId),
        (id, b"canary-other", SessionPart::SessionId),
        (id, b"..", SessionPart::SessionId),
        (token, b"canary\xff", SessionPart::CsrfToken),
        (token, b"canary-other", SessionPart::CsrfToken),
        ("Set-Cookie", b"canary", SessionPart::Cookie),
        ("Set-Cookie", b"=canary", SessionPart::Cookie),
        ("Set-Cookie", b"canary=\xff", SessionPart::Cookie),
    ] {
        let mut answer = answer(&[ID, TOKEN, ("Set-Cookie", "a=1")]);
        let name = HeaderName::from_bytes(name.as_bytes()).expect("a name");
        let value = HeaderValue::from_bytes(value).expect("a value");
        if value == ".." {
            answer.headers_mut().insert(name, value);
        } else {
            answer.headers_mut().append(name, value);
        }
        let error = Session::from_login_response("https://ic1", answer).expect_err("malformed");
        assert!(matches!(&error, SessionError::Malformed { part, .. } if *part == malformed), "{error}");
        assert!(!format!("{error} {error:?}").contains("canary"), "{error:?}");
    }
}

#[test]
fn a_header_that_a_proxy_repeats_is_fine() {
    assert!(login(&[ID, ID, TOKEN, TOKEN, ("Set-Cookie", "a=1")]).is_ok());
}

#[test]
fn the_base_url_is_held_to_the_builders_rules() {
    let answer = answer(&[ID, TOKEN, ("Set-Cookie", "a=1")]);
    let error = Session::from_login_response("http://ic1", answer.clone()).err();
    assert_eq!(error, Some(SessionError::InsecureHttp { host: "ic1".to_owned() }));
    let builder = Session::builder("http://ic1").login_response(&answer);
    assert!(builder.allow_insecure_http().build().is_ok());
    let error = Session::from_login_response("ic1", answer).err();
    assert!(matches!(error, Some(SessionError::Malformed { part: SessionPart::BaseUrl, .. })));
}

fn refused<B: 'static>(status: u16, body: B) -> Result<Session, SessionError> {
    let (mut head, ()) = answer(&[ID, TOKEN, ("Set-Cookie", "a=1")]).into_parts();
    head.status = http::StatusCode::from_u16(status).expect("a status");
    head.headers.insert("content-type", HeaderValue::from_static("application/json"));
    Session::from_login_response("https://ic1", Response::from_parts(head, body))
}

#[test]
fn an_answer_that_is_no_success_opens_no_session_and_says_why() {
    let words = r#"{"errorId":"e","message":"wrong password"}"#;
    for body in [
        refused(400, words),
        refused(400, words.to_owned()),
        refused(400, words.as_bytes()),
        refused(400, words.as_bytes().to_vec()),
    ] {
        let text = body.map_err(|error| error.to_string()).err();
        assert_eq!(text.as_deref(), Some("the login was refused with 400 Bad Request: wrong password (e)"));
    }
    let text = refused(503, ()).map_err(|error| error.to_string()).err();
    assert_eq!(text.as_deref(), Some("the login was refused with 503 Service Unavailable"));
    assert!(matches!(refused(502, "<html>"), Err(SessionError::Refused { message: None, .. })));
    assert!(matches!(refused(302, ()), Err(SessionError::Redirected { .. })));
    let elsewhere = refused(503, r#"{"alternateHostList":["ic2","ic3"]}"#);
    assert_eq!(elsewhere, Err(SessionError::SwitchOver { hosts: vec!["ic2".to_owned(), "ic3".to_owned()] }));
    assert!(refused(201, "anything").is_ok());
}

#[test]
fn the_last_that_sets_a_part_sets_it() -> Result<(), SessionError> {
    let session = builder().login_response(&answer(&[ID])).build()?;
    assert_eq!((session.session_id(), held(&session).cookie().as_bytes()), (Some("canary/id"), &b"a=3"[..]));
    let mended = builder().login_response(&answer(&[("Set-Cookie", "x")])).cookie("b=4").build()?;
    assert_eq!(held(&mended).cookie(), "b=4");
    Ok(())
}

#[test]
fn debug_output_shows_no_credential() -> Result<(), SessionError> {
    let answer = answer(&[ID, TOKEN, ("Set-Cookie", "a=canary-cookie")]);
    let builder = Session::builder("https://ic1").login_response(&answer);
    let shown = format!("{builder:?} {:?}", builder.clone().build()?);
    assert!(!shown.contains("canary") && shown.contains("cookie: set"), "{shown}");
    assert!(held(&builder.build()?).cookie().is_sensitive());
    Ok(())
}
