//! How many requests a second a server of our trait and router answers, beside one that is written by hand on axum:
//! `cargo bench -p icws-tests --bench server`.
//!
//! Each is on a thread of its own. The client sends bytes that are ready beforehand, and looks no further into an answer
//! than whether it is what it was before the measuring began, so that the time is that of the servers.

mod by_hand;
mod client;
mod exchange;
mod ours;
mod same;

use std::io;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::mpsc;
use std::thread;

use icws_dialer::server::axum::serve::ListenerExt;
use icws_dialer::server::axum::{self, Router};
use icws_tests::turns::Turns;
use tokio::net::TcpListener;
use tokio::runtime::Builder;

use client::Connections;

type Failed = Box<dyn std::error::Error + Send + Sync>;

/// Many short ones, because some of them are hardly disturbed on a busy machine, too.
const TURNS: usize = if cfg!(debug_assertions) { 1 } else { 101 };

/// How many connections there are at once.
const CONNECTIONS: [usize; 3] = if cfg!(debug_assertions) { [1, 2, 10] } else { [1, 64, 1_000] };

/// How many requests each connection has in a turn.
const fn requests(connections: usize) -> usize {
    let all = if cfg!(debug_assertions) { 20 } else { 2_000 };
    all / connections
}

fn run() -> Result<(), Failed> {
    allow_open_files()?;
    let (ours, by_hand) = (start("ours", ours::router())?, start("by hand", by_hand::router())?);
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let exchanges = runtime.block_on(same::check(ours, by_hand))?;
    println!("{:<24} {:>8} {:>8} {:>24}", "", "ours", "by hand", "throughput");
    for connections in CONNECTIONS {
        let open = |address| runtime.block_on(Connections::open(address, connections, &exchanges));
        let (mut ours, mut by_hand) = (open(ours)?, open(by_hand)?);
        let mut ours = || runtime.block_on(ours.turn(requests(connections)));
        let mut by_hand = || runtime.block_on(by_hand.turn(requests(connections)));
        // The first turn is to warm up.
        Turns::take(1, &mut ours, &mut by_hand)?;
        print(connections, &Turns::take(TURNS, ours, by_hand)?);
    }
    println!(
        "requests a second and their ratio, medians of {TURNS} turns (half of them lie between); the aim is at least 0.95"
    );
    Ok(())
}

fn print(connections: usize, turns: &Turns) {
    let made = (requests(connections) * connections) as f64;
    let [ours, by_hand] = turns.median().map(|time| made / time.as_secs_f64());
    let (name, turns) = (format!("{connections} connections"), turns.throughput().to_string());
    println!("{name:<24} {ours:>8.0} {by_hand:>8.0} {turns:>24}");
}

/// Serves on a thread of its own, until the program ends. By its name a profiler tells it from the others.
fn start(name: &str, router: Router) -> io::Result<SocketAddr> {
    let (tell, told) = mpsc::channel();
    thread::Builder::new().name(name.to_owned()).spawn(move || {
        let ended = serve(router, &tell);
        drop(tell.send(ended));
    })?;
    told.recv().map_err(io::Error::other)?
}

fn serve(router: Router, tell: &mpsc::Sender<io::Result<SocketAddr>>) -> io::Result<SocketAddr> {
    Builder::new_current_thread().enable_all().build()?.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        drop(tell.send(Ok(address)));
        // Without this, what the system holds back would be what is measured. It fails only on a connection that is gone.
        let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
        axum::serve(listener, router).await?;
        Ok(address)
    })
}

/// Each connection has two ends, and both are here, to each of the two servers.
fn allow_open_files() -> Result<(), Failed> {
    let needed = CONNECTIONS.iter().max().map_or(0, |most| 4 * *most as u64) + 100;
    if rlimit::increase_nofile_limit(needed)? < needed {
        return Err(format!("{needed} files are to be open: allow them with `ulimit -n {needed}`").into());
    }
    Ok(())
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
