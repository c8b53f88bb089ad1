//! A team that uses hyper with hyper-rustls as it comes.

use http_body_util::{BodyExt, Empty};
use hyper_rustls::HttpsConnectorBuilder;
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use icws_neighbours::{Outcome, call_with_icws_dialer, https};

fn main() -> Outcome {
    call_with_icws_dialer()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let url = https()?.parse()?;
    runtime.block_on(async {
        let connector = HttpsConnectorBuilder::new().with_native_roots()?.https_only().enable_http1().build();
        let client = Client::builder(TokioExecutor::new()).build::<_, Empty<&[u8]>>(connector);
        let body = client.get(url).await?.into_body().collect().await?.to_bytes();
        println!("{}", String::from_utf8_lossy(&body));
        Ok(())
    })
}
