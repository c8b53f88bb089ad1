//! A team whose server has dialer 7.

use icws_dialer::models::MarkCallForFinishingParameters; // gated
use icws_dialer::operations::MarkCallForFinishing; // gated
use icws_dialer::operations::MarkCallForFinishingError; // gated

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
