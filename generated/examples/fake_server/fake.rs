//! What the server does: as little as it can, and nothing that its version does not have.

use icws_dialer::models::{
    CallListQueryResponse, DialerContactData, Error, MarkCallForFinishingParameters,
    PerformCallListQueryParameters, PlacePreviewCallParameters, StartReceivingParameters,
};
use icws_dialer::operations::{
    EstablishPersistentConnection, EstablishPersistentConnectionError, MarkCallForFinishing,
    MarkCallForFinishingError, PerformCallListQuery, PerformCallListQueryError, PerformCallListQueryResponse,
    PlacePreviewCall, PlacePreviewCallError, ReadyForCalls, ReadyForCallsError,
};
use icws_dialer::server::axum::{self, Router, extract::Request, middleware::Next, response::Response};
use icws_dialer::server::{Credentials, Denied, DialerApi, router};
use icws_dialer::{DialerVersion, Operation, OperationInfo};

use super::sessions::{Logins, Sessions};

/// A server of this version, with logins and logouts, and what it does with a line of its log.
pub(crate) fn serving(version: DialerVersion, logins: Logins, log: fn(String)) -> Router {
    let sessions = Sessions::new(version, logins);
    let logged = move |request: Request, next: Next| async move {
        let (line, answer) = logged(request, next).await;
        log(line);
        answer
    };
    let calls = router(Fake { version, sessions: sessions.clone() });
    calls.merge(sessions.routes()).layer(axum::middleware::from_fn(logged))
}

/// A server of a version.
struct Fake {
    version: DialerVersion,
    sessions: Sessions,
}

impl Fake {
    /// Refuses what this version does not have.
    fn has<O: Operation>(&self) -> Result<(), Error> {
        if O::SINCE <= self.version {
            return Ok(());
        }
        let message = format!("{} is there from {} on, and this is {}", O::ID, O::SINCE, self.version);
        Err(Error::new(message).with_error_id("error.server.gone"))
    }
}

impl DialerApi for Fake {
    async fn authenticate(&self, credentials: &Credentials) -> Result<(), Denied> {
        self.sessions.admit(credentials)
    }

    async fn establish_persistent_connection(&self) -> Result<(), EstablishPersistentConnectionError> {
        self.has::<EstablishPersistentConnection>().map_err(EstablishPersistentConnectionError::Gone)
    }

    async fn ready_for_calls(&self, _: StartReceivingParameters) -> Result<(), ReadyForCallsError> {
        self.has::<ReadyForCalls<'_>>().map_err(ReadyForCallsError::Gone)
    }

    async fn place_preview_call(&self, _: PlacePreviewCallParameters) -> Result<(), PlacePreviewCallError> {
        self.has::<PlacePreviewCall<'_>>().map_err(PlacePreviewCallError::Gone)
    }

    async fn mark_call_for_finishing(
        &self,
        _: MarkCallForFinishingParameters,
    ) -> Result<(), MarkCallForFinishingError> {
        self.has::<MarkCallForFinishing<'_>>().map_err(MarkCallForFinishingError::Gone)
    }

    async fn perform_call_list_query(
        &self,
        _: PerformCallListQueryParameters,
    ) -> Result<PerformCallListQueryResponse, PerformCallListQueryError> {
        self.has::<PerformCallListQuery<'_>>().map_err(PerformCallListQueryError::Gone)?;
        let record = DialerContactData::new("C")
            .with_identity("42")
            .with_zone("EST")
            .with_values([("phone", "3175550100")]);
        let answer = CallListQueryResponse::new(1, "", [record]);
        Ok(PerformCallListQueryResponse::Ok(answer))
    }
}

/// Logs a call by its operation: the path has the id of the session, and the body what may be personal.
async fn logged(request: Request, next: Next) -> (String, Response) {
    let method = request.method().clone();
    let answer = next.run(request).await;
    let operation = answer.extensions().get::<OperationInfo>().map_or("no operation", |info| info.id);
    (format!("{method} {operation}: {}", answer.status()), answer)
}
