//! A server to try a client against, of the version that you name. Operations that came later answer `410 Gone`.
//!
//! ```text
//! cargo run -p icws-dialer --example fake_server --features server,dialer-9 -- --port 8018 --dialer 7
//! cargo run -p icws-dialer --example agent --features dialer-9 -- http://127.0.0.1:8018      # in another terminal
//! ```
//!
//! It listens on this machine alone, takes all credentials, and shows none. Ctrl-C ends it once all calls are answered.

use std::env;
use std::error::Error as StdError;
use std::net::Ipv4Addr;

use icws_dialer::models::{
    CallListQueryResponse, ContactListRecord, Error, MarkCallForFinishingParameters,
    PerformCallListQueryParameters, PlacePreviewCallParameters, StartReceivingParameters,
};
use icws_dialer::operations::{
    EstablishPersistentConnection, EstablishPersistentConnectionError, MarkCallForFinishing,
    MarkCallForFinishingError, PerformCallListQuery, PerformCallListQueryError, PerformCallListQueryResponse,
    PlacePreviewCall, PlacePreviewCallError, ReadyForCalls, ReadyForCallsError,
};
use icws_dialer::server::axum::{self, extract::Request, middleware::Next, response::Response};
use icws_dialer::server::{DialerApi, router};
use icws_dialer::{DialerVersion, Operation, OperationInfo};

type Anything = Box<dyn StdError>;

/// A server of a version.
struct Fake {
    version: DialerVersion,
}

impl Fake {
    /// Refuses what this version does not have.
    fn has<O: Operation>(&self) -> Result<(), Error> {
        if O::SINCE <= self.version {
            return Ok(());
        }
        let message = format!("{} is there from {} on, and this is {}", O::ID, O::SINCE, self.version);
        Err(Error::new(message).with_error_id("error.server.gone"))
    }
}

impl DialerApi for Fake {
    async fn establish_persistent_connection(&self) -> Result<(), EstablishPersistentConnectionError> {
        self.has::<EstablishPersistentConnection>().map_err(EstablishPersistentConnectionError::Gone)
    }

    async fn ready_for_calls(&self, body: StartReceivingParameters) -> Result<(), ReadyForCallsError> {
        println!("{body:?}");
        self.has::<ReadyForCalls<'_>>().map_err(ReadyForCallsError::Gone)
    }

    async fn place_preview_call(
        &self,
        body: PlacePreviewCallParameters,
    ) -> Result<(), PlacePreviewCallError> {
        println!("{body:?}");
        self.has::<PlacePreviewCall<'_>>().map_err(PlacePreviewCallError::Gone)
    }

    async fn mark_call_for_finishing(
        &self,
        body: MarkCallForFinishingParameters,
    ) -> Result<(), MarkCallForFinishingError> {
        println!("{body:?}");
        self.has::<MarkCallForFinishing<'_>>().map_err(MarkCallForFinishingError::Gone)
    }

    async fn perform_call_list_query(
        &self,
        body: PerformCallListQueryParameters,
    ) -> Result<PerformCallListQueryResponse, PerformCallListQueryError> {
        println!("{body:?}");
        self.has::<PerformCallListQuery<'_>>().map_err(PerformCallListQueryError::Gone)?;
        let contact = ContactListRecord::new("C").with_identity("42").with_zone("EST");
        let answer = CallListQueryResponse::new(1, "").with_contacts([contact]);
        Ok(PerformCallListQueryResponse::Ok(answer))
    }
}

/// Logs a call by its operation: the path has the id of the session.
async fn logged(request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let answer = next.run(request).await;
    let operation = answer.extensions().get::<OperationInfo>().map_or("no operation", |info| info.id);
    println!("{method} {operation}: {}", answer.status());
    answer
}

/// The values of `--port` and `--dialer`.
fn arguments(given: &[String]) -> Result<(u16, DialerVersion), Anything> {
    let (mut port, mut version) = (8018, DialerVersion::NEWEST);
    for pair in given.chunks(2) {
        match pair {
            [name, value] if name == "--port" => port = value.parse()?,
            [name, value] if name == "--dialer" => version = value.parse()?,
            _ => return Err("usage: fake_server [--port 8018] [--dialer 9]".into()),
        }
    }
    Ok((port, version))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Anything> {
    let (port, version) = arguments(&env::args().skip(1).collect::<Vec<_>>())?;
    let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
    println!("{version} at http://{}; Ctrl-C ends it", listener.local_addr()?);
    let router = router(Fake { version }).layer(axum::middleware::from_fn(logged));
    let stopped = async { _ = tokio::signal::ctrl_c().await };
    axum::serve(listener, router).with_graceful_shutdown(stopped).await?;
    println!("stopped");
    Ok(())
}
