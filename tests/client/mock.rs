//! The stand-in for a server yields every documented outcome of every operation, and keeps what was asked for.

use http::{HeaderName, Response};
use icws_dialer::mock::{Call, Mock, Reply};
use icws_dialer::models::{PlacePreviewCallParameters, StartReceivingParameters};
use icws_dialer::operations::{
    EstablishPersistentConnection, PlacePreviewCall, PlacePreviewCallError, ReadyForCalls, ReadyForCallsError,
};
use icws_dialer::{Error, Operation, models};
use icws_tests::operation::{OPERATIONS, operation, too_old};

fn refusal(status: u16) -> Reply {
    Reply::json(status, &models::Error::new("no").with_error_id("error.no"))
        .with_challenge("/ICWS/connection")
}

#[test]
fn every_documented_refusal_can_be_had() {
    let row = OPERATIONS.iter().find(|row| row.id == "placePreviewCall").expect("the operation");
    assert!(row.refusals.len() > 4);
    for (status, variant) in row.refusals {
        let Err(Error::Api(refused)) = refusal(*status).read::<PlacePreviewCall<'_>>() else {
            panic!("{status} is no refusal");
        };
        assert_eq!((refused.status().as_u16(), refused.error().message.as_str()), (*status, "no"));
        assert!(format!("{refused:?}").starts_with(variant), "{refused:?}");
    }
    let refused = refusal(404).read::<PlacePreviewCall<'_>>();
    assert!(matches!(refused, Err(Error::Api(PlacePreviewCallError::NotFound(_)))));
    let refused = refusal(401).read::<ReadyForCalls<'_>>();
    let Err(Error::Api(ReadyForCallsError::Unauthorized { challenge, error, .. })) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(
        (challenge.location(), error.error_id.as_deref()),
        (Some("/ICWS/connection"), Some("error.no"))
    );
}

#[tokio::test]
async fn both_clients_call_the_mock_with_everything_that_was_given_to_them() {
    let mock = Mock::new();
    let parameters = PlacePreviewCallParameters::new().with_call_attributes([("key", "value")]);
    for _ in 0..2 {
        mock.reply::<PlacePreviewCall<'_>>(Reply::empty(200));
    }
    mock.client().place_preview_call(&parameters).await.expect("a success");
    mock.blocking_client().place_preview_call(&parameters).expect("a success");
    let expected = Call::of(&PlacePreviewCall::new(&parameters));
    assert_eq!(mock.calls(), [expected.clone(), expected]);
    let Some(Call::PlacePreviewCall { body, .. }) = mock.calls().pop() else {
        panic!("{mock:?}");
    };
    assert_eq!(body, parameters);
    assert_ne!(Call::of(&PlacePreviewCall::new(&PlacePreviewCallParameters::new())), mock.calls()[0]);
}

#[tokio::test]
async fn a_call_that_is_made_again_after_a_login_is_kept_with_either_session() {
    let mock = Mock::new();
    let success = operation(EstablishPersistentConnection::ID).expect("it is in the table").successes[0];
    for status in [401, success, 401, success] {
        mock.reply::<EstablishPersistentConnection>(Reply::empty(status));
    }
    let client = mock.client().with_relogin(|_| async { Some(Mock::numbered_session(2)) });
    let blocking = mock.blocking_client().with_relogin(|_| Some(Mock::numbered_session(3)));
    client.establish_persistent_connection().await.expect("the second session is taken");
    blocking.establish_persistent_connection().expect("the third session is taken");
    let received = mock.received();
    let whose: Vec<_> = received.iter().map(|received| received.session.session_id()).collect();
    assert_eq!(whose, [Some("mock"), Some("mock-2"), Some("mock"), Some("mock-3")]);
    let sent = received.iter().map(|received| received.headers["ININ-ICWS-CSRF-Token"].to_str().ok());
    assert!(sent.eq(whose), "the same sessions are in the requests");
}

#[tokio::test]
async fn what_a_client_refuses_does_not_reach_the_mock() {
    let mock = Mock::new();
    let empty = StartReceivingParameters::new().with_campaign_ids([""; 0]);
    let one = StartReceivingParameters::new().with_campaign_ids(["c"]);
    let old = mock.client().with_server_version(too_old());
    assert!(matches!(mock.client().ready_for_calls(&empty).await, Err(Error::Request(_))));
    assert!(matches!(old.ready_for_calls(&one).await, Err(Error::Unsupported { .. })));
    assert!(mock.calls().is_empty());
    mock.reply::<ReadyForCalls<'_>>(Reply::empty(200));
    mock.client().without_validation().ready_for_calls(&empty).await.expect("it is sent");
    assert_eq!(mock.calls().len(), 1);
}

#[test]
fn any_answer_can_be_given_whole() {
    let mut response = Response::new(b"busy".to_vec());
    *response.status_mut() = http::StatusCode::SERVICE_UNAVAILABLE;
    response
        .headers_mut()
        .insert(HeaderName::from_static("retry-after"), http::HeaderValue::from_static("7"));
    let error = Reply::from(response).read::<ReadyForCalls<'_>>().expect_err("a 503 is no success");
    assert_eq!(error.retry_after().map(|duration| duration.as_secs()), Some(7));
}

#[test]
fn what_a_mock_shows_are_its_calls_and_the_number_of_its_replies() {
    let mock = Mock::new();
    mock.reply::<ReadyForCalls<'_>>(Reply::empty(200));
    mock.reply::<ReadyForCalls<'_>>(Reply::empty(200));
    mock.execute(&ReadyForCalls::new(&StartReceivingParameters::new())).expect("a reply");
    let shown = format!("{mock:?}");
    assert!(shown.starts_with("Mock { calls: [ReadyForCalls"), "{shown}");
    assert!(shown.ends_with("replies_left: 1 }"), "{shown}");
}
