//! A client that costs next to nothing.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::net::TcpStream;
use tokio::task::JoinSet;

use super::Failed;
use super::exchange::Exchange;

/// Connections to one server, which stay open.
pub(super) struct Connections {
    exchanges: Arc<[Exchange]>,
    streams: Vec<TcpStream>,
}

impl Connections {
    /// Opens so many, to send these requests in turn on each.
    pub(super) async fn open(
        address: SocketAddr,
        count: usize,
        requests: &[Vec<u8>],
    ) -> Result<Self, Failed> {
        let mut streams = Vec::with_capacity(count);
        for _ in 0..count {
            let stream = TcpStream::connect(address).await?;
            stream.set_nodelay(true)?;
            streams.push(stream);
        }
        let first = streams.first_mut().ok_or("there is no connection")?;
        let mut exchanges = Vec::new();
        for request in requests {
            exchanges.push(Exchange::make(first, request.clone()).await?);
        }
        Ok(Self { exchanges: exchanges.into(), streams })
    }

    /// How long it takes to send so many requests on each connection, one after the other, and to receive the answers.
    pub(super) async fn turn(&mut self, requests: usize) -> Result<Duration, Failed> {
        let begun = Instant::now();
        let mut tasks = JoinSet::new();
        for (number, mut stream) in self.streams.drain(..).enumerate() {
            let exchanges = Arc::clone(&self.exchanges);
            tasks.spawn(async move {
                let mut buffer = Vec::new();
                for exchange in exchanges.iter().cycle().skip(number % 2).take(requests) {
                    exchange.repeat(&mut stream, &mut buffer).await?;
                }
                Ok::<TcpStream, Failed>(stream)
            });
        }
        while let Some(done) = tasks.join_next().await {
            self.streams.push(done??);
        }
        Ok(begun.elapsed())
    }
}
