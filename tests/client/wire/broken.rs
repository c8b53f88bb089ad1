//! Answers with an undocumented status, or with a body that is not the documented one.

use icws_dialer::operations::PerformCallListQuery;
use icws_dialer::{Error, Operation};
use icws_tests::Tested;
use icws_tests::answer::{Answer, ERROR_BODY, HTML, MEDIA_TYPE, QUERY_BODY};
use icws_tests::operation::{OPERATIONS, Row};
use icws_tests::outcome::{Failure, Kind};

fn failure(row: &Row, answer: &Answer) -> Result<Box<Failure>, Box<dyn std::error::Error + Send + Sync>> {
    match (row.receive)(answer.response()?) {
        Err(failure) => Ok(failure),
        Ok(success) => Err(format!("{row}: {answer:?} is {success}").into()),
    }
}

#[test]
fn every_undocumented_status_keeps_status_headers_and_body() -> Tested {
    for row in &OPERATIONS {
        for status in (100..1000).filter(|status| row.statuses().all(|documented| documented != *status)) {
            let answer = Answer::json(status, ERROR_BODY).header("X-Proxy", "p");
            let failure = failure(row, &answer)?;
            assert_eq!(failure.kind, Kind::UnexpectedStatus, "{row} {status}");
            assert_eq!(failure.status, Some(status), "{row}");
            assert_eq!(failure.body, ERROR_BODY.as_bytes(), "{row} {status}");
            assert_eq!(failure.headers.len(), 2, "{row} {status}");
        }
    }
    Ok(())
}

#[test]
fn an_undocumented_status_needs_no_body() -> Tested {
    for row in &OPERATIONS {
        for status in [204, 302, 304, 418, 503] {
            let failure = failure(row, &Answer::new(status))?;
            assert_eq!((failure.kind, failure.status), (Kind::UnexpectedStatus, Some(status)), "{row}");
            assert!(failure.body.is_empty() && failure.headers.is_empty());
        }
    }
    Ok(())
}

