//! What an operation is, apart from any HTTP stack.

use crate::{Error, RequestError, Session, Since};

/// One call of the API: how its request is built, and how its answer is read.
///
/// An operation does no input or output, so any HTTP stack can carry it. The types in
/// [`operations`](crate::operations) implement this trait, and an adapter for another HTTP stack is one function:
///
/// ```
/// use icws_dialer::{Error, Operation, Session, TransportError};
///
/// # fn send(_: http::Request<Vec<u8>>) -> Result<http::Response<Vec<u8>>, std::io::Error> { unimplemented!() }
/// fn call<O: Operation>(session: &Session, operation: &O) -> Result<O::Response, Error<O::Error>> {
///     let request = operation.to_request(session)?;
///     let response = send(request).map_err(TransportError::new)?;   // here goes the HTTP stack of your choice
///     O::from_response(response)
/// }
/// ```
///
/// Such an adapter must not follow redirects, because the request carries the session's credentials, and must not send
/// a `POST` a second time on its own.
pub trait Operation {
    /// The name of the operation in the OpenAPI document.
    const ID: &'static str;
    /// The method of the request.
    const METHOD: http::Method;
    /// The template of the path, e.g. `/icws/{sessionId}/dialer/ready-for-calls`. It is the same for every call, and
    /// holds no secret, so it suits logs and metrics.
    const PATH: &'static str;
    /// The feature version that the server must have.
    const SINCE: Since;
    /// What the server answers when it succeeds.
    type Response;
    /// What the server answers when it refuses.
    type Error: OperationError;

    /// Builds the request, with the credentials of the session.
    ///
    /// The headers with credentials are marked sensitive, so that `Debug` hides them. The URI holds the session id, and
    /// `Debug` of the request shows it.
    ///
    /// # Errors
    ///
    /// [`RequestError`] when a value cannot be sent, e.g. a path value of `..`.
    fn to_request(&self, session: &Session) -> Result<http::Request<Vec<u8>>, RequestError>;

    /// Reads the answer. The status decides what the body is read as.
    ///
    /// # Errors
    ///
    /// [`Error::Api`] for a refusal that the API documents, [`Error::UnexpectedStatus`] for a status that it does not
    /// document, [`Error::Decode`] for a documented status with a body that is not what the API documents.
    fn from_response(
        response: http::Response<impl AsRef<[u8]>>,
    ) -> Result<Self::Response, Error<Self::Error>>;
}

/// What the refusals of all operations have in common.
///
/// Each operation has an enumeration of its own, with a variant per documented status; this trait is for code that
/// treats them alike.
pub trait OperationError: std::error::Error + Send + Sync + 'static {
    /// The name of the operation in the OpenAPI document.
    const OPERATION: &'static str;

    /// The status of the answer.
    fn status(&self) -> http::StatusCode;

    /// What the server says about it, in words.
    fn message(&self) -> &str;

    /// What the server says about it, as an identifier that programs can compare.
    fn error_id(&self) -> Option<&str>;
}
