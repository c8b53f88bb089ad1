//! Errors as a person meets them: what each says in a log line, and what a program learns from it.

use std::error::Error as StdError;
use std::time::Duration;

use icws_dialer::models::StartReceivingParameters;
use icws_dialer::operations::{
    EstablishPersistentConnectionError, PerformCallListQuery, PlacePreviewCall, PlacePreviewCallError,
    ReadyForCalls, ReadyForCallsError,
};
use icws_dialer::{
    AnyError, Client, DialerVersion, Error, Operation, ParseVersionError, RequestError, SessionError,
    SessionPart, TransportError,
};
use icws_tests::answer::{Answer, ERROR_BODY, HTML};
use icws_tests::operation::{OPERATIONS, mark_call_for_finishing};
use icws_tests::secret::{leaks, texts};
use icws_tests::{Tested, implements};

type PlaceError = Error<PlacePreviewCallError>;

/// The error of a call that is answered like this.
fn placed(answer: &Answer) -> Result<PlaceError, &'static str> {
    let response = answer.response().map_err(|_| "no answer")?;
    PlacePreviewCall::from_response(response).err().ok_or("a success")
}

/// A page that comes in the server's place.
fn page(status: u16, body: impl Into<Vec<u8>>) -> Answer {
    Answer::new(status).header("Content-Type", "text/html; charset=utf-8").body(body)
}

