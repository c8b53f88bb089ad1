//! One call, and whether its answer is its own.

use icws_dialer::models::{
    DbCommandParameters, DbCommandType, DbTableType, MarkCallForFinishingParameters,
    PerformCallListQueryParameters, PlacePreviewCallParameters, StartReceivingParameters,
};
use icws_dialer::operations::{
    EstablishPersistentConnectionError, MarkCallForFinishingError, PerformCallListQueryResponse,
    PlacePreviewCallError, ReadyForCallsError,
};
use icws_dialer::{Client, Error, OperationError};

use super::{SESSIONS, sessions};

/// How a call ends.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum End {
    /// With what the server says to this call of this session.
    Own,
    /// With what it says to another one, or with something else that it does not say.
    Other(String),
    /// With an error of the client's, of this kind.
    Failed(&'static str),
}

/// A prime: each session has its turn once in as many calls as there are sessions, in no order that one sees.
const STRIDE: usize = 7_919;

/// The session of a call.
pub(super) const fn session(call: usize) -> usize {
    call * STRIDE % SESSIONS
}

/// Makes a call of the session's. With each of its turns a session makes another of the five.
pub(super) async fn make(client: &Client, call: usize) -> End {
    let (id, tag) = (sessions::id(session(call)), format!("call-{call}"));
    let own = format!("{id} {tag}");
    let said = match (call + call / SESSIONS) % 5 {
        0 => query(client, tag).await,
        1 => mark(client, tag).await,
        2 => place(client, tag).await,
        3 => ready(client, tag).await,
        // It sends nothing, so nothing but the session can come back.
        _ => return judge(establish(client).await, &format!("{id} ")),
    };
    judge(said, &own)
}

fn judge(said: Result<String, End>, own: &str) -> End {
    match said {
        Ok(said) if said == own => End::Own,
        Ok(said) => End::Other(format!("`{own}` was told `{said}`")),
        Err(end) => end,
    }
}

/// What the server says where it is asked by a query.
async fn query(client: &Client, tag: String) -> Result<String, End> {
    let command = DbCommandParameters::new("ContactList", tag, DbCommandType::Select, DbTableType::CallList);
    let query = PerformCallListQueryParameters::new("connection", command);
    match client.perform_call_list_query(&query).await {
        Ok(PerformCallListQueryResponse::Ok(answer)) => Ok(answer.error_message),
        Ok(other) => Err(End::Other(format!("{other:?}"))),
        Err(error) => Err(failed(&error)),
    }
}

/// What the server says where it refuses, in the one way that it does for that operation.
macro_rules! refusal {
    ($call:expr, $error:ident :: $variant:ident) => {
        match $call.await {
            Err(Error::Api($error::$variant(error))) => Ok(error.message),
            Ok(()) => Err(End::Other("a success, which the server has none of".to_owned())),
            Err(error) => Err(failed(&error)),
        }
    };
}

async fn mark(client: &Client, tag: String) -> Result<String, End> {
    let mark = MarkCallForFinishingParameters::new(tag, "campaign");
    refusal!(client.mark_call_for_finishing(&mark), MarkCallForFinishingError::Forbidden)
}

async fn place(client: &Client, tag: String) -> Result<String, End> {
    let place = PlacePreviewCallParameters::new().with_call_attributes([("tag", tag)]);
    refusal!(client.place_preview_call(&place), PlacePreviewCallError::NotFound)
}

async fn ready(client: &Client, tag: String) -> Result<String, End> {
    let ready = StartReceivingParameters::new().with_campaign_ids([tag]);
    refusal!(client.ready_for_calls(&ready), ReadyForCallsError::Gone)
}

async fn establish(client: &Client) -> Result<String, End> {
    refusal!(client.establish_persistent_connection(), EstablishPersistentConnectionError::BadRequest)
}

/// What a cut connection may come to has a kind; everything else is an answer that the server does not give.
fn failed<E: OperationError>(error: &Error<E>) -> End {
    match error {
        Error::Transport(error) => End::Failed(match (error.is_connect(), error.is_timeout()) {
            (true, _) => "transport, no connection",
            (false, true) => "transport, no answer in time",
            (false, false) => "transport, cut",
        }),
        Error::Decode(_) => End::Failed("decode"),
        other => End::Other(other.to_string()),
    }
}
