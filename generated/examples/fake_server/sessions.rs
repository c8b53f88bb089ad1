//! The sessions of the fake server, and the requests that open and end them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use icws_dialer::DialerVersion;
use icws_dialer::server::axum::body::{Body, to_bytes};
use icws_dialer::server::axum::extract::{Path, Request, State};
use icws_dialer::server::axum::http::StatusCode;
use icws_dialer::server::axum::response::{IntoResponse, Response};
use icws_dialer::server::axum::{Router, routing};
use icws_dialer::server::{Credentials, Denied};
use serde_json::{Value, json};

/// What the server does with logins.
#[derive(Debug, Clone, Default)]
pub(crate) struct Logins {
    /// The host of the active server of the pair, where this one is not.
    pub(crate) alternate: Option<String>,
    /// After how many calls a session ends; never where this is `None`.
    pub(crate) calls: Option<u32>,
}

/// The sessions that this server has opened, and for how many calls more each is open.
#[derive(Clone)]
pub(crate) struct Sessions {
    version: DialerVersion,
    logins: Logins,
    opened: Arc<Mutex<HashMap<String, Option<u32>>>>,
}

impl Sessions {
    pub(crate) fn new(version: DialerVersion, logins: Logins) -> Self {
        Self { version, logins, opened: Arc::default() }
    }

    fn opened(&self) -> MutexGuard<'_, HashMap<String, Option<u32>>> {
        self.opened.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets a call of a session in that was opened here and has not ended. One that was opened elsewhere is none of this
    /// server's business, and is let in as it is.
    pub(crate) fn admit(&self, credentials: &Credentials) -> Result<(), Denied> {
        let id = credentials.session_id();
        match self.opened().get_mut(id) {
            None => credentials.allow_anyone(),
            Some(Some(0)) => Err(Denied::new("the session has ended")),
            Some(_) if !credentials.matches(id, &token(id), &cookie(id)) => {
                Err(Denied::new("these are not the credentials of the session"))
            }
            Some(left) => {
                *left = left.map(|left| left - 1);
                Ok(())
            }
        }
    }

    /// The requests around the calls.
    pub(crate) fn routes(self) -> Router {
        Router::new()
            .route("/icws/connection", routing::post(login))
            .route("/icws/connection/features", routing::get(features))
            .route("/icws/connection/features/{feature}", routing::get(feature))
            .route("/icws/{session_id}/connection", routing::delete(logout))
            .with_state(self)
    }

    fn features(&self) -> Value {
        json!([self.dialer()])
    }

    fn dialer(&self) -> Value {
        json!({ "featureId": "dialer", "version": self.version.get() })
    }
}

fn token(id: &str) -> String {
    format!("token-{id}")
}

fn cookie(id: &str) -> String {
    format!("icws_{id}=cookie-{id}")
}

fn answer(status: StatusCode, body: &Value) -> Response {
    (status, [("Content-Type", "application/vnd.inin.icws+JSON; charset=utf-8")], body.to_string())
        .into_response()
}

fn refused(status: StatusCode, error_id: &str, message: &str) -> Response {
    answer(status, &json!({ "errorId": error_id, "message": message }))
}

/// Every user may log in whose password is not `wrong`.
async fn login(State(sessions): State<Sessions>, request: Request) -> Response {
    if let Some(host) = &sessions.logins.alternate {
        let body = json!({ "message": "another server is active", "alternateHostList": [host] });
        return answer(StatusCode::SERVICE_UNAVAILABLE, &body);
    }
    let wants_features = request.uri().query().is_some_and(|query| query.contains("features"));
    let Some((user, password)) = user(request.into_body()).await else {
        let message = "the login needs applicationName, userID and password";
        return refused(StatusCode::BAD_REQUEST, "error.request.missingProperty", message);
    };
    if password == "wrong" {
        let message = "the user name or the password is wrong";
        return refused(StatusCode::BAD_REQUEST, "error.request.connection.authFailure", message);
    }
    let mut opened = sessions.opened();
    let id = (1723 + opened.len()).to_string();
    opened.insert(id.clone(), sessions.logins.calls);
    let features = if wants_features { sessions.features() } else { Value::Null };
    let body = json!({ "sessionId": id, "csrfToken": token(&id), "userID": user, "features": features });
    let headers = [
        ("ININ-ICWS-Session-ID", id.clone()),
        ("ININ-ICWS-CSRF-Token", token(&id)),
        ("Set-Cookie", format!("{}; Path=/icws; HttpOnly", cookie(&id))),
        ("Location", format!("/icws/{id}/connection")),
    ];
    (headers, answer(StatusCode::CREATED, &body)).into_response()
}

/// The name of the user and the password, if all that a login needs is there.
async fn user(body: Body) -> Option<(String, String)> {
    let bytes = to_bytes(body, 1 << 16).await.ok()?;
    let body: Value = serde_json::from_slice(&bytes).ok()?;
    let text = |name: &str| body.get(name)?.as_str().filter(|text| !text.is_empty()).map(str::to_owned);
    text("__type").zip(text("applicationName"))?;
    text("userID").zip(text("password"))
}

async fn features(State(sessions): State<Sessions>) -> Response {
    answer(StatusCode::OK, &json!({ "featureInfoList": sessions.features() }))
}

async fn feature(State(sessions): State<Sessions>, Path(feature): Path<String>) -> Response {
    if feature == "dialer" {
        return answer(StatusCode::OK, &sessions.dialer());
    }
    refused(StatusCode::NOT_FOUND, "error.request.notFound", "the server has no such feature")
}

async fn logout(State(sessions): State<Sessions>, Path(id): Path<String>) -> Response {
    match sessions.opened().get_mut(&id) {
        Some(left) if *left != Some(0) => {
            *left = Some(0);
            StatusCode::NO_CONTENT.into_response()
        }
        _ => refused(StatusCode::UNAUTHORIZED, "error.server.unauthorized", "there is no such session"),
    }
}
