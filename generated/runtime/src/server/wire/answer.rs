//! A response on its way out.

use std::collections::BTreeMap;
use std::fmt;

use http::header::{ALLOW, CONTENT_TYPE, HeaderName, SET_COOKIE, WWW_AUTHENTICATE};
use http::{HeaderMap, HeaderValue, Method, Response, StatusCode};
use serde::Serialize;

use crate::server::denied::{Denied, INTERNAL};
use crate::server::running::Cut;
use crate::{Blob, Challenge, Operation, SetCookies};

/// What stands in the place of a response of the operation's own. Boxed, because it is the rare case.
pub type Refused = Box<OutgoingResponse>;

/// A response that is being made: `new`, then headers and a body.
#[derive(Debug, Clone)]
pub struct OutgoingResponse {
    status: StatusCode,
    headers: HeaderMap,
    body: OutgoingBody,
    /// Why it cannot be sent.
    fault: Option<&'static str>,
}

#[derive(Debug, Clone)]
enum OutgoingBody {
    None,
    Json(Vec<u8>),
    /// What the router says by itself, as an object in JSON.
    Problem(Vec<u8>),
    Other(Vec<u8>, HeaderValue),
}

/// How the responses of an operation are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    /// What tells the media type of a response in JSON by its status.
    pub(super) media_type: fn(u16) -> HeaderValue,
    /// The members in JSON that its errors must have beside an id and a message.
    pub(super) demanded: &'static str,
}

impl Style {
    pub(super) const fn of<O: Operation>() -> Self {
        Self { media_type: O::media_type, demanded: O::DEMANDED }
    }
}

/// A documented response.
pub trait Documented {
    /// The response, as HTTP has it.
    fn answer(&self) -> OutgoingResponse;
}

/// What comes of a method: its documented response, whether it succeeds or not.
pub fn answered<R, E: Documented>(
    result: Result<R, E>,
    success: impl FnOnce(R) -> OutgoingResponse,
) -> OutgoingResponse {
    match result {
        Ok(response) => success(response),
        Err(error) => error.answer(),
    }
}

impl OutgoingResponse {
    /// A response with one of the statuses that the API documents.
    #[must_use]
    pub fn new(status: StatusCode) -> Self {
        Self { status, headers: HeaderMap::new(), body: OutgoingBody::None, fault: None }
    }

    /// A response of one variant of an enumeration. Where the method has chosen its status, that may be one of another
    /// variant, which a client would take the response for, or one of none.
    #[must_use]
    pub fn of(variant: &str, of_status: impl Fn(StatusCode) -> &'static str, status: StatusCode) -> Self {
        // A client takes whatever there is from 600 on for an error. A server has no such answers.
        let is_documented = status.as_u16() < 600 && of_status(status) == variant;
        let fault = (!is_documented).then_some("the response has a status that it is not documented for");
        Self { fault, ..Self::new(status) }
    }

    /// With a body in JSON.
    #[must_use]
    pub fn json(self, body: &impl Serialize) -> Self {
        self.written(body, OutgoingBody::Json)
    }

    fn written(mut self, body: &impl Serialize, kind: fn(Vec<u8>) -> OutgoingBody) -> Self {
        match serde_json::to_vec(body) {
            Ok(written) => self.body = kind(written),
            Err(_) => self.fault = Some("the body of the response cannot be written"),
        }
        self
    }

    /// With a body that is a text.
    #[must_use]
    pub fn text(mut self, body: &str, media_type: &'static str) -> Self {
        match HeaderValue::try_from(format!("{media_type}; charset=utf-8")) {
            Ok(media_type) => self.body = OutgoingBody::Other(body.as_bytes().to_vec(), media_type),
            Err(_) => self.fault = Some(UNFIT_TYPE),
        }
        self
    }

    /// With bytes as its body: of their own media type, or else of the documented one.
    #[must_use]
    pub fn bytes(mut self, body: &Blob, media_type: &'static str) -> Self {
        let documented = if media_type.ends_with('*') { "application/octet-stream" } else { media_type };
        match HeaderValue::from_str(body.media_type().unwrap_or(documented)) {
            Ok(media_type) => self.body = OutgoingBody::Other(body.bytes().to_vec(), media_type),
            Err(_) => self.fault = Some(UNFIT_TYPE),
        }
        self
    }

    /// Without a body.
    #[must_use]
    pub fn nothing(self) -> Self {
        self
    }

