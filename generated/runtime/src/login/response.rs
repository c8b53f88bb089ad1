//! The response to a login that another HTTP client has made.

use std::any::Any;

use http::Response;

use crate::{Error, Login, LoginError, Operation, SessionError};

/// Why the response to a login opens no session, unless it is a success.
pub(crate) fn refusal<B: Any>(response: &Response<B>) -> Option<SessionError> {
    let status = response.status();
    if status.is_success() {
        return None;
    }
    let mut answer = Response::new(read_already(response.body()));
    *answer.status_mut() = status;
    answer.headers_mut().clone_from(response.headers());
    Some(match Login::from_response(answer) {
        Err(Error::Api(LoginError::SwitchOver { hosts, .. })) => SessionError::SwitchOver { hosts },
        Err(Error::Api(error)) => {
            let error = error.error();
            let (message, error_id) = (Some(error.message.clone()), error.error_id.clone());
            SessionError::Refused { status, message, error_id }
        }
        _ if status.is_redirection() => SessionError::Redirected { status },
        _ => SessionError::Refused { status, message: None, error_id: None },
    })
}

/// The body of a response, where it is one that has been read. That of a response which is still coming in is empty.
fn read_already<B: Any>(body: &B) -> &[u8] {
    let body: &dyn Any = body;
    let bytes = body.downcast_ref::<Vec<u8>>().map(Vec::as_slice);
    let text = || body.downcast_ref::<String>().map(String::as_bytes);
    let slice = || body.downcast_ref::<&'static [u8]>().copied();
    let literal = || body.downcast_ref::<&'static str>().map(|text| text.as_bytes());
    bytes.or_else(text).or_else(slice).or_else(literal).unwrap_or_default()
}
