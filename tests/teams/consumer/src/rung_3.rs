//! A team whose server has dialer 3.

use icws_dialer::models::PlacePreviewCallParameters; // gated
use icws_dialer::operations::PlacePreviewCall; // gated
use icws_dialer::operations::PlacePreviewCallError; // gated
use icws_dialer::server::{Credentials, Denied, DialerApi};

/// Places the call that the agent sees.
///
/// # Errors
///
/// What the server answers, or what keeps it from answering.
pub async fn place(client: &icws_dialer::Client) -> Result<(), icws_dialer::Error<PlacePreviewCallError>> {
    let parameters = PlacePreviewCallParameters::new()
        .with_call_initiated_by_timer(true)
        .with_call_attributes([("k", "v")]);
    let _ = PlacePreviewCall::new(&parameters).body;
    client
        .place_preview_call(&parameters) // gated
        .await
}

/// Tells whether there was no such call.
pub fn is_missing(error: &PlacePreviewCallError) -> bool {
    matches!(error, PlacePreviewCallError::NotFound(_))
}

/// What this team tests against.
pub struct Server;

impl DialerApi for Server {
    async fn authenticate(&self, credentials: &Credentials) -> Result<(), Denied> {
        credentials.allow_anyone()
    }

    async fn place_preview_call(&self, _: PlacePreviewCallParameters) -> Result<(), PlacePreviewCallError> // gated
    {
        Ok(())
    }
}
