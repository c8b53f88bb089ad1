use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, StatusCode};

use super::retry::retry_after;
use super::{Error, ErrorKind, OperationError};

/// The error of a call, whichever call it was.
///
/// Every operation has an error type of its own. `?` turns each of them into this one, so that a function can make
/// different calls and return what went wrong with any of them:
///
/// ```
/// # use icws_runtime::{AnyError, Operation, Session};
/// # fn send(_: http::Request<Vec<u8>>) -> http::Response<Vec<u8>> { unimplemented!() }
/// fn both<A: Operation, B: Operation>(session: &Session, first: &A, second: &B) -> Result<(), AnyError> {
///     # fn call<O: Operation>(s: &Session, o: &O) -> Result<O::Response, icws_runtime::Error<O::Error>> {
///     #     O::from_response(send(o.to_request(s)?))
///     # }
///     call(session, first)?;
///     call(session, second)?;
///     Ok(())
/// }
///
/// fn report(error: &AnyError) {
///     eprintln!("{error}");                              // operation, status, and what the server says
///     if error.is_unauthorized() {
///         eprintln!("log in again, then repeat {}", error.operation());
///     }
/// }
/// ```
///
/// Its `Debug`, its `Display` and its [`source`](std::error::Error::source) are those of the error that it was made of.
/// [`downcast_ref`](Self::downcast_ref) gives that error back.
///
/// Only errors of calls become one. What goes wrong before there is a session or a client belongs to no operation;
/// where a program wants both in one type, `Box<dyn std::error::Error + Send + Sync>` takes either.
#[derive(Clone)]
pub struct AnyError {
    inner: Arc<Inner>, // so that a result with such an error is as small as one can be
}

struct Inner {
    error: Arc<Held>,
    about: fn(&Held) -> About<'_>,
}

type Held = dyn StdError + Send + Sync;

/// What all errors of calls can tell.
#[derive(Default)]
struct About<'a> {
    operation: &'static str,
    status: Option<StatusCode>,
    error_id: Option<&'a str>,
    message: Option<&'a str>,
    is_timeout: bool,
    is_connect: bool,
    kind: Option<ErrorKind>,
    headers: Option<&'a HeaderMap>,
}

fn about<E: OperationError>(error: &Held) -> About<'_> {
    let Some(error) = error.downcast_ref::<Error<E>>() else {
        return About::default(); // it was made of one, so it is one
    };
    let refusal = if let Error::Api(refusal) = error { Some(refusal) } else { None };
    About {
        operation: E::OPERATION,
        status: error.status(),
        error_id: refusal.and_then(E::error_id),
        message: refusal.map(E::message).filter(|message| !message.is_empty()),
        is_timeout: error.is_timeout(),
        is_connect: error.is_connect(),
        kind: Some(error.kind()),
        headers: error.headers(),
    }
}

impl<E: OperationError> From<Error<E>> for AnyError {
    fn from(error: Error<E>) -> Self {
        Self { inner: Arc::new(Inner { error: Arc::new(error), about: about::<E> }) }
    }
}

impl AnyError {
    fn about(&self) -> About<'_> {
        (self.inner.about)(&*self.inner.error)
    }

    /// The name of the operation in the OpenAPI document.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.about().operation
    }

    /// The status of the response, where one came. See [`Error::status`].
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.about().status
    }

    /// What kind of error it is. See [`Error::kind`].
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.about().kind.unwrap_or(ErrorKind::Transport) // it always has one
    }

    /// Whether the server can have seen the call. See [`Error::may_have_been_sent`].
    #[must_use]
    pub fn may_have_been_sent(&self) -> bool {
        self.kind().may_have_been_sent()
    }

    /// The headers of the response, where one came. See [`Error::headers`].
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.about().headers
    }

    /// Whether the status is `401`, so that somebody has to log in again. See [`Error::is_unauthorized`].
    #[must_use]
    pub fn is_unauthorized(&self) -> bool {
        self.status() == Some(StatusCode::UNAUTHORIZED)
    }

    /// The server's identifier for the error, which programs can compare. `None` if the server sent none, or if its response
    /// is no error that the API documents.
    #[must_use]
    pub fn error_id(&self) -> Option<&str> {
        self.about().error_id
    }

    /// The server's message. `None` if the server sent none, or if its response is no error that the API documents.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.about().message
    }

    /// Whether the call ran into a time limit. See [`Error::is_timeout`].
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.about().is_timeout
    }

    /// Whether no connection could be made, so that the server has not seen the request. See [`Error::is_connect`].
    #[must_use]
    pub fn is_connect(&self) -> bool {
        self.about().is_connect
    }

    /// How long the server or a proxy asks to wait. See [`Error::retry_after`].
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        retry_after(self.headers()?)
    }

    /// The error that this one was made of, where it is a `T`: the [`Error`] of one operation.
    #[must_use]
    pub fn downcast_ref<T: StdError + 'static>(&self) -> Option<&T> {
        self.inner.error.downcast_ref()
    }

    /// The error that this one was made of, where it is a `T`.
    ///
    /// # Errors
    ///
    /// This error itself, where it was made of another type.
    pub fn downcast<T: StdError + Clone + 'static>(self) -> Result<T, Self> {
        self.downcast_ref().cloned().ok_or(self)
    }
}

