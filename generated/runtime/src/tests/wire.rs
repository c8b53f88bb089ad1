//! What happens to the requests and responses of an operation.

use std::error::Error as StdError;

use super::*;
use crate::Blob;

fn send(base_url: &str, list: &str) -> Result<Request<Vec<u8>>, Box<dyn StdError>> {
    Ok(FindContacts { list, body: "x" }.to_request(&session(base_url)?)?)
}

#[test]
fn a_request_has_the_path_behind_the_prefix_and_everything_encoded() -> Tested {
    let request = send("https://web.example.com:8019/api/ic1/", "a/b c?d#ü")?;
    assert_eq!(request.method(), Method::POST);
    assert_eq!(
        request.uri().to_string(),
        "https://web.example.com:8019/api/ic1/icws/canary%2Fid/lists/a%2Fb%20c%3Fd%23%C3%BC/find"
    );
    assert_eq!(request.body(), b"\"x\"");
    Ok(())
}

#[test]
fn a_request_has_four_headers_and_two_of_them_sensitive() -> Tested {
    let request = send("https://ic1", "a")?;
    let headers: Vec<_> =
        request.headers().iter().map(|(name, value)| (name.as_str(), value.as_bytes())).collect();
    assert_eq!(
        headers,
        [
            ("inin-icws-csrf-token", &b"canary-token"[..]),
            ("cookie", b"icws_1=canary-cookie"),
            ("accept", b"application/vnd.inin.icws+JSON"),
            ("content-type", b"application/vnd.inin.icws+JSON;charset=utf-8"),
        ]
    );
    assert_eq!(request.headers().values().filter(|value| value.is_sensitive()).count(), 2);
    Ok(())
}

#[test]
fn a_request_without_a_body_has_no_content_type() -> Tested {
    let session = session("https://ic1")?;
    let request = Outgoing::new::<FindContacts>(&session, &[("list", &Plain("x"))])?.empty()?;
    assert!(request.body().is_empty() && request.headers().is_empty());
    Ok(())
}

#[test]
fn parameters_of_the_query_and_of_headers_are_sent_where_they_have_a_value() -> Tested {
    let session = session("https://ic1")?;
    let mut outgoing = Outgoing::new::<FindContacts>(&session, &[("list", &Plain("x"))])?;
    outgoing.query("a b", ["c d", "e&f"].map(Plain))?;
    let none: &[String] = &[];
    outgoing.query("none", [Commas(none)])?;
    outgoing.query("items", [Commas(&["g,h", "i"])])?;
    outgoing.query("number", Some(Number(1.5)))?;
    outgoing.query("absent", None::<Plain<i32>>)?;
    let name = HeaderName::from_static("x-marks");
    outgoing.header("X-Marks", name.clone(), [Commas(&["one", "two"])])?;
    outgoing.header("X-None", HeaderName::from_static("x-none"), [Commas(none)])?;
    let secret = HeaderName::from_static("x-secret");
    outgoing.secret_header("X-Secret", secret.clone(), [Plain("pin")])?;
    outgoing.secret_header("X-None", HeaderName::from_static("x-none"), [Commas(none)])?;
    let bad = HeaderName::from_static("x-bad");
    for refused in [
        outgoing.header("X-Bad", bad.clone(), [Plain(" a")]),
        outgoing.secret_header("X-Bad", bad, [Plain(" a")]),
    ] {
        assert!(matches!(refused, Err(RequestError::HeaderValue { name: "X-Bad", .. })), "{refused:?}");
    }
    let request = outgoing.empty()?;
    assert_eq!(request.uri().query(), Some("a%20b=c%20d&a%20b=e%26f&items=g%2Ch,i&number=1.5"));
    let headers =
        request.headers().iter().map(|(name, value)| (name, value.as_bytes(), value.is_sensitive()));
    let expected = [(&name, &b"one,two"[..], false), (&secret, b"pin", true)];
    assert_eq!(headers.collect::<Vec<_>>(), expected);
    Ok(())
}

#[test]
fn a_header_of_an_answer_is_what_it_is_said_to_be_or_nothing() {
    let mut response = Response::new("");
    for (name, value) in [("x-count", &b" 5\t"[..]), ("x-text", b" a b "), ("x-latin", b"f\xfcr")] {
        let value = HeaderValue::from_bytes(value).unwrap_or(HeaderValue::from_static("malformed"));
        response.headers_mut().insert(name, value);
    }
    let answer = Answer::new(&response);
    assert_eq!((answer.header("x-count"), answer.header("X-Count")), (Some(5), Some(5_i64)));
    assert_eq!(answer.header::<String>("x-text").as_deref(), Some("a b"));
    assert_eq!((answer.header::<i32>("x-text"), answer.header::<bool>("x-count")), (None, None));
    assert_eq!((answer.header::<String>("x-latin"), answer.header::<String>("x-none")), (None, None));
}

