//! Every documented outcome of every operation reaches both clients as what it was.

use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU16, Ordering};

use icws_dialer::models::{
    CallListQueryResponse, Error, MarkCallForFinishingParameters, PerformCallListQueryParameters,
    PlacePreviewCallParameters, StartReceivingParameters,
};
use icws_dialer::operations as ops;
use icws_dialer::server::{Credentials, Denied, DialerApi};
use icws_dialer::{Challenge, OperationError};
use icws_tests::Tested;
use icws_tests::either::Which;
use icws_tests::operation::{
    OPERATIONS, mark_call_for_finishing, perform_call_list_query, place_preview_call, start_receiving,
};
use icws_tests::outcome::Kind;
use icws_tests::secret::session;

use crate::serve;

/// Ends each call with a status, and keeps what did not come as it was sent.
#[derive(Clone, Default)]
struct Choosing {
    status: Arc<AtomicU16>,
    wrong: Arc<Mutex<Vec<String>>>,
}

fn error() -> Error {
    Error::new("it cannot be done").with_error_id("error.request.dialer")
}

/// What an operation ends with: one of its documented refusals, or else its success.
macro_rules! ends {
    ($api:expr, $error:ident, $($variant:ident)*) => {
        match $api.status.load(Ordering::Relaxed) {
            401 => Err(ops::$error::unauthorized(Challenge::icws("/log/in"), error())),
            status => {
                let refusals = [$(ops::$error::$variant(error())),*];
                refusals.into_iter().find(|error| error.status().as_u16() == status).map_or(Ok(()), Err)
            }
        }
    };
}

impl Choosing {
    fn expect<T: PartialEq + std::fmt::Debug>(&self, given: T, sent: T) {
        if given != sent {
            self.wrong.lock().expect("no test panics inside").push(format!("{given:?}"));
        }
    }
}

impl DialerApi for Choosing {
    async fn authenticate(&self, credentials: &Credentials) -> Result<(), Denied> {
        credentials.allow_anyone()
    }

    async fn ready_for_calls(&self, body: StartReceivingParameters) -> Result<(), ops::ReadyForCallsError> {
        self.expect(body, start_receiving());
        ends!(self, ReadyForCallsError, BadRequest Forbidden Gone InternalServerError)
    }

    async fn establish_persistent_connection(&self) -> Result<(), ops::EstablishPersistentConnectionError> {
        ends!(self, EstablishPersistentConnectionError, BadRequest Gone InternalServerError)
    }

    async fn place_preview_call(
        &self,
        body: PlacePreviewCallParameters,
    ) -> Result<(), ops::PlacePreviewCallError> {
        self.expect(body, place_preview_call());
        ends!(self, PlacePreviewCallError, BadRequest Forbidden NotFound Gone InternalServerError)
    }

    async fn mark_call_for_finishing(
        &self,
        body: MarkCallForFinishingParameters,
    ) -> Result<(), ops::MarkCallForFinishingError> {
        self.expect(body, mark_call_for_finishing());
        ends!(self, MarkCallForFinishingError, BadRequest Forbidden Gone InternalServerError)
    }

    async fn perform_call_list_query(
        &self,
        body: PerformCallListQueryParameters,
    ) -> Result<ops::PerformCallListQueryResponse, ops::PerformCallListQueryError> {
        self.expect(body, perform_call_list_query());
        ends!(self, PerformCallListQueryError, BadRequest Forbidden Gone InternalServerError)?;
        Ok(match self.status.load(Ordering::Relaxed) {
            202 => ops::PerformCallListQueryResponse::Accepted,
            _ => ops::PerformCallListQueryResponse::Ok(CallListQueryResponse::new(3, "none", [])),
        })
    }
}

async fn every_outcome_arrives(which: Which) -> Tested {
    let api = Choosing::default();
    let address = serve(api.clone()).await?;
    let client = which.client(session(&format!("http://{address}"))?)?;
    for row in &OPERATIONS {
        for status in row.successes {
            api.status.store(*status, Ordering::Relaxed);
            let outcome = client.call(row).await?;
            let expected = match (row.id, status) {
                ("performCallListQuery", 200) => "Ok(CallListQueryResponse {",
                ("performCallListQuery", _) => "Accepted",
                _ => "()",
            };
            assert!(outcome.starts_with(expected), "{row} {status}: {outcome}");
        }
        for (status, variant) in row.refusals {
            api.status.store(*status, Ordering::Relaxed);
            let failure = client.call(row).await.err().ok_or_else(|| format!("{row} {status}"))?;
            assert_eq!((failure.kind, failure.status), (Kind::Api, Some(*status)), "{row} {failure}");
            assert_eq!(failure.variant.as_deref(), Some(*variant), "{row}");
            let shown = failure.texts.join(" ");
            assert!(shown.contains("it cannot be done (error.request.dialer)"), "{shown}");
            assert_eq!(shown.contains("/log/in"), *status == 401, "{shown}");
        }
    }
    assert_eq!(*api.wrong.lock().expect("no test panics inside"), Vec::<String>::new());
    Ok(())
}

#[tokio::test]
async fn every_outcome_arrives_at_the_asynchronous_client() -> Tested {
    every_outcome_arrives(Which::Asynchronous).await
}

#[tokio::test]
async fn every_outcome_arrives_at_the_blocking_client() -> Tested {
    every_outcome_arrives(Which::Blocking).await
}

#[test]
fn a_refusal_is_made_of_its_parts() {
    let refusal = ops::ReadyForCallsError::unauthorized(Challenge::icws("/x"), error());
    assert_eq!((refusal.status().as_u16(), refusal.message()), (401, "it cannot be done"));
}
