use std::time::Duration;

use http::StatusCode;

use crate::OperationInfo;

/// How a call ended, for metrics: see `with_observer` of either client.
///
/// It has nothing that a session, a request or a response holds, apart from the status. It needs the feature of a client,
/// such as `reqwest` or `blocking`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CallReport {
    /// Which operation was called.
    pub operation: OperationInfo,
    /// The status of the response, where one came.
    pub status: Option<StatusCode>,
    /// What kind of error the call ended with: `cancelled` if its future was dropped before the call ended, otherwise
    /// [`ErrorKind::as_str`](crate::ErrorKind::as_str). `None` is a success.
    pub error: Option<&'static str>,
    /// How long the call took, from its start until its response was decoded.
    pub duration: Duration,
    /// How many times a request was tried: none if the call was refused before, and more than one only if the client makes
    /// calls again, by `with_relogin` or `with_retry`. The login in between is a call of its own.
    pub attempts: u32,
}
