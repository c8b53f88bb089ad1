#![allow(dead_code, unreachable_pub, reason = "the macro makes what is public in a crate")]

use std::collections::HashMap;
use std::error::Error as StdError;

use http::HeaderValue;

use crate::tests::{FindContacts, Refusal, Tested};
use crate::{Error, RequestError};

/// The calls of a crate that has no operations.
#[derive(Debug, Clone, PartialEq)]
pub enum Call {
    Other(&'static str),
}

crate::codegen::mock!(crate::mock::tests::Call);
use mock::{Mock, Reply};

const FIND: FindContacts<'_> = FindContacts { list: "l", body: "b" };

fn causes(error: &dyn StdError) -> String {
    match error.source() {
        Some(source) => format!("{error}: {}", causes(source)),
        None => error.to_string(),
    }
}

#[test]
fn replies_are_given_one_after_the_other_and_calls_are_kept() {
    let mock = Mock::new();
    mock.reply::<FindContacts<'_>>(Reply::text(400, "application/json", r#"{"message":"no"}"#));
    mock.reply::<FindContacts<'_>>(Reply::timeout());
    assert_eq!(mock.replies_left(), 2);
    assert!(matches!(mock.execute(&FIND), Err(Error::Api(Refusal::BadRequest(_)))));
    assert!(mock.execute(&FIND).is_err_and(|error| error.is_timeout()));
    assert_eq!(mock.replies_left(), 0);
    assert_eq!(mock.calls(), [Call::of(&FIND), Call::Other("findContacts")]);
}

#[test]
fn a_call_without_a_reply_says_which_and_how_to_give_one() {
    let error = Mock::new().execute(&FIND).err();
    let text = error.as_ref().map(|error| causes(error)).unwrap_or_default();
    assert!(text.contains("no reply for `findContacts`: give it one with `Mock::reply`"), "{text}");
}

#[test]
fn json_has_the_media_type_that_the_operation_documents_unless_it_says_another() -> Tested {
    let documented: fn(u16) -> HeaderValue = |status| match status {
        200 => HeaderValue::from_static("application/vnd.inin.icws+JSON"),
        _ => HeaderValue::from_static("application/json"),
    };
    for (reply, media_types) in [
        (Reply::json(200, &1), &["application/vnd.inin.icws+JSON"][..]),
        (Reply::json(400, &1), &["application/json"]),
        (Reply::json(400, &1).with_header("Content-Type", "text/html"), &["text/html"]),
        (Reply::empty(200), &[]),
        (Reply::text(200, "text/plain", "1"), &["text/plain"]),
    ] {
        let answer = reply.into_response(documented)?;
        assert_eq!(answer.headers().get_all("content-type").iter().collect::<Vec<_>>(), media_types);
    }
    Ok(())
}

#[test]
fn a_header_that_is_added_takes_no_other_away() -> Tested {
    let reply = Reply::json(200, &1).with_header("Set-Cookie", "a=1").with_header("Set-Cookie", "b=2");
    let answer = reply.into_response(|_| HeaderValue::from_static("application/json"))?;
    assert_eq!(answer.headers().get_all("set-cookie").iter().collect::<Vec<_>>(), ["a=1", "b=2"]);
    Ok(())
}

#[test]
fn what_cannot_be_sent_is_no_call() {
    let mock = Mock::new();
    mock.reply::<FindContacts<'_>>(Reply::empty(200));
    let climbing = FindContacts { list: "..", body: "b" };
    assert!(matches!(mock.execute(&climbing), Err(Error::Request(RequestError::PathValue { .. }))));
    let long = FindContacts { list: "0123456789", body: "b" };
    assert!(matches!(mock.execute(&long), Err(Error::Request(RequestError::Invalid(_)))));
    assert!(mock.calls().is_empty());
    assert_eq!(mock.replies_left(), 1);
}

#[test]
fn every_kind_of_failure_can_be_had() -> Tested {
    let read = |reply: Reply| reply.read::<FindContacts<'_>>().err().ok_or("it succeeded");
    assert!(read(Reply::no_connection())?.is_connect());
    assert!(read(Reply::timeout())?.is_timeout());
    let broken = read(Reply::broken_connection())?;
    assert!(matches!(&broken, Error::Transport(_)) && !broken.is_connect() && !broken.is_timeout());
    assert!(matches!(read(Reply::text(503, "text/html", "<p>")), Ok(Error::UnexpectedStatus { .. })));
    assert!(matches!(read(Reply::empty(400))?, Error::Decode(_)));
    let refused = read(Reply::text(401, "application/json", r#"{"message":""}"#).with_challenge("/there"))?;
    let Error::Api(Refusal::Unauthorized { challenge, .. }) = refused else {
        return Err("another error".into());
    };
    assert_eq!(challenge.location(), Some("/there"));
    Ok(())
}

#[test]
fn what_is_no_answer_is_an_error_that_says_so() {
    let unfit = [
        (Reply::empty(1), "1 is no status"),
        (Reply::empty(200).with_header("a b", "c"), "`a b: c` is no header"),
        (Reply::json(200, &HashMap::from([([0], 1)])), "the body of a reply cannot be written: key must be"),
    ];
    for (reply, expected) in unfit {
        let error = reply.read::<FindContacts<'_>>().err();
        let text = error.as_ref().map(|error| causes(error)).unwrap_or_default();
        assert!(text.contains(expected), "{text}");
    }
}

#[cfg(feature = "blocking-client")]
#[test]
fn a_client_on_a_mock_is_a_client() {
    let mock = Mock::new();
    mock.reply::<FindContacts<'_>>(Reply::timeout());
    let client = mock.blocking_client().with_session(Mock::session());
    assert!(client.execute(&FIND).is_err_and(|error| error.is_timeout()));
    assert_eq!(mock.calls().len(), 1);
    assert!(!format!("{client:?} {mock:?}").contains("icws_mock=mock"));
}
