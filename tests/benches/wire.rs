//! How long the client takes to build each request and to read each answer, and how often it allocates, beside the same
//! by hand: `cargo bench -p icws-tests --bench wire`.
//!
//! Both are run in turns, in batches, and the fastest batch of each counts: whatever else the machine does only makes a
//! batch slower, never faster.

use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use allocation_counter::measure;
use icws_dialer::Operation;
use icws_dialer::operations::{
    EstablishPersistentConnection, MarkCallForFinishing, PerformCallListQuery, PlacePreviewCall,
    ReadyForCalls,
};
use icws_tests::answer::{Answer, HTML, QUERY_BODY};
use icws_tests::baseline::{self, Login};
use icws_tests::operation;
use icws_tests::secret;

const BASE_URL: &str = "https://ic1.example.com:8019";
const BATCH: usize = 200;
const BATCHES: usize = if cfg!(debug_assertions) { 2 } else { 400 };

/// One measurement: nanoseconds, allocations and bytes of a call.
#[derive(Clone, Copy)]
struct Cost {
    time: Duration,
    allocations: u64,
    bytes: u64,
}

struct Case {
    name: String,
    ours: Cost,
    by_hand: Cost,
}

impl Case {
    fn ratio(&self) -> f64 {
        self.ours.time.as_secs_f64() / self.by_hand.time.as_secs_f64()
    }
}

/// The time of a batch, per call. Making the inputs does not count, using them up does.
fn batch<I: Clone, O>(input: &I, act: impl Fn(I) -> O) -> Duration {
    let inputs = vec![input.clone(); BATCH];
    let begun = Instant::now();
    for input in inputs {
        black_box(call(&act, black_box(input)));
    }
    begun.elapsed() / BATCH as u32
}

/// Not inlined, so that neither of the two is lucky.
#[inline(never)]
fn call<I, O>(act: &impl Fn(I) -> O, input: I) -> O {
    act(input)
}

fn compare<I: Clone, A, B>(
    name: impl Into<String>,
    input: I,
    ours: impl Fn(I) -> A,
    by_hand: impl Fn(I) -> B,
) -> Case {
    let mut times = [Duration::MAX; 2];
    for _ in 0..BATCHES {
        times = [times[0].min(batch(&input, &ours)), times[1].min(batch(&input, &by_hand))];
    }
    let [first, second] = [input.clone(), input];
    let ours = measure(|| drop(black_box(ours(black_box(first)))));
    let by_hand = measure(|| drop(black_box(by_hand(black_box(second)))));
    let cost = |time, info: allocation_counter::AllocationInfo| Cost {
        time,
        allocations: info.count_total,
        bytes: info.bytes_total,
    };
    Case { name: name.into(), ours: cost(times[0], ours), by_hand: cost(times[1], by_hand) }
}

fn requests() -> Result<Vec<Case>, Box<dyn std::error::Error>> {
    let session = secret::session(BASE_URL)?;
    let login = Login::new(BASE_URL);
    let (ready, place) = (operation::start_receiving(), operation::place_preview_call());
    let (mark, query) = (operation::mark_call_for_finishing(), operation::perform_call_list_query());
    let ready_by_hand: baseline::Ready = baseline::by_hand(&ready)?;
    let place_by_hand: baseline::Place = baseline::by_hand(&place)?;
    let mark_by_hand: baseline::Mark = baseline::by_hand(&mark)?;
    let query_by_hand: baseline::Query = baseline::by_hand(&query)?;
    Ok(vec![
        compare(
            "request readyForCalls",
            (),
            |()| ReadyForCalls::new(&ready).to_request(&session),
            |()| login.post("ready-for-calls", &ready_by_hand),
        ),
        compare(
            "request establishPersistentConnection",
            (),
            |()| EstablishPersistentConnection::new().to_request(&session),
            |()| login.post_nothing("establish-persistent-connection"),
        ),
        compare(
            "request placePreviewCall",
            (),
            |()| PlacePreviewCall::new(&place).to_request(&session),
            |()| login.post("place-preview-call", &place_by_hand),
        ),
        compare(
            "request markCallForFinishing",
            (),
            |()| MarkCallForFinishing::new(&mark).to_request(&session),
            |()| login.post("mark-call-for-finishing", &mark_by_hand),
        ),
        compare(
            "request performCallListQuery",
            (),
            |()| PerformCallListQuery::new(&query).to_request(&session),
            |()| login.post("perform-call-list-query", &query_by_hand),
        ),
    ])
}

