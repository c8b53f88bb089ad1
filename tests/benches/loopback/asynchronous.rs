//! The asynchronous client beside bare reqwest, and beside calls that are written by hand on it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use http::{HeaderMap, Request, Response};
use icws_dialer::models::PerformCallListQueryParameters;
use icws_dialer::{Client, Session};
use icws_tests::baseline;
use icws_tests::turns::Turns;
use reqwest::redirect::Policy;
use rustls::crypto::aws_lc_rs;
use tokio::runtime::Builder;
use tokio::task::JoinSet;

use super::{Failed, TURNS, calls};

/// Takes turns at making calls, so many at a time: with bare reqwest, then with calls by hand.
pub(super) fn compare(
    session: &Session,
    query: &PerformCallListQueryParameters,
    request: &Request<Vec<u8>>,
    at_once: usize,
) -> Result<[Turns; 2], Failed> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let client = Client::new(session.clone())?;
    let http = bare()?;
    let by_hand = Arc::new(ByHand {
        base_url: session.base_url(),
        session_id: session.session_id().unwrap_or_default().to_owned(),
        headers: request.headers().clone(),
        query: baseline::by_hand(query)?,
    });
    let (query, request) = (Arc::new(query.clone()), Arc::new(Bare::new(request)));
    let ours = || {
        runtime.block_on(all(at_once, || {
            let (client, query) = (client.clone(), Arc::clone(&query));
            async move { client.perform_call_list_query(&query).await.map(drop).map_err(Failed::from) }
        }))
    };
    let bare = || {
        runtime.block_on(all(at_once, || {
            let (http, request) = (http.clone(), Arc::clone(&request));
            async move { request.send(&http).await.map_err(Failed::from) }
        }))
    };
    let by_hand = || {
        runtime.block_on(all(at_once, || {
            let (http, by_hand) = (http.clone(), Arc::clone(&by_hand));
            async move { by_hand.call(&http).await }
        }))
    };
    let beside = |other: &dyn Fn() -> Result<Duration, Failed>| {
        // The first turn makes the connections.
        Turns::take(1, ours, other)?;
        Turns::take(TURNS, ours, other)
    };
    Ok([beside(&bare)?, beside(&by_hand)?])
}

/// How long all calls take, so many at a time: each task makes its share of them, one after the other.
async fn all<F>(at_once: usize, call: impl Fn() -> F) -> Result<Duration, Failed>
where
    F: Future<Output = Result<(), Failed>> + Send + 'static,
{
    let shares: Vec<Vec<F>> =
        (0..at_once).map(|_| (0..calls(at_once) / at_once).map(|_| call()).collect()).collect();
    let begun = Instant::now();
    let mut tasks = JoinSet::new();
    for share in shares {
        tasks.spawn(async move {
            for call in share {
                call.await?;
            }
            Ok::<(), Failed>(())
        });
    }
    while let Some(done) = tasks.join_next().await {
        done??;
    }
    Ok(begun.elapsed())
}

/// With the limits of ours.
fn bare() -> Result<reqwest::Client, Failed> {
    let encryption = rustls::ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth();
    let http = reqwest::Client::builder()
        .tls_backend_preconfigured(encryption)
        .timeout(Duration::from_secs(30))
        .connect_timeout(Duration::from_secs(10))
        .redirect(Policy::none())
        .no_proxy();
    Ok(http.build()?)
}

/// What is sent: the bytes of ours.
struct Bare {
    url: String,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Bare {
    fn new(request: &Request<Vec<u8>>) -> Self {
        Self {
            url: request.uri().to_string(),
            headers: request.headers().clone(),
            body: request.body().clone(),
        }
    }

    async fn send(&self, http: &reqwest::Client) -> reqwest::Result<()> {
        let request = http.post(&self.url).headers(self.headers.clone()).body(self.body.clone());
        let body = request.send().await?.error_for_status()?.bytes().await?;
        std::hint::black_box(body);
        Ok(())
    }
}

/// The call as one writes it by hand.
struct ByHand {
    base_url: String,
    session_id: String,
    headers: HeaderMap,
    query: baseline::Query,
}

impl ByHand {
    async fn call(&self, http: &reqwest::Client) -> Result<(), Failed> {
        let Self { base_url, session_id, headers, query } = self;
        let url = format!("{base_url}/icws/{session_id}/dialer/perform-call-list-query");
        let request = http.post(url).headers(headers.clone()).body(serde_json::to_vec(query)?);
        let mut received = request.send().await?;
        let mut response = Response::new(());
        *response.status_mut() = received.status();
        *response.headers_mut() = std::mem::take(received.headers_mut());
        let body = received.bytes().await?;
        let queried = baseline::receive_query(response.map(|()| body));
        std::hint::black_box(queried.map_err(|failed| format!("{failed:?}"))?);
        Ok(())
    }
}
