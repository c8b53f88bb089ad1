//! A team whose server has dialer 2.

use icws_dialer::models::Error; // gated
use icws_dialer::models::StartReceivingParameters; // gated
use icws_dialer::operations::EstablishPersistentConnection; // gated
use icws_dialer::operations::EstablishPersistentConnectionError; // gated
use icws_dialer::operations::ReadyForCalls; // gated
use icws_dialer::operations::ReadyForCallsError; // gated
use icws_dialer::server::{Credentials, Denied, DialerApi, axum, router};

/// Says that the agent is ready.
///
/// # Errors
///
/// What the server answers, or what keeps it from answering.
pub async fn ready(client: &icws_dialer::Client) -> Result<(), icws_dialer::Error<ReadyForCallsError>> {
    client
        .ready_for_calls(&StartReceivingParameters::new()) // gated
        .await
}

/// Opens the agent's line.
///
/// # Errors
///
/// What the server answers, or what keeps it from answering.
pub async fn establish(
    client: &icws_dialer::Client,
) -> Result<(), icws_dialer::Error<EstablishPersistentConnectionError>> {
    client
        .establish_persistent_connection() // gated
        .await
}

/// Names operations as data, and takes every error of one apart.
pub fn ids(error: &ReadyForCallsError) -> (&'static str, &Error) {
    let known: &Error = match error {
        ReadyForCallsError::BadRequest(error) => error,
        ReadyForCallsError::Unauthorized { error, .. } => error,
        ReadyForCallsError::Forbidden(error) => error,
        ReadyForCallsError::Gone(error) => error,
        ReadyForCallsError::InternalServerError(error) => error,
        other => other.error(),
    };
    let id = <ReadyForCalls<'_> as icws_dialer::Operation>::ID;
    let _ = <EstablishPersistentConnection as icws_dialer::Operation>::ID;
    (id, known)
}

/// What this team tests against.
pub struct Server;

impl DialerApi for Server {
    async fn authenticate(&self, credentials: &Credentials) -> Result<(), Denied> {
        credentials.allow_anyone()
    }

    async fn ready_for_calls(&self, _: StartReceivingParameters) -> Result<(), ReadyForCallsError> // gated
    {
        Err(ReadyForCallsError::Gone(Error::new("no longer")))
    }

    async fn establish_persistent_connection(&self) -> Result<(), EstablishPersistentConnectionError> // gated
    {
        Ok(())
    }
}

/// Serves it.
pub fn served() -> axum::Router {
    router(Server)
}
