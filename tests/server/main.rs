//! A server made of the generated trait and router, over real HTTP on this machine: against both of our clients, and
//! against bytes that neither of them would send.

mod bodies;
mod credentials;
mod example;
mod outcomes;
mod paths;
mod running;
mod vendor;

use icws_tests::Tested;
use std::net::SocketAddr;
use std::time::Duration;

use icws_dialer::server::{DialerApi, axum, router};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// A path of the operation that most tests call, and what a client sends there.
const PLACE: &str = "/icws/17/dialer/place-preview-call";
const READY: &str = "/icws/17/dialer/ready-for-calls";
const CREDENTIALS: &str = "ININ-ICWS-CSRF-Token: canary-token\r\nCookie: icws_17=canary-cookie\r\n";
const JSON: &str = "Content-Type: application/vnd.inin.icws+JSON;charset=utf-8\r\n";

/// How long a server may take, which no test waits for unless it fails.
const TIMEOUT: Duration = Duration::from_secs(20);

/// Serves an API until the runtime of the test ends.
async fn serve(api: impl DialerApi) -> Tested<SocketAddr> {
    serve_router(router(api)).await
}

async fn serve_router(router: axum::Router) -> Tested<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async { axum::serve(listener, router).await });
    Ok(address)
}

/// What a server answers.
#[derive(Debug)]
struct Answered {
    status: u16,
    head: String,
    body: String,
}

impl Answered {
    fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(':'));
        lines.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }

    /// What the error in the body says; nothing where the body is no error.
    fn message(&self) -> String {
        let error: Value = serde_json::from_str(&self.body).unwrap_or_default();
        let is_error = error["errorId"].is_string()
            && self.header("content-type") == Some("application/vnd.inin.icws+JSON; charset=utf-8");
        if is_error { error["message"].as_str().unwrap_or_default().to_owned() } else { String::new() }
    }
}

/// Sends these bytes, and reads until the server closes the connection.
async fn send(address: SocketAddr, bytes: &[u8]) -> Tested<Answered> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(bytes).await?;
    let mut received = Vec::new();
    // A server that has heard enough may close the connection before it has read everything.
    let _ = tokio::time::timeout(TIMEOUT, stream.read_to_end(&mut received)).await?;
    let text = String::from_utf8(received)?;
    let (head, body) = text.split_once("\r\n\r\n").ok_or_else(|| format!("no answer: {text:?}"))?;
    let status = head.split(' ').nth(1).unwrap_or_default().parse()?;
    Ok(Answered { status, head: head.to_owned(), body: body.to_owned() })
}

/// Sends a request with these lines of headers and this body.
async fn request(address: SocketAddr, line: &str, headers: &str, body: impl AsRef<[u8]>) -> Tested<Answered> {
    let body = body.as_ref();
    let length = body.len();
    let head = format!(
        "{line} HTTP/1.1\r\nHost: icws\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n"
    );
    send(address, &[head.as_bytes(), body].concat()).await
}

/// The head of a request with credentials and a body, and with these lines of headers.
fn head(path: &str, headers: &str) -> String {
    format!("POST {path} HTTP/1.1\r\nHost: icws\r\nConnection: close\r\n{CREDENTIALS}{JSON}{headers}\r\n")
}

/// Sends a body as a client would, with its credentials.
async fn post(address: SocketAddr, path: &str, body: impl AsRef<[u8]>) -> Tested<Answered> {
    request(address, &format!("POST {path}"), &format!("{CREDENTIALS}{JSON}"), body).await
}
