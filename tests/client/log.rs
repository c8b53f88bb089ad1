//! What the log holds of a call.

use std::collections::BTreeMap;
use std::fmt::{self, Write};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use icws_tests::Tested;
use icws_tests::answer::Answer;
use icws_tests::either::{Either, Limits, Which};
use icws_tests::operation::operation;
use icws_tests::secret::{CANARY, session};
use icws_tests::server::{Reply, StandIn};
use tokio::runtime::Runtime;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Everything that was recorded.
#[derive(Debug, Clone, Default)]
struct Log(Arc<Mutex<Recorded>>);

#[derive(Debug, Default)]
struct Recorded {
    spans: Vec<Fields>,
    /// The spans, and whatever else anybody recorded.
    text: String,
}

#[derive(Debug, Clone, Default)]
struct Fields(BTreeMap<&'static str, String>);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }
}

impl Log {
    fn with<T>(&self, act: impl FnOnce(&mut Recorded) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The number of a span is its place in the list, from 1 on, followed by those of other crates, which are not kept.
impl Subscriber for Log {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut fields = Fields::default();
        span.record(&mut fields);
        self.with(|log| {
            let _ = write!(log.text, "{:?} {fields:?}", span.metadata());
            if span.metadata().target() != "icws_dialer" {
                return Id::from_u64(u64::MAX);
            }
            fields.0.insert("name", span.metadata().name().to_owned());
            log.spans.push(fields);
            Id::from_u64(log.spans.len() as u64)
        })
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        self.with(|log| {
            let mut fields = Fields::default();
            values.record(&mut fields);
            let _ = write!(log.text, "{fields:?}");
            let index = usize::try_from(span.into_u64() - 1).unwrap_or(usize::MAX);
            if let Some(span) = log.spans.get_mut(index) {
                span.0.append(&mut fields.0);
            }
        });
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        self.with(|log| {
            let _ = write!(log.text, "{:?} {fields:?}", event.metadata());
        });
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

fn runtime() -> std::io::Result<Runtime> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()
}

/// Starts a server on a thread of its own, which ends with the tests. Returns its base URL.
fn start(reply: Reply) -> Tested<String> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        runtime()?.block_on(async {
            let server = StandIn::always(reply).await?;
            let _ = sender.send(server.url());
            std::future::pending::<std::io::Result<()>>().await
        })
    });
    Ok(receiver.recv()?)
}

/// The span of one call to a server that replies in this way, the whole text of the log, and how many milliseconds the
/// call took at most.
fn logged(which: Which, reply: Reply, limits: Limits) -> Tested<(Fields, String, f64)> {
    let log = Log::default();
    let client = which.limited(session(&start(reply)?)?, limits)?;
    let (row, begun) = (operation("readyForCalls")?, Instant::now());
    let called = tracing::subscriber::with_default(log.clone(), || match &client {
        Either::Asynchronous(client) => runtime().map(|runtime| runtime.block_on((row.call)(client))),
        Either::Blocking(client) => Ok((row.call_blocking)(client)),
    })?;
    let took = begun.elapsed().as_secs_f64() * 1e3;
    log.with(|log| match log.spans.as_slice() {
        [span] if called.is_ok() != span.0.contains_key("error") => {
            Ok((span.clone(), log.text.clone(), took))
        }
        spans => Err(format!("not one span: {spans:?}").into()),
    })
}

