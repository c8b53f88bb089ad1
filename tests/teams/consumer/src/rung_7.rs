//! A team whose server has dialer 7.

use icws_dialer::models::MarkCallForFinishingParameters; // gated
use icws_dialer::operations::MarkCallForFinishing; // gated
use icws_dialer::operations::MarkCallForFinishingError; // gated
use icws_dialer::server::{Credentials, Denied, DialerApi};

/// Marks a call.
///
/// # Errors
///
/// What the server answers, or what keeps it from answering.
pub async fn mark(client: &icws_dialer::Client) -> Result<(), icws_dialer::Error<MarkCallForFinishingError>> {
    let parameters = MarkCallForFinishingParameters::new("call", "campaign");
    let _ = MarkCallForFinishing::new(&parameters).body;
    client
        .mark_call_for_finishing(&parameters) // gated
        .await
}

/// What marking comes to.
type Marked = Result<(), MarkCallForFinishingError>;

/// What this team tests against.
pub struct Server;

impl DialerApi for Server {
    async fn authenticate(&self, credentials: &Credentials) -> Result<(), Denied> {
        credentials.allow_anyone()
    }

    async fn mark_call_for_finishing(&self, _: MarkCallForFinishingParameters) -> Marked // gated
    {
        Ok(())
    }
}