/// Bodies that are not what any of the operations documents: what is wrong with them, content type and body.
const BROKEN: [(&str, &str, &str); 17] = [
    ("empty", MEDIA_TYPE, ""),
    ("empty and of no type", "", ""),
    ("blank", MEDIA_TYPE, " \r\n\t"),
    ("HTML", "text/html; charset=utf-8", HTML),
    ("HTML that says it is JSON", MEDIA_TYPE, HTML),
    ("HTML of no type", "", HTML),
    ("cut off", MEDIA_TYPE, r#"{"message":"m","#),
    ("of another type", "text/plain", ERROR_BODY),
    ("in another charset", "application/json; charset=utf-16", ERROR_BODY),
    ("with two byte order marks", MEDIA_TYPE, "\u{feff}\u{feff}{\"message\":\"m\"}"),
    ("null", MEDIA_TYPE, "null"),
    ("an array", MEDIA_TYPE, "[]"),
    ("a string", MEDIA_TYPE, r#""message""#),
    ("without what is required", MEDIA_TYPE, r#"{"other":1}"#),
    ("twice the same property", MEDIA_TYPE, r#"{"message":"a","message":"b"}"#),
    ("single quotes", MEDIA_TYPE, "{'message':'m'}"),
    ("a trailing comma", MEDIA_TYPE, r#"{"message":"m",}"#),
];

#[test]
fn a_documented_status_with_a_broken_body_keeps_status_headers_and_body() -> Tested {
    for row in &OPERATIONS {
        for status in row.statuses().filter(|status| row.answers_with_body(*status)) {
            for (case, content_type, body) in BROKEN {
                let mut answer = Answer::new(status).header("X-Proxy", "p").body(body);
                if !content_type.is_empty() {
                    answer = answer.header("Content-Type", content_type);
                }
                let failure = failure(row, &answer)?;
                assert_eq!(failure.kind, Kind::Decode, "{row} {status} {case}");
                assert_eq!(failure.status, Some(status), "{row} {case}");
                assert_eq!(failure.body, body.as_bytes(), "{row} {status} {case}");
                assert!(failure.headers.get("x-proxy").is_some_and(|value| value == "p"), "{case}");
                assert!(!failure.texts.iter().any(|text| text.contains("<body>")), "{case}");
            }
        }
    }
    Ok(())
}

#[test]
fn what_stands_behind_a_body_is_an_error() -> Tested {
    for row in &OPERATIONS {
        for status in row.statuses().filter(|status| row.answers_with_body(*status)) {
            let whole = if status == 200 { QUERY_BODY } else { ERROR_BODY };
            let blank = (row.receive)(Answer::json(status, format!("\r\n{whole} \n")).response()?);
            assert!(!blank.is_err_and(|failure| failure.kind == Kind::Decode), "{row} {status}");
            for behind in ["x", "{}", ",", "\0", whole] {
                let failure = failure(row, &Answer::json(status, format!("{whole}{behind}")))?;
                assert_eq!(failure.kind, Kind::Decode, "{row} {status} {behind:?}");
                assert_eq!(failure.path, None, "{row} {status} {behind:?}");
            }
        }
    }
    Ok(())
}

#[test]
fn invalid_utf8_is_an_error_that_keeps_the_bytes() -> Tested {
    for row in &OPERATIONS {
        let body = b"{\"message\":\"\xff\xfe\"}";
        let failure = failure(row, &Answer::json(500, *body))?;
        assert_eq!((failure.kind, failure.body.as_slice()), (Kind::Decode, &body[..]), "{row}");
    }
    Ok(())
}

const UNDERSTOOD: [&str; 11] = [
    "application/vnd.inin.icws+JSON",
    "application/vnd.inin.icws+json",
    "APPLICATION/VND.ININ.ICWS+JSON",
    "application/vnd.inin.icws+JSON;charset=utf-8",
    "application/vnd.inin.icws+JSON ; Charset=\"UTF-8\"",
    "application/vnd.inin.icws+JSON; version=1; charset=utf-8",
    "application/json",
    "Application/Json; charset=UTF-8",
    "application/json; charset=us-ascii",
    "application/json;",
    "application/problem+json",
];

#[test]
fn media_types_in_any_capitals_and_with_parameters_are_understood() -> Tested {
    for row in &OPERATIONS {
        for status in row.statuses().filter(|status| row.answers_with_body(*status)) {
            for content_type in UNDERSTOOD {
                let body = if status == 200 { QUERY_BODY } else { ERROR_BODY };
                let answer = Answer::new(status).header("Content-Type", content_type).body(body);
                let outcome = (row.receive)(answer.response()?);
                let kind = outcome.err().map(|failure| failure.kind);
                assert_eq!(kind, (status != 200).then_some(Kind::Api), "{row} {status} {content_type}");
            }
        }
    }
    Ok(())
}

#[test]
fn a_body_of_no_type_is_taken_for_json() -> Tested {
    for row in &OPERATIONS {
        let refused = (row.refuse)(Answer::new(400).body(ERROR_BODY).response()?);
        assert_eq!(refused.map(|refused| refused.status), Some(400), "{row}");
    }
    Ok(())
}

#[test]
fn the_name_of_another_type_or_charset_is_in_the_message() -> Tested {
    for (content_type, named) in [
        ("text/html; charset=utf-8", "text/html"),
        ("application/xml", "application/xml"),
        ("application/jsonp", "application/jsonp"),
        ("application/json; charset=iso-8859-1", "iso-8859-1"),
        ("application/json; x=y; charset=UTF-16", "UTF-16"),
    ] {
        for row in &OPERATIONS {
            let answer = Answer::new(500).header("Content-Type", content_type).body(ERROR_BODY);
            let failure = failure(row, &answer)?;
            let display = failure.texts.first().ok_or("no text")?;
            assert!(display.contains(named) && display.starts_with(row.id), "{display}");
        }
    }
    Ok(())
}

#[test]
fn a_decode_error_says_where_in_the_body_the_fault_is() -> Tested {
    for (records, path) in [
        (r#"[{"status":"a"},{"status":"a"},{"status":"a"},{"status":7}]"#, "records[3].status"),
        (r#"[{"status":"a"},{}]"#, "records[1]"),
        (r#"[{"status":"a","values":{"k":1}}]"#, "records[0].values.k"),
        (r#"{"status":"a"}"#, "records"),
        (r#"[null]"#, "records[0]"),
    ] {
        let body = format!(r#"{{"recordsaffected":1,"errorMessage":"","records":{records}}}"#);
        let Err(Error::Decode(error)) =
            PerformCallListQuery::from_response(Answer::json(200, body).response()?)
        else {
            return Err(format!("{records} decoded").into());
        };
        assert_eq!(error.path(), Some(path), "{records}");
        assert!(error.to_string().contains(path), "{error}");
    }
    for (body, path) in [
        (r#"{"recordsaffected":2147483648,"errorMessage":""}"#, Some("recordsaffected")),
        (r#"{"recordsaffected":"1","errorMessage":""}"#, Some("recordsaffected")),
        (r#"{"recordsaffected":1,"errorMessage":null}"#, Some("errorMessage")),
        (r#"{"recordsaffected":1,"records":[]}"#, None),
        (r#"{"recordsaffected":1,"errorMessage":""}"#, None),
    ] {
        let row = OPERATIONS.last().ok_or("no operation")?;
        assert_eq!(failure(row, &Answer::json(200, body))?.path.as_deref(), path, "{body}");
    }
    Ok(())
}

#[test]
fn a_decode_error_in_a_refusal_says_where_too() -> Tested {
    for row in &OPERATIONS {
        for (status, _) in row.refusals {
            let failure = failure(row, &Answer::json(*status, r#"{"message":{}}"#))?;
            assert_eq!(failure.path.as_deref(), Some("message"), "{row} {status}");
        }
    }
    Ok(())
}
