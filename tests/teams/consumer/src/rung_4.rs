//! A team whose server has dialer 4.

use icws_dialer::models::StartReceivingParameters;

/// Names the campaigns to receive calls from.
pub fn campaigns() -> StartReceivingParameters {
    StartReceivingParameters::new().with_campaign_ids(["c1", "c2"]) // gated
}

/// Counts them.
pub fn count(parameters: &StartReceivingParameters) -> usize {
    parameters
        .campaign_ids // gated
        .as_ref()
        .map_or(0, Vec::len)
}
