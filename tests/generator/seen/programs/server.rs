//! A program that serves: what reaches it, and what it answers.

use std::sync::{Arc, Mutex};

use base::models::{
    Call, CallState, Error, FinishParameters, QueryAnswer, QueryKind, QueryParameters, QueryParametersRights,
    ReadyParameters, UserTarget,
};
use base::Blob;
use base::operations::{
    FinishError, HoldError, ListCallsError, NoteError, NoteResponse, PickError, PlayError, PlayResponse, QueryError,
    QueryResponse, ReadyError,
};
use base::server::axum::body::Body;
use base::server::{BaseApi, Credentials, Denied, router};
use tower_service::Service;

use crate::wire::{ASKED, Answer, Request};

/// Keeps what reaches it.
#[derive(Clone, Default)]
struct Server {
    reached: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn keep(&self, what: String) {
        self.reached.lock().expect("nobody else has it").push(what);
    }
}

impl BaseApi for Server {
    async fn authenticate(&self, credentials: &Credentials) -> Result<(), Denied> {
        self.keep(format!("{ASKED}{} {} {}", credentials.session_id(), credentials.csrf_token(), credentials.cookie()));
        credentials.allow_anyone()
    }

    async fn ready(&self, body: ReadyParameters) -> Result<(), ReadyError> {
        let ReadyParameters { campaign_ids, note, guess, extra, .. } = body;
        self.keep(format!("ready {campaign_ids:?} {note:?} {guess:?} {:?}", extra.get("more")));
        Ok(())
    }

    async fn finish(&self, body: FinishParameters) -> Result<(), FinishError> {
        let (call_id, campaign_id): (String, String) = (body.call_id, body.campaign_id);
        self.keep(format!("finish {call_id} {campaign_id} {:?} {:?}", body.reason, body.extra.get("more")));
        Err(FinishError::Conflict(Error::new("busy").with_error_id("id")))
    }

    async fn list_calls(
        &self,
        call_id: String,
        after: String,
        before: String,
        states: Option<Vec<String>>,
        x_trace: Option<String>,
    ) -> Result<Vec<Call>, ListCallsError> {
        self.keep(format!("list {call_id} {after} {before} {states:?} {x_trace:?}"));
        Ok(vec![Call::new("id").with_state(CallState::Held).with_target(UserTarget::new("user")), Call::new("other")])
    }

    async fn hold(&self) -> Result<(), HoldError> {
        self.keep("hold".to_owned());
        Ok(())
    }

    async fn pick(&self) -> Result<(), PickError> {
        self.keep("pick".to_owned());
        Ok(())
    }

    async fn note(&self, body: String) -> Result<NoteResponse, NoteError> {
        self.keep(format!("note {body}"));
        match body.as_str() {
            "elsewhere" => Ok(NoteResponse::found(Some("/there".into()))),
            _ => Ok(NoteResponse::Ok("before".to_owned())),
        }
    }

    async fn play(&self, body: Blob) -> Result<PlayResponse, PlayError> {
        self.keep(format!("play {:?} {:?}", body.media_type(), body.bytes()));
        let cookies = ["a=b"].into_iter().collect();
        Ok(PlayResponse::ok(cookies, Blob::from(b"heard".to_vec())))
    }

    async fn query(&self, body: QueryParameters) -> Result<QueryResponse, QueryError> {
        let (connection, statement, limit): (String, String, Option<i32>) =
            (body.connection_id, body.statement, body.limit);
        self.keep(format!("may write: {:?}", body.rights.map(|rights| rights.contains(QueryParametersRights::WRITE))));
        let kind = match body.kind {
            QueryKind::Create => "create",
            QueryKind::Update => "update",
            QueryKind::Delete => "delete",
            _ => "unknown",
        };
        self.keep(format!("query {connection} {statement} {kind} {limit:?}"));
        match body.kind {
            QueryKind::Create => {
                let calls = [Call::new("id").with_state(CallState::Alerting)];
                Ok(QueryResponse::Ok(QueryAnswer::new(3, "text").with_when("now").with_calls(calls)))
            }
            QueryKind::Unknown(_) => Err(QueryError::BadRequest(Error::new("unknown"))),
            _ => Ok(QueryResponse::Accepted),
        }
    }
}

/// What reaches the server of a request, and what it answers.
pub async fn serve(request: Request) -> (String, Answer) {
    let server = Server::default();
    let answer = router(server.clone()).call(request.map(Body::from)).await.expect("it never fails");
    let (parts, body) = answer.into_parts();
    let body = base::server::axum::body::to_bytes(body, usize::MAX).await.expect("it is whole");
    let reached = server.reached.lock().expect("nobody else has it").join("; ");
    (reached, Answer::from_parts(parts, body.to_vec()))
}
