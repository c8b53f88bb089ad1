//! The five operations as a table, written from the pages of the vendor and not from the generated code.

use std::fmt;
use std::pin::Pin;

use http::{Request, Response};
use icws_dialer::models::{self, DbCommandParameters, DbCommandQueryParameters, DbCommandType, DbTableType};
use icws_dialer::operations as ops;
use icws_dialer::{
    Challenge, Client, DialerVersion, Error, FeatureVersion, Operation, RequestError, Session, blocking,
};

use crate::answer::{Answer, QUERY_BODY};
use crate::outcome::{Outcome, outcome};

/// A call that is under way.
pub type Call<'a> = Pin<Box<dyn Future<Output = Outcome> + Send + 'a>>;

/// One operation, without its types.
pub struct Row {
    /// Its name.
    pub id: &'static str,
    /// Its path behind the base URL, `{sessionId}` included.
    pub path: &'static str,
    /// The version that it came with. See [`Row::since`] for what the crate says.
    pub came_with: u32,
    /// What is sent when nothing optional is set, and when everything is; `None` when there is no body at all.
    pub bodies: Option<[&'static str; 2]>,
    /// The statuses of its successes.
    pub successes: &'static [u16],
    /// The statuses of its refusals, and the variant that each is.
    pub refusals: &'static [(u16, &'static str)],
    /// What the operation says of itself: `ID`, `METHOD`, `PATH`, `SINCE`.
    pub constants: fn() -> (&'static str, http::Method, &'static str, FeatureVersion),
    /// Its request with nothing optional set.
    pub least: fn(&Session) -> Result<Request<Vec<u8>>, RequestError>,
    /// Its request with everything set.
    pub most: fn(&Session) -> Result<Request<Vec<u8>>, RequestError>,
    /// What it makes of an answer.
    pub receive: fn(Response<Vec<u8>>) -> Outcome,
    /// What it makes of a refusal, taken apart.
    pub refuse: fn(Response<Vec<u8>>) -> Option<Refused>,
    /// The client's method for it, with everything set.
    pub call: for<'a> fn(&'a Client) -> Call<'a>,
    /// The same of the blocking client.
    pub call_blocking: fn(&blocking::Client) -> Outcome,
}

/// A refusal, taken apart.
#[derive(Debug)]
pub struct Refused {
    /// What `status()` returns.
    pub status: u16,
    /// What `error()` returns.
    pub error: models::Error,
    /// The challenge of a `401`.
    pub challenge: Option<Challenge>,
}

/// Its name, and where to look if the code is not as the table has it.
impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { id, .. } = self;
        write!(
            f,
            "{id} (tests/src/operation.rs has it by hand as the vendor's pages do: if they say otherwise now, say so there)"
        )
    }
}

impl Row {
    /// The version from which on the crate has it: that which it came with, or the oldest, if that is gone.
    pub fn since(&self) -> u32 {
        self.came_with.max(DialerVersion::OLDEST.get())
    }

    /// The success with this status, as the server sends it.
    pub fn success(&self, status: u16) -> Answer {
        if self.answers_with_body(status) { Answer::json(status, QUERY_BODY) } else { Answer::new(status) }
    }

    /// Whether this status is documented to have a body.
    pub fn answers_with_body(&self, status: u16) -> bool {
        self.refusals.iter().any(|(refusal, _)| *refusal == status)
            || (self.id == "performCallListQuery" && status == 200)
    }

    /// All documented statuses.
    pub fn statuses(&self) -> impl Iterator<Item = u16> {
        self.successes.iter().copied().chain(self.refusals.iter().map(|(status, _)| *status))
    }
}

/// What [`least_call_list_query`] is on the wire.
pub const LEAST_CALL_LIST_QUERY: &str = concat!(
    r#"{"connectionid":"","command":{"contactlisttable":"","statement":"","#,
    r#""commandtype":0,"tabletype":1}}"#
);

/// `startReceivingParameters` with everything set.
pub fn start_receiving() -> models::StartReceivingParameters {
    models::StartReceivingParameters::new().with_campaign_ids(["c1", "c\"2"])
}

/// `placePreviewCallParameters` with everything set.
pub fn place_preview_call() -> models::PlacePreviewCallParameters {
    models::PlacePreviewCallParameters::new()
        .with_call_initiated_by_timer(true)
        .with_call_attributes([("b", "2"), ("a", "ü")])
}