/// An answer to a query, with this many records.
fn query_answer(records: usize) -> Answer {
    let record = r#"{"status":"C","identity":"17","zone":"CEST","values":{"name":"A","phone":"1"}}"#;
    let records = vec![record; records].join(",");
    Answer::json(200, format!(r#"{{"recordsaffected":1,"errorMessage":"","records":[{records}]}}"#))
}

#[allow(
    clippy::redundant_closure,
    reason = "a function given by its name would get its argument copied once more"
)]
fn answers() -> Result<Vec<Case>, http::Error> {
    let mut cases = Vec::new();
    for (name, answer) in [
        ("one record", Answer::json(200, QUERY_BODY)),
        ("100 records", query_answer(100)),
        ("202", Answer::new(202)),
        ("400", Answer::refusal(400)),
        ("401", Answer::refusal(401)),
        ("503 of a proxy", Answer::new(503).header("Content-Type", "text/html").body(HTML)),
    ] {
        cases.push(compare(
            format!("answer performCallListQuery, {name}"),
            answer.response()?,
            |response| PerformCallListQuery::from_response(response),
            |response| baseline::receive_query(response),
        ));
    }
    cases.push(compare(
        "answer readyForCalls, 200",
        Answer::new(200).response()?,
        |response| ReadyForCalls::from_response(response),
        |response| baseline::receive_nothing(200, response),
    ));
    cases.push(compare(
        "answer establishPersistentConnection, 202",
        Answer::new(202).response()?,
        |response| EstablishPersistentConnection::from_response(response),
        |response| baseline::receive_nothing(202, response),
    ));
    cases.push(compare(
        "answer placePreviewCall, 410",
        Answer::refusal(410).response()?,
        |response| PlacePreviewCall::from_response(response),
        |response| baseline::receive_nothing(200, response),
    ));
    cases.push(compare(
        "answer markCallForFinishing, 500",
        Answer::refusal(500).response()?,
        |response| MarkCallForFinishing::from_response(response),
        |response| baseline::receive_nothing(200, response),
    ));
    Ok(cases)
}

fn print(cases: &[Case]) {
    println!(
        "{:<42} {:>9} {:>9} {:>6} {:>13} {:>15}",
        "", "ours ns", "hand ns", "ratio", "allocations", "bytes"
    );
    for case in cases {
        let Case { name, ours, by_hand } = case;
        println!(
            "{name:<42} {:>9} {:>9} {:>6.2} {:>5} vs {:>4} {:>6} vs {:>5}",
            ours.time.as_nanos(),
            by_hand.time.as_nanos(),
            case.ratio(),
            ours.allocations,
            by_hand.allocations,
            ours.bytes,
            by_hand.bytes,
        );
    }
    let worst = cases.iter().map(Case::ratio).fold(0.0, f64::max);
    let mean = cases.iter().map(|case| case.ratio().ln()).sum::<f64>() / cases.len() as f64;
    println!("geometric mean of the ratios {:.2}, worst {worst:.2}; the aim is at most 1.10", mean.exp());
}

fn main() -> ExitCode {
    let cases = requests().and_then(|mut cases| {
        cases.extend(answers()?);
        Ok(cases)
    });
    match cases {
        Ok(cases) => {
            print(&cases);
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
