//! A stand-in for a server: it records what reaches it, byte for byte, and replies as a test wants.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Barrier;

/// What the server does with a request.
#[derive(Debug, Clone)]
pub enum Reply {
    /// Sends these bytes, and keeps the connection.
    Bytes(Vec<u8>),
    /// Sends these bytes, and closes the connection.
    BytesThenClose(Vec<u8>),
    /// Sends these bytes once as many requests are waiting as the barrier wants.
    BytesTogether(Arc<Barrier>, Vec<u8>),
    /// Sends the first bytes, and then the others again and again, for as long as the client listens.
    Endless(Vec<u8>, Vec<u8>),
    /// Sends one byte of these a second.
    Slowly(Vec<u8>),
    /// Never answers.
    Silence,
}

/// A server on a free port of this machine. It ends with the test's runtime.
#[derive(Debug)]
pub struct StandIn {
    address: SocketAddr,
    log: Arc<Mutex<Log>>,
}

#[derive(Debug, Default)]
struct Log {
    connections: usize,
    requests: Vec<Vec<u8>>,
    sent: usize,
}

impl StandIn {
    /// Starts a server that replies to each request, given as its bytes, in this way.
    ///
    /// # Errors
    ///
    /// When this machine has no free port.
    pub async fn start(reply: impl Fn(&[u8]) -> Reply + Send + Sync + 'static) -> io::Result<Self> {
        Self::at("127.0.0.1:0", reply).await
    }

    /// Starts it at this address.
    ///
    /// # Errors
    ///
    /// When the address is not free.
    pub async fn at(
        address: &str,
        reply: impl Fn(&[u8]) -> Reply + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let listener = TcpListener::bind(address).await?;
        let server = Self { address: listener.local_addr()?, log: Arc::default() };
        let (log, reply) = (Arc::clone(&server.log), Arc::new(reply));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                with(&log, |log| log.connections += 1);
                let (log, reply) = (Arc::clone(&log), Arc::clone(&reply));
                tokio::spawn(async move { serve(stream, &log, &*reply).await });
            }
        });
        Ok(server)
    }

    /// Starts a server that replies to every request alike.
    ///
    /// # Errors
    ///
    /// As [`start`](Self::start).
    pub async fn always(reply: Reply) -> io::Result<Self> {
        Self::start(move |_| reply.clone()).await
    }

    /// Its base URL.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Its host and port.
    pub fn authority(&self) -> String {
        self.address.to_string()
    }

    /// How many connections were made to it.
    pub fn connections(&self) -> usize {
        with(&self.log, |log| log.connections)
    }

    /// How many bytes of endless bodies it got rid of, by what the system's buffers hold too many.
    pub fn sent(&self) -> usize {
        with(&self.log, |log| log.sent)
    }

    /// The requests that reached it whole, in their order.
    pub fn requests(&self) -> Vec<Vec<u8>> {
        with(&self.log, |log| log.requests.clone())
    }
}

fn with<T>(log: &Mutex<Log>, act: impl FnOnce(&mut Log) -> T) -> T {
    act(&mut log.lock().unwrap_or_else(PoisonError::into_inner))
}

async fn serve(
    mut stream: TcpStream,
    log: &Mutex<Log>,
    reply: &(dyn Fn(&[u8]) -> Reply + Send + Sync),
) -> io::Result<()> {
    let mut received = Vec::new();
    while let Some(request) = read_request(&mut stream, &mut received).await? {
        let reply = reply(&request);
        with(log, |log| log.requests.push(request));
        match reply {
            Reply::Bytes(bytes) => stream.write_all(&bytes).await?,
            Reply::BytesThenClose(bytes) => {
                stream.write_all(&bytes).await?;
                return stream.shutdown().await;
            }
            Reply::BytesTogether(barrier, bytes) => {
                barrier.wait().await;
                stream.write_all(&bytes).await?;
            }
            Reply::Endless(head, piece) => {
                stream.write_all(&head).await?;
                loop {
                    stream.write_all(&piece).await?;
                    with(log, |log| log.sent += piece.len());
                }
            }
            Reply::Slowly(bytes) => {
                for byte in bytes {
                    stream.write_all(&[byte]).await?;
                    tokio::time::sleep(Duration::from_secs(1)).await;
                }
            }
            Reply::Silence => std::future::pending().await,
        }
    }
    Ok(())
}

/// The next whole request; `None` when the peer has closed the connection. What came behind it stays in `received`.
async fn read_request(stream: &mut TcpStream, received: &mut Vec<u8>) -> io::Result<Option<Vec<u8>>> {
    loop {
        if let Some(length) = request_length(received) {
            let behind = received.split_off(length);
            return Ok(Some(std::mem::replace(received, behind)));
        }
        if stream.read_buf(received).await? == 0 {
            return Ok(None);
        }
    }
}

/// The length of the request at the start of these bytes, if it is there as a whole.
pub fn request_length(received: &[u8]) -> Option<usize> {
    let head = received.windows(4).position(|bytes| bytes == b"\r\n\r\n")? + 4;
    let text = String::from_utf8_lossy(received.get(..head)?).to_ascii_lowercase();
    let length = text.lines().find_map(|line| line.strip_prefix("content-length:"));
    let whole = head + length.and_then(|length| length.trim().parse().ok()).unwrap_or(0);
    (received.len() >= whole).then_some(whole)
}
