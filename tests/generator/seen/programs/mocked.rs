//! Tests of a program that calls, on the stand-in for the server.

use base::mock::{Call, Mock, Reply};
use base::models::{self, FinishParameters, QueryAnswer, QueryKind, QueryParameters, ReadyParameters};
use base::operations::{
    Finish, FinishError, ListCalls, ListCallsError, Note, NoteResponse, Play, PlayResponse, Query, QueryResponse, Ready,
};
use base::{Blob, Error, Operation};

/// What the tests find, each by itself.
pub fn tests() -> Vec<(&'static str, Result<String, String>)> {
    let ready = ReadyParameters::new().with_campaign_ids(["c1"]).with_note("note").with_guess("guess");
    let finish = FinishParameters::new("call", "campaign");
    // What is sent is that of the constructor; what compiles is both.
    let named = models::FinishParametersValues { call_id: "call".into(), campaign_id: "campaign".into() };
    drop(FinishParameters::from(named));
    let query = QueryParameters::new("connection", "statement", QueryKind::Delete).with_limit(7);
    let answer = QueryAnswer::new(3, "text").with_when("now");
    let busy = Reply::json(409, &models::Error::new("busy").with_error_id("id"));
    vec![
        ("ready", tested(&Ready::new(&ready), Reply::empty(200), |()| String::new())),
        ("finish", tested(&Finish::new(&finish), busy, |()| String::new())),
        ("list", tested(&ListCalls::new("call", "after", "before"), Reply::json(200, &[models::Call::new("id")]), |calls| {
            calls.iter().map(|call| call.id.clone()).collect()
        })),
        ("query", tested(&Query::new(&query), Reply::json(200, &answer), |response| match response {
            QueryResponse::Ok(answer) => format!("{} {} {:?}", answer.affected, answer.text, answer.when),
            _ => "accepted".to_owned(),
        })),
        ("note", tested(&Note::new("words"), Reply::text(200, "text/plain", "before"), |response| match response {
            NoteResponse::Ok(text) => text,
            _ => "elsewhere".to_owned(),
        })),
        ("note elsewhere", tested(&Note::new("words"), Reply::empty(302).with_header("location", "/there"), |response| {
            match response {
                NoteResponse::Found { location, .. } => location.map(|location| location.0).unwrap_or_default(),
                _ => "here".to_owned(),
            }
        })),
        ("play", {
            let reply = Reply::text(200, "audio/wav", "heard").with_header("set-cookie", "a=b");
            tested(&Play::new(&Blob::from(b"sound".to_vec())), reply, |response| match response {
                PlayResponse::Ok { set_cookie, body, .. } => {
                    format!("{:?} {:?}", set_cookie.iter().collect::<Vec<_>>(), body.bytes())
                }
                _ => "another success".to_owned(),
            })
        }),
        ("failure", match Reply::json(503, &models::Error::new("down")).read::<ListCalls<'_>>() {
            Err(Error::Api(ListCallsError::ServerError { status, error, .. })) => Ok(format!("{status} {}", error.message)),
            Err(Error::Api(_)) => Ok("another error".to_owned()),
            other => Err(format!("{other:?}")),
        }),
        ("refusal", match Reply::json(409, &models::Error::new("busy")).read::<Finish<'_>>() {
            Err(Error::Api(FinishError::Conflict(error))) => Ok(error.message),
            other => Err(format!("{other:?}")),
        }),
    ]
}

fn tested<O: Operation>(operation: &O, reply: Reply, shown: impl Fn(O::Response) -> String) -> Result<String, String> {
    let mock = Mock::new();
    mock.reply::<O>(reply);
    let result = match mock.execute(operation) {
        Ok(response) => shown(response),
        Err(Error::Api(_)) => "refused".to_owned(),
        Err(error) => return Err(error.to_string()),
    };
    let calls: Vec<String> = mock.calls().into_iter().map(told).collect();
    Ok(format!("{calls:?} {result}"))
}

fn told(call: Call) -> String {
    match call {
        Call::Ready { body, .. } => format!("ready {:?} {:?} {:?}", body.campaign_ids, body.note, body.guess),
        Call::Finish { body, .. } => format!("finish {} {} {:?}", body.call_id, body.campaign_id, body.reason),
        Call::ListCalls { call_id, after, before, states, x_trace, .. } => {
            format!("list {call_id} {after} {before} {states:?} {x_trace:?}")
        }
        Call::Query { body, .. } => {
            format!("query {} {} {}", body.connection_id, body.statement, body.kind == QueryKind::Delete)
        }
        Call::Note { body, .. } => format!("note {body}"),
        Call::Play { body, .. } => format!("play {:?} {:?}", body.media_type(), body.bytes()),
        _ => "another".to_owned(),
    }
}
