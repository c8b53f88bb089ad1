#![allow(dead_code, unreachable_pub, reason = "the macro makes what is public in a crate")]

use std::collections::HashMap;
use std::error::Error as StdError;

use http::HeaderValue;

use crate::tests::{FindContacts, Refusal, Tested};
use crate::{Call, Error, RequestError};

crate::codegen::mock!();
use mock::{Mock, Received, Reply};

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
    assert_eq!(
        text,
        "findContacts: the mock has no reply for `findContacts`: give it one with `Mock::reply`"
    );
}

/// The status that a call of the mock fails with.
fn status(mock: &Mock) -> Option<u16> {
    mock.execute(&FIND).err()?.status().map(|status| status.as_u16())
}

#[test]
fn replies_to_one_call_come_before_those_to_every_call() {
    let mock = Mock::new();
    mock.otherwise(|_| Reply::empty(503));
    mock.reply_with::<crate::Logout>(|_| Reply::empty(500));
    assert_eq!((status(&mock), status(&mock)), (Some(503), Some(503)));
    mock.reply_always::<FindContacts<'_>>(Reply::empty(502));
    mock.reply::<FindContacts<'_>>(Reply::empty(501));
    assert_eq!(mock.replies_left(), 1, "those to every call are not counted");
    assert_eq!((status(&mock), status(&mock), status(&mock)), (Some(501), Some(502), Some(502)));
    mock.reply_always::<FindContacts<'_>>(Reply::empty(500));
    assert_eq!(status(&mock), Some(500), "the last one counts");
}

#[test]
fn a_reply_under_a_condition_waits_for_the_call_that_fulfils_it() {
    let mock = Mock::new();
    let is_second = |received: &Received| received.headers["cookie"] == "icws_mock-2=mock-2";
    mock.reply_if::<FindContacts<'_>>(is_second, Reply::empty(502));
    mock.reply::<FindContacts<'_>>(Reply::empty(501));
    assert_eq!((status(&mock), mock.replies_left()), (Some(501), 1));
    assert!(mock.execute(&FIND).is_err_and(|error| error.to_string().contains("no reply")));
    assert_eq!(mock.replies_left(), 1);
}

#[test]
fn a_reply_may_be_made_by_a_function_that_uses_the_mock_itself() {
    let mock = Mock::new();
    let inner = mock.clone();
    mock.reply_with::<FindContacts<'_>>(move |received| {
        assert_eq!(received.call, Call::of(&FIND));
        inner.reply::<FindContacts<'_>>(Reply::empty(500));
        Reply::empty(500 + u16::try_from(inner.calls().len()).unwrap_or_default())
    });
    let inner = mock.clone();
    mock.reply_if::<FindContacts<'_>>(move |_| inner.calls().is_empty(), Reply::empty(599));
    assert_eq!((status(&mock), status(&mock), status(&mock)), (Some(501), Some(500), Some(503)));
}

#[test]
fn what_was_received_tells_whose_call_it_was_and_shows_no_credential() {
    let mock = Mock::new();
    mock.reply_always::<FindContacts<'_>>(Reply::empty(500));
    assert_eq!(status(&mock), Some(500));
    let received = mock.received();
    let ids: Vec<_> = received.iter().map(|received| received.session.session_id()).collect();
    assert_eq!(ids, [Some("mock")]);
    assert!(received.iter().all(|received| received.headers["ININ-ICWS-CSRF-Token"] == "mock"));
    let shown = format!("{received:?}");
    assert!(shown.contains("findContacts") && !shown.contains("icws_mock=mock"), "{shown}");
    assert_eq!(Mock::numbered_session(7).session_id(), Some("mock-7"));
}

#[cfg(feature = "reqwest-client")]
mod clock {
    use std::time::Duration;

    use tokio::time::{Instant, timeout};

    use super::*;

    /// A runtime whose clock runs by itself as soon as everything waits for it.
    fn paused() -> std::io::Result<tokio::runtime::Runtime> {
        tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build()
    }

    #[test]
    fn a_reply_that_is_late_takes_its_time_by_the_clock_of_the_runtime() -> Tested {
        paused()?.block_on(async {
            let mock = Mock::new();
            let hour = Duration::from_secs(3600);
            mock.reply::<FindContacts<'_>>(Reply::empty(500).after(hour));
            let begun = Instant::now();
            let refused = mock.client().execute(&FIND).await.err().and_then(|error| error.status());
            assert_eq!(refused.map(|status| status.as_u16()), Some(500));
            assert_eq!(begun.elapsed(), hour);
        });
        Ok(())
    }

    #[test]
    fn a_call_that_nobody_answers_waits_until_it_is_cancelled_and_was_made() -> Tested {
        paused()?.block_on(async {
            let mock = Mock::new();
            mock.reply::<FindContacts<'_>>(Reply::never());
            let client = mock.client();
            assert!(timeout(Duration::from_secs(86_400), client.execute(&FIND)).await.is_err());
            assert_eq!((mock.calls().len(), mock.replies_left()), (1, 0));
        });
        Ok(())
    }

