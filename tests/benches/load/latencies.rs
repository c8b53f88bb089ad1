//! How long calls take.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// How long each call took, in microseconds. Its memory is touched beforehand, so that it does not look like a leak.
#[derive(Debug)]
pub(super) struct Latencies(Vec<AtomicU32>);

/// Of a call that has not ended.
const NEVER: u32 = u32::MAX;

impl Latencies {
    pub(super) fn new(calls: usize) -> Self {
        Self((0..calls).map(|_| AtomicU32::new(NEVER)).collect())
    }

    pub(super) fn record(&self, call: usize, took: Duration) {
        if let Some(latency) = self.0.get(call) {
            latency.store(u32::try_from(took.as_micros()).unwrap_or(NEVER), Ordering::Relaxed);
        }
    }

    /// Prints what share of the calls took no longer than what; the longest of all, unless one has never ended.
    pub(super) fn print(&self) -> Option<Duration> {
        let mut sorted: Vec<u32> = self.0.iter().map(|latency| latency.load(Ordering::Relaxed)).collect();
        sorted.sort_unstable();
        let at =
            |permille: usize| sorted.get((sorted.len() * permille / 1_000).min(sorted.len() - 1)).copied();
        for (name, permille) in [("p50", 500), ("p90", 900), ("p99", 990), ("p99.9", 999), ("max", 1_000)] {
            let latency = at(permille).filter(|latency| *latency != NEVER);
            let text = latency.map_or("never".to_owned(), |micros| format!("{:.1}", f64::from(micros) / 1e3));
            println!("{name:<8} {text:>8} ms");
        }
        let longest = at(1_000).filter(|latency| *latency != NEVER)?;
        Some(Duration::from_micros(longest.into()))
    }
}
