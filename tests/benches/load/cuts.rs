//! Connections that are cut at random, as a listener of the server.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, ready};

use fastrand::Rng;
use icws_dialer::server::axum::serve::Listener;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

/// Where a connection is cut under a call. In the first two cases the server does not see the call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cut {
    BeforeTheRequestIsRead,
    /// Not cut, in fact: the request is swallowed, and no answer comes.
    Silence,
    InTheHead,
    AfterTheHead,
    InTheBody,
}

/// What is common to all connections: how often they are cut, and how often they have been.
#[derive(Debug)]
pub(super) struct Cuts {
    one_in: Option<u32>,
    unread: AtomicU64,
    unanswered: AtomicU64,
}

impl Cuts {
    pub(super) fn new(one_in: Option<u32>) -> Self {
        Self { one_in, unread: AtomicU64::new(0), unanswered: AtomicU64::new(0) }
    }

    pub(super) fn are_made(&self) -> bool {
        self.one_in.is_some()
    }

    /// How many calls the server has not seen, and how many of its answers have not arrived as a whole.
    pub(super) fn counts(&self) -> [u64; 2] {
        [&self.unread, &self.unanswered].map(|count| count.load(Ordering::Relaxed))
    }

    /// What becomes of the next call.
    fn draw(&self, random: &mut Rng) -> Option<Cut> {
        let one_in = self.one_in?;
        if random.u32(..one_in) != 0 {
            return None;
        }
        // Silence is rare, because each takes the client all the time that a call may take.
        let cut = match random.u32(..100) {
            0..25 => Cut::BeforeTheRequestIsRead,
            25..50 => Cut::InTheHead,
            50..70 => Cut::AfterTheHead,
            70..95 => Cut::InTheBody,
            _ => Cut::Silence,
        };
        let is_unread = matches!(cut, Cut::BeforeTheRequestIsRead | Cut::Silence);
        let count = if is_unread { &self.unread } else { &self.unanswered };
        count.fetch_add(1, Ordering::Relaxed);
        Some(cut)
    }
}

/// A listener whose connections do not last.
pub(super) struct Fragile {
    listener: TcpListener,
    cuts: Arc<Cuts>,
    random: Rng,
}

impl Fragile {
    pub(super) fn new(listener: TcpListener, cuts: Arc<Cuts>) -> Self {
        Self { listener, cuts, random: Rng::with_seed(17) }
    }
}

impl Listener for Fragile {
    type Io = Connection;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Connection, SocketAddr) {
        let (stream, address) = Listener::accept(&mut self.listener).await;
        // Without this, what the system holds back would be what is measured. It fails only on a connection that is gone.
        let _ = stream.set_nodelay(true);
        let connection = Connection {
            stream,
            cuts: Arc::clone(&self.cuts),
            random: self.random.fork(),
            cut: None,
            left: None,
            is_read: false,
        };
        (connection, address)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

/// A connection. The client sends the next request when it has the answer to the one before.
pub(super) struct Connection {
    stream: TcpStream,
    cuts: Arc<Cuts>,
    random: Rng,
    /// What becomes of the present call.
    cut: Option<Cut>,
    /// How much of the answer is still sent before the cut, from when the answer begins.
    left: Option<usize>,
    /// Whether the present request has begun to arrive, and no answer has begun to leave.
    is_read: bool,
}

impl Connection {
    /// Half of the cuts are resets, the others an orderly end at the wrong time.
    fn die(&mut self) -> io::Error {
        if self.random.bool() {
            // Where this fails, the end is an orderly one.
            let _ = self.stream.set_zero_linger();
        }
        io::ErrorKind::ConnectionReset.into()
    }

    /// Goes on reading, for as long as the client waits.
    fn swallow(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        loop {
            let mut room = [0; 1024];
            let mut buffer = ReadBuf::new(&mut room);
            ready!(Pin::new(&mut self.stream).poll_read(context, &mut buffer))?;
            if buffer.filled().is_empty() {
                return Poll::Ready(Ok(()));
            }
        }
    }
}

/// How much of an answer is sent. It comes as a whole, since a connection that does not write vectors is given one piece.
fn share(cut: Cut, answer: &[u8]) -> usize {
    let head = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n").map_or(answer.len(), |end| end + 4);
    match cut {
        Cut::BeforeTheRequestIsRead | Cut::Silence => 0,
        Cut::InTheHead => head / 2,
        Cut::AfterTheHead => head,
        Cut::InTheBody => usize::midpoint(head, answer.len()),
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.cut == Some(Cut::Silence) {
            return self.swallow(context);
        }
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.stream).poll_read(context, buffer))?;
        if !self.is_read && buffer.filled().len() > before {
            self.is_read = true;
            let Self { cuts, random, .. } = &mut *self;
            self.cut = cuts.draw(random);
        }
        match self.cut {
            Some(Cut::BeforeTheRequestIsRead) => Poll::Ready(Err(self.die())),
            Some(Cut::Silence) => {
                buffer.set_filled(before);
                self.swallow(context)
            }
            _ => Poll::Ready(Ok(())),
        }
    }
}

impl AsyncWrite for Connection {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.is_read = false;
        let Some(cut) = self.cut else {
            return Pin::new(&mut self.stream).poll_write(context, buffer);
        };
        let left = self.left.unwrap_or_else(|| share(cut, buffer)).min(buffer.len());
        self.left = Some(left);
        let piece = buffer.get(..left).unwrap_or_default();
        if piece.is_empty() {
            return Poll::Ready(Err(self.die()));
        }
        let written = ready!(Pin::new(&mut self.stream).poll_write(context, piece))?;
        self.left = Some(left - written);
        Poll::Ready(Ok(written))
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
