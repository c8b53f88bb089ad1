//! What the methods answer.

use std::sync::Arc;

use icws_dialer::Challenge;
use icws_dialer::models::{
    CallListQueryResponse, DbCommandType, DbTableType, DialerContactData, Error,
    MarkCallForFinishingParameters, PerformCallListQueryParameters, PlacePreviewCallParameters,
    StartReceivingParameters,
};
use icws_dialer::operations as ops;
use icws_dialer::server::{Credentials, Denied, DialerApi};
use icws_tests::operation::{OPERATIONS, Row};
use serde::Serialize;
use serde_json::json;

use crate::record::Record;

/// How calls end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answers {
    /// With a success, unless the id of the session asks for something else: `answer-410` for a 410.
    Successes,
    /// With every documented outcome of the operation in turn.
    Outcomes,
}

impl Answers {
    pub(crate) fn named(name: &str) -> Option<Self> {
        match name {
            "successes" => Some(Self::Successes),
            "outcomes" => Some(Self::Outcomes),
            _ => None,
        }
    }
}

pub(crate) struct Judged {
    answers: Answers,
    record: Arc<Record>,
}

impl Judged {
    pub(crate) fn new(answers: Answers, record: Arc<Record>) -> Self {
        Self { answers, record }
    }

    /// The status that a call ends with, where `success` is how it succeeds.
    fn status(&self, id: &'static str, body: impl Serialize, success: u16) -> u16 {
        let Some(row) = OPERATIONS.iter().find(|row| row.id == id) else { return 500 };
        let caller = Credentials::current().unwrap_or_default();
        let arrived = json!({
            "operation": id,
            "sessionId": caller.session_id(),
            "csrfToken": caller.csrf_token(),
            "cookie": caller.cookie(),
            "body": body,
        });
        let before = self.record.call(id, arrived);
        let status = match self.answers {
            Answers::Successes => asked(row, caller.session_id()).unwrap_or(success),
            Answers::Outcomes => {
                row.statuses().nth(before % row.statuses().count().max(1)).unwrap_or(success)
            }
        };
        self.record.chosen(id, status);
        status
    }
}

/// The status that the id of a session asks for, where the operation has it.
fn asked(row: &Row, session_id: &str) -> Option<u16> {
    let status: u16 = session_id.strip_prefix("answer-")?.parse().ok()?;
    row.statuses().find(|documented| *documented == status)
}

fn error(message: &str) -> Error {
    Error::new(message).with_error_id("error.request.dialer")
}

/// Ends a call with this status: the refusal that has it, or else the success.
macro_rules! ends {
    ($status:expr, $error:ident, $($variant:ident)*) => {
        match $status {
            401 => Err(ops::$error::unauthorized(Challenge::icws("/log/in"), error("this ends with 401"))),
            status => {
                let message = format!("this ends with {status}");
                let refusals = [$(ops::$error::$variant(error(&message))),*];
                refusals.into_iter().find(|error| error.status().as_u16() == status).map_or(Ok(()), Err)
            }
        }
    };
}

impl DialerApi for Judged {
    /// Any session will do, because it is the judges that make up the paths.
    async fn authenticate(&self, credentials: &Credentials) -> Result<(), Denied> {
        let is_known = credentials.matches(credentials.session_id(), "t0k3n", "icws_1723=abc");
        if is_known { Ok(()) } else { Err(Denied::new("these are nobody's credentials")) }
    }

    async fn ready_for_calls(&self, body: StartReceivingParameters) -> Result<(), ops::ReadyForCallsError> {
        let status = self.status("readyForCalls", body, 200);
        ends!(status, ReadyForCallsError, BadRequest Forbidden Gone InternalServerError)
    }

    async fn establish_persistent_connection(&self) -> Result<(), ops::EstablishPersistentConnectionError> {
        let status = self.status("establishPersistentConnection", (), 202);
        ends!(status, EstablishPersistentConnectionError, BadRequest Gone InternalServerError)
    }

    async fn place_preview_call(
        &self,
        body: PlacePreviewCallParameters,
    ) -> Result<(), ops::PlacePreviewCallError> {
        let status = self.status("placePreviewCall", body, 200);
        ends!(status, PlacePreviewCallError, BadRequest Forbidden NotFound Gone InternalServerError)
    }

    async fn mark_call_for_finishing(
        &self,
        body: MarkCallForFinishingParameters,
    ) -> Result<(), ops::MarkCallForFinishingError> {
        let status = self.status("markCallForFinishing", body, 200);
        ends!(status, MarkCallForFinishingError, BadRequest Forbidden Gone InternalServerError)
    }

    async fn perform_call_list_query(
        &self,
        body: PerformCallListQueryParameters,
    ) -> Result<ops::PerformCallListQueryResponse, ops::PerformCallListQueryError> {
        use ops::PerformCallListQueryError as Refusal;
        // The router keeps values that have no name; whether they mean something is the method's to say.
        if matches!(body.command.command_type, DbCommandType::Unknown(_)) {
            return Err(Refusal::BadRequest(error("there is no such command type")));
        }
        if matches!(body.command.table_type, DbTableType::Unknown(_)) {
            return Err(Refusal::BadRequest(error("there is no such table type")));
        }
        let has_result = body.command.command_type == DbCommandType::Select;
        let status = self.status("performCallListQuery", body, if has_result { 200 } else { 202 });
        ends!(status, PerformCallListQueryError, BadRequest Forbidden Gone InternalServerError)?;
        Ok(match status {
            202 => ops::PerformCallListQueryResponse::Accepted,
            _ => ops::PerformCallListQueryResponse::Ok(result()),
        })
    }
}

/// A result with everything that one can have.
fn result() -> CallListQueryResponse {
    let everything = DialerContactData::new("C")
        .with_identity("1")
        .with_zone("Europe/Berlin")
        .with_values([("name", "Ada"), ("city", "Zürich")]);
    CallListQueryResponse::new(2, "", [everything, DialerContactData::new("")])
}