#[test]
fn each_call_has_one_span_with_what_the_specification_says_and_how_it_ended() -> Tested {
    let answer = |answer: Answer| Reply::Bytes(answer.bytes());
    let small = Limits { max_response_size: Some(1), ..Limits::default() };
    for which in [Which::Asynchronous, Which::Blocking] {
        for (reply, limits, status, error) in [
            (answer(Answer::new(200)), Limits::default(), Some("200"), None),
            (answer(Answer::refusal(403)), Limits::default(), Some("403"), Some("api")),
            (answer(Answer::new(502)), Limits::default(), Some("502"), Some("unexpected_status")),
            (answer(Answer::new(403).body("canary")), Limits::default(), Some("403"), Some("decode")),
            (answer(Answer::refusal(403)), small, None, Some("too_large")),
            (Reply::BytesThenClose(Vec::new()), Limits::default(), None, Some("transport")),
            (Reply::Silence, Limits::milliseconds(100), None, Some("timeout")),
        ] {
            let least = limits.timeout.map_or(0.0, |timeout| timeout.as_secs_f64() * 1e3);
            let (Fields(span), text, took) = logged(which, reply, limits)?;
            let field = |name| span.get(name).map(String::as_str);
            assert_eq!(field("name"), Some("call"), "{span:?}");
            assert_eq!(field("operation"), Some("readyForCalls"), "{span:?}");
            assert_eq!(field("method"), Some("POST"), "{span:?}");
            assert_eq!(field("path"), Some("/icws/{sessionId}/dialer/ready-for-calls"), "{span:?}");
            assert_eq!((field("status"), field("error")), (status, error), "{which}: {span:?}");
            let duration: f64 = field("duration_ms").ok_or("no duration")?.parse()?;
            assert_eq!(field("attempts"), Some("1"));
            assert!(duration > 0.0 && (least..=took).contains(&duration), "{least} <= {duration} <= {took}");
            assert!(!text.contains(CANARY), "{text}");
        }
    }
    Ok(())
}

#[test]
fn a_call_that_is_cancelled_ends_its_span_as_such_and_says_how_long_it_took() -> Tested {
    let log = Log::default();
    let client = Which::Asynchronous.client(session(&start(Reply::Silence)?)?)?;
    let waiting = Duration::from_millis(50);
    let Either::Asynchronous(client) = client else { return Err("the other client".into()) };
    tracing::subscriber::with_default(log.clone(), || -> Tested {
        let ended = runtime()?.block_on(async {
            tokio::time::timeout(waiting, client.establish_persistent_connection()).await
        });
        assert!(ended.is_err(), "somebody has answered");
        Ok(())
    })?;
    let spans = log.with(|log| log.spans.clone());
    let [Fields(span)] = spans.as_slice() else { return Err(format!("not one span: {spans:?}").into()) };
    assert_eq!((span.get("error").map(String::as_str), span.get("status")), (Some("cancelled"), None));
    let duration: f64 = span.get("duration_ms").ok_or("no duration")?.parse()?;
    assert!(duration >= 45.0, "{duration}");
    Ok(())
}

#[test]
fn a_call_that_is_refused_before_it_is_sent_has_a_span_too() -> Tested {
    let log = Log::default();
    let client = icws_dialer::blocking::Client::new(session("http://127.0.0.1:9")?)?;
    let client = client.with_session(session("https://ic1.example.com")?);
    let called = tracing::subscriber::with_default(log.clone(), || client.establish_persistent_connection());
    assert!(called.is_err());
    let spans = log.with(|log| log.spans.clone());
    assert_eq!(
        spans.iter().filter_map(|Fields(span)| span.get("error")).collect::<Vec<_>>(),
        ["wrong_client"]
    );
    Ok(())
}

#[test]
fn a_call_that_also_returns_status_and_headers_has_such_a_span_as_well() -> Tested {
    use icws_dialer::mock::{Mock, Reply};
    use icws_dialer::models::StartReceivingParameters;
    use icws_dialer::operations::ReadyForCalls;

    let (log, mock, parameters) = (Log::default(), Mock::new(), StartReceivingParameters::new());
    mock.reply_always::<ReadyForCalls<'_>>(Reply::empty(200));
    let call = ReadyForCalls::new(&parameters);
    tracing::subscriber::with_default(log.clone(), || {
        runtime()?.block_on(mock.client().execute_with_response(&call))?;
        mock.blocking_client().execute_with_response(&call)?;
        Tested::Ok(())
    })?;
    let of_call = |Fields(span): &Fields| span.get("operation").is_some_and(|id| id == "readyForCalls");
    log.with(|log| assert!(log.spans.len() == 2 && log.spans.iter().all(of_call), "{:?}", log.spans));
    Ok(())
}
