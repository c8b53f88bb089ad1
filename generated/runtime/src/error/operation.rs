/// What the documented errors of all operations have in common.
///
/// Each operation has a type of its own, with a variant per documented status; this trait is for code that
/// treats them alike.
pub trait OperationError: std::error::Error + Send + Sync + 'static {
    /// The name of the operation in the OpenAPI document.
    const OPERATION: &'static str;

    /// The names on the wire of what no text may show, such as passwords.
    const SECRETS: &'static [&'static str] = &[];

    /// The status of the response.
    fn status(&self) -> http::StatusCode;

    /// The server's message.
    fn message(&self) -> &str;

    /// The server's identifier for the error, which programs can compare.
    fn error_id(&self) -> Option<&str>;

    /// The headers of the response that this was read from. Those that may hold a secret are marked sensitive. An error that was
    /// made in another way has none.
    fn headers(&self) -> Option<&http::HeaderMap> {
        None
    }
}
