//! The five calls as one writes them by hand with `http` and `serde_json`, to measure the client against.
//!
//! It does what the client does: the same requests from credentials that are prepared once, the same types with the
//! same unknown properties, the look at the media type, the parts of the challenge, and all of an answer in an error.

use std::collections::BTreeMap;

use http::header::{ACCEPT, CONTENT_TYPE, COOKIE, HeaderName, WWW_AUTHENTICATE};
use http::{HeaderMap, HeaderValue, Request, Response};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::secret;

mod query;

pub use query::{Command, Parameter, Queried, Query, Record};

const CSRF_TOKEN: HeaderName = HeaderName::from_static("inin-icws-csrf-token");

/// What is the same for all calls.
pub struct Login {
    base_url: String,
    session_id: String,
    csrf_token: HeaderValue,
    cookie: HeaderValue,
}

/// The body of `readyForCalls`.
#[derive(Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "as in the specification")]
pub struct Ready {
    #[serde(rename = "campaignIds", skip_serializing_if = "Option::is_none")]
    pub campaign_ids: Option<Vec<String>>,
    #[serde(flatten)]
    pub extra: BTreeMap<String, Value>,
}

/// The body of `placePreviewCall`.
#[derive(Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "as in the specification")]
pub struct Place {
    #[serde(rename = "callInitiatedByTimer", skip_serializing_if = "Option::is_none")]
    pub call_initiated_by_timer: Option<bool>,
    #[serde(rename = "callAttributes", skip_serializing_if = "Option::is_none")]
    pub call_attributes: Option<BTreeMap<String, String>>,
    #[serde(flatten)]
    pub extra: BTreeMap<String, Value>,
}

/// The body of `markCallForFinishing`.
#[derive(Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "as in the specification")]
pub struct Mark {
    #[serde(rename = "callId")]
    pub call_id: String,
    #[serde(rename = "callAttributes", skip_serializing_if = "Option::is_none")]
    pub call_attributes: Option<BTreeMap<String, String>>,
    #[serde(rename = "campaignId")]
    pub campaign_id: String,
    #[serde(flatten)]
    pub extra: BTreeMap<String, Value>,
}

/// The same body by hand, whatever its properties are called in Rust.
///
/// # Errors
///
/// Where what is sent is not what is written here.
pub fn by_hand<T: DeserializeOwned>(body: &impl Serialize) -> serde_json::Result<T> {
    serde_json::to_value(body).and_then(serde_json::from_value)
}

/// What the server says about a refusal.
#[derive(Debug, Deserialize)]
#[allow(missing_docs, reason = "as in the specification")]
pub struct Refusal {
    #[serde(rename = "errorId", default)]
    pub error_id: Option<String>,
    pub message: String,
    #[serde(rename = "errorCode", default)]
    pub error_code: Option<i64>,
    #[serde(flatten)]
    pub extra: BTreeMap<String, Value>,
}

/// The header of a 401, taken apart.
#[derive(Debug)]
#[allow(missing_docs, reason = "as in the header")]
pub struct Challenge {
    pub raw: String,
    pub scheme: Option<String>,
    pub realm: Option<String>,
    pub location: Option<String>,
}

/// Why a call did not succeed.
#[derive(Debug)]
pub enum Failed {
    /// With a documented status.
    Refused(u16, Refusal, Box<HeaderMap>, Option<Box<Challenge>>),
    /// With another status.
    Other(u16, Box<HeaderMap>, Vec<u8>),
    /// With a body that is not the documented one.
    Decode(u16, Box<HeaderMap>, Vec<u8>),
}

impl Login {
    /// The same credentials as in [`secret::session`].
    pub fn new(base_url: &str) -> Self {
        let sensitive = |value| {
            let mut value = HeaderValue::from_static(value);
            value.set_sensitive(true);
            value
        };
        let session_id =
            percent_encoding::utf8_percent_encode(secret::SESSION_ID, percent_encoding::NON_ALPHANUMERIC);
        Self {
            base_url: base_url.to_owned(),
            session_id: session_id.to_string().replace("%2D", "-"),
            csrf_token: sensitive(secret::CSRF_TOKEN),
            cookie: sensitive(secret::COOKIE),
        }
    }

