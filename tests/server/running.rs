//! What becomes of a call that ends in no answer of its own.

use std::sync::Arc;
use std::time::Duration;

use icws_dialer::models::{Error, PlacePreviewCallParameters, StartReceivingParameters};
use icws_dialer::operations::{PlacePreviewCallError, ReadyForCallsError};
use icws_dialer::server::{Credentials, Denied, DialerApi};
use icws_tests::Tested;
use icws_tests::operation::LEAST_CALL_LIST_QUERY;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::Notify;

use crate::{CREDENTIALS, JSON, PLACE, READY, TIMEOUT, head, post, serve};

/// Panics, before its first rest or after it, or waits for ever.
#[derive(Clone, Default)]
struct Bad {
    started: Arc<Notify>,
    dropped: Arc<Notify>,
}

/// Says that it is dropped.
struct Dropped(Arc<Notify>);

impl Drop for Dropped {
    fn drop(&mut self) {
        self.0.notify_one();
    }
}

impl DialerApi for Bad {
    async fn authenticate(&self, credentials: &Credentials) -> Result<(), Denied> {
        credentials.allow_anyone()
    }

    async fn place_preview_call(
        &self,
        body: PlacePreviewCallParameters,
    ) -> Result<(), PlacePreviewCallError> {
        let is_late = body.call_initiated_by_timer == Some(true);
        if is_late {
            tokio::task::yield_now().await;
        }
        panic!("canary");
    }

    async fn ready_for_calls(&self, _: StartReceivingParameters) -> Result<(), ReadyForCallsError> {
        let _dropped = Dropped(Arc::clone(&self.dropped));
        self.started.notify_one();
        std::future::pending().await
    }
}

#[tokio::test]
async fn a_panic_is_a_500_and_ends_nothing_else() -> Tested {
    let address = serve(Bad::default()).await?;
    for body in ["{}", r#"{"callInitiatedByTimer":true}"#, "{}"] {
        let answered = post(address, PLACE, body).await?;
        assert_eq!(answered.status, 500);
        assert_eq!(answered.message(), "the server ran into an unexpected error");
    }
    Ok(())
}

#[tokio::test]
async fn a_method_that_is_not_written_is_a_501() -> Tested {
    let address = serve(Bad::default()).await?;
    for (path, body) in [
        ("mark-call-for-finishing", r#"{"callId":"","campaignId":""}"#),
        ("perform-call-list-query", LEAST_CALL_LIST_QUERY),
        ("establish-persistent-connection", ""),
    ] {
        let answered = post(address, &format!("/icws/17/dialer/{path}"), body).await?;
        assert_eq!(answered.status, 501, "{path}");
        assert_eq!(answered.message(), "the server does not implement this operation");
    }
    Ok(())
}

#[tokio::test]
async fn a_method_that_is_not_written_is_a_501_after_a_body_that_is_late() -> Tested {
    let address = serve(Bad::default()).await?;
    let mut stream = TcpStream::connect(address).await?;
    let (path, body) = ("/icws/17/dialer/mark-call-for-finishing", r#"{"callId":"","campaignId":""}"#);
    stream.write_all(head(path, &format!("Content-Length: {}\r\n", body.len())).as_bytes()).await?;
    tokio::time::sleep(Duration::from_millis(50)).await;
    stream.write_all(body.as_bytes()).await?;
    let mut received = String::new();
    stream.read_to_string(&mut received).await?;
    assert!(received.starts_with("HTTP/1.1 501"), "{received}");
    Ok(())
}

/// Rests, and tells whose call it is.
struct Resting;

impl DialerApi for Resting {
    async fn authenticate(&self, credentials: &Credentials) -> Result<(), Denied> {
        credentials.allow_anyone()
    }

    async fn ready_for_calls(&self, body: StartReceivingParameters) -> Result<(), ReadyForCallsError> {
        tokio::time::sleep(Duration::from_millis(20)).await;
        let session_id = Credentials::current().map(|current| current.session_id().to_owned());
        let told = body.campaign_ids.unwrap_or_default().pop();
        if session_id == told { Ok(()) } else { Err(ReadyForCallsError::Gone(Error::new("mixed up"))) }
    }
}

#[tokio::test]
async fn the_credentials_are_those_of_the_call_after_a_rest_too() -> Tested {
    let address = serve(Resting).await?;
    let call = async |id: &str| {
        let body = format!("{{\"campaignIds\":[\"{id}\"]}}");
        post(address, &format!("/icws/{id}/dialer/ready-for-calls"), body).await
    };
    let (first, second) = tokio::join!(call("1"), call("2"));
    assert_eq!((first?.status, second?.status), (200, 200));
    Ok(())
}

#[tokio::test]
async fn a_method_that_is_not_written_and_not_called_by_the_router_does_not_hang() {
    let called = tokio::spawn(async { Bad::default().establish_persistent_connection().await });
    let ended = tokio::time::timeout(TIMEOUT, called).await.expect("it ends");
    assert!(ended.is_err_and(|error| error.is_panic()));
}

#[tokio::test]
async fn a_call_ends_when_its_client_hangs_up() -> Tested {
    let api = Bad::default();
    let address = serve(api.clone()).await?;
    let mut stream = TcpStream::connect(address).await?;
    let request =
        format!("POST {READY} HTTP/1.1\r\nHost: icws\r\n{CREDENTIALS}{JSON}Content-Length: 2\r\n\r\n{{}}");
    stream.write_all(request.as_bytes()).await?;
    tokio::time::timeout(TIMEOUT, api.started.notified()).await?;
    drop(stream);
    tokio::time::timeout(TIMEOUT, api.dropped.notified()).await?;
    Ok(())
}

#[test]
fn a_body_may_have_a_mebibyte_unless_the_server_says_otherwise() {
    assert_eq!(Bad::default().max_request_size(), 1_048_576);
}
