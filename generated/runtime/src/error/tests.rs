use std::error::Error as StdError;

use http::header::{HeaderName, HeaderValue};
use http::{Response, StatusCode};

use super::{
    Answered, AnyError, DecodeError, Error, ReceivedHeaders, RequestError, TransportError, ValidationError,
    Violation,
};
use crate::decode::Answer;
use crate::tests::{FindContacts, Found, Refusal, Tested, receive};
use crate::{FeatureVersion, Operation, OperationError};

/// A response whose every header and whose body hold a secret.
fn receive_secrets(status: StatusCode, body: &str) -> Option<Error<Refusal>> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    for name in [
        "set-cookie",
        "inin-icws-csrf-token",
        "inin-icws-session-id",
        "cookie",
        "authorization",
        "location",
        "x-proxy",
    ] {
        let value = HeaderValue::from_static("canary");
        response.headers_mut().append(HeaderName::from_static(name), value.clone());
        response.headers_mut().append(HeaderName::from_static(name), value);
    }
    FindContacts::from_response(response).err()
}

fn chain(error: &(dyn StdError + 'static)) -> Vec<String> {
    std::iter::successors(Some(error), |error: &&dyn StdError| (*error).source())
        .map(ToString::to_string)
        .collect()
}

#[test]
fn a_refusal_shows_operation_status_message_and_identifier() {
    let shown = receive(400, "", r#"{"message":"the call is gone"}"#).map_err(|error| chain(&error));
    assert_eq!(shown, Err(vec!["findContacts: 400 Bad Request: the call is gone (error.bad)".to_owned()]));
    let shown = receive(401, "", r#"{"message":""}"#).map_err(|error| error.to_string());
    assert_eq!(shown, Err("findContacts: 401 Unauthorized".to_owned()));
}

#[test]
fn an_undocumented_status_shows_operation_and_status() {
    let shown = receive(502, "text/html", "<html>").map_err(|error| chain(&error));
    assert_eq!(
        shown,
        Err(vec!["findContacts: 502 Bad Gateway: the API does not document this status".to_owned()])
    );
}

#[test]
fn a_decode_error_shows_the_path_and_leaves_the_cause_to_its_source() {
    let error = receive(200, "", r#"{"contacts":[{"status":5}]}"#).err();
    let shown = error.map(|error| chain(&error)).unwrap_or_default();
    let [error, cause] = shown.as_slice() else { return assert_eq!(shown.len(), 2) };
    assert_eq!(
        error,
        "findContacts: the response with status 200 OK cannot be decoded at `contacts[0].status`"
    );
    assert!(cause.starts_with("invalid type: integer `5`, expected a string at line 1"), "{cause}");
}

#[test]
fn no_text_of_a_chain_stands_in_it_twice() {
    let transport = TransportError::connect(std::io::Error::other("no route"));
    let error: Error<Refusal> = transport.into();
    assert_eq!(chain(&error), ["findContacts: no connection to the server could be made", "no route"]);
}

#[cfg(feature = "reqwest-client")]
#[test]
fn a_client_that_cannot_be_made_shows_what_for_and_leaves_the_cause_to_its_source() {
    let error = super::ClientError::new("no certificates");
    assert_eq!(chain(&error), ["the client cannot be set up for encrypted connections", "no certificates"]);
}

#[test]
fn a_place_without_a_name_is_no_path() -> Tested {
    for (body, expected) in
        [("{", None), (r#"{"contacts":[{"status":"x","#, Some("contacts[0]")), ("[", None)]
    {
        let Some(Error::Decode(error)) = receive(200, "", body).err() else { return Err("decoded".into()) };
        assert_eq!(error.path(), expected, "{body}");
    }
    Ok(())
}

#[test]
fn a_content_encoding_that_nobody_asked_for_is_named_where_it_is_in_the_way() {
    let shown = |encoding: &'static str, body: &str| {
        let mut response = Response::new(body.to_owned());
        response.headers_mut().insert("content-encoding", HeaderValue::from_static(encoding));
        FindContacts::from_response(response).map_err(|error| error.to_string())
    };
    assert!(
        shown("br", "\u{b}").is_err_and(|shown| shown.ends_with("`br` was not undone and not asked for"))
    );
    assert!(shown("Identity", "{").is_err_and(|shown| !shown.contains("dentity")));
    assert!(shown("gzip", r#"{"contacts":[]}"#).is_ok(), "it has been undone already");
}

#[derive(Debug)]
enum Silent {
    Gone,
}

crate::codegen::responses! {
    Silent;
    GONE = Gone.nothing();
}

#[test]
fn a_refusal_without_a_body_is_none_when_a_proxy_sends_a_page() {
    let received = |content_type: &'static str, body: &'static str| {
        let mut response = Response::new(body);
        *response.status_mut() = StatusCode::GONE;
        response.headers_mut().insert("content-type", HeaderValue::from_static(content_type));
        Answer::new(&response).only::<(), Silent>(StatusCode::OK, Answer::nothing)
    };
    assert!(matches!(received("Text/HTML; charset=utf-8", "<p>"), Err(Error::Decode(_))));
    for (content_type, body) in
        [("text/html", " "), ("text/plain", "x"), ("application/json; charset=x", "{}")]
    {
        assert!(matches!(received(content_type, body), Err(Error::Api(Silent::Gone))), "{content_type}");
    }
}

#[test]
fn a_request_error_names_the_parameter() {
    let error: Error<Refusal> = RequestError::PathValue { name: "list" }.into();
    assert_eq!(
        error.to_string(),
        "findContacts: the value of `list` must not be empty, `.` or `..`, because it is a part of the path"
    );
    assert_eq!(error.status(), None);
}

#[test]
fn what_the_server_lacks_is_shown_with_both_versions() {
    let (requires, server) = (FeatureVersion::new("tested", 4), FeatureVersion::new("tested", 3));
    let error: Error<Refusal> = Error::Unsupported { what: "findContacts".into(), requires, server };
    assert_eq!(error.to_string(), format!("findContacts requires {requires}, but the server has {server}"));
}

#[test]
fn timeouts_and_missing_connections_are_told_apart() {
    let of = |error: TransportError| {
        let error: Error<Refusal> = error.into();
        (error.is_connect(), error.is_timeout())
    };
    assert_eq!(of(TransportError::new("x")), (false, false));
    assert_eq!(of(TransportError::connect("x")), (true, false));
    assert_eq!(of(TransportError::timeout("x")), (false, true));
    assert_eq!(of(TransportError::connect_timeout("x")), (true, true));
}

#[test]
fn every_error_that_came_with_an_answer_has_its_status() {
    for (status, body) in [(400, r#"{"message":""}"#), (400, ""), (502, "")] {
        let found = receive(status, "", body).err().and_then(|error| error.status());
        assert_eq!(found.map(|found| found.as_u16()), Some(status));
    }
}

#[test]
fn a_401_is_found_whatever_its_body_is() -> Tested {
    for (content_type, body) in [
        ("application/json", r#"{"message":""}"#),
        ("", ""),
        ("text/html", "<html>"),
        ("application/json", "{"),
    ] {
        let error = receive(401, content_type, body).err().ok_or("no error")?;
        assert!(error.is_unauthorized(), "{body}");
        assert!(AnyError::from(error).is_unauthorized(), "{body}");
    }
    let undocumented: Error<Refusal> = {
        let status = StatusCode::UNAUTHORIZED;
        Answered { status, headers: Box::default(), body: Vec::new() }.into()
    };
    assert!(undocumented.is_unauthorized());
    for status in [400, 403, 407, 502] {
        let error = receive(status, "", r#"{"message":"401"}"#).err().ok_or("no error")?;
        assert!(!error.is_unauthorized() && !AnyError::from(error).is_unauthorized(), "{status}");
    }
    Ok(())
}

#[test]
fn no_text_shows_a_header_or_a_body() -> Tested {
    for (status, body) in [
        (StatusCode::FOUND, "canary"),
        (StatusCode::OK, "canary"),
        (StatusCode::OK, r#"{"contacts": "#),
        (StatusCode::BAD_REQUEST, "<html>canary"),
        (StatusCode::BAD_GATEWAY, "canary"),
    ] {
        let error = receive_secrets(status, body).ok_or("decoded")?;
        let shown = format!("{error} {error:?} {error:#?} {:?}", chain(&error));
        assert!(!shown.contains("canary"), "{shown}");
    }
    Ok(())
}

/// Both with a success, and with a status that nobody has documented.
#[test]
fn the_few_words_that_are_shown_of_a_page_end_at_a_secret_of_the_operation() -> Tested {
    for status in [200, 502] {
        let error = receive(status, "text/plain", "sorry, the pin 1234 is wrong").err().ok_or("decoded")?;
        let shown = error.to_string();
        assert!(shown.contains("sorry, the pin") && !shown.contains("1234"), "{shown}");
    }
    Ok(())
}

#[test]
fn an_undocumented_status_keeps_headers_and_body() -> Tested {
    let Some(Error::UnexpectedStatus { status, headers, body }) =
        receive_secrets(StatusCode::FOUND, "canary")
    else {
        return Err("another error".into());
    };
    assert_eq!((status.as_u16(), body.as_slice()), (302, &b"canary"[..]));
    assert_eq!(headers.get("location").map(HeaderValue::as_bytes), Some(&b"canary"[..]));
    assert_eq!(headers.get_all("set-cookie").iter().count(), 2);
    Ok(())
}

/// `clippy::result_large_err` warns from 128 bytes on, in the code of everybody who returns such an error.
#[test]
fn errors_are_small_enough_to_be_returned() {
    assert!(size_of::<Error<Refusal>>() < 128, "{}", size_of::<Error<Refusal>>());
    assert!(size_of::<Result<Found, Error<Refusal>>>() < 128);
    assert_eq!(size_of::<DecodeError>(), size_of::<usize>());
}

#[test]
fn errors_travel_between_threads() {
    fn travels<T: StdError + Send + Sync + 'static>() {}
    travels::<Error<Refusal>>();
    travels::<DecodeError>();
    travels::<AnyError>();
    travels::<TransportError>();
    travels::<RequestError>();
    travels::<crate::SessionError>();
}

#[test]
fn a_request_with_several_faults_names_them_all() {
    let fault = |path: &str| Violation::new(path.to_owned(), "is wrong".to_owned());
    let shown =
        |paths: &[&str]| ValidationError::new(paths.iter().map(|path| fault(path)).collect()).to_string();
    assert_eq!(shown(&["a"]), "`a` is wrong");
    assert_eq!(shown(&["a", "b", "c"]), "`a` is wrong; `b` is wrong; `c` is wrong");
}

/// What has no headers is not said to have an empty list of them.
#[test]
fn an_error_that_keeps_no_headers_has_none() {
    let refused = receive(400, "", r#"{"message":""}"#);
    assert!(matches!(refused, Err(Error::Api(error)) if OperationError::headers(&error).is_none()));
    assert_eq!(format!("{:?}", ReceivedHeaders::none()), "..");
}

#[test]
fn debug_output_has_the_length_of_a_body() {
    for (status, body) in [(502, "canary"), (200, "canary")] {
        let shown = receive(status, "", body).map_err(|error| format!("{error:?}"));
        assert!(shown.as_ref().is_err_and(|shown| shown.contains("body: 6 bytes")), "{shown:?}");
    }
}

#[test]
fn a_body_that_is_not_what_was_expected_is_not_too_large() {
    for body in ["{", ""] {
        let read = receive(200, "", body);
        assert!(matches!(&read, Err(Error::Decode(error)) if !error.is_too_large()), "{read:?}");
    }
}
