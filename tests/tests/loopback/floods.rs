//! Servers that send without end and never say anything: a call is over in time all the same.
//!
//! The asynchronous client is tried on several threads. On one thread hyper reads what has come, up to some 50 MB of it,
//! before anything else is done there, the time-out included.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::thread;
use std::time::{Duration, Instant};

use icws_tests::Tested;
use icws_tests::either::{Limits, Which};
use icws_tests::operation::operation;
use icws_tests::secret::session;
use tokio::runtime::Builder;

/// A server on a thread of its own, which answers each request with these bytes, and then with the others for ever.
fn flooding(head: &'static str, piece: &'static str) -> std::io::Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    thread::spawn(move || {
        let flood = piece.repeat((1 << 20) / piece.len());
        for mut stream in listener.incoming().flatten() {
            let _ = stream.read(&mut [0; 4096]).and_then(|_| stream.write_all(head.as_bytes()));
            while stream.write_all(flood.as_bytes()).is_ok() {}
        }
    });
    Ok(address)
}

const CHUNKED: &str = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

/// What a server floods its client with.
const FLOODS: [(&str, &str, &str); 5] = [
    ("interim answers", "", "HTTP/1.1 100 Continue\r\n\r\n"),
    ("the length of a chunk in zeros", CHUNKED, "0000000000"),
    ("chunks of a byte", CHUNKED, "1\r\n \r\n"),
    ("the extension of a chunk", CHUNKED, "1;aaaaaaaa"),
    ("line breaks", "", "\r\n"),
];

/// With each of them, what a call comes to, and when.
fn no_flood_holds_up(which: Which) -> Tested {
    let timeout = Duration::from_secs(1);
    for (what, head, piece) in FLOODS {
        let session = session(&format!("http://{}", flooding(head, piece)?))?;
        let client = which.limited(session, Limits { timeout: Some(timeout), ..Limits::default() })?;
        let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        let begun = Instant::now();
        let outcome = runtime.block_on(client.call(operation("performCallListQuery")?));
        let took = begun.elapsed();
        runtime.shutdown_background();
        assert!(outcome.is_err(), "{what}");
        // Machines are busy. Whoever is held up by one of these floods is held up for a minute.
        assert!(took < timeout + Duration::from_secs(15), "{what}: {took:?}");
    }
    Ok(())
}

#[test]
fn no_flood_holds_up_the_asynchronous_client() -> Tested {
    no_flood_holds_up(Which::Asynchronous)
}

#[test]
fn no_flood_holds_up_the_blocking_client() -> Tested {
    no_flood_holds_up(Which::Blocking)
}
