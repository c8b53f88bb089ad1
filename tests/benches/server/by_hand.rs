//! The same server as one writes it by hand, with care: credentials, media types, limits and errors as ours has them, and
//! the unknown properties.

use std::collections::BTreeMap;

use http::header::{CONTENT_TYPE, COOKIE, WWW_AUTHENTICATE};
use http::request::Parts;
use http::{HeaderMap, StatusCode};
use icws_dialer::server::axum::Router;
use icws_dialer::server::axum::body::Bytes;
use icws_dialer::server::axum::extract::{DefaultBodyLimit, FromRequest, FromRequestParts, Path, Request};
use icws_dialer::server::axum::response::{IntoResponse, Response};
use icws_dialer::server::axum::routing::post;
use icws_tests::answer::MEDIA_TYPE;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub(super) fn router() -> Router {
    Router::new()
        .route("/icws/{session}/dialer/perform-call-list-query", post(query))
        .route("/icws/{session}/dialer/place-preview-call", post(place))
        .layer(DefaultBodyLimit::max(1 << 20))
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "a real server would look at all of it")]
struct Query {
    connectionid: String,
    command: Command,
    displayname: Option<String>,
    #[serde(flatten)]
    extra: BTreeMap<String, Value>,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "as above")]
struct Command {
    contactlisttable: String,
    statement: String,
    commandtype: i64,
    dbcommandparameterlist: Option<Vec<Parameter>>,
    tabletype: i64,
    #[serde(flatten)]
    extra: BTreeMap<String, Value>,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "as above")]
struct Parameter {
    value: String,
    #[serde(rename = "type")]
    data_type: i32,
    size: Option<i32>,
    scale: Option<i32>,
    precision: Option<i32>,
    #[serde(flatten)]
    extra: BTreeMap<String, Value>,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "as above")]
struct Place {
    #[serde(rename = "callInitiatedByTimer")]
    call_initiated_by_timer: Option<bool>,
    #[serde(rename = "callAttributes")]
    call_attributes: Option<BTreeMap<String, String>>,
    #[serde(flatten)]
    extra: BTreeMap<String, Value>,
}

#[derive(Serialize)]
struct Queried {
    recordsaffected: i32,
    #[serde(rename = "errorMessage")]
    error_message: String,
    records: Vec<Record>,
    #[serde(flatten)]
    extra: BTreeMap<String, Value>,
}

#[derive(Serialize)]
struct Record {
    status: String,
    #[serde(flatten)]
    extra: BTreeMap<String, Value>,
}

async fn query(login: Login, Json(query): Json<Query>) -> Response {
    json(
        StatusCode::OK,
        &Queried {
            recordsaffected: 1,
            error_message: format!("{}: {}", login.session, query.command.statement),
            records: vec![Record { status: "C".to_owned(), extra: BTreeMap::new() }],
            extra: BTreeMap::new(),
        },
    )
}

async fn place(_: Login, Json(place): Json<Place>) {
    std::hint::black_box(place);
}

/// Who calls.
#[allow(dead_code, reason = "as above")]
struct Login {
    session: String,
    csrf_token: String,
    cookie: String,
}

impl<S: Send + Sync> FromRequestParts<S> for Login {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let Path(session) = Path::<String>::from_request_parts(parts, state)
            .await
            .map_err(|_| unauthorized("the path has no id of a session"))?;
        let csrf_token = text(&parts.headers, "inin-icws-csrf-token")
            .ok_or_else(|| unauthorized("the header ININ-ICWS-CSRF-Token is missing"))?;
        let cookie = text(&parts.headers, COOKIE.as_str())
            .ok_or_else(|| unauthorized("the header Cookie is missing"))?;
        Ok(Self { session, csrf_token, cookie })
    }
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    let text = headers.get(name)?.to_str().ok()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// A body of the API's media type, or of plain JSON.
struct Json<T>(T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let given = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let media_type = given.unwrap_or_default().split(';').next().unwrap_or_default().trim();
        let is_json = media_type.eq_ignore_ascii_case("application/vnd.inin.icws+JSON")
            || media_type.eq_ignore_ascii_case("application/json");
        if !is_json {
            let message = "the body is not of the media type";
            return Err(problem(StatusCode::UNSUPPORTED_MEDIA_TYPE, "error.server.mediaType", message));
        }
        let bytes = Bytes::from_request(request, state).await.map_err(IntoResponse::into_response)?;
        serde_json::from_slice(&bytes)
            .map(Self)
            .map_err(|error| problem(StatusCode::BAD_REQUEST, "error.server.badRequest", &error.to_string()))
    }
}

fn unauthorized(message: &str) -> Response {
    let answer = problem(StatusCode::UNAUTHORIZED, "error.server.unauthorized", message);
    ([(WWW_AUTHENTICATE, r#"ICWS realm="ICWS", location="/ICWS/connection""#)], answer).into_response()
}

fn problem(status: StatusCode, error_id: &str, message: &str) -> Response {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Problem<'a> {
        error_id: &'a str,
        message: &'a str,
    }
    json(status, &Problem { error_id, message })
}

fn json(status: StatusCode, body: &impl Serialize) -> Response {
    match serde_json::to_vec(body) {
        Ok(body) => (status, [(CONTENT_TYPE, MEDIA_TYPE)], body).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
