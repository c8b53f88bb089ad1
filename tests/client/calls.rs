//! Calls as values, which can wait in a queue.

use icws_dialer::mock::{Mock, Reply};
use icws_dialer::models::{
    CallListQueryResponse, DbCommandParameters, DbCommandType, DbTableType, MarkCallForFinishingParameters,
    PerformCallListQueryParameters, PlacePreviewCallParameters, StartReceivingParameters,
};
use icws_dialer::operations::{
    EstablishPersistentConnection, MarkCallForFinishing, PerformCallListQuery, PerformCallListQueryResponse,
    PlacePreviewCall, ReadyForCalls, ReadyForCallsError,
};
use icws_dialer::{Call, CallResponse, Error, RequestError, models, operations};
use icws_tests::Tested;
use icws_tests::operation::OPERATIONS;
use serde_json::{Value, json};

/// A call of each operation, with what it is as JSON.
fn calls() -> Vec<(Call, Value)> {
    let ready = StartReceivingParameters::new().with_campaign_ids(["c1"]).with_extra([("x-more", 1)]);
    let place = PlacePreviewCallParameters::new().with_call_attributes([("k", "v")]);
    let mark = MarkCallForFinishingParameters::new("call", "campaign");
    let command = DbCommandParameters::new("t", "SELECT 1", DbCommandType::Select, DbTableType::CallList);
    let query = PerformCallListQueryParameters::new("connection", command);
    let marked = json!({ "callId": "call", "campaignId": "campaign" });
    let query_json = serde_json::to_value(&query).expect("it can be written");
    vec![
        (Call::of(&EstablishPersistentConnection::new()), json!({ "establishPersistentConnection": {} })),
        (Call::of(&MarkCallForFinishing::new(&mark)), json!({ "markCallForFinishing": { "body": marked } })),
        (
            Call::of(&PerformCallListQuery::new(&query)),
            json!({ "performCallListQuery": { "body": query_json } }),
        ),
        (
            Call::of(&PlacePreviewCall::new(&place)),
            json!({ "placePreviewCall": { "body": { "callAttributes": { "k": "v" } } } }),
        ),
        (
            Call::of(&ReadyForCalls::new(&ready)),
            json!({ "readyForCalls": { "body": { "campaignIds": ["c1"], "x-more": 1 } } }),
        ),
    ]
}

#[test]
fn a_call_is_written_under_the_id_of_its_operation_and_read_again() -> Tested {
    assert_eq!(calls().len(), OPERATIONS.len());
    for (call, expected) in calls() {
        let text = serde_json::to_string(&call)?;
        assert_eq!(serde_json::from_str::<Value>(&text)?, expected);
        assert_eq!(serde_json::from_str::<Call>(&text)?, call);
        let info = call.operation().ok_or("an operation of another crate")?;
        assert!(expected.get(info.id).is_some() && operations::ALL.contains(&info), "{info:?}");
    }
    Ok(())
}

#[test]
fn a_call_that_waits_loses_no_digit() -> Tested {
    let text = r#"{"readyForCalls":{"body":{"price":1.10,"big":123456789012345678901234567890}}}"#;
    assert_eq!(serde_json::to_string(&serde_json::from_str::<Call>(text)?)?, text);
    Ok(())
}

#[test]
fn what_is_no_call_is_an_error_that_says_so() {
    for (text, says) in [
        (r#"{"hangUp":{"body":{}}}"#, "the operation `hangUp` is not of this crate"),
        ("{}", "invalid length 0, expected an object with the id of one operation"),
        (
            r#"{"establishPersistentConnection":{},"readyForCalls":{"body":{}}}"#,
            "invalid length 2, expected an object with the id of one operation",
        ),
        (r#""establishPersistentConnection""#, "invalid type: string"),
        (r#"{"establishPersistentConnection":null}"#, "invalid type: null, expected an object"),
        (r#"{"readyForCalls":{}}"#, "missing field `body`"),
        (r#"{"readyForCalls":{"body":{},"body":{}}}"#, "duplicate field `body`"),
        (r#"{"readyForCalls":{"body":5}}"#, "invalid type: integer `5`, expected an object"),
    ] {
        let error = serde_json::from_str::<Call>(text).expect_err("it is no call").to_string();
        assert!(error.starts_with(says), "{text}: {error}");
    }
    let more = r#"{"establishPersistentConnection":{"laterParameter":1}}"#;
    assert!(serde_json::from_str::<Call>(more).is_ok(), "what a later version adds is passed over");
}

#[tokio::test]
async fn both_clients_execute_every_call_and_tell_what_it_yields() -> Tested {
    let mock = Mock::new();
    let answer = CallListQueryResponse::new(1, "", []);
    mock.reply_always::<EstablishPersistentConnection>(Reply::empty(202));
    mock.reply_always::<PerformCallListQuery<'_>>(Reply::json(200, &answer));
    mock.otherwise(|_| Reply::empty(200));
    let (client, blocking) = (mock.client(), mock.blocking_client());
    for (call, _) in calls() {
        let yielded = call.execute(&client).await?;
        assert_eq!(call.execute_blocking(&blocking)?, yielded);
        assert_eq!(mock.calls().split_off(mock.calls().len() - 2), [call.clone(), call.clone()]);
        match (&call, yielded) {
            (Call::PerformCallListQuery { .. }, CallResponse::PerformCallListQuery(response)) => {
                assert_eq!(response, PerformCallListQueryResponse::Ok(answer.clone()));
            }
            (call, yielded) => {
                let (call, yielded) = (format!("{call:?}"), format!("{yielded:?}"));
                assert!(call.starts_with(&yielded), "{call}: {yielded}");
            }
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_call_that_fails_has_the_error_of_its_operation() -> Tested {
    let mock = Mock::new();
    mock.reply::<ReadyForCalls<'_>>(Reply::json(403, &models::Error::new("no license")));
    let call = Call::of(&ReadyForCalls::new(&StartReceivingParameters::new()));
    let error = call.execute(&mock.client()).await.err().ok_or("a success")?;
    let refused = error.downcast_ref::<Error<ReadyForCallsError>>();
    assert!(matches!(refused, Some(Error::Api(ReadyForCallsError::Forbidden(_)))), "{error}");
    let none = StartReceivingParameters::new().with_campaign_ids([""; 0]);
    let invalid = Call::of(&ReadyForCalls::new(&none)).execute_blocking(&mock.blocking_client()).err();
    let invalid = invalid.ok_or("a success")?;
    let refused = invalid.downcast_ref::<Error<ReadyForCallsError>>();
    assert!(matches!(refused, Some(Error::Request(RequestError::Invalid(_)))), "{invalid}");
    assert_eq!(mock.calls().len(), 1);
    Ok(())
}
