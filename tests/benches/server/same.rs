//! Whether both servers say the same to the same requests. Otherwise there is nothing to compare.

use std::net::SocketAddr;

use icws_dialer::Operation;
use icws_dialer::operations::{PerformCallListQuery, PlacePreviewCall};
use icws_tests::{operation, secret};
use tokio::net::TcpStream;

use super::Failed;
use super::exchange::Exchange;

/// A request of our client's, as it travels.
fn request(operation: &impl Operation) -> Result<Vec<u8>, Failed> {
    let request = operation.to_request(&secret::session("http://127.0.0.1")?)?;
    let mut head = format!("POST {} HTTP/1.1\r\nHost: 127.0.0.1\r\n", request.uri().path());
    for (name, value) in request.headers() {
        head += &format!("{name}: {}\r\n", value.to_str()?);
    }
    head += &format!("content-length: {}\r\n\r\n", request.body().len());
    Ok([head.as_bytes(), request.body()].concat())
}

/// The same request with something else in the place of something.
fn changed(request: &[u8], this: &str, into: &str) -> Result<Vec<u8>, Failed> {
    let text = str::from_utf8(request)?;
    if text.contains(this) {
        Ok(text.replacen(this, into, 1).into_bytes())
    } else {
        Err(format!("there is no {this:?} in the request").into())
    }
}

/// Asks both, and returns the requests that are to be measured. Where both refuse a request of which the API does not say
/// in what words, the status is enough.
pub(super) async fn check(ours: SocketAddr, by_hand: SocketAddr) -> Result<[Vec<u8>; 2], Failed> {
    let (query, place) = (operation::perform_call_list_query(), operation::place_preview_call());
    let (query, place) =
        (request(&PerformCallListQuery::new(&query))?, request(&PlacePreviewCall::new(&place))?);
    for request in [&query, &place] {
        let no_token = changed(request, "inin-icws-csrf-token:", "x:")?;
        let no_cookie = changed(request, "cookie:", "x:")?;
        let other_type = changed(request, "application/vnd.inin.icws+JSON;", "text/plain;")?;
        let no_json = changed(request, "\r\n\r\n{", "\r\n\r\n[")?;
        let cases =
            [(request, 200), (&no_token, 401), (&no_cookie, 401), (&other_type, 415), (&no_json, 400)];
        for (request, status) in cases {
            let (ours, by_hand) = (ask(ours, request).await?, ask(by_hand, request).await?);
            let [ours, by_hand] = [ours.answered(), by_hand.answered()];
            let is_same = ours == by_hand || !matches!(status, 200 | 401);
            if !is_same || ours.status != status || by_hand.status != status {
                return Err(
                    format!("{status} is due, but there are {ours:?} and, by hand, {by_hand:?}").into()
                );
            }
        }
    }
    Ok([query, place])
}

async fn ask(address: SocketAddr, request: &[u8]) -> Result<Exchange, Failed> {
    Ok(Exchange::make(&mut TcpStream::connect(address).await?, request.to_vec()).await?)
}