    #[test]
    fn a_time_limit_ends_a_call_that_nobody_answers() -> Tested {
        paused()?.block_on(async {
            let mock = Mock::new();
            mock.reply_always::<FindContacts<'_>>(Reply::never());
            let (begun, limit) = (Instant::now(), Duration::from_secs(5));
            let client = mock.client().with_timeout(limit);
            let ended = timeout(2 * limit, client.execute(&FIND)).await;
            assert!(ended.is_ok_and(|ended| ended.is_err_and(|error| error.is_timeout())));
            assert_eq!(begun.elapsed(), limit);
        });
        Ok(())
    }

    #[test]
    fn each_session_of_one_client_is_told_apart() -> Tested {
        paused()?.block_on(async {
            let mock = Mock::new();
            let is_second = |received: &Received| received.session.session_id() == Some("mock-2");
            mock.reply_if::<FindContacts<'_>>(is_second, Reply::empty(502));
            mock.reply_always::<FindContacts<'_>>(Reply::empty(501));
            let client = mock.client();
            let mut statuses = Vec::new();
            for number in [1, 2, 2] {
                let client = client.with_session(Mock::numbered_session(number));
                let error = client.execute(&FIND).await.err();
                statuses.push(error.and_then(|error| error.status()).map(|status| status.as_u16()));
            }
            assert_eq!(statuses, [Some(501), Some(502), Some(501)]);
            let received = mock.received();
            let ids: Vec<_> = received.iter().map(|received| received.session.session_id()).collect();
            assert_eq!(ids, [Some("mock-1"), Some("mock-2"), Some("mock-2")]);
        });
        Ok(())
    }
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
fn a_reply_by_itself_waits_for_nothing() {
    assert!(Reply::never().read::<FindContacts<'_>>().is_err_and(|error| error.is_timeout()));
    let late = Reply::empty(500).after(std::time::Duration::MAX);
    assert!(late.read::<FindContacts<'_>>().is_err_and(|error| !error.is_timeout()));
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
fn a_blocking_client_sleeps_until_a_late_reply_comes() {
    let mock = Mock::new();
    let delay = std::time::Duration::from_millis(30);
    mock.reply::<FindContacts<'_>>(Reply::empty(500).after(delay));
    let begun = std::time::Instant::now();
    assert!(mock.blocking_client().execute(&FIND).is_err_and(|error| error.status().is_some()));
    assert!(begun.elapsed() >= delay);
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
    mock.reply::<FindContacts<'_>>(Reply::timeout());
    let any = crate::mock::Mock::default();
    any.reply("findContacts", Reply::timeout());
    for shown in [format!("{mock:?}"), format!("{any:?}")] {
        assert!(shown.contains("replies_left: 1"), "{shown}");
    }
}

/// A body whose reading takes some time.
#[cfg(any(feature = "reqwest-client", feature = "blocking-client"))]
fn long() -> Mock {
    let contacts = vec![r#"{"status":""}"#; 20_000].join(",");
    let mock = Mock::new();
    mock.reply::<FindContacts<'_>>(Reply::text(
        200,
        "application/json",
        format!(r#"{{"contacts":[{contacts}]}}"#),
    ));
    mock
}

#[cfg(feature = "reqwest-client")]
#[tokio::test]
async fn reading_a_response_is_a_part_of_a_call() {
    assert!(long().client().execute(&FIND).await.is_ok());
    let late = long().client().with_timeout(std::time::Duration::ZERO).execute(&FIND).await;
    assert!(late.is_err_and(|error| error.is_timeout()));
}

#[cfg(feature = "blocking-client")]
#[test]
fn reading_a_response_is_a_part_of_a_call_that_blocks() {
    assert!(long().blocking_client().execute(&FIND).is_ok());
    let late = long().blocking_client().with_timeout(std::time::Duration::ZERO).execute(&FIND);
    assert!(late.is_err_and(|error| error.is_timeout()));
}

#[cfg(feature = "blocking-client")]
#[test]
fn a_call_that_blocks_ends_with_its_time_limit() {
    let mock = Mock::new();
    mock.reply::<FindContacts<'_>>(Reply::empty(500).after(std::time::Duration::from_secs(5)));
    let late = mock.blocking_client().with_timeout(std::time::Duration::from_millis(5)).execute(&FIND);
    assert!(late.is_err_and(|error| error.is_timeout()));
}

/// The client that logs in again is refused as well, and does not wait for itself.
#[cfg(feature = "reqwest-client")]
#[tokio::test]
async fn logging_in_again_does_not_log_in_again() {
    let mock = Mock::new();
    mock.reply_always::<FindContacts<'_>>(Reply::empty(401));
    let client =
        mock.client().with_relogin(|client| async move { client.execute(&FIND).await.ok().and(None) });
    assert!(client.execute(&FIND).await.is_err());
    assert_eq!(mock.calls().len(), 2);
}

#[cfg(feature = "blocking-client")]
#[test]
fn logging_in_again_does_not_log_in_again_where_it_blocks() {
    let mock = Mock::new();
    mock.reply_always::<FindContacts<'_>>(Reply::empty(401));
    let client = mock.blocking_client().with_relogin(|client| client.execute(&FIND).ok().and(None));
    assert!(client.execute(&FIND).is_err());
    assert_eq!(mock.calls().len(), 2);
}
