//! A team without a runtime.

use icws_dialer::blocking::Client;
use icws_dialer::models::{
    DbCommandParameters, DbCommandType, DbTableType, PerformCallListQueryParameters, StartReceivingParameters,
};
use icws_dialer::operations::{PerformCallListQueryError, PerformCallListQueryResponse, ReadyForCallsError};

/// Says that the agent is ready for a campaign.
///
/// # Errors
///
/// What the server answers, or what keeps it from answering.
pub fn ready(client: &Client) -> Result<(), icws_dialer::Error<ReadyForCallsError>> {
    client.ready_for_calls(&StartReceivingParameters::new().with_campaign_ids(["c1"]))
}

/// Asks for records.
///
/// # Errors
///
/// What the server answers, or what keeps it from answering.
pub fn query(client: &Client) -> Result<bool, icws_dialer::Error<PerformCallListQueryError>> {
    let command = DbCommandParameters::new("table", "SELECT 1", DbCommandType::Select, DbTableType::CallList);
    let parameters = PerformCallListQueryParameters::new("connection", command);
    let answer = client.perform_call_list_query(&parameters)?;
    Ok(matches!(answer, PerformCallListQueryResponse::Ok(answer) if answer.records.is_empty()))
}
