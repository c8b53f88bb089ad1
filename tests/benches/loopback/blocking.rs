//! The blocking client beside bare ureq.

use std::thread;
use std::time::{Duration, Instant};

use http::Request;
use icws_dialer::Session;
use icws_dialer::blocking::Client;
use icws_dialer::models::PerformCallListQueryParameters;
use icws_tests::turns::Turns;
use ureq::Agent;

use super::{Failed, TURNS, calls};

/// Takes turns at making calls, on so many threads.
pub(super) fn compare(
    session: &Session,
    query: &PerformCallListQueryParameters,
    request: &Request<Vec<u8>>,
    threads: usize,
) -> Result<Turns, Failed> {
    let client = Client::new(session.clone())?;
    let agent = bare();
    let ours = || all(threads, || client.perform_call_list_query(query).map(drop).map_err(Failed::from));
    let bare = || all(threads, || send(&agent, request.clone()).map_err(Failed::from));
    // The first turn makes the connections.
    Turns::take(1, ours, bare)?;
    Turns::take(TURNS, ours, bare)
}

/// How long all calls take: each thread makes its share of them, one after the other.
fn all(threads: usize, call: impl Fn() -> Result<(), Failed> + Sync) -> Result<Duration, Failed> {
    let share = || (0..calls(threads) / threads).try_for_each(|_| call());
    let begun = Instant::now();
    thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(share)).collect();
        running
            .into_iter()
            .try_for_each(|thread| thread.join().unwrap_or_else(|_| Err("a thread panicked".into())))
    })?;
    Ok(begun.elapsed())
}

/// With the limits of ours.
fn bare() -> Agent {
    let config = Agent::config_builder()
        .timeout_global(Some(Duration::from_secs(30)))
        .timeout_resolve(Some(Duration::from_secs(10)))
        .timeout_connect(Some(Duration::from_secs(10)))
        .max_redirects(0)
        .proxy(None)
        .user_agent("")
        .accept("")
        .accept_encoding("");
    config.build().into()
}

fn send(agent: &Agent, request: Request<Vec<u8>>) -> Result<(), ureq::Error> {
    let body = agent.run(request)?.body_mut().read_to_vec()?;
    std::hint::black_box(body);
    Ok(())
}
