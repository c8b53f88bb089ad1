//! A server of our trait and router.

use icws_dialer::models::{
    CallListQueryResponse, ContactListRecord, PerformCallListQueryParameters, PlacePreviewCallParameters,
};
use icws_dialer::operations::{
    PerformCallListQueryError, PerformCallListQueryResponse, PlacePreviewCallError,
};
use icws_dialer::server::axum::Router;
use icws_dialer::server::{self, Credentials, DialerApi};

struct Api;

impl DialerApi for Api {
    async fn perform_call_list_query(
        &self,
        body: PerformCallListQueryParameters,
    ) -> Result<PerformCallListQueryResponse, PerformCallListQueryError> {
        let session = Credentials::current().unwrap_or_default();
        let answer = CallListQueryResponse::new(1, format!("{}: {}", session.session_id(), body.statement))
            .with_contacts([ContactListRecord::new("C")]);
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
