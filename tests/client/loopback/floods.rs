//! Servers that send without end and never say anything: a call is over in time all the same.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use icws_tests::Tested;
use icws_tests::either::{Either, Limits, Which};
use icws_tests::operation::operation;
use icws_tests::secret::session;
use icws_tests::tls::Authority;
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use tokio::runtime::{Builder, Runtime};

/// What a server floods its client with: with this first, and then with that for ever.
type Flood = (&'static str, &'static str);

const CHUNKED: &str = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

const FLOODS: [(&str, Flood); 5] = [
    ("interim answers", ("", "HTTP/1.1 100 Continue\r\n\r\n")),
    ("the length of a chunk in zeros", (CHUNKED, "0000000000")),
    ("chunks of a byte", (CHUNKED, "1\r\n \r\n")),
    ("the extension of a chunk", (CHUNKED, "1;aaaaaaaa")),
    ("line breaks", ("", "\r\n")),
];

/// A server on a thread of its own, which answers each request with a flood.
fn flooding(flood: Flood, tls: Option<Arc<ServerConfig>>) -> std::io::Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // Whoever is flooded hangs up.
            let _ = match tls.clone().map(ServerConnection::new) {
                Some(Ok(connection)) => answer(StreamOwned::new(connection, stream), flood),
                Some(Err(_)) => Ok(()),
                None => answer(stream, flood),
            };
        }
    });
    Ok(address)
}

fn answer(mut stream: impl Read + Write, (head, piece): Flood) -> std::io::Result<()> {
    let pieces = piece.repeat((1 << 20) / piece.len());
    let _ = stream.read(&mut [0; 4096])?;
    stream.write_all(head.as_bytes())?;
    loop {
        stream.write_all(pieces.as_bytes())?;
    }
}

const TIMEOUT: Duration = Duration::from_secs(1);

/// How much longer a call may take. Without TLS, hyper reads up to some 50 MB before its thread does anything else, which
/// takes seconds without optimisation, and more on a busy machine. The floods themselves never end.
const DELAY: Duration = Duration::from_secs(60);

/// A client of a server that floods.
fn client(which: Which, flood: Flood) -> Tested<Either> {
    let session = session(&format!("http://{}", flooding(flood, None)?))?;
    Ok(which.limited(session, Limits { timeout: Some(TIMEOUT), ..Limits::default() })?)
}

/// The same with an encrypted connection.
fn encrypted(which: Which, flood: Flood) -> Tested<Either> {
    let authority = Authority::new()?;
    let address = flooding(flood, Some(authority.config("localhost", 4000)?))?;
    authority.client(which, session(&format!("https://localhost:{}", address.port()))?, TIMEOUT)
}

/// Whether a call is over in time, with each flood.
fn held(client: impl Fn(Flood) -> Tested<Either>, runtime: fn() -> std::io::Result<Runtime>) -> Tested {
    for (what, flood) in FLOODS {
        let (client, runtime, row) = (client(flood)?, runtime()?, operation("performCallListQuery")?);
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || {
            let outcome = runtime.block_on(client.call(row));
            runtime.shutdown_background();
            sender.send(outcome)
        });
        let outcome = receiver.recv_timeout(TIMEOUT + DELAY).map_err(|_| format!("{what}: no end"))?;
        assert!(outcome.is_err(), "{what}");
    }
    Ok(())
}

fn one_thread() -> std::io::Result<Runtime> {
    Builder::new_current_thread().enable_all().build()
}

fn two_threads() -> std::io::Result<Runtime> {
    Builder::new_multi_thread().worker_threads(2).enable_all().build()
}

#[test]
fn no_flood_holds_up_the_asynchronous_client() -> Tested {
    held(|flood| client(Which::Asynchronous, flood), two_threads)
}

#[test]
fn no_flood_holds_up_the_asynchronous_client_on_one_thread() -> Tested {
    held(|flood| client(Which::Asynchronous, flood), one_thread)
}

#[test]
fn no_encrypted_flood_holds_up_the_asynchronous_client_on_one_thread() -> Tested {
    held(|flood| encrypted(Which::Asynchronous, flood), one_thread)
}

#[test]
fn no_flood_holds_up_the_blocking_client() -> Tested {
    held(|flood| client(Which::Blocking, flood), one_thread)
}

#[test]
fn no_encrypted_flood_holds_up_the_blocking_client() -> Tested {
    held(|flood| encrypted(Which::Blocking, flood), one_thread)
}
