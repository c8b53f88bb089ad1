//! Counts and times calls with the crate `metrics`, behind which any collector can stand.
//!
//! ```text
//! cargo run -p icws-dialer --example metrics --features dialer-2,mock
//! ```

use std::collections::BTreeMap;
use std::error::Error as StdError;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use icws_dialer::Client;
use icws_dialer::mock::{Mock, Reply};
use icws_dialer::models::{self, StartReceivingParameters};
use icws_dialer::operations::ReadyForCalls;
use metrics::atomics::AtomicU64;
use metrics::{Counter, Gauge, Histogram, Key, KeyName, Metadata, Recorder, SharedString, Unit};

/// The adapter: one line for each call, whether it succeeds, fails or is cancelled.
fn measured(client: Client) -> Client {
    client.with_observer(|report| {
        let labels = [("operation", report.operation.id), ("error", report.error.unwrap_or("none"))];
        metrics::counter!("icws_calls_total", &labels).increment(1);
        metrics::histogram!("icws_call_seconds", &labels).record(report.duration);
    })
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn StdError>> {
    let collector = Collector::default();
    metrics::set_global_recorder(collector.clone())?;

    let (mock, ready) = (Mock::new(), StartReceivingParameters::new());
    for reply in [
        Reply::empty(200),
        Reply::empty(200),
        Reply::json(403, &models::Error::new("no license")),
        Reply::no_connection(),
        Reply::never(),
    ] {
        mock.reply::<ReadyForCalls<'_>>(reply);
    }
    let client = measured(mock.client());
    for _ in 0..5 {
        // Whoever does not wait any longer cancels the call, which is counted, too.
        let _ = tokio::time::timeout(Duration::from_millis(50), client.ready_for_calls(&ready)).await;
    }
    for (metric, count) in collector.counts() {
        println!("{metric} {count}");
    }
    Ok(())
}

/// What a program takes from elsewhere, such as `metrics-exporter-prometheus`: here it counts, and forgets durations.
#[derive(Clone, Default)]
struct Collector {
    counters: Arc<Mutex<BTreeMap<String, Arc<AtomicU64>>>>,
}

impl Collector {
    fn counts(&self) -> Vec<(String, u64)> {
        let counters = self.counters.lock().unwrap_or_else(PoisonError::into_inner);
        let count = |counter: &AtomicU64| counter.load(std::sync::atomic::Ordering::Relaxed);
        counters.iter().map(|(name, counter)| (name.clone(), count(counter))).collect()
    }
}

impl Recorder for Collector {
    fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn describe_histogram(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn register_counter(&self, key: &Key, _: &Metadata<'_>) -> Counter {
        let labels: Vec<String> =
            key.labels().map(|label| format!("{}={:?}", label.key(), label.value())).collect();
        let name = format!("{}{{{}}}", key.name(), labels.join(","));
        let mut counters = self.counters.lock().unwrap_or_else(PoisonError::into_inner);
        Counter::from_arc(Arc::clone(counters.entry(name).or_default()))
    }

    fn register_gauge(&self, _: &Key, _: &Metadata<'_>) -> Gauge {
        Gauge::noop()
    }

    fn register_histogram(&self, _: &Key, _: &Metadata<'_>) -> Histogram {
        Histogram::noop()
    }
}
