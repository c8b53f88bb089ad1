//! What a client tells about its calls.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use icws_dialer::mock::{Mock, Reply};
use icws_dialer::models::StartReceivingParameters;
use icws_dialer::operations::{EstablishPersistentConnection, ReadyForCalls};
use icws_dialer::{CallReport, OperationInfo, Retry, models};
use icws_tests::operation::too_old;

/// The status that a call ended with, and its error.
type Ended = (Option<u16>, Option<&'static str>);

/// Everything that was told.
#[derive(Clone, Default)]
struct Told(Arc<Mutex<Vec<CallReport>>>);

impl Told {
    fn observer(&self) -> impl Fn(&CallReport) + Send + Sync + use<> {
        let Self(told) = self.clone();
        move |report| told.lock().unwrap_or_else(PoisonError::into_inner).push(report.clone())
    }

    /// From the first report on.
    fn reports(&self) -> Vec<CallReport> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn outcomes(&self) -> Vec<Ended> {
        let ended = |report: &CallReport| (report.status.map(|status| status.as_u16()), report.error);
        self.reports().iter().map(ended).collect()
    }
}

/// A reply, and how a call ends that gets it.
fn replies() -> Vec<(Reply, Ended)> {
    vec![
        (Reply::empty(200), (Some(200), None)),
        (Reply::json(403, &models::Error::new("no")), (Some(403), Some("api"))),
        (Reply::empty(502), (Some(502), Some("unexpected_status"))),
        (Reply::empty(403), (Some(403), Some("decode"))),
        (Reply::no_connection(), (None, Some("connect"))),
        (Reply::timeout(), (None, Some("timeout"))),
        (Reply::broken_connection(), (None, Some("transport"))),
    ]
}

#[tokio::test]
async fn each_call_of_either_client_is_told_with_how_it_ended() {
    let (mock, told, parameters) = (Mock::new(), Told::default(), StartReceivingParameters::new());
    let client = mock.client().with_observer(told.observer());
    let blocking = mock.blocking_client().with_observer(told.observer());
    let mut expected = Vec::new();
    for (reply, outcome) in replies() {
        mock.reply_always::<ReadyForCalls<'_>>(reply);
        let _ = client.ready_for_calls(&parameters).await;
        let _ = blocking.ready_for_calls(&parameters);
        expected.extend([outcome, outcome]);
    }
    assert_eq!(told.outcomes(), expected);
    assert!(told.reports().iter().all(|report| report.operation == OperationInfo::of::<ReadyForCalls<'_>>()));
}

/// A call that is made again, because the server asks for it and because its session has ended, is told of once.
#[tokio::test(start_paused = true)]
async fn a_call_is_told_with_how_often_it_was_sent() {
    let (mock, told) = (Mock::new(), Told::default());
    for reply in [
        Reply::empty(202),
        Reply::empty(503).with_header("Retry-After", "0"),
        Reply::empty(401),
        Reply::no_connection(),
        Reply::empty(202),
    ] {
        mock.reply::<EstablishPersistentConnection>(reply);
    }
    let client = mock.client().with_observer(told.observer()).with_retry(Retry::new(2));
    let client = client.with_relogin(|_| async { Some(Mock::numbered_session(2)) });
    for _ in 0..2 {
        assert!(client.establish_persistent_connection().await.is_ok());
    }
    let blocking = mock.blocking_client().with_observer(told.observer());
    let blocking = blocking.with_relogin(|_| Some(Mock::numbered_session(3)));
    mock.reply::<EstablishPersistentConnection>(Reply::empty(401));
    mock.reply::<EstablishPersistentConnection>(Reply::empty(202));
    assert!(blocking.establish_persistent_connection().is_ok());
    let none = StartReceivingParameters::new().with_campaign_ids([""; 0]);
    assert!(blocking.ready_for_calls(&none).is_err(), "it is not sent");
    let attempts: Vec<_> = told.reports().iter().map(|report| report.attempts).collect();
    assert_eq!(attempts, [1, 4, 2, 0]);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_cancelled_is_told_with_how_long_it_took() {
    let (mock, told) = (Mock::new(), Told::default());
    mock.reply_always::<EstablishPersistentConnection>(Reply::never());
    let client = mock.client().with_observer(told.observer());
    let waiting = Duration::from_millis(1);
    assert!(tokio::time::timeout(waiting, client.establish_persistent_connection()).await.is_err());
    drop(client.establish_persistent_connection()); // it has not begun
    assert_eq!(told.outcomes(), [(None, Some("cancelled"))]);
    let begun = tokio::spawn(async move { client.establish_persistent_connection().await.is_ok() });
    tokio::task::yield_now().await;
    begun.abort();
    assert!(begun.await.is_err_and(|error| error.is_cancelled()));
    assert_eq!(told.outcomes(), [(None, Some("cancelled")); 2]);
}

#[test]
fn a_call_that_is_refused_before_it_is_sent_is_told_too() {
    let (mock, told) = (Mock::new(), Told::default());
    let client = mock.blocking_client().with_observer(told.observer());
    let none = StartReceivingParameters::new().with_campaign_ids([""; 0]);
    assert!(client.ready_for_calls(&none).is_err());
    let one = StartReceivingParameters::new().with_campaign_ids(["c"]);
    assert!(client.with_server_version(too_old()).ready_for_calls(&one).is_err());
    assert_eq!(told.outcomes(), [(None, Some("request")), (None, Some("unsupported"))]);
    assert!(mock.calls().is_empty());
}

#[test]
fn clients_of_other_sessions_tell_the_same_observer_and_the_last_one_counts() {
    let (mock, first, second) = (Mock::new(), Told::default(), Told::default());
    mock.reply_always::<EstablishPersistentConnection>(Reply::empty(202));
    let client = mock.blocking_client().with_observer(first.observer());
    let other = client.with_session(Mock::numbered_session(2));
    for client in [client, other.clone(), other.with_observer(second.observer())] {
        assert!(client.establish_persistent_connection().is_ok());
    }
    assert_eq!((first.outcomes().len(), second.outcomes().len()), (2, 1));
}
