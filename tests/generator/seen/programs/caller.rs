//! A program that calls: what it sends, and what it makes of answers.

use base::models::{CallState, FinishParameters, FinishParametersValues, QueryKind, QueryParameters, QueryParametersRights, ReadyParameters};
use base::operations::{
    Finish, FinishError, Hold, ListCalls, ListCallsError, ListCallsValues, Note, NoteResponse, Pick, Play, PlayResponse, Query, QueryError,
    QueryResponse, Ready, ReadyError,
};
use base::{Blob, Error, FeatureVersion, Operation, Session};

use crate::wire::{Answer, Request};

/// What is sent, or why nothing is.
pub fn requests() -> Vec<(&'static str, Result<Request, String>)> {
    let ready = ReadyParameters::new().with_campaign_ids(["c1"]).with_note("note").with_guess("guess");
    let ready = ready.with_extra([("more", "1")]);
    let finish = FinishParameters::new("call", "campaign").with_reason("reason");
    let named = FinishParameters::from(FinishParametersValues { campaign_id: "campaign".into(), call_id: "call".into() });
    let none = ReadyParameters::new().with_campaign_ids([""; 0]);
    let limit: i32 = 7;
    let query = |kind| {
        let query = QueryParameters::new("connection", "statement", kind).with_limit(limit);
        let query = query.with_rights(QueryParametersRights::READ | QueryParametersRights::WRITE);
        // A caller reads what it has made.
        let log = format!("{} {}", query.connection_id, query.statement);
        query.with_extra([("log", log)])
    };
    let states = ["held".to_owned(), "alerting".to_owned()];
    let list = ListCalls::new("call", "after", "before").with_states(&states).with_x_trace("trace");
    let values = ListCallsValues { before: "before", after: "after", call_id: "call" };
    vec![
        ("ready at 4", known(&Ready::new(&ready), 4)),
        ("finish at 7", known(&Finish::new(&finish), 7)),
        ("list at 3", known(&ListCalls::from(values), 3)),
        ("ready", sent(&Ready::new(&ready))),
        ("ready for nothing", sent(&Ready::new(&none))),
        ("finish", sent(&Finish::new(&finish))),
        ("finish for no reason", sent(&Finish::new(&named))),
        ("list", sent(&list)),
        ("hold", sent(&Hold::new())),
        ("pick", sent(&Pick::new())),
        ("create", sent(&Query::new(&query(QueryKind::Create)))),
        ("update", sent(&Query::new(&query(QueryKind::Update)))),
        ("delete", sent(&Query::new(&query(QueryKind::Delete)))),
        ("note", sent(&Note::new("words"))),
        ("note elsewhere", sent(&Note::new("elsewhere"))),
        ("play", sent(&Play::new(&Blob::from(b"sound".to_vec())))),
        ("play a wave", sent(&Play::new(&Blob::new("audio/wav", b"sound".to_vec())))),
        ("anything", sent(&Query::new(&query(QueryKind::Unknown(4))))),
    ]
}

/// The same, where the caller knows which version the server has.
fn known<O: Operation>(operation: &O, version: u32) -> Result<Request, String> {
    operation.supported_by(FeatureVersion::new("dialer", version)).map_err(|error| error.to_string())?;
    sent(operation)
}

fn sent<O: Operation>(operation: &O) -> Result<Request, String> {
    let session = Session::builder("http://127.0.0.1:1").session_id("1").csrf_token("t").cookie("a=b");
    let session = session.build().map_err(|error| error.to_string())?;
    operation.validate().map_err(|error| error.to_string())?;
    operation.to_request(&session).map_err(|error| error.to_string())
}

/// What it makes of an answer to a request, or why it cannot read it.
pub fn read(request: &str, answer: Answer) -> Result<String, String> {
    match request {
        "ready" | "ready at 4" | "ready for nothing" => match Ready::from_response(answer) {
            Ok(()) => Ok("ready".to_owned()),
            Err(Error::Api(ReadyError::BadRequest(error))) => Ok(format!("bad request {}", error.message)),
            Err(Error::Api(ReadyError::Unauthorized { challenge, error, .. })) => {
                Ok(format!("unauthorized {:?} {:?} {}", challenge.location(), error.error_id, error.message))
            }
            Err(error) => Err(error.to_string()),
        },
        "finish" | "finish at 7" | "finish for no reason" => match Finish::from_response(answer) {
            Ok(()) => Ok("finished".to_owned()),
            Err(Error::Api(FinishError::Conflict(error))) => Ok(format!("conflict {}", error.message)),
            Err(Error::Api(other)) => Ok(format!("{} {}", other.status(), other.error().message)),
            Err(error) => Err(error.to_string()),
        },
        "list" | "list at 3" => match ListCalls::from_response(answer) {
            Ok(calls) => Ok(calls.iter().map(call).collect()),
            Err(Error::Api(ListCallsError::NotFound(error))) => Ok(format!("none {}", error.message)),
            Err(Error::Api(ListCallsError::ServerError { status, error, .. })) => {
                Ok(format!("failed {status} {}", error.message))
            }
            Err(Error::Api(_)) => Ok("another error".to_owned()),
            Err(error) => Err(error.to_string()),
        },
        "hold" => Hold::from_response(answer).map(|()| "held".to_owned()).map_err(|error| error.to_string()),
        "pick" => Pick::from_response(answer).map(|()| "picked".to_owned()).map_err(|error| error.to_string()),
        "note" | "note elsewhere" => match Note::from_response(answer) {
            Ok(NoteResponse::Ok(text)) => Ok(text),
            Ok(NoteResponse::Found { location, .. }) => Ok(format!("at {:?}", location.map(|location| location.0))),
            Ok(_) => Ok("another success".to_owned()),
            Err(error) => Err(error.to_string()),
        },
        "play" | "play a wave" => match Play::from_response(answer) {
            Ok(PlayResponse::Ok { set_cookie, body, .. }) => {
                let cookies: Vec<&str> = set_cookie.iter().collect();
                Ok(format!("{cookies:?} {:?} {:?}", body.media_type(), body.bytes()))
            }
            Ok(_) => Ok("another success".to_owned()),
            Err(error) => Err(error.to_string()),
        },
        _ => match Query::from_response(answer) {
            Ok(QueryResponse::Ok(answer)) => {
                let affected: i32 = answer.affected;
                let (text, when): (String, Option<String>) = (answer.text, answer.when);
                let calls: Vec<String> = answer.calls.into_iter().flatten().map(|each| call(&each)).collect();
                Ok(format!("{affected} {text} {when:?} {calls:?} {:?}", answer.extra.get("more")))
            }
            Ok(QueryResponse::Accepted) => Ok("accepted".to_owned()),
            Ok(_) => Ok("another success".to_owned()),
            Err(Error::Api(QueryError::BadRequest(error))) => Ok(format!("bad request {}", error.message)),
            Err(error) => Err(error.to_string()),
        },
    }
}

fn call(call: &base::models::Call) -> String {
    let state = match &call.state {
        Some(CallState::Held) => "held",
        Some(CallState::Alerting) => "alerting",
        Some(_) => "in another state",
        None => "in none",
    };
    let target = match &call.target {
        Some(base::models::Target::UserTarget(target)) => format!("user {}", target.user),
        Some(other) => format!("other {:?}", other.user()),
        None => "nobody".to_owned(),
    };
    format!("{} {state} {target}; ", call.id)
}
