//! A call over an HTTP stack that this crate knows nothing of: here hyper, with neither of the two clients.
//!
//! ```text
//! cargo run -p icws-dialer --example own_transport --no-default-features --features dialer-2
//! ```

use std::error::Error as StdError;

use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use hyper::client::conn::http1::SendRequest;
use hyper_util::rt::TokioIo;
use icws_dialer::models::StartReceivingParameters;
use icws_dialer::operations::{EstablishPersistentConnection, ReadyForCalls};
use icws_dialer::{Error, Operation, Session, TransportError};
use tokio::net::TcpStream;

#[path = "agent/stand_in.rs"]
mod stand_in;

/// The most that an answer's body may have: 16 MiB.
const LIMIT: usize = 16 << 20;

/// The adapter. A connection of hyper wants the path alone and the host as a header; the rest is as `Operation` has it.
async fn call<O: Operation>(
    connection: &mut SendRequest<Full<Bytes>>,
    session: &Session,
    operation: &O,
) -> Result<O::Response, Error<O::Error>> {
    let (mut head, body) = operation.to_request(session)?.into_parts();
    let host = head.uri.authority().and_then(|authority| authority.as_str().parse().ok());
    head.headers.extend(host.map(|host| (http::header::HOST, host)));
    head.uri = head.uri.path_and_query().cloned().map(Into::into).unwrap_or_default();
    let request = http::Request::from_parts(head, Full::from(body));
    let (head, body) = connection.send_request(request).await.map_err(TransportError::new)?.into_parts();
    let body = Limited::new(body, LIMIT).collect().await.map_err(TransportError::new)?.to_bytes();
    O::from_response(http::Response::from_parts(head, body))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn StdError>> {
    let base_url = stand_in::start()?;
    let address = base_url.trim_start_matches("http://").to_owned();
    let session = Session::builder(base_url)
        .session_id("1723")
        .csrf_token("stand-in-token")
        .cookie("icws_1723=stand-in")
        .build()?;

    let stream = TokioIo::new(TcpStream::connect(address).await?);
    let (mut connection, driver) = hyper::client::conn::http1::handshake(stream).await?;
    tokio::spawn(driver);

    call(&mut connection, &session, &EstablishPersistentConnection::new()).await?;
    println!("establishPersistentConnection: done");
    let ready = StartReceivingParameters::new();
    call(&mut connection, &session, &ReadyForCalls::new(&ready)).await?;
    println!("readyForCalls: done");
    Ok(())
}