/// What an error and its causes say, one to a line.
fn chain(error: &(dyn StdError + 'static)) -> String {
    let errors = std::iter::successors(Some(error), |error: &&dyn StdError| (*error).source());
    let lines: Vec<String> = errors.map(ToString::to_string).collect();
    lines.join("\n  because: ")
}

/// The chains of several errors, each of them on as many lines as it has members.
fn shown<'a>(errors: impl IntoIterator<Item = &'a (dyn StdError + 'static)>) -> String {
    errors.into_iter().map(|error| format!("{}\n", chain(error))).collect()
}

fn answered(answers: &[Answer]) -> Result<String, &'static str> {
    let errors = answers.iter().map(placed).collect::<Result<Vec<_>, _>>()?;
    Ok(shown(errors.iter().map(|error| error as &(dyn StdError + 'static))))
}

#[test]
fn a_refusal_says_what_the_server_says_on_one_line() -> Tested {
    let text = answered(&[
        Answer::refusal(404),
        Answer::json(400, r#"{"message":"only a message"}"#),
        Answer::json(403, r#"{"errorId":"error.only","message":""}"#),
        Answer::json(410, r#"{"message":""}"#),
        Answer::json(500, r#"{"message":"a\r\n2026-01-01 INFO forged\t\u001b[2Jb\u2028c","errorId":"x\ny"}"#),
    ])?;
    insta::assert_snapshot!(text);
    Ok(())
}

#[test]
fn an_undocumented_status_comes_with_a_few_words_of_the_body() -> Tested {
    let text = answered(&[
        page(503, HTML),
        page(502, "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"),
        page(
            404 + 1,
            "<p>The method is not allowed for the URL /icws/canary/dialer, cookie icws_17=canary</p>",
        ),
        page(503, "word ".repeat(100)),
        Answer::json(429, r#"{"message":"slow\ndown"}"#),
        Answer::json(429, r#"{"error":"no message"}"#),
        Answer::new(504).header("Content-Type", "text/plain").body("upstream request timeout\n"),
        Answer::new(599).header("Content-Type", "application/octet-stream").body([0, 159, 146, 150]),
        Answer::new(302).header("Location", "/icws/canary/"),
        Answer::new(418).body("nobody says what this is"),
    ])?;
    insta::assert_snapshot!(text);
    Ok(())
}

#[test]
fn an_unreadable_answer_says_what_is_wrong_and_where() -> Tested {
    let query = Answer::json(200, r#"{"recordsaffected":1,"errorMessage":"","records":[{"status":7}]}"#);
    let error = PerformCallListQuery::from_response(query.response()?).err().ok_or("a success")?;
    let mut text = answered(&[
        Answer::new(400),
        page(500, "<title>Runtime Error</title>"),
        page(200, "<title>Log in to the network</title>"),
        Answer::new(401).header("Content-Type", "te\"xt/ht\u{7f}ml".replace('\u{7f}', "\t")).body("x"),
        Answer::new(404).header("Content-Type", "application/json; charset=utf-16").body("{}"),
        Answer::json(404, "{"),
        Answer::json(404, "[]"),
        Answer::json(404, format!("{ERROR_BODY}{ERROR_BODY}")),
        Answer::json(404, b"\x1f\x8b\x08").header("Content-Encoding", "gzip"),
    ])?;
    text += &shown([&error as &(dyn StdError + 'static)]);
    insta::assert_snapshot!(text);
    Ok(())
}

#[test]
fn an_error_without_an_answer_says_why_there_is_none() -> Tested {
    let io = || std::io::Error::other("no route to host");
    let not_json = serde_json::from_str::<()>("x").err().ok_or("JSON")?;
    let (requires, server) = (DialerVersion::new(9).into(), DialerVersion::new(7).into());
    let errors: Vec<PlaceError> = vec![
        TransportError::new(io()).into(),
        TransportError::connect(io()).into(),
        TransportError::timeout(io()).into(),
        TransportError::connect_timeout(io()).into(),
        RequestError::PathValue { name: "list" }.into(),
        RequestError::ControlCharacter { name: "list" }.into(),
        RequestError::HeaderValue { name: "list", reason: "it has a space at its start or end" }.into(),
        RequestError::NotFinite { name: "list" }.into(),
        RequestError::PathTooLong.into(),
        RequestError::Body(not_json.into()).into(),
        Error::Unsupported { what: "placePreviewCall".into(), requires, server },
        Error::Unsupported { what: "a\nb".into(), requires, server },
    ];
    let mut text = shown(errors.iter().map(|error| error as &(dyn StdError + 'static)));
    let empty = StartReceivingParameters::new().with_campaign_ids([""; 0]);
    let invalid = ReadyForCalls::new(&empty).validate().err().ok_or("valid")?;
    text += &shown([&invalid as &(dyn StdError + 'static)]);
    insta::assert_snapshot!(text);
    Ok(())
}

#[test]
fn an_error_before_there_is_a_client_says_what_to_do() {
    use SessionPart::{BaseUrl, Cookie, CsrfToken, SessionId};

    let missing = [BaseUrl, SessionId, CsrfToken, Cookie].map(SessionError::Missing);
    let others = [
        SessionError::Malformed { part: Cookie, reason: "it has a line break or another control character" },
        SessionError::InsecureHttp { host: "ic1.example.com".into() },
    ];
    let versions = [
        ParseVersionError::NotListed { feature: "dialer" },
        ParseVersionError::NotJson { line: 1, column: 1 },
        ParseVersionError::NotFeatures,
        ParseVersionError::NotPositive,
    ];
    let session = missing.iter().chain(&others).map(|error| error as &(dyn StdError + 'static));
    let version = versions.iter().map(|error| error as &(dyn StdError + 'static));
    let text = shown(session.chain(version));
    insta::assert_snapshot!(text);
}

#[test]
fn every_text_is_one_line_whatever_the_server_writes() -> Tested {
    let hostile = "a\\nb\\r\\u001b\\u0085\\u2028\\u2029\\u202ec";
    for status in [200, 400, 401, 404, 418, 500, 503] {
        let body = format!(r#"{{"message":"{hostile}","errorId":"{hostile}","{hostile}":1}}"#);
        for answer in [Answer::json(status, body.clone()), page(status, "a\nb\u{2028}<p>\u{202e}c\r\u{85}d")]
        {
            let Err(error) = PlacePreviewCall::from_response(answer.response()?) else { continue };
            let text = error.to_string();
            let breaks = |c: char| c.is_control() || "\u{2028}\u{2029}\u{202e}".contains(c);
            assert!(!text.contains(breaks), "{status}: {text:?}");
        }
    }
    Ok(())
}

#[test]
fn no_excerpt_shows_the_request_that_a_page_repeats() -> Tested {
    let request = "POST /icws/canary-id/dialer/x?canary HTTP/1.1 Cookie: icws_17=canary-cookie; canary=2 \
                   ININ-ICWS-CSRF-Token: canary-token X-Trace-Id: canary https://ic1/icws/canary-id";
    for status in [200, 400, 418, 503] {
        for answer in [
            page(status, format!("<title>Not here</title>{request}")),
            page(status, format!("Not here <pre>{request}</pre>")),
            Answer::new(status).header("Content-Type", "text/plain").body(format!("Not here {request}")),
        ] {
            let Err(error) = PlacePreviewCall::from_response(answer.response()?) else { continue };
            assert_eq!(leaks(&texts(&error)), Vec::<&String>::new());
            assert!(error.to_string().contains("Not here"), "{error}");
        }
    }
    let answer = Answer::json(503, format!(r#"{{"message":"Not here {request}"}}"#));
    assert_eq!(leaks(&texts(&placed(&answer)?)), Vec::<&String>::new());
    Ok(())
}

#[test]
fn a_success_without_content_is_none_when_a_proxy_sends_a_page() -> Tested {
    for row in &OPERATIONS {
        for status in row.successes.iter().copied().filter(|status| !row.answers_with_body(*status)) {
            let received = |answer: Answer| Ok::<_, http::Error>((row.receive)(answer.response()?));
            let failure = received(page(status, HTML))?.err().ok_or("a page is a success")?;
            assert_eq!((failure.status, failure.body.as_slice()), (Some(status), HTML.as_bytes()));
            assert!(failure.texts.iter().any(|text| text.contains("503 Service Unavailable")), "{row}");
            for answer in [page(status, ""), page(status, " \r\n"), Answer::json(status, "{}")] {
                assert!(received(answer)?.is_ok(), "{row} {status}");
            }
            let answer = Answer::new(status).body("text that nobody explains");
            assert!(received(answer)?.is_ok() && received(Answer::new(status))?.is_ok(), "{row}");
        }
    }
    Ok(())
}

#[test]
fn a_mark_before_the_json_is_skipped() -> Tested {
    let refused = placed(&Answer::json(404, format!("\u{feff}{ERROR_BODY}")))?;
    assert_eq!(refused.to_string(), placed(&Answer::json(404, ERROR_BODY))?.to_string());
    let error = placed(&Answer::json(404, "\u{feff}"))?;
    assert!(error.to_string().contains("has no body"), "{error}");
    let Error::Decode(error) = placed(&Answer::json(404, "\u{feff}{\"message\":5}"))? else {
        return Err("decoded".into());
    };
    assert_eq!((error.path(), error.body().first()), (Some("message"), Some(&0xef)));
    Ok(())
}

#[test]
fn what_an_answer_asks_to_wait_is_known() -> Tested {
    let waits = |answer: Answer| placed(&answer.header("Retry-After", "7")).map(|error| error.retry_after());
    let seven = Some(Duration::from_secs(7));
    assert_eq!(waits(page(503, HTML))?, seven);
    assert_eq!(waits(page(500, HTML))?, seven);
    assert_eq!(placed(&page(503, HTML))?.retry_after(), None);
    let past = page(503, HTML).header("Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT");
    assert_eq!(placed(&past)?.retry_after(), Some(Duration::ZERO));
    let transport: PlaceError = TransportError::timeout("late").into();
    assert_eq!((transport.retry_after(), transport.status()), (None, None));
    assert!(transport.is_timeout() && !transport.is_connect());
    Ok(())
}

fn two_calls(first: &Answer, second: &Answer) -> Result<(), AnyError> {
    let response = |answer: &Answer| answer.response().unwrap_or_default();
    ReadyForCalls::from_response(response(first))?;
    PlacePreviewCall::from_response(response(second))?;
    Ok(())
}

/// The same with a client, for the compiler alone.
#[allow(dead_code, reason = "that it compiles is what is tested")]
async fn two_calls_of_a_client(client: &Client) -> Result<(), AnyError> {
    client.establish_persistent_connection().await?;
    client.mark_call_for_finishing(&mark_call_for_finishing()).await?;
    Ok(())
}

#[test]
fn errors_of_different_calls_go_into_one_type() -> Tested {
    let good = Answer::new(200);
    let first = two_calls(&Answer::refusal(403), &good).err().ok_or("a success")?;
    let second = two_calls(&good, &page(503, HTML).header("Retry-After", "7")).err().ok_or("a success")?;
    assert_eq!((first.operation(), second.operation()), ("readyForCalls", "placePreviewCall"));
    assert_eq!(
        (first.status().map(|s| s.as_u16()), second.status().map(|s| s.as_u16())),
        (Some(403), Some(503))
    );
    assert_eq!((first.message(), second.message()), (Some("it cannot be done"), None));
    assert_eq!((first.error_id(), second.error_id()), (Some("error.request.dialer"), None));
    assert_eq!((first.retry_after(), second.retry_after()), (None, Some(Duration::from_secs(7))));
    let late = AnyError::from(PlaceError::from(TransportError::connect_timeout("late")));
    assert!(late.is_timeout() && late.is_connect() && !first.is_timeout() && !first.is_connect());
    let silent = two_calls(&Answer::json(403, r#"{"message":""}"#), &good).err().ok_or("a success")?;
    assert_eq!((silent.message(), silent.error_id()), (None, None));
    Ok(())
}

#[test]
fn an_error_of_any_call_shows_what_the_calls_own_error_shows() -> Tested {
    for answer in [Answer::refusal(404), page(503, HTML), Answer::json(404, "{"), Answer::new(400)] {
        let (own, any) = (placed(&answer)?, AnyError::from(placed(&answer)?));
        assert_eq!(texts(&any), texts(&own));
        assert_eq!(chain(&any), chain(&own));
    }
    let secret = Answer::new(503).header("Set-Cookie", "icws_17=canary").body("canary");
    assert_eq!(leaks(&texts(&AnyError::from(placed(&secret)?))), Vec::<&String>::new());
    Ok(())
}

#[test]
fn an_error_of_any_call_gives_the_calls_own_error_back() -> Tested {
    let any = AnyError::from(placed(&Answer::refusal(404))?);
    assert!(any.downcast_ref::<Error<ReadyForCallsError>>().is_none());
    let is_not_found = |error: &PlaceError| matches!(error, Error::Api(PlacePreviewCallError::NotFound(_)));
    assert!(any.downcast_ref().is_some_and(is_not_found));
    let any = any.downcast::<Error<EstablishPersistentConnectionError>>().err().ok_or("another type")?;
    assert_eq!(any.operation(), "placePreviewCall", "it is still whole");
    assert!(any.downcast().is_ok_and(|error| is_not_found(&error)));
    Ok(())
}

#[test]
fn an_error_of_any_call_is_one_pointer_and_travels() {
    assert_eq!(size_of::<Result<(), AnyError>>(), size_of::<usize>());
    assert!(implements!(AnyError: StdError + Send + Sync + 'static));
}
