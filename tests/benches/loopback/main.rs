//! How many calls a second both clients make, beside the bare HTTP stacks that they are on, and what a session costs
//! that makes none: `cargo bench -p icws-tests --bench loopback`.
//!
//! The bare stacks send the same bytes, which are ready beforehand, and read the whole answer without looking into it.
//! Ours build each request anew and read what the answer says, and so does what is written by hand on reqwest, which keeps
//! unknown properties, too. The server is in this process, on a thread of its own.

mod asynchronous;
mod blocking;
mod memory;
mod server;

use std::process::ExitCode;

use http::HeaderValue;
use http::header::USER_AGENT;
use icws_dialer::Operation;
use icws_dialer::operations::PerformCallListQuery;
use icws_tests::answer::{Answer, QUERY_BODY};
use icws_tests::turns::Turns;
use icws_tests::{operation, secret};

type Failed = Box<dyn std::error::Error + Send + Sync>;

/// Many short ones, because some of them are hardly disturbed on a busy machine, too.
const TURNS: usize = if cfg!(debug_assertions) { 1 } else { 101 };

/// How many calls a turn has.
const fn calls(at_once: usize) -> usize {
    let least = if cfg!(debug_assertions) { 1 } else { 800 };
    if at_once > least { at_once } else { least }
}

fn run() -> Result<(), Failed> {
    let address = server::start(Answer::json(200, QUERY_BODY).bytes())?;
    let session = secret::session(&format!("http://{address}"))?;
    let query = operation::perform_call_list_query();
    let mut request = PerformCallListQuery::new(&query).to_request(&session)?;
    // Both clients say what they are.
    request
        .headers_mut()
        .insert(USER_AGENT, HeaderValue::from_static(concat!("icws-dialer/", env!("CARGO_PKG_VERSION"))));
    println!("{:<32} {:>8} {:>8} {:>24}", "", "ours", "other", "throughput");
    for at_once in [1, 64, 1_000] {
        let [bare, by_hand] = asynchronous::compare(&session, &query, &request, at_once)?;
        print(&format!("async, {at_once} in flight, bare"), at_once, &bare);
        print(&format!("async, {at_once} in flight, by hand"), at_once, &by_hand);
    }
    for threads in [1, 8] {
        let turns = blocking::compare(&session, &query, &request, threads)?;
        print(&format!("blocking, {threads} threads, bare"), threads, &turns);
    }
    println!(
        "calls a second and their ratio, medians of {TURNS} turns (half of them lie between); the aim is at least 0.98 beside \
         what is written by hand, and 0.97 beside bare stacks\n"
    );
    memory::print()
}

fn print(name: &str, at_once: usize, turns: &Turns) {
    let made = (calls(at_once) / at_once * at_once) as f64;
    let [ours, other] = turns.median().map(|time| made / time.as_secs_f64());
    let turns = turns.throughput().to_string();
    println!("{name:<32} {ours:>8.0} {other:>8.0} {turns:>24}");
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
