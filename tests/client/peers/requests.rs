//! Faults of peers in what they send, and in the types that it is made of.

use icws_dialer::models::{
    CallListQueryResponse, DbCommandParameters, DbCommandQueryParameters, DbCommandType, DbTableType,
    DialerContactData, Error as ServerError, MarkCallForFinishingParameters, PerformCallListQueryParameters,
    PlacePreviewCallParameters, StartReceivingParameters,
};
use icws_dialer::operations::{MarkCallForFinishing, PerformCallListQuery, PlacePreviewCall, ReadyForCalls};
use icws_dialer::{Operation, Session};
use icws_tests::answer::QUERY_BODY;
use icws_tests::operation::{OPERATIONS, perform_call_list_query, start_receiving};
use icws_tests::secret::{COOKIE, CSRF_TOKEN, leaks, session};
use icws_tests::{Tested, implements};

const BASE_URL: &str = "http://127.0.0.1:8018/prefix";

fn sent(operation: &impl Operation) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
    Ok(String::from_utf8(operation.to_request(&session(BASE_URL)?)?.into_body())?)
}

/// P, R, S, G: values have no names (`Variant0`, `Value0`). O: there is no type at all.
#[test]
fn an_integer_enumeration_has_names_and_its_numbers() {
    assert_eq!((DbCommandType::Select.value(), DbTableType::DncMetaDataTable.value()), (4, 32768));
    assert_eq!(format!("{:?}", DbCommandType::from(3)), "Delete");
}

/// P, R, S, G: an unknown value is a decode error, and the whole reply is lost. A: numbers are read as strings.
#[test]
fn an_unknown_enumeration_value_does_not_fail_and_is_an_integer_on_the_wire() -> Tested {
    let text = r#"{"contactlisttable":"","statement":"","commandtype":77,"tabletype":-3}"#;
    let command: DbCommandParameters = serde_json::from_str(text)?;
    assert_eq!(command.command_type, DbCommandType::Unknown(77));
    assert_eq!(command.table_type, DbTableType::Unknown(-3));
    assert_eq!(serde_json::to_string(&command)?, text);
    Ok(())
}

/// R: a body with nothing in it is the four bytes `null`. S: a content type without a body. O, G: no body at all.
#[test]
fn a_body_with_nothing_set_is_an_empty_object_and_not_null() -> Tested {
    assert_eq!(sent(&ReadyForCalls::new(&StartReceivingParameters::new()))?, "{}");
    assert_eq!(sent(&PlacePreviewCall::new(&PlacePreviewCallParameters::new()))?, "{}");
    Ok(())
}

/// S: a content type is sent where there is no body. P: a body `{}` is sent where there is none.
#[test]
fn an_operation_without_a_body_sends_neither_body_nor_content_type() -> Tested {
    for row in OPERATIONS.iter().filter(|row| row.bodies.is_none()) {
        let request = (row.most)(&session(BASE_URL)?)?;
        assert!(request.body().is_empty() && !request.headers().contains_key("content-type"), "{row}");
    }
    Ok(())
}

/// P: an absent dictionary is an empty one, and an empty one cannot be sent.
#[test]
fn an_absent_dictionary_is_not_an_empty_one() -> Tested {
    let absent = PlacePreviewCallParameters::new();
    let empty = PlacePreviewCallParameters::new().with_call_attributes([("", ""); 0]);
    assert_eq!(sent(&PlacePreviewCall::new(&absent))?, "{}");
    assert_eq!(sent(&PlacePreviewCall::new(&empty))?, r#"{"callAttributes":{}}"#);
    assert_ne!(absent, empty);
    Ok(())
}

/// O: each dictionary is a wrapper with a flattened map, a type of its own.
#[test]
fn a_dictionary_is_used_like_a_map() {
    let attributes: Option<icws_dialer::Dictionary<String>> =
        MarkCallForFinishingParameters::new("", "").with_call_attributes([("a", "b")]).call_attributes;
    assert_eq!(attributes.and_then(|mut map| map.remove("a")).as_deref(), Some("b"));
}

/// P, R, S, O: one or both of the two credentials are not sent. O: `Authorization: Bearer` is sent instead.
#[test]
fn both_the_csrf_header_and_the_cookie_are_sent_and_no_other_credential() -> Tested {
    for row in &OPERATIONS {
        let request = (row.most)(&session(BASE_URL)?)?;
        let all = |name| request.headers().get_all(name).iter().collect::<Vec<_>>();
        assert_eq!(all("inin-icws-csrf-token"), [CSRF_TOKEN], "{row}");
        assert_eq!(all("cookie"), [COOKIE], "{row}");
        assert!(all("authorization").is_empty(), "{row}");
    }
    Ok(())
}

/// P, S: the client's `Debug` shows the token.
#[test]
fn secrets_are_not_in_debug_output() -> Tested {
    let session = session(BASE_URL)?;
    let client = icws_dialer::Client::new(session.clone())?;
    let request = (OPERATIONS.first().ok_or("no operation")?.most)(&session)?;
    let texts = [format!("{session:#?}"), format!("{client:#?}"), format!("{:#?}", request.headers())];
    assert!(leaks(&texts).is_empty(), "{texts:?}");
    Ok(())
}

/// The path of a request with this session id.
fn path(session_id: &str) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
    let session = Session::builder(BASE_URL).session_id(session_id).csrf_token("t").cookie("c=1").build()?;
    let body = start_receiving();
    Ok(ReadyForCalls::new(&body).to_request(&session)?.uri().path().to_owned())
}

