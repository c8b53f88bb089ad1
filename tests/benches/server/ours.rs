//! A server of our trait and router.

use icws_dialer::models::{
    CallListQueryResponse, DialerContactData, PerformCallListQueryParameters, PlacePreviewCallParameters,
};
use icws_dialer::operations::{
    PerformCallListQueryError, PerformCallListQueryResponse, PlacePreviewCallError,
};
use icws_dialer::server::axum::Router;
use icws_dialer::server::{self, Credentials, Denied, DialerApi};

struct Api;

impl DialerApi for Api {
    async fn authenticate(&self, credentials: &Credentials) -> Result<(), Denied> {
        credentials.allow_anyone()
    }

    async fn perform_call_list_query(
        &self,
        body: PerformCallListQueryParameters,
    ) -> Result<PerformCallListQueryResponse, PerformCallListQueryError> {
        let session = Credentials::current().unwrap_or_default();
        let told = format!("{}: {}", session.session_id(), body.command.statement);
        let answer = CallListQueryResponse::new(1, told, [DialerContactData::new("C")]);
        Ok(PerformCallListQueryResponse::Ok(answer))
    }

    async fn place_preview_call(
        &self,
        body: PlacePreviewCallParameters,
    ) -> Result<(), PlacePreviewCallError> {
        std::hint::black_box(body);
        Ok(())
    }
}

pub(super) fn router() -> Router {
    server::router(Api)
}
