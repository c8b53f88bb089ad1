//! A team whose server has dialer 9.

use icws_dialer::models::CallListQueryResponse; // gated
use icws_dialer::models::ContactListRecord; // gated
use icws_dialer::models::DatabaseParameter; // gated
use icws_dialer::models::DbCommandType; // gated
use icws_dialer::models::PerformCallListQueryParameters; // gated
use icws_dialer::models::TableType; // gated
use icws_dialer::operations::PerformCallListQuery; // gated
use icws_dialer::operations::PerformCallListQueryError; // gated
use icws_dialer::operations::PerformCallListQueryResponse; // gated
use icws_dialer::server::DialerApi;

/// Asks for records and counts them.
///
/// # Errors
///
/// What the server answers, or what keeps it from answering.
pub async fn query(
    client: &icws_dialer::Client,
) -> Result<i32, icws_dialer::Error<PerformCallListQueryError>> {
    let parameters = PerformCallListQueryParameters::new("connection", "table", "SELECT 1")
        .with_command_type(DbCommandType::Select)
        .with_parameters([DatabaseParameter::new("i3_identity", 20).with_size(8)])
        .with_table_type(TableType::CallList);
    let _ = PerformCallListQuery::new(&parameters).body;
    let answer = client
        .perform_call_list_query(&parameters) // gated
        .await?;
    Ok(match answer {
        PerformCallListQueryResponse::Ok(answer) => affected(&answer),
        PerformCallListQueryResponse::Accepted => 0,
        _ => 0,
    })
}

fn affected(answer: &CallListQueryResponse) -> i32 {
    let records: &[ContactListRecord] = answer.contacts.as_deref().unwrap_or_default();
    let unknown = records.iter().filter(|record| record.extra.contains_key("score")).count();
    if unknown == records.len() { answer.records_affected } else { 0 }
}

/// What a query comes to.
type Queried = Result<PerformCallListQueryResponse, PerformCallListQueryError>;

/// What this team tests against.
pub struct Server;

impl DialerApi for Server {
    async fn perform_call_list_query(&self, _: PerformCallListQueryParameters) -> Queried // gated
    {
        Ok(PerformCallListQueryResponse::Accepted)
    }
}