/// R: a space is `+`, which in a path is a plus sign. S: a slash is not encoded.
#[test]
fn a_space_in_a_path_is_not_a_plus_and_a_slash_is_not_a_slash() -> Tested {
    assert_eq!(path("a/b c")?, "/prefix/icws/a%2Fb%20c/dialer/ready-for-calls");
    assert_eq!(path("a+b")?, "/prefix/icws/a%2Bb/dialer/ready-for-calls");
    Ok(())
}

/// P, R, S, O, G: `..` changes the path, or is sent as it is.
#[test]
fn dots_do_not_climb_the_path() -> Tested {
    for session_id in [".", ".."] {
        let refused = Session::builder(BASE_URL).session_id(session_id).csrf_token("t").cookie("c=1").build();
        assert!(refused.is_err(), "{session_id}");
    }
    for session_id in ["%2e%2e", "../..", "..;", "...", "/.."] {
        let path = path(session_id)?;
        let segments: Vec<_> = path.split('/').collect();
        assert_eq!(segments.len(), 6, "{path}");
        assert!(!segments.iter().any(|segment| [".", "..", "%2e%2e"].contains(segment)), "{path}");
    }
    Ok(())
}

/// R, G: `Default` fills what is required with `""` and the first value of an enumeration.
#[test]
fn what_has_required_fields_has_no_default() {
    assert!(!implements!(MarkCallForFinishingParameters: Default));
    assert!(!implements!(PerformCallListQueryParameters: Default));
    assert!(!implements!(DbCommandParameters: Default));
    assert!(!implements!(DbCommandQueryParameters: Default));
    assert!(!implements!(CallListQueryResponse: Default));
    assert!(!implements!(DialerContactData: Default));
    assert!(!implements!(ServerError: Default));
    assert!(!implements!(DbCommandType: Default) && !implements!(DbTableType: Default));
    assert!(implements!(StartReceivingParameters: Default), "nothing is required here");
}

/// G: invents a least length of 1 for every required string.
#[test]
fn an_empty_string_is_a_string_and_is_sent() -> Tested {
    let body = MarkCallForFinishingParameters::new("", "");
    assert_eq!(sent(&MarkCallForFinishing::new(&body))?, r#"{"callId":"","campaignId":""}"#);
    Ok(())
}

/// A: an XSS filter refuses SQL text such as `a<b AND c>d`.
#[test]
fn sql_text_is_sent_as_it_is() -> Tested {
    let statement = "SELECT 'it''s' FROM \"t\" WHERE a<b AND c>d -- <script>&amp;\r\n\t\u{1f4de}";
    let command = DbCommandParameters::new("t", statement, DbCommandType::Select, DbTableType::CallList);
    let body = PerformCallListQueryParameters::new("g", command);
    let body = sent(&PerformCallListQuery::new(&body))?;
    let sent: serde_json::Value = serde_json::from_str(&body)?;
    assert_eq!(sent.pointer("/command/statement").and_then(serde_json::Value::as_str), Some(statement));
    assert!(body.contains("a<b AND c>d"), "{body}");
    Ok(())
}

/// P: `api-version: 9` on every call. S: `X-Span-ID`.
#[test]
fn no_header_is_sent_that_nobody_asked_for() -> Tested {
    for row in &OPERATIONS {
        let request = (row.most)(&session(BASE_URL)?)?;
        let asked = ["inin-icws-csrf-token", "cookie", "accept", "content-type"];
        for name in request.headers().keys() {
            assert!(asked.contains(&name.as_str()), "{row} sends {name}");
        }
    }
    Ok(())
}

/// P, O: `Accept: application/json`, which is not what the server offers. R, S, G: none.
#[test]
fn the_accepted_media_type_is_the_servers_own() -> Tested {
    for row in &OPERATIONS {
        let request = (row.most)(&session(BASE_URL)?)?;
        let accepted = request.headers().get("accept").ok_or("no Accept")?;
        assert_eq!(accepted, "application/vnd.inin.icws+JSON", "{row}");
    }
    Ok(())
}

/// G: requests can only be written, answers can only be read.
#[test]
fn requests_can_be_read_and_answers_can_be_written() -> Tested {
    let query = perform_call_list_query();
    let text = serde_json::to_string(&query)?;
    assert_eq!(serde_json::from_str::<PerformCallListQueryParameters>(&text)?, query);
    let answer: CallListQueryResponse = serde_json::from_str(QUERY_BODY)?;
    assert_eq!(serde_json::to_string(&answer)?, QUERY_BODY);
    Ok(())
}