    /// With a header, where it has a value.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: Option<&impl fmt::Display>) -> Self {
        let Some(value) = value else { return self };
        match (HeaderName::try_from(name), HeaderValue::from_bytes(value.to_string().as_bytes())) {
            (Ok(name), Ok(value)) => _ = self.headers.insert(name, value),
            _ => self.fault = Some("a header of the response cannot be written"),
        }
        self
    }

    /// With a header that is a list, where there is one.
    #[must_use]
    pub fn header_list(self, name: &'static str, items: Option<&Vec<impl fmt::Display>>) -> Self {
        let Some(items) = items else { return self };
        let items: Vec<String> = items.iter().map(ToString::to_string).collect();
        if items.iter().any(|item| item.contains(',') || item.trim() != item || item.is_empty()) {
            return Self { fault: Some("an item of a header of the response cannot be written"), ..self };
        }
        self.header(name, Some(&items.join(", ")))
    }

    /// With a header that no text shows, where it has a value.
    #[must_use]
    pub fn secret(self, name: &'static str, value: Option<&impl fmt::Display>) -> Self {
        self.header(name, value).sensitive(name)
    }

    /// With such a header that is a list.
    #[must_use]
    pub fn secret_list(self, name: &'static str, items: Option<&Vec<impl fmt::Display>>) -> Self {
        self.header_list(name, items).sensitive(name)
    }

    fn sensitive(mut self, name: &'static str) -> Self {
        if let Some(value) = self.headers.get_mut(name) {
            value.set_sensitive(true);
        }
        self
    }

    /// With the cookies that it sets.
    #[must_use]
    pub fn set_cookies(mut self, cookies: &SetCookies) -> Self {
        match cookies.values() {
            Some(values) => values.into_iter().for_each(|value| _ = self.headers.append(SET_COOKIE, value)),
            None => self.fault = Some("a header of the response cannot be written"),
        }
        self
    }

    /// With how to log in.
    #[must_use]
    pub fn challenge(mut self, challenge: &Challenge) -> Self {
        let value = HeaderValue::from_bytes(challenge.as_str().as_bytes());
        let given = value.ok().filter(|value| challenge.scheme().is_some() && !value.is_empty());
        self.headers.insert(WWW_AUTHENTICATE, given.unwrap_or(CHALLENGE));
        self
    }
}

const UNFIT_TYPE: &str = "the media type of the response cannot be written";

/// What a challenge says unless somebody knows better.
const CHALLENGE: HeaderValue = HeaderValue::from_static(r#"ICWS realm="ICWS", location="/ICWS/connection""#);

/// What the router says by itself.
impl OutgoingResponse {
    pub(super) fn problem(status: StatusCode, error_id: &str, message: &str) -> Self {
        let problem = BTreeMap::from([("errorId", error_id), ("message", message)]);
        Self::new(status).written(&problem, OutgoingBody::Problem)
    }

    pub(super) fn bad_request(message: &str) -> Refused {
        Box::new(Self::problem(StatusCode::BAD_REQUEST, "error.server.badRequest", message))
    }

    pub(super) fn too_large(message: &str) -> Refused {
        Box::new(Self::problem(StatusCode::PAYLOAD_TOO_LARGE, "error.server.tooLarge", message))
    }

    pub(super) fn unsupported_type(message: &str) -> Refused {
        Box::new(Self::problem(StatusCode::UNSUPPORTED_MEDIA_TYPE, "error.server.mediaType", message))
    }

    pub(super) fn unauthorized(message: &str) -> Self {
        Self::denied(&Denied::new(message))
    }

    pub(super) fn denied(denied: &Denied) -> Self {
        let wait = denied.retry_after.map(|wait| wait.as_secs() + u64::from(wait.subsec_nanos() > 0));
        let answer = Self::problem(denied.status, &denied.error_id, &denied.message)
            .header("retry-after", wait.as_ref());
        if denied.status == StatusCode::UNAUTHORIZED { answer.challenge(&denied.challenge) } else { answer }
    }

    pub(super) fn not_found() -> Self {
        Self::problem(StatusCode::NOT_FOUND, "error.server.notFound", "there is nothing at this path")
    }

    /// To a method that the path does not have, or to `OPTIONS`, which asks for those that it has.
    pub(super) fn methods(allowed: &str, asked: &Method) -> Self {
        let mut answer = if *asked == Method::OPTIONS {
            Self::new(StatusCode::NO_CONTENT)
        } else {
            let message = format!("this path has only the methods {allowed}");
            Self::problem(StatusCode::METHOD_NOT_ALLOWED, "error.server.method", &message)
        };
        if let Ok(value) = HeaderValue::from_str(allowed) {
            answer.headers.insert(ALLOW, value);
        }
        answer
    }

    pub(super) fn cut(cut: Cut) -> Self {
        match cut {
            Cut::Panicked => Self::internal("the server ran into an unexpected error"),
            Cut::NotImplemented => Self::problem(
                StatusCode::NOT_IMPLEMENTED,
                "error.server.notImplemented",
                "the server does not implement this operation",
            ),
        }
    }

    fn internal(message: &str) -> Self {
        Self::problem(StatusCode::INTERNAL_SERVER_ERROR, INTERNAL, message)
    }
}

impl OutgoingResponse {
    pub(super) fn into_response(self, style: Style) -> Response<axum::body::Body> {
        if let Some(fault) = self.fault {
            return Self::internal(fault).into_response(style);
        }
        let json = (style.media_type)(self.status.as_u16());
        let (body, media_type) = match self.body {
            OutgoingBody::None => (Vec::new(), None),
            OutgoingBody::Json(written) => (written, Some(json)),
            OutgoingBody::Problem(written) => (with_members(written, style.demanded), Some(json)),
            OutgoingBody::Other(written, media_type) => (written, Some(media_type)),
        };
        let mut response = Response::new(body.into());
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        if let Some(media_type) = media_type {
            response.headers_mut().insert(CONTENT_TYPE, media_type);
        }
        if self.status == StatusCode::UNAUTHORIZED {
            response.headers_mut().entry(WWW_AUTHENTICATE).or_insert(CHALLENGE);
        }
        response
    }
}

/// An object in JSON that has members, with others before them.
fn with_members(object: Vec<u8>, members: &str) -> Vec<u8> {
    match object.split_first() {
        Some((brace, own)) if !members.is_empty() => {
            [std::slice::from_ref(brace), members.as_bytes(), b",", own].concat()
        }
        _ => object,
    }
}
