//! What the log of the desk says of its calls.

#![cfg(test)]

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use icws_dialer::mock::Reply;
use icws_dialer::{Call, Operation};
use tokio::time::timeout;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::desk::Desk;
use crate::stand_in::{Establish, server};

/// The fields of a span.
#[derive(Clone, Default)]
struct Fields(BTreeMap<&'static str, String>);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }
}

/// The spans of the crate, each at the place that its number says.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<Fields>>>);

impl Log {
    fn spans(&self) -> MutexGuard<'_, Vec<Fields>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "icws_dialer"
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let (mut fields, mut spans) = (Fields::default(), self.spans());
        span.record(&mut fields);
        spans.push(fields);
        Id::from_u64(spans.len() as u64)
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        let place = usize::try_from(span.into_u64()).expect("it is a place");
        values.record(&mut self.spans()[place - 1]);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, _: &Event<'_>) {}

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_cancelled_is_told_from_one_that_ends_and_both_say_how_long_they_took() {
    let (mock, log) = (server(), Log::default());
    let logging = tracing::subscriber::set_default(log.clone());
    let desk = Desk::new(mock.client());
    desk.sign_on("ann", "p4ssw0rd").await.expect("the server opens sessions");
    mock.reply::<Establish>(Reply::never());
    let call = Call::of(&Establish::new());
    assert!(timeout(Duration::from_secs(1), desk.run("ann", &call)).await.is_err());
    assert!(matches!(desk.run("ann", &call).await, Some(Ok(_))));
    drop(logging);

    let spans = log.spans();
    let field = |name| spans.iter().map(move |Fields(span)| span.get(name).map(String::as_str));
    let id = Some(format!("{:?}", <Establish as Operation>::ID));
    assert!(field("operation").eq([Some("\"login\""), id.as_deref(), id.as_deref()]));
    assert!(field("error").eq([None, Some("\"cancelled\""), None]));
    assert!(field("status").eq([Some("201"), None, Some("202")]));
    assert!(field("attempts").eq([Some("1"); 3]) && field("duration_ms").all(|took| took.is_some()));
}