#[test]
fn a_path_with_the_id_of_a_session_is_made_for_no_other() -> Tested {
    let anonymous = Session::anonymous("https://ic1")?;
    // The path alone: a credential in a header may be lacking as well.
    let refused = Outgoing::new::<FindContacts>(&anonymous, &[("list", &Plain("x"))]).err();
    assert!(matches!(refused, Some(RequestError::NotLoggedIn)), "{refused:?}");
    Ok(())
}

#[test]
fn a_path_value_that_would_lead_elsewhere_is_refused() -> Tested {
    let session = session("https://ic1")?;
    for list in ["", ".", ".."] {
        let error = FindContacts { list, body: "" }.to_request(&session).err();
        assert!(matches!(&error, Some(RequestError::PathValue { name: "list" })), "{error:?}");
    }
    for list in ["...", "a..", "%2e%2e"] {
        assert!(FindContacts { list, body: "" }.to_request(&session).is_ok());
    }
    Ok(())
}

#[test]
fn a_path_longer_than_a_url_can_be_is_refused() -> Tested {
    let error =
        FindContacts { list: &"x".repeat(70_000), body: "" }.to_request(&session("https://ic1")?).err();
    assert!(matches!(error, Some(RequestError::PathTooLong)));
    Ok(())
}

#[test]
fn json_is_json_by_any_name_and_in_any_capitals() -> Tested {
    for content_type in [
        "",
        "application/json",
        "APPLICATION/JSON; Charset=UTF-8",
        "application/vnd.inin.icws+JSON;charset=utf-8",
        "application/vnd.inin.icws+json ; charset=\"us-ascii\"",
        "application/problem+json; version=1; charset=utf-8",
        "application/json;",
        "application/json; charset=utf8",
        "application/json; charset='UTF8'",
        "text/json",
        "Text/X-JSON; charset=ascii",
        "application/x-json",
        "application/json, application/json",
        "application/json; charset=utf-8, application/json; charset=utf-8",
        " ",
    ] {
        assert_eq!(
            receive(200, content_type, r#"{"contacts":[]}"#)?,
            Found { contacts: Vec::new() },
            "{content_type}"
        );
    }
    Ok(())
}

#[test]
fn another_content_type_is_named() {
    for content_type in [
        "text/html; charset=utf-8",
        "text/plain",
        "application/jsonp",
        "application/octet-stream",
        "*/*",
        "json",
        "+",
        "application/xml",
        "application/json, text/html",
    ] {
        let shown = receive(200, content_type, r#"{"contacts":[]}"#).map_err(|error| error.to_string());
        assert!(shown.is_err_and(|shown| shown.contains(content_type)), "{content_type}");
    }
}

#[test]
fn another_charset_is_named() {
    for charset in ["utf-16", "iso-8859-1", "utf-8x", "utf"] {
        let content_type = format!("application/json; charset={charset}");
        let shown = receive(200, &content_type, r#"{"contacts":[]}"#).map_err(|error| error.to_string());
        assert!(shown.is_err_and(|shown| shown.contains(&format!("`{charset}`"))), "{charset}");
    }
}

#[test]
fn a_fault_inside_the_body_is_named_by_its_path() -> Tested {
    let body = r#"{"contacts":[{"status":"a"},{"status":"b","new":[1]},{"status":5}]}"#;
    let Err(Error::Decode(error)) = receive(200, "application/json", body) else {
        return Err("decoded".into());
    };
    assert_eq!(error.path(), Some("contacts[2].status"));
    assert_eq!(error.body(), body.as_bytes());
    assert_eq!(error.status(), 200);
    assert!(error.source().is_some_and(|cause| cause.to_string().contains("expected a string")));
    Ok(())
}

#[test]
fn broken_json_and_what_stands_behind_json_are_errors() {
    for body in ["{", r#"{"contacts":[]}x"#, r#"{"contacts":[]}{}"#, "[]", "null", "\u{feff}{"] {
        let error = receive(200, "application/json", body).err();
        assert!(
            matches!(&error, Some(Error::Decode(error)) if error.source().is_some()),
            "{body}: {error:?}"
        );
    }
}

#[test]
fn a_documented_refusal_without_its_body_keeps_everything() -> Tested {
    for (content_type, body) in [("", ""), ("application/json", " \r\n"), ("text/html", "<html>"), ("", "{")]
    {
        let Err(Error::Decode(error)) = receive(400, content_type, body) else {
            return Err(format!("{body:?} decoded").into());
        };
        assert_eq!((error.status().as_u16(), error.body()), (400, body.as_bytes()));
        assert_eq!(error.headers().len(), usize::from(!content_type.is_empty()));
    }
    Ok(())
}

#[test]
fn a_refusal_is_chosen_by_its_status() {
    let body = r#"{"message":"no","new":1}"#;
    assert!(
        matches!(receive(400, "", body), Err(Error::Api(Refusal::BadRequest(error))) if error.extra.len() == 1)
    );
    assert!(matches!(
        receive(401, "", body),
        Err(Error::Api(Refusal::Unauthorized { challenge, .. })) if challenge == Challenge::default()
    ));
    assert!(matches!(receive(402, "", body), Err(Error::UnexpectedStatus { .. })));
    assert!(matches!(receive(204, "", ""), Err(Error::UnexpectedStatus { .. })));
}

#[test]
fn debug_output_of_a_request_on_its_way_shows_no_credential_and_no_value() -> Tested {
    let (session, list) = (session("https://ic1")?, Plain("canary"));
    let mut outgoing = Outgoing::new::<FindContacts>(&session, &[("list", &list)])?.csrf_token();
    outgoing.query("x", [list])?;
    let shown = format!("{outgoing:?} {outgoing:#?}");
    assert!(!shown.contains("canary"), "{shown}");
    assert!(shown.contains("POST") && shown.contains("https://ic1"), "{shown}");
    Ok(())
}

#[cfg(any(feature = "reqwest-client", feature = "blocking-client"))]
#[test]
fn an_answer_is_read_no_longer_than_the_call_may_take() {
    use std::time::{Duration, Instant};

    use crate::reader::meter::Deadline;

    let answer = |contacts: usize, deadline: Instant| {
        let contacts = vec![r#"{"status":"as long as it has to be for the memory"}"#; contacts].join(",");
        let response = Response::new(format!(r#"{{"contacts":[{contacts}]}}"#).into_bytes());
        FindContacts::from_response(Deadline::set(Some(Deadline(deadline)), response))
    };
    let (past, future) = (Instant::now(), Instant::now() + Duration::from_secs(600));
    let error = answer(5000, past).err();
    assert!(error.as_ref().is_some_and(|error| error.is_timeout() && !error.is_connect()), "{error:?}");
    assert!(matches!(&error, Some(Error::Transport(_))), "{error:?}");
    assert_eq!(answer(5000, future).map(|found| found.contacts.len()).ok(), Some(5000));
    assert_eq!(
        answer(1, past).map(|found| found.contacts.len()).ok(),
        Some(1),
        "the clock is not looked at each time"
    );
}

#[test]
fn a_body_is_sent_with_its_media_type_or_not_at_all() -> Tested {
    const OWN: HeaderValue = HeaderValue::from_static("application/own");
    let session = session("https://ic1")?;
    let outgoing = || Outgoing::new::<FindContacts>(&session, &[("list", &Plain("x"))]);
    let (picture, bytes) = (Blob::new("image/png", b"b"), Blob::from(b"b".as_slice()));
    for (request, body, media_type) in [
        (outgoing()?.json(OWN, "b")?, "\"b\"", Some("application/own")),
        (outgoing()?.optional_json(OWN, Some("b"))?, "\"b\"", Some("application/own")),
        (outgoing()?.optional_json(OWN, None::<&str>)?, "", None),
        (outgoing()?.text(OWN, "b")?, "b", Some("application/own")),
        (outgoing()?.text(OWN, None)?, "", None),
        (outgoing()?.bytes(OWN, &picture)?, "b", Some("image/png")),
        (outgoing()?.bytes(OWN, &bytes)?, "b", Some("application/own")),
        (outgoing()?.bytes(OWN, None)?, "", None),
    ] {
        let found = request.headers().get("content-type").map(HeaderValue::to_str).transpose()?;
        assert_eq!(
            (request.method(), request.uri().path()),
            (&Method::POST, "/icws/canary%2Fid/lists/x/find")
        );
        assert_eq!((request.body().as_slice(), found), (body.as_bytes(), media_type));
    }
    let unfit = outgoing()?.bytes(OWN, &Blob::new("a\nb", b"b"));
    assert!(matches!(unfit, Err(RequestError::HeaderValue { name: "Content-Type", .. })), "{unfit:?}");
    Ok(())
}
