//! Serves a router so that no client can take more than its share: the lines of the page of the module `server`.

use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use icws_dialer::server::axum::http::StatusCode;
use icws_dialer::server::axum::response::IntoResponse;
use icws_dialer::server::axum::{self, Router, extract::Request, middleware::Next};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::time;

/// What a client may take.
#[derive(Clone, Copy)]
pub(crate) struct Limits {
    /// How many connections there are at once. Others wait until one of them ends.
    pub(crate) connections: usize,
    /// How long a connection may wait for the whole head of a request.
    pub(crate) head: Duration,
    /// How long a call may take from there on: its body, and what the server does with it.
    pub(crate) call: Duration,
}

/// Serves until it is stopped, and then until all calls are answered, but no longer than a call may take.
pub(crate) async fn serve(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    stopped: impl Future<Output = ()>,
) {
    let in_time = move |request: Request, next: Next| async move {
        let answered = time::timeout(limits.call, next.run(request)).await;
        answered.unwrap_or_else(|_| StatusCode::REQUEST_TIMEOUT.into_response())
    };
    let router = router.layer(axum::middleware::from_fn(in_time));
    let (places, open) = (Arc::new(Semaphore::new(limits.connections)), GracefulShutdown::new());
    let accept = async {
        while let Ok(place) = Arc::clone(&places).acquire_owned().await {
            let Ok((stream, _)) = listener.accept().await else {
                time::sleep(Duration::from_millis(100)).await; // there are too many open files, perhaps
                continue;
            };
            let connection = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(limits.head)
                .max_header_size(16 << 10)
                .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router.clone()));
            let served = open.watch(connection);
            tokio::spawn(async move {
                let _ = served.await;
                drop(place);
            });
        }
    };
    tokio::select! {
        () = accept => {}
        () = stopped => {}
    }
    // Who does not read the answer would keep the server for ever.
    let _ = time::timeout(limits.head + limits.call, open.shutdown()).await;
}