impl fmt::Display for AnyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&*self.inner.error, f)
    }
}

/// Shows what the original error shows, which is no secret.
impl fmt::Debug for AnyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.inner.error, f)
    }
}

impl StdError for AnyError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.inner.error.source()
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;
    use http::header::RETRY_AFTER;

    use super::super::Answered;
    use super::*;
    use crate::tests::{Refusal, Tested, receive};
    use crate::{LoginError, LogoutError, RequestError, TransportError};

    #[test]
    fn an_error_of_any_operation_says_what_it_was_made_of_says() -> Tested {
        let busy = HeaderMap::from_iter([(RETRY_AFTER, HeaderValue::from_static("7"))]);
        let busy =
            Answered { status: StatusCode::SERVICE_UNAVAILABLE, headers: Box::new(busy), body: Vec::new() };
        let made: [Error<Refusal>; 4] = [
            busy.into(),
            TransportError::timeout("late").into(),
            TransportError::connect("down").into(),
            RequestError::NotLoggedIn.into(),
        ];
        let bodies = [(400, r#"{"message":"bad"}"#), (401, r#"{"message":""}"#), (200, "{"), (502, "")];
        let received = bodies.into_iter().filter_map(|(status, body)| receive(status, "", body).err());
        for any in made.into_iter().chain(received).map(AnyError::from) {
            let one: &Error<Refusal> = any.downcast_ref().ok_or("another type")?;
            assert_eq!((any.operation(), any.to_string()), ("findContacts", one.to_string()));
            assert_eq!(format!("{any:?}"), format!("{one:?}"));
            assert_eq!((any.kind(), any.status(), any.headers()), (one.kind(), one.status(), one.headers()));
            assert_eq!((any.is_timeout(), any.is_connect()), (one.is_timeout(), one.is_connect()), "{one}");
            assert_eq!(any.may_have_been_sent(), one.may_have_been_sent(), "{one}");
            assert_eq!(any.retry_after(), one.retry_after(), "{one}");
            assert_eq!(any.source().map(ToString::to_string), one.source().map(ToString::to_string));
            assert!(any.downcast::<TransportError>().is_err());
        }
        Ok(())
    }

    #[test]
    fn an_error_is_taken_out_as_what_it_was_put_in() {
        let any = AnyError::from(Error::<LoginError>::from(TransportError::timeout("late")));
        assert!(any.clone().downcast::<Error<LogoutError>>().is_err());
        assert!(any.downcast::<Error<LoginError>>().is_ok_and(|error| error.is_timeout()));
    }

    #[test]
    fn only_a_refusal_has_a_message_and_an_identifier() -> Tested {
        let any = |status, body| receive(status, "", body).err().map(AnyError::from).ok_or("no error");
        let refused = any(400, r#"{"message":"bad"}"#)?;
        assert_eq!((refused.message(), refused.error_id()), (Some("bad"), Some("error.bad")));
        for (status, body) in [(401, r#"{"message":""}"#), (502, r#"{"message":"bad"}"#)] {
            let silent = any(status, body)?;
            assert_eq!((silent.message(), silent.error_id()), (None, None), "{status}");
        }
        Ok(())
    }
}
