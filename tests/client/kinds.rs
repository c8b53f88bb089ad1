//! What an error says about itself, whatever operation it is of.

use std::panic::{RefUnwindSafe, UnwindSafe};
use std::time::Duration;

use icws_dialer::operations::{ReadyForCalls, ReadyForCallsError};
use icws_dialer::{
    AnyError, Client, ClientError, DecodeError, DialerVersion, Error, ErrorKind, Login, LoginError,
    Operation, OperationError, RequestError, Session, SessionError, TransportError, blocking, http,
};
use icws_tests::answer::{Answer, ERROR_BODY, HTML};
use icws_tests::secret::{leaks, texts};
use icws_tests::{Tested, implements};

type ReadyError = Error<ReadyForCallsError>;

fn refused(answer: Answer) -> Tested<ReadyError> {
    Ok(ReadyForCalls::from_response(answer.response()?).err().ok_or("a success")?)
}

#[test]
fn each_kind_has_a_word_and_says_whether_the_call_can_have_been_sent() -> Tested {
    let version = DialerVersion::NEWEST.into();
    let unsupported = Error::Unsupported { what: "x".into(), requires: version, server: version };
    let wrong = RequestError::WrongClient { reason: "x".to_owned() };
    let errors: [(ReadyError, &str, bool); 11] = [
        (refused(Answer::refusal(403))?, "api", true),
        (refused(Answer::new(502))?, "unexpected_status", true),
        (refused(Answer::new(401))?, "decode", true),
        (TransportError::new("broken").into(), "transport", true),
        (TransportError::timeout("late").into(), "timeout", true),
        (TransportError::too_large(7).into(), "too_large", true),
        (TransportError::connect("refused").into(), "connect", false),
        (TransportError::connect_timeout("late").into(), "connect", false),
        (RequestError::PathTooLong.into(), "request", false),
        (wrong.into(), "wrong_client", false),
        (unsupported, "unsupported", false),
    ];
    for (error, word, may_have_been_sent) in errors {
        let told = (error.kind().to_string(), error.may_have_been_sent());
        assert_eq!(told, (word.to_owned(), may_have_been_sent), "{error:?}");
        let any = AnyError::from(error);
        assert_eq!((any.kind().as_str(), any.may_have_been_sent()), (word, may_have_been_sent));
    }
    assert_eq!(refused(Answer::new(401))?.kind(), ErrorKind::Decode);
    Ok(())
}

/// An answer with headers that help, and one that holds a secret.
fn with_headers(answer: Answer) -> Answer {
    answer.header("Retry-After", "7").header("X-Correlation-Id", "canary-1").header("Set-Cookie", "a=canary")
}

#[test]
fn an_error_keeps_the_headers_of_its_answer_however_it_is_read() -> Tested {
    for answer in [
        Answer::json(500, ERROR_BODY),
        Answer::json(500, r#"{"message":"m","other":{"message":5}}"#),
        Answer::json(500, r#"{"message":"m"}"#),
        Answer::json(401, ERROR_BODY),
        Answer::json(500, HTML),
        Answer::new(503),
    ] {
        let error = refused(with_headers(answer))?;
        let id = error.headers().and_then(|headers| headers.get("x-correlation-id"));
        assert!(id.is_some_and(|id| id == "canary-1" && id.is_sensitive()), "{error:?}");
        assert_eq!(error.retry_after(), Some(Duration::from_secs(7)), "{error:?}");
        assert!(leaks(&texts(&error)).is_empty(), "{error:?}");
        let any = AnyError::from(error.clone());
        assert_eq!((any.headers(), any.retry_after()), (error.headers(), error.retry_after()));
    }
    Ok(())
}

#[test]
fn the_headers_of_an_error_are_no_part_of_what_it_is() -> Tested {
    let (with, without) = (refused(with_headers(Answer::refusal(403)))?, refused(Answer::refusal(403))?);
    let (Error::Api(with), Error::Api(without)) = (with, without) else {
        return Err("not documented".into());
    };
    assert!(with == without && without.headers().is_some_and(|headers| headers.get("retry-after").is_none()));
    assert_eq!(format!("{with:?}"), format!("{without:?}"));
    let mut error = with.error().clone();
    assert_eq!(serde_json::to_string(&error)?, serde_json::to_string(without.error())?);
    assert_eq!(error.extra.len(), without.error().extra.len());
    error.extra.insert("more", 1);
    let with = ReadyForCallsError::Forbidden(error.with_extra([("much", 2)]));
    assert!(with.headers().is_some_and(|headers| headers.get("retry-after").is_some()), "they stay");
    Ok(())
}

#[test]
fn headers_go_to_the_error_that_they_came_with_and_to_no_later_value() -> Tested {
    drop(refused(with_headers(Answer::json(500, "")))?); // nothing was read that they could go to
    let own: icws_dialer::models::Error = serde_json::from_str(ERROR_BODY)?;
    assert!(ReadyForCallsError::Forbidden(own).headers().is_none());
    Ok(())
}

#[test]
fn a_refused_login_keeps_its_headers() -> Tested {
    for body in [ERROR_BODY, r#"{"alternateHostList":["ic2"]}"#] {
        let status = if body == ERROR_BODY { 400 } else { 503 };
        let answer = with_headers(Answer::json(status, body)).response()?;
        let error: Error<LoginError> = Login::from_response(answer).err().ok_or("a session")?;
        assert_eq!((error.kind(), error.retry_after()), (ErrorKind::Api, Some(Duration::from_secs(7))));
    }
    Ok(())
}

#[test]
fn errors_are_copied_and_clients_survive_a_panic() {
    assert!(
        implements!(ReadyError: Clone) && implements!(AnyError: Clone) && implements!(DecodeError: Clone)
    );
    assert!(implements!(TransportError: Clone) && implements!(RequestError: Clone));
    assert!(implements!(ClientError: Clone) && implements!(SessionError: Clone));
    assert!(implements!(Client: UnwindSafe + RefUnwindSafe) && implements!(Session: UnwindSafe));
    assert!(implements!(blocking::Client: UnwindSafe + RefUnwindSafe));
    assert_eq!(http::StatusCode::NOT_FOUND, 404, "the crate's own `http`");
}
