//! What is looked at before anything is sent: the limits of the API, and the version of the server. A mock takes the
//! place of the server, so that every request that gets through is seen.

use std::error::Error as StdError;

use icws_dialer::mock::Mock;
use icws_dialer::models::StartReceivingParameters;
use icws_dialer::operations::{ALL, PerformCallListQuery, ReadyForCalls};
use icws_dialer::{Client, DialerVersion, Error, Operation, RequestError, blocking};
use icws_tests::Tested;
use icws_tests::operation::{OPERATIONS, Row, least_call_list_query, too_old};
use icws_tests::outcome::{Kind, Outcome};

/// What the same call comes to with each client that knows the server's version.
async fn with_both(row: &Row, mock: &Mock, version: u32) -> [Outcome; 2] {
    let version = DialerVersion::new(version);
    let (client, other) =
        (mock.client().with_server_version(version), mock.blocking_client().with_server_version(version));
    [(row.call)(&client).await, (row.call_blocking)(&other)]
}

#[tokio::test]
async fn a_call_that_is_younger_than_the_server_is_refused_before_it_is_sent() {
    for row in &OPERATIONS {
        let mock = Mock::new();
        for outcome in with_both(row, &mock, row.since() - 1).await {
            let failure = outcome.expect_err(row.id);
            assert_eq!(failure.kind, Kind::Other, "{failure}");
            let expected = format!(
                "{} requires dialer {}, but the server has dialer {}",
                row.id,
                row.since(),
                row.since() - 1
            );
            assert_eq!(failure.texts.first(), Some(&expected));
        }
        assert!(mock.calls().is_empty(), "{mock:?}");
        for outcome in with_both(row, &mock, 99).await {
            assert_eq!(outcome.expect_err("there is no reply").kind, Kind::Transport);
        }
        assert_eq!(mock.calls().len(), 2, "with a newer server both calls are made");
    }
}

#[tokio::test]
async fn a_field_that_is_younger_than_the_server_is_refused_by_its_name() -> Tested {
    if DialerVersion::OLDEST >= DialerVersion::new(4) {
        return Ok(()); // Then no field of ours is younger than its call.
    }
    let (mock, parameters) = (Mock::new(), StartReceivingParameters::new().with_campaign_ids(["c"]));
    let refused = |result: Result<(), Error<_>>| match result {
        Err(Error::Unsupported { what, requires, server }) => Some((what.into_owned(), requires, server)),
        _ => None,
    };
    let expected =
        Some(("campaignIds".to_owned(), DialerVersion::new(4).into(), DialerVersion::new(3).into()));
    let client: Client = mock.client().with_server_version(DialerVersion::new(3));
    assert_eq!(refused(client.ready_for_calls(&parameters).await), expected);
    let client: blocking::Client = mock.blocking_client().with_server_version(DialerVersion::new(3));
    assert_eq!(refused(client.ready_for_calls(&parameters)), expected);
    assert_eq!(refused(ReadyForCalls::new(&parameters).supported_by(DialerVersion::new(3))), expected);
    assert!(ReadyForCalls::new(&parameters).supported_by(DialerVersion::new(4)).is_ok());
    assert!(mock.calls().is_empty());
    let without = StartReceivingParameters::new();
    assert!(refused(client.ready_for_calls(&without)).is_none());
    assert_eq!(mock.calls().len(), 1, "what is not set is not missed");
    Ok(())
}

#[tokio::test]
async fn the_version_that_was_said_last_counts_and_is_kept_for_other_sessions() {
    let (mock, parameters) = (Mock::new(), StartReceivingParameters::new());
    let client = mock.client().with_server_version(too_old());
    let other = client.with_session(Mock::session());
    assert!(matches!(other.ready_for_calls(&parameters).await, Err(Error::Unsupported { .. })));
    let client = client.with_server_version(DialerVersion::OLDEST);
    assert!(matches!(client.ready_for_calls(&parameters).await, Err(Error::Transport(_))));
    assert_eq!(mock.calls().len(), 1);
}

#[tokio::test]
async fn a_list_that_must_not_be_empty_is_refused_unless_validation_is_off() -> Tested {
    let (mock, empty) = (Mock::new(), StartReceivingParameters::new().with_campaign_ids([""; 0]));
    let violations = |error: Option<Error<_>>| match error {
        Some(Error::Request(RequestError::Invalid(invalid))) => {
            invalid.violations().iter().map(ToString::to_string).collect()
        }
        _ => Vec::new(),
    };
    let expected = ["`campaignIds` must have at least 1 item, and has 0"];
    assert_eq!(violations(mock.client().ready_for_calls(&empty).await.err()), expected);
    assert_eq!(violations(mock.blocking_client().ready_for_calls(&empty).err()), expected);
    assert_eq!(violations(ReadyForCalls::new(&empty).validate().err()), expected);
    assert!(mock.calls().is_empty());
    let sent = mock.client().without_validation().ready_for_calls(&empty).await;
    let sent_too = mock.blocking_client().without_validation().ready_for_calls(&empty);
    assert!(matches!((sent, sent_too), (Err(Error::Transport(_)), Err(Error::Transport(_)))));
    assert_eq!(mock.calls().len(), 2);
    Ok(())
}

#[test]
fn limits_never_apply_to_answers_nor_to_what_is_merely_built() -> Result<(), Box<dyn StdError>> {
    let read: StartReceivingParameters = serde_json::from_str(r#"{"campaignIds":[]}"#)?;
    assert_eq!(read.campaign_ids, Some(Vec::new()));
    assert!(ReadyForCalls::new(&read).to_request(&Mock::session()).is_ok());
    assert!(
        PerformCallListQuery::new(&least_call_list_query()).validate().is_ok(),
        "what has no limits breaks none"
    );
    Ok(())
}

#[test]
fn every_operation_is_listed_with_what_is_known_of_it() {
    assert!(ALL.is_sorted_by_key(|info| info.id));
    for row in &OPERATIONS {
        let info = ALL.iter().find(|info| info.id == row.id).unwrap_or_else(|| panic!("{row} is not listed"));
        assert_eq!((info.path, info.since.get()), (row.path, row.since()), "{row}");
        assert_eq!(info.method, http::Method::POST, "{row}");
    }
}

#[tokio::test]
async fn time_limits_without_end_are_limits_all_the_same() -> Tested {
    use std::time::Duration;

    let session = icws_tests::secret::session("http://127.0.0.1:1")?;
    let client =
        Client::builder(session.clone()).timeout(Duration::MAX).connect_timeout(Duration::MAX).build()?;
    let other =
        blocking::Client::builder(session).timeout(Duration::MAX).connect_timeout(Duration::MAX).build()?;
    let parameters = StartReceivingParameters::new();
    assert!(client.ready_for_calls(&parameters).await.is_err_and(|error| error.is_connect()));
    assert!(other.ready_for_calls(&parameters).is_err_and(|error| error.is_connect()));
    Ok(())
}
