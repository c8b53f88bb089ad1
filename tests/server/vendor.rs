//! The server as the vendor's own client meets it.

use std::sync::{Arc, Mutex};

use icws_dialer::models::{
    CallListQueryResponse, DbCommandParameters, DbCommandQueryParameters, DbCommandType, DbTableType,
    DialerContactData, MarkCallForFinishingParameters, PerformCallListQueryParameters,
    PlacePreviewCallParameters, StartReceivingParameters,
};
use icws_dialer::operations as ops;
use icws_dialer::server::{Credentials, Denied, DialerApi};
use icws_tests::Tested;
use icws_tests::vendor::{CALL_LIST_QUERY, CALL_LIST_RESULT, HEADERS};

use crate::{request, serve};

/// Accepts everything, and keeps the last query.
#[derive(Clone, Default)]
struct Accepting {
    query: Arc<Mutex<Option<PerformCallListQueryParameters>>>,
}

impl DialerApi for Accepting {
    async fn authenticate(&self, credentials: &Credentials) -> Result<(), Denied> {
        credentials.allow_anyone()
    }

    async fn ready_for_calls(&self, _: StartReceivingParameters) -> Result<(), ops::ReadyForCallsError> {
        Ok(())
    }

    async fn establish_persistent_connection(&self) -> Result<(), ops::EstablishPersistentConnectionError> {
        Ok(())
    }

    async fn place_preview_call(
        &self,
        _: PlacePreviewCallParameters,
    ) -> Result<(), ops::PlacePreviewCallError> {
        Ok(())
    }

    async fn mark_call_for_finishing(
        &self,
        _: MarkCallForFinishingParameters,
    ) -> Result<(), ops::MarkCallForFinishingError> {
        Ok(())
    }

    async fn perform_call_list_query(
        &self,
        body: PerformCallListQueryParameters,
    ) -> Result<ops::PerformCallListQueryResponse, ops::PerformCallListQueryError> {
        *self.query.lock().expect("no test panics inside") = Some(body);
        let all = DialerContactData::new("C")
            .with_identity("42")
            .with_zone("EST")
            .with_values([("name", "Zoë"), ("phone", "3175550100")]);
        let answer = CallListQueryResponse::new(1, "none", [all, DialerContactData::new("J")]);
        Ok(ops::PerformCallListQueryResponse::Ok(answer))
    }
}

#[tokio::test]
async fn every_request_of_the_vendors_client_succeeds() -> Tested {
    let address = serve(Accepting::default()).await?;
    for (call, body, status) in [
        ("ready-for-calls", "{}", 200),
        ("ready-for-calls", r#"{"campaignIds":["6E2A0C5F-0001","6E2A0C5F-0002"]}"#, 200),
        ("establish-persistent-connection", "", 202),
        ("place-preview-call", "{}", 200),
        ("place-preview-call", r#"{"callInitiatedByTimer":true,"callAttributes":{"ä":"€"}}"#, 200),
        ("mark-call-for-finishing", r#"{"callId":"1001","campaignId":"C1"}"#, 200),
        ("mark-call-for-finishing", r#"{"callId":"1001","callAttributes":{"a":"b"},"campaignId":"C1"}"#, 200),
        ("perform-call-list-query", CALL_LIST_QUERY, 200),
    ] {
        let line = format!("POST /icws/17/dialer/{call}");
        let answered = request(address, &line, HEADERS, body).await?;
        assert_eq!(answered.status, status, "{call} {body}: {answered:?}");
    }
    Ok(())
}

#[tokio::test]
async fn a_query_of_the_vendors_client_arrives_whole_and_its_answer_is_what_that_client_reads() -> Tested {
    let api = Accepting::default();
    let address = serve(api.clone()).await?;
    let answered =
        request(address, "POST /icws/17/dialer/perform-call-list-query", HEADERS, CALL_LIST_QUERY).await?;
    assert_eq!((answered.status, answered.body.as_str()), (200, CALL_LIST_RESULT));

    let parameter = DbCommandQueryParameters::new("status", 20).with_size(8).with_scale(2).with_precision(1);
    let command = DbCommandParameters::new(
        "I3_LIST_CS0",
        "SELECT * FROM I3_LIST_CS0 WHERE status=?",
        DbCommandType::Select,
        DbTableType::CallList,
    )
    .with_parameters([parameter]);
    let expected = PerformCallListQueryParameters::new("0A1B2C3D-0000-0000-0000-000000000001", command)
        .with_display_name("mine");
    assert_eq!(*api.query.lock().expect("no test panics inside"), Some(expected));
    Ok(())
}

#[tokio::test]
async fn a_query_that_lacks_what_is_required_is_refused_by_its_place() -> Tested {
    let address = serve(Accepting::default()).await?;
    for (required, says) in [
        ("connectionid", "missing field `connectionid`"),
        ("command", "missing field `command`"),
        ("contactlisttable", "at `command`: missing field `contactlisttable`"),
        ("statement", "at `command`: missing field `statement`"),
        ("commandtype", "at `command`: missing field `commandtype`"),
        ("tabletype", "at `command`: missing field `tabletype`"),
    ] {
        let body = CALL_LIST_QUERY.replace(&format!(r#""{required}":"#), r#""another":"#);
        let line = "POST /icws/17/dialer/perform-call-list-query";
        let answered = request(address, line, HEADERS, body).await?;
        assert_eq!(answered.status, 400, "{required}");
        assert!(answered.message().contains(says), "{required}: {answered:?}");
    }
    Ok(())
}
