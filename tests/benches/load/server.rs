//! A server of our trait and router that says to each call whose it is.

use std::io;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;

use icws_dialer::models::{
    CallListQueryResponse, Error, MarkCallForFinishingParameters, PerformCallListQueryParameters,
    PlacePreviewCallParameters, StartReceivingParameters,
};
use icws_dialer::operations::{
    EstablishPersistentConnectionError, MarkCallForFinishingError, PerformCallListQueryError,
    PerformCallListQueryResponse, PlacePreviewCallError, ReadyForCallsError,
};
use icws_dialer::server::{Credentials, Denied, DialerApi, axum, router};
use tokio::net::TcpListener;
use tokio::runtime::Builder;

use super::cuts::{Cuts, Fragile};
use super::sessions;

/// How many calls have reached it.
#[derive(Debug, Default)]
pub(super) struct Served(AtomicU64);

impl Served {
    pub(super) fn count(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

struct Api {
    served: Arc<Served>,
}

impl DialerApi for Api {
    async fn authenticate(&self, credentials: &Credentials) -> Result<(), Denied> {
        self.served.0.fetch_add(1, Ordering::Relaxed);
        if sessions::belong_together(credentials) {
            Ok(())
        } else {
            Err(Denied::new("the credentials are those of several sessions"))
        }
    }

    async fn perform_call_list_query(
        &self,
        body: PerformCallListQueryParameters,
    ) -> Result<PerformCallListQueryResponse, PerformCallListQueryError> {
        let answer = CallListQueryResponse::new(1, echo(&body.command.statement), []);
        Ok(PerformCallListQueryResponse::Ok(answer))
    }

    // The successes of the others say nothing, so they are refused, in the words that tell whose answer it is.

    async fn mark_call_for_finishing(
        &self,
        body: MarkCallForFinishingParameters,
    ) -> Result<(), MarkCallForFinishingError> {
        Err(MarkCallForFinishingError::Forbidden(Error::new(echo(&body.call_id))))
    }

    async fn place_preview_call(
        &self,
        body: PlacePreviewCallParameters,
    ) -> Result<(), PlacePreviewCallError> {
        let attributes = body.call_attributes.unwrap_or_default();
        let tag = attributes.get("tag").map_or("", String::as_str);
        Err(PlacePreviewCallError::NotFound(Error::new(echo(tag))))
    }

    async fn ready_for_calls(&self, body: StartReceivingParameters) -> Result<(), ReadyForCallsError> {
        let tag = body.campaign_ids.unwrap_or_default().concat();
        Err(ReadyForCallsError::Gone(Error::new(echo(&tag))))
    }

    async fn establish_persistent_connection(&self) -> Result<(), EstablishPersistentConnectionError> {
        Err(EstablishPersistentConnectionError::BadRequest(Error::new(echo(""))))
    }
}

/// Whose call it is by its credentials, and which it is by its body.
fn echo(tag: &str) -> String {
    let credentials = Credentials::current().unwrap_or_default();
    format!("{} {tag}", credentials.session_id())
}

/// Starts it on a thread of its own, where it runs until the program ends.
pub(super) fn start(cuts: Arc<Cuts>) -> io::Result<(SocketAddr, Arc<Served>)> {
    let (tell, told) = mpsc::channel();
    let served = Arc::new(Served::default());
    let api = Api { served: Arc::clone(&served) };
    thread::spawn(move || {
        let ended = serve(api, cuts, &tell);
        drop(tell.send(ended.map_err(io::Error::other)));
    });
    let address = told.recv().map_err(io::Error::other)??;
    Ok((address, served))
}

fn serve(api: Api, cuts: Arc<Cuts>, tell: &mpsc::Sender<io::Result<SocketAddr>>) -> io::Result<SocketAddr> {
    Builder::new_current_thread().enable_all().build()?.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        drop(tell.send(Ok(address)));
        axum::serve(Fragile::new(listener, cuts), router(api)).await?;
        Ok(address)
    })
}