/// `markCallForFinishingParameters` with everything set.
pub fn mark_call_for_finishing() -> models::MarkCallForFinishingParameters {
    models::MarkCallForFinishingParameters::new("call", "campaign").with_call_attributes([("k", "v")])
}

/// `performCallListQueryParameters` with nothing optional set.
pub fn least_call_list_query() -> models::PerformCallListQueryParameters {
    let command = DbCommandParameters::new("", "", DbCommandType::Create, DbTableType::CallList);
    models::PerformCallListQueryParameters::new("", command)
}

/// `performCallListQueryParameters` with everything set.
pub fn perform_call_list_query() -> models::PerformCallListQueryParameters {
    let statement = "SELECT a FROM b WHERE c<d AND e>'f'";
    let parameter =
        DbCommandQueryParameters::new("i3_identity", 20).with_size(8).with_scale(-1).with_precision(0);
    let command = DbCommandParameters::new(
        "ContactList",
        statement,
        DbCommandType::Select,
        DbTableType::DncMetaDataTable,
    )
    .with_parameters([parameter]);
    models::PerformCallListQueryParameters::new("guid", command).with_display_name("name")
}

fn constants<O: Operation>() -> (&'static str, http::Method, &'static str, FeatureVersion) {
    (O::ID, O::METHOD, O::PATH, O::SINCE)
}

fn receive<O: Operation<Response: fmt::Debug>>(response: Response<Vec<u8>>) -> Outcome {
    outcome(O::from_response(response))
}

macro_rules! refuse {
    ($operation:ty, $error:ident) => {
        |response| match <$operation>::from_response(response) {
            Err(Error::Api(refusal)) => Some(Refused {
                status: refusal.status().as_u16(),
                error: refusal.error().clone(),
                challenge: match refusal {
                    ops::$error::Unauthorized { challenge, .. } => Some(challenge),
                    _ => None,
                },
            }),
            _ => None,
        }
    };
}

/// The version of a server that has none of the operations.
pub fn too_old() -> DialerVersion {
    DialerVersion::new(DialerVersion::OLDEST.get().saturating_sub(1))
}

/// The operation with this name.
///
/// # Errors
///
/// When there is none.
pub fn operation(id: &str) -> Result<&'static Row, String> {
    OPERATIONS.iter().find(|row| row.id == id).ok_or_else(|| format!("no operation {id}"))
}

