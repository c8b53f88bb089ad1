//! An operation as the generator writes them.

use std::error::Error as StdError;
use std::fmt;

use http::{HeaderName, HeaderValue, Method, Request, Response, StatusCode};

use crate::check::{Checker, Limits};
use crate::decode::Answer;
use crate::encode::{Commas, Number, Outgoing, Plain};
use crate::{Challenge, Error, FeatureVersion, Operation, OperationError, RequestError, Session};

mod wire;

pub(crate) type Tested = Result<(), Box<dyn StdError>>;

crate::codegen::object! {
    #[object(rest = extra)]
    #[derive(Debug, PartialEq)]
    pub(crate) struct Said {
        #[member(required, "message")]
        pub(crate) message: String,
    }
}

crate::codegen::object! {
    #[object(rest = extra)]
    #[derive(Debug, Clone, PartialEq)]
    pub(crate) struct Contact {
        #[member(required, "status")]
        status: String,
    }
}

#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
pub(crate) struct Found {
    contacts: Vec<Contact>,
}

#[derive(Debug)]
pub(crate) enum Refusal {
    BadRequest(Said),
    Unauthorized { challenge: Challenge, error: Said },
}

impl OperationError for Refusal {
    const OPERATION: &'static str = "findContacts";
    const SECRETS: &'static [&'static str] = &["pin"];

    fn status(&self) -> StatusCode {
        match self {
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::Unauthorized { .. } => StatusCode::UNAUTHORIZED,
        }
    }

    fn message(&self) -> &str {
        match self {
            Self::BadRequest(error) | Self::Unauthorized { error, .. } => &error.message,
        }
    }

    fn error_id(&self) -> Option<&str> {
        match self {
            Self::BadRequest(_) => Some("error.bad"),
            Self::Unauthorized { .. } => None,
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::error::display_error(self, f)
    }
}

impl StdError for Refusal {}

crate::codegen::responses! {
    Refusal;
    BAD_REQUEST = BadRequest.json(0);
    UNAUTHORIZED = Unauthorized.json(error).challenge(challenge);
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct FindContacts<'a> {
    pub(crate) list: &'a str,
    pub(crate) body: &'a str,
}

impl Operation for FindContacts<'_> {
    const ID: &'static str = "findContacts";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/icws/{sessionId}/lists/{list}/find";
    const SINCE: FeatureVersion = FeatureVersion::EVERY;
    type Response = Found;
    type Error = Refusal;

    fn to_request(&self, session: &Session) -> Result<Request<Vec<u8>>, RequestError> {
        Outgoing::new::<Self>(session, &[("list", &Plain(self.list))])?
            .csrf_token()
            .cookie()
            .accept(const { HeaderValue::from_static("application/vnd.inin.icws+JSON") })
            .json(
                const { HeaderValue::from_static("application/vnd.inin.icws+JSON;charset=utf-8") },
                self.body,
            )
    }

    fn check(&self, checker: &mut Checker<'_>) {
        checker.limits("list", &self.list, Limits::NONE.size(0, 9));
    }

    fn read(answer: &Answer<'_>) -> Result<Self::Response, Error<Self::Error>> {
        answer.only(StatusCode::OK, Answer::json)
    }
}

/// An operation of which only its method and its path matter, for the tests of a server and of logging in again.
#[cfg(any(
    feature = "server",
    all(feature = "mock", any(feature = "reqwest-client", feature = "blocking-client"))
))]
macro_rules! operation {
    ($name:ident: $method:ident $path:literal) => {
        struct $name;

        impl crate::Operation for $name {
            const ID: &'static str = stringify!($name);
            const METHOD: http::Method = http::Method::$method;
            const PATH: &'static str = $path;
            const SINCE: crate::FeatureVersion = crate::FeatureVersion::EVERY;
            type Response = ();
            type Error = crate::tests::Refusal;

            fn to_request(&self, _: &crate::Session) -> Result<http::Request<Vec<u8>>, crate::RequestError> {
                Err(crate::RequestError::PathTooLong)
            }

            fn read(answer: &crate::decode::Answer<'_>) -> Result<(), crate::Error<Self::Error>> {
                answer.only(http::StatusCode::OK, crate::decode::Answer::nothing)
            }
        }
    };
}
#[cfg(any(
    feature = "server",
    all(feature = "mock", any(feature = "reqwest-client", feature = "blocking-client"))
))]
pub(crate) use operation;

pub(crate) fn session(base_url: &str) -> Result<Session, crate::SessionError> {
    Session::builder(base_url)
        .session_id("canary/id")
        .csrf_token("canary-token")
        .cookie("icws_1=canary-cookie")
        .build()
}

pub(crate) fn receive(status: u16, content_type: &str, body: &str) -> Result<Found, Error<Refusal>> {
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or_default();
    if !content_type.is_empty() {
        let value = HeaderValue::from_str(content_type).unwrap_or(HeaderValue::from_static("malformed"));
        response.headers_mut().insert(http::header::CONTENT_TYPE, value);
    }
    FindContacts::from_response(response)
}
