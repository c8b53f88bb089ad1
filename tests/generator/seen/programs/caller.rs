//! A program that calls: what it sends, and what it makes of answers.

use base::models::{CallState, FinishParameters, QueryKind, QueryParameters, ReadyParameters};
use base::operations::{
    Finish, FinishError, Hold, ListCalls, ListCallsError, Pick, Query, QueryError, QueryResponse, Ready, ReadyError,
};
use base::{Error, Operation, Session};

use crate::wire::{Answer, Request};

/// What is sent, or why nothing is.
pub fn requests() -> Vec<(&'static str, Result<Request, String>)> {
    let ready = ReadyParameters::new().with_campaign_ids(["c1"]).with_note("note").with_guess("guess");
    let ready = ready.with_extra([("more", "1")]);
    let finish = FinishParameters::new("call", "campaign").with_reason("reason");
    let none = ReadyParameters::new().with_campaign_ids([""; 0]);
    let limit: i32 = 7;
    let query = |kind| QueryParameters::new("connection", "statement", kind).with_limit(limit);
    let states = ["held".to_owned(), "alerting".to_owned()];
    vec![
        ("ready", sent(&Ready::new(&ready))),
        ("ready for nothing", sent(&Ready::new(&none))),
        ("finish", sent(&Finish::new(&finish))),
        ("list", sent(&ListCalls::new("call", "after", "before").with_states(&states).with_x_trace("trace"))),
        ("hold", sent(&Hold::new())),
        ("pick", sent(&Pick::new())),
        ("create", sent(&Query::new(&query(QueryKind::Create)))),
        ("update", sent(&Query::new(&query(QueryKind::Update)))),
        ("delete", sent(&Query::new(&query(QueryKind::Delete)))),
        ("anything", sent(&Query::new(&query(QueryKind::Unknown(4))))),
    ]
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
        "ready" | "ready for nothing" => match Ready::from_response(answer) {
            Ok(()) => Ok("ready".to_owned()),
            Err(Error::Api(ReadyError::BadRequest(error))) => Ok(format!("bad request {}", error.message)),
            Err(Error::Api(ReadyError::Unauthorized { challenge, error, .. })) => {
                Ok(format!("unauthorized {:?} {:?} {}", challenge.location(), error.error_id, error.message))
            }
            Err(error) => Err(error.to_string()),
        },
        "finish" => match Finish::from_response(answer) {
            Ok(()) => Ok("finished".to_owned()),
            Err(Error::Api(FinishError::Conflict(error))) => Ok(format!("conflict {}", error.message)),
            Err(Error::Api(other)) => Ok(format!("{} {}", other.status(), other.error().message)),
            Err(error) => Err(error.to_string()),
        },
        "list" => match ListCalls::from_response(answer) {
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