/// The operations, in the order of their versions.
pub static OPERATIONS: [Row; 5] = [
    Row {
        id: "readyForCalls",
        path: "/icws/{sessionId}/dialer/ready-for-calls",
        came_with: 2,
        bodies: Some(["{}", r#"{"campaignIds":["c1","c\"2"]}"#]),
        successes: &[200],
        refusals: &[
            (400, "BadRequest"),
            (401, "Unauthorized"),
            (403, "Forbidden"),
            (410, "Gone"),
            (500, "InternalServerError"),
        ],
        constants: constants::<ops::ReadyForCalls<'_>>,
        least: |session| {
            ops::ReadyForCalls::new(&models::StartReceivingParameters::new()).to_request(session)
        },
        most: |session| ops::ReadyForCalls::new(&start_receiving()).to_request(session),
        receive: receive::<ops::ReadyForCalls<'_>>,
        refuse: refuse!(ops::ReadyForCalls<'_>, ReadyForCallsError),
        call: |client| Box::pin(async { outcome(client.ready_for_calls(&start_receiving()).await) }),
        call_blocking: |client| outcome(client.ready_for_calls(&start_receiving())),
    },
    Row {
        id: "establishPersistentConnection",
        path: "/icws/{sessionId}/dialer/establish-persistent-connection",
        came_with: 2,
        bodies: None,
        successes: &[202],
        refusals: &[(400, "BadRequest"), (401, "Unauthorized"), (410, "Gone"), (500, "InternalServerError")],
        constants: constants::<ops::EstablishPersistentConnection>,
        least: |session| ops::EstablishPersistentConnection::new().to_request(session),
        most: |session| ops::EstablishPersistentConnection::new().to_request(session),
        receive: receive::<ops::EstablishPersistentConnection>,
        refuse: refuse!(ops::EstablishPersistentConnection, EstablishPersistentConnectionError),
        call: |client| Box::pin(async { outcome(client.establish_persistent_connection().await) }),
        call_blocking: |client| outcome(client.establish_persistent_connection()),
    },
    Row {
        id: "placePreviewCall",
        path: "/icws/{sessionId}/dialer/place-preview-call",
        came_with: 3,
        bodies: Some(["{}", r#"{"callInitiatedByTimer":true,"callAttributes":{"a":"ü","b":"2"}}"#]),
        successes: &[200],
        refusals: &[
            (400, "BadRequest"),
            (401, "Unauthorized"),
            (403, "Forbidden"),
            (404, "NotFound"),
            (410, "Gone"),
            (500, "InternalServerError"),
        ],
        constants: constants::<ops::PlacePreviewCall<'_>>,
        least: |session| {
            ops::PlacePreviewCall::new(&models::PlacePreviewCallParameters::new()).to_request(session)
        },
        most: |session| ops::PlacePreviewCall::new(&place_preview_call()).to_request(session),
        receive: receive::<ops::PlacePreviewCall<'_>>,
        refuse: refuse!(ops::PlacePreviewCall<'_>, PlacePreviewCallError),
        call: |client| Box::pin(async { outcome(client.place_preview_call(&place_preview_call()).await) }),
        call_blocking: |client| outcome(client.place_preview_call(&place_preview_call())),
    },
    Row {
        id: "markCallForFinishing",
        path: "/icws/{sessionId}/dialer/mark-call-for-finishing",
        came_with: 7,
        bodies: Some([
            r#"{"callId":"","campaignId":""}"#,
            r#"{"callId":"call","callAttributes":{"k":"v"},"campaignId":"campaign"}"#,
        ]),
        successes: &[200],
        refusals: &[
            (400, "BadRequest"),
            (401, "Unauthorized"),
            (403, "Forbidden"),
            (410, "Gone"),
            (500, "InternalServerError"),
        ],
        constants: constants::<ops::MarkCallForFinishing<'_>>,
        least: |session| {
            let body = models::MarkCallForFinishingParameters::new("", "");
            ops::MarkCallForFinishing::new(&body).to_request(session)
        },
        most: |session| ops::MarkCallForFinishing::new(&mark_call_for_finishing()).to_request(session),
        receive: receive::<ops::MarkCallForFinishing<'_>>,
        refuse: refuse!(ops::MarkCallForFinishing<'_>, MarkCallForFinishingError),
        call: |client| {
            Box::pin(async { outcome(client.mark_call_for_finishing(&mark_call_for_finishing()).await) })
        },
        call_blocking: |client| outcome(client.mark_call_for_finishing(&mark_call_for_finishing())),
    },
    Row {
        id: "performCallListQuery",
        path: "/icws/{sessionId}/dialer/perform-call-list-query",
        came_with: 9,
        bodies: Some([
            LEAST_CALL_LIST_QUERY,
            concat!(
                r#"{"connectionid":"guid","command":{"contactlisttable":"ContactList","#,
                r#""statement":"SELECT a FROM b WHERE c<d AND e>'f'","commandtype":4,"dbcommandparameterlist":"#,
                r#"[{"value":"i3_identity","type":20,"size":8,"scale":-1,"precision":0}],"#,
                r#""tabletype":32768},"displayname":"name"}"#
            ),
        ]),
        successes: &[200, 202],
        refusals: &[
            (400, "BadRequest"),
            (401, "Unauthorized"),
            (403, "Forbidden"),
            (410, "Gone"),
            (500, "InternalServerError"),
        ],
        constants: constants::<ops::PerformCallListQuery<'_>>,
        least: |session| ops::PerformCallListQuery::new(&least_call_list_query()).to_request(session),
        most: |session| ops::PerformCallListQuery::new(&perform_call_list_query()).to_request(session),
        receive: receive::<ops::PerformCallListQuery<'_>>,
        refuse: refuse!(ops::PerformCallListQuery<'_>, PerformCallListQueryError),
        call: |client| {
            Box::pin(async { outcome(client.perform_call_list_query(&perform_call_list_query()).await) })
        },
        call_blocking: |client| outcome(client.perform_call_list_query(&perform_call_list_query())),
    },
];