    /// The request to a path, with a body.
    ///
    /// # Errors
    ///
    /// When the path or the body is malformed.
    pub fn post<T: Serialize>(&self, name: &str, body: &T) -> Result<Request<Vec<u8>>, http::Error> {
        let body = serde_json::to_vec(body).unwrap_or_default();
        let content_type = HeaderValue::from_static("application/vnd.inin.icws+JSON;charset=utf-8");
        self.start(name).header(CONTENT_TYPE, content_type).body(body)
    }

    /// The request to a path, without a body.
    ///
    /// # Errors
    ///
    /// When the path is malformed.
    pub fn post_nothing(&self, name: &str) -> Result<Request<Vec<u8>>, http::Error> {
        self.start(name).body(Vec::new())
    }

    fn start(&self, name: &str) -> http::request::Builder {
        Request::post(format!("{}/icws/{}/dialer/{name}", self.base_url, self.session_id))
            .header(CSRF_TOKEN, self.csrf_token.clone())
            .header(COOKIE, self.cookie.clone())
            .header(ACCEPT, HeaderValue::from_static("application/vnd.inin.icws+JSON"))
    }
}

/// What `performCallListQuery` came to; `None` for a 202.
///
/// # Errors
///
/// [`Failed`].
pub fn receive_query(response: Response<impl AsRef<[u8]>>) -> Result<Option<Queried>, Failed> {
    match response.status().as_u16() {
        200 => read(&response).map(Some),
        202 => Ok(None),
        400 | 401 | 403 | 410 | 500 => Err(refused(&response)),
        _ => Err(other(&response)),
    }
}

/// What a call came to whose success is this status without a body.
///
/// # Errors
///
/// [`Failed`].
pub fn receive_nothing(success: u16, response: Response<impl AsRef<[u8]>>) -> Result<(), Failed> {
    match response.status().as_u16() {
        status if status == success => Ok(()),
        400 | 401 | 403 | 410 | 500 => Err(refused(&response)),
        _ => Err(other(&response)),
    }
}

fn refused(response: &Response<impl AsRef<[u8]>>) -> Failed {
    match read(response) {
        Ok(refusal) => {
            let (status, headers) = (response.status().as_u16(), response.headers());
            let challenge = (status == 401).then(|| challenge(headers)).flatten();
            Failed::Refused(status, refusal, Box::new(headers.clone()), challenge)
        }
        Err(failed) => failed,
    }
}

fn other(response: &Response<impl AsRef<[u8]>>) -> Failed {
    Failed::Other(
        response.status().as_u16(),
        Box::new(response.headers().clone()),
        response.body().as_ref().to_vec(),
    )
}

fn read<T: DeserializeOwned>(response: &Response<impl AsRef<[u8]>>) -> Result<T, Failed> {
    let body = response.body().as_ref();
    let is_json = response.headers().get(CONTENT_TYPE).is_none_or(is_json);
    is_json.then(|| serde_json::from_slice(body).ok()).flatten().ok_or_else(|| {
        Failed::Decode(response.status().as_u16(), Box::new(response.headers().clone()), body.to_vec())
    })
}

fn is_json(content_type: &HeaderValue) -> bool {
    let text = content_type.to_str().unwrap_or_default();
    let (media_type, parameters) = text.split_once(';').unwrap_or((text, ""));
    let is_utf8 = parameters
        .split_once("charset=")
        .is_none_or(|(_, charset)| charset.trim_matches(['"', ' ']).eq_ignore_ascii_case("utf-8"));
    let is_json = media_type.eq_ignore_ascii_case("application/json")
        || media_type.eq_ignore_ascii_case("application/vnd.inin.icws+json");
    is_json && is_utf8
}

fn challenge(headers: &HeaderMap) -> Option<Box<Challenge>> {
    let raw = headers.get(WWW_AUTHENTICATE)?.to_str().ok()?;
    let quoted = |name| Some(raw.split_once(name)?.1.split_once('"')?.0.to_owned());
    Some(Box::new(Challenge {
        raw: raw.to_owned(),
        scheme: raw.split_once(' ').map(|(scheme, _)| scheme.to_owned()),
        realm: quoted("realm=\""),
        location: quoted("location=\""),
    }))
}
