//! Many sessions in one process, over loopback: our client and a server of our trait and router, a million calls, a
//! thousand at a time. Once as it should be, and once with connections cut under them:
//! `cargo bench -p icws-tests --bench load`.
//!
//! The program fails if a call is lost, arrives twice or takes too long, if an answer is that of another call or session,
//! or if memory or open files grow once everything is warm. Without optimisation it makes few calls, just to be run.

mod calls;
mod cuts;
mod latencies;
mod lines;
mod resources;
mod server;
mod sessions;
mod tally;

use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use icws_dialer::{Client, SessionError};

use cuts::Cuts;
use lines::Lines;
use resources::Laps;
use server::Served;

type Failed = Box<dyn std::error::Error + Send + Sync>;

const SESSIONS: usize = if cfg!(debug_assertions) { 10 } else { 10_000 };
const CALLS: usize = if cfg!(debug_assertions) { 500 } else { 1_000_000 };
const IN_FLIGHT: usize = if cfg!(debug_assertions) { 10 } else { 1_000 };

/// Memory is looked at after each of them; the first is to warm up.
const LAPS: usize = 10;

/// What the client is told that a call may take.
const TIMEOUT: Duration = Duration::from_secs(5);

/// How much later than that a call may end, because the client has its turn only when others have had theirs.
const SLACK: Duration = Duration::from_secs(1);

/// How many more connections there may be than calls in flight, where connections are cut: whoever needs one begins to
/// make it, takes one that is free earlier, and leaves the new one to others.
const SPARE: usize = 2 * IN_FLIGHT;

/// One in so many calls has its connection cut.
const CUT_ONE_IN: u32 = 100;

/// Makes all calls, the connection of one in so many of them cut; whether everything was as it must be.
fn run(title: &str, cut_one_in: Option<u32>) -> Result<bool, Failed> {
    println!("{title}");
    let cuts = Arc::new(Cuts::new(cut_one_in));
    let (address, served) = server::start(Arc::clone(&cuts))?;
    let mut made = Ok(Vec::new());
    let left = resources::left(|| made = calls(address, &cuts, &served));
    let mut faults = made?;
    println!("{left:>8} bytes left on the heap of the client's thread after all");
    if left > resources::LEFT {
        faults.push("the client leaks memory".to_owned());
    }
    faults.iter().for_each(|fault| println!("WRONG: {fault}"));
    println!("{}\n", if faults.is_empty() { "everything as it must be" } else { "not as it must be" });
    Ok(faults.is_empty())
}

/// Makes all calls, and prints what came of them; what is wrong with that.
fn calls(address: SocketAddr, cuts: &Cuts, served: &Served) -> Result<Vec<String>, Failed> {
    let lines = Arc::new(Lines::new(clients(address)?));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut laps = Laps::default();
    let begun = Instant::now();
    runtime.block_on(async { Lines::open(&lines) });
    for lap in 1..=LAPS {
        laps.take(|| runtime.block_on(lines.ended(CALLS / LAPS * lap)));
    }
    let took = begun.elapsed();
    laps.print();
    let longest = lines.latencies.print();
    println!("{:>8.0} calls a second", CALLS as f64 / took.as_secs_f64());
    let mut faults = lines.tally.faults(served, cuts);
    faults.extend(laps.faults(if cuts.are_made() { SPARE } else { 0 }));
    if longest.is_none_or(|longest| longest > TIMEOUT + SLACK) {
        faults.push(format!("not every call ended within {TIMEOUT:?}, and {SLACK:?} for whoever is late"));
    }
    Ok(faults)
}

/// A client for each session, all of them on one.
fn clients(address: SocketAddr) -> Result<Vec<Client>, Failed> {
    let first = Client::builder(sessions::session(address, 0)?).timeout(TIMEOUT).build()?;
    let session = |number| sessions::session(address, number);
    Ok((0..SESSIONS)
        .map(|number| Ok(first.with_session(session(number)?)))
        .collect::<Result<_, SessionError>>()?)
}

/// Each connection has two ends, and both are here. What is cut off is not closed on both at once.
fn allow_open_files() -> Result<(), Failed> {
    let needed = 2 * (IN_FLIGHT + SPARE) as u64 + 500;
    let allowed = rlimit::increase_nofile_limit(needed)?;
    println!("{SESSIONS} sessions, {CALLS} calls, {IN_FLIGHT} in flight; {allowed} files may be open\n");
    if allowed < needed {
        return Err(format!("{needed} files are to be open: allow them with `ulimit -n {needed}`").into());
    }
    Ok(())
}

fn all() -> Result<bool, Failed> {
    allow_open_files()?;
    let whole = run("all connections whole", None)?;
    let cut = run(&format!("the connection of one call in {CUT_ONE_IN} cut"), Some(CUT_ONE_IN))?;
    Ok(whole && cut)
}

fn main() -> ExitCode {
    match all() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
