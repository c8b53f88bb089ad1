//! A team whose server has dialer 9.

use icws_dialer::models::CallListQueryResponse; // gated
use icws_dialer::models::DbCommandParameters; // gated
use icws_dialer::models::DbCommandQueryParameters; // gated
use icws_dialer::models::DbCommandType; // gated
use icws_dialer::models::DbTableType; // gated
use icws_dialer::models::DialerContactData; // gated
use icws_dialer::models::PerformCallListQueryParameters; // gated
use icws_dialer::operations::PerformCallListQuery; // gated
use icws_dialer::operations::PerformCallListQueryError; // gated
use icws_dialer::operations::PerformCallListQueryResponse; // gated
use icws_dialer::server::{Credentials, Denied, DialerApi};

/// Asks for records and counts them.
///
/// # Errors
///
/// What the server answers, or what keeps it from answering.
pub async fn query(
    client: &icws_dialer::Client,
) -> Result<i32, icws_dialer::Error<PerformCallListQueryError>> {
    let command = DbCommandParameters::new("table", "SELECT 1", DbCommandType::Select, DbTableType::CallList)
        .with_parameters([DbCommandQueryParameters::new("i3_identity", 20).with_size(8)]);
    let parameters = PerformCallListQueryParameters::new("connection", command);
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
    let records: &[DialerContactData] = &answer.records;
    let unknown = records.iter().filter(|record| record.extra.contains_key("score")).count();
    if unknown == records.len() { answer.records_affected } else { 0 }
}

/// What a query comes to.
type Queried = Result<PerformCallListQueryResponse, PerformCallListQueryError>;

/// What this team tests against.
pub struct Server;

impl DialerApi for Server {
    async fn authenticate(&self, credentials: &Credentials) -> Result<(), Denied> {
        credentials.allow_anyone()
    }

    async fn perform_call_list_query(&self, _: PerformCallListQueryParameters) -> Queried // gated
    {
        Ok(PerformCallListQueryResponse::Accepted)
    }
}
