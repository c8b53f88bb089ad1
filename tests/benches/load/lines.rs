//! As many lines as there may be calls in flight: each makes one call after the other.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use icws_dialer::Client;
use tokio::sync::Notify;

use super::calls::{self, End};
use super::latencies::Latencies;
use super::tally::Tally;
use super::{CALLS, IN_FLIGHT, LAPS, SLACK, TIMEOUT};

/// What the lines have in common.
pub(super) struct Lines {
    /// By the numbers of their sessions.
    clients: Vec<Client>,
    next: AtomicUsize,
    ended: AtomicUsize,
    lap: Notify,
    pub(super) latencies: Latencies,
    pub(super) tally: Tally,
}

impl Lines {
    pub(super) fn new(clients: Vec<Client>) -> Self {
        Self {
            clients,
            next: AtomicUsize::new(0),
            ended: AtomicUsize::new(0),
            lap: Notify::new(),
            latencies: Latencies::new(CALLS),
            tally: Tally::default(),
        }
    }

    /// Opens all lines. They go on whenever the runtime does, until all calls are made.
    pub(super) fn open(lines: &Arc<Self>) {
        for _ in 0..IN_FLIGHT {
            let lines = Arc::clone(lines);
            tokio::spawn(async move {
                loop {
                    let call = lines.next.fetch_add(1, Ordering::Relaxed);
                    let Some(client) = lines.clients.get(calls::session(call)).filter(|_| call < CALLS)
                    else {
                        break;
                    };
                    lines.make(client, call).await;
                }
            });
        }
    }

    /// Waits until so many calls have ended.
    pub(super) async fn ended(&self, calls: usize) {
        while self.ended.load(Ordering::Relaxed) < calls {
            self.lap.notified().await;
        }
    }

    async fn make(&self, client: &Client, call: usize) {
        let begun = Instant::now();
        // What the client does not end, this does, so that a call that hangs is seen.
        let end = tokio::time::timeout(TIMEOUT + SLACK, calls::make(client, call)).await;
        self.latencies.record(call, begun.elapsed());
        self.tally.count(end.unwrap_or_else(|_| End::Other(format!("call {call} does not end"))));
        let ended = self.ended.fetch_add(1, Ordering::Relaxed) + 1;
        if ended.is_multiple_of(CALLS / LAPS) {
            self.lap.notify_one();
        }
    }
}
