//! A server to try a client against, of the version that you name. Operations that came later answer `410 Gone`. It plays
//! logins and logouts, too: any user may log in whose password is not `wrong`.
//!
//! ```text
//! cargo run -p icws-dialer --example fake_server --features server,dialer-9 -- --port 8018 --dialer 7
//! cargo run -p icws-dialer --example agent --features dialer-9 -- http://127.0.0.1:8018      # in another terminal
//! ```
//!
//! With `--calls 3`, a session ends after three calls, and the next is a `401`. With `--alternate 127.0.0.1:8028`, logins are
//! sent to that server, as the passive one of a pair does it.
//!
//! At `/` are the pages of the API, if `cargo xtask docs` has made them.
//!
//! It listens on this machine alone, and shows no credentials. Those of its own sessions must be right; it takes all others as
//! they are. Ctrl-C ends it once all calls are answered.

use std::env;
use std::error::Error as StdError;
use std::io::{self, Write};
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use icws_dialer::DialerVersion;

use bounded::Limits;
use sessions::Logins;

mod bounded;
mod fake;
mod pages;
mod sessions;

/// More than tests and people need, and less than would keep them from working.
const LIMITS: Limits =
    Limits { connections: 1000, head: Duration::from_secs(10), call: Duration::from_secs(30) };

type Anything = Box<dyn StdError>;

/// What the program is told, and what it does without.
struct Told {
    port: u16,
    version: DialerVersion,
    logins: Logins,
}

/// What is told by these arguments, if that can be understood.
fn arguments(given: &[String]) -> Option<Told> {
    let mut told = Told { port: 8018, version: DialerVersion::NEWEST, logins: Logins::default() };
    for pair in given.chunks(2) {
        match pair {
            [name, value] if name == "--port" => told.port = value.parse().ok()?,
            [name, value] if name == "--dialer" => told.version = value.parse().ok()?,
            [name, value] if name == "--calls" => told.logins.calls = Some(value.parse().ok()?),
            [name, value] if name == "--alternate" => told.logins.alternate = Some(value.clone()),
            _ => return None,
        }
    }
    (DialerVersion::OLDEST..=DialerVersion::NEWEST).contains(&told.version).then_some(told)
}

fn usage() -> String {
    let (oldest, newest) = (DialerVersion::OLDEST.get(), DialerVersion::NEWEST.get());
    format!(
        "usage: fake_server [--port 8018] [--dialer {newest}] [--calls NUMBER] [--alternate HOST], a version from {oldest} to \
         {newest}"
    )
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Where `cargo xtask docs` writes its pages.
fn site() -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").filter(|target| !target.is_empty());
    let ours = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target");
    target.map_or_else(ours, PathBuf::from).join("site")
}

/// Nobody may be reading it any more, which is no reason not to answer.
fn log(line: String) {
    let _ = writeln!(io::stdout(), "{line}");
}

async fn run() -> Result<(), Anything> {
    let given: Vec<String> = env::args().skip(1).collect();
    if given == ["--help"] {
        println!("{}", usage());
        return Ok(());
    }
    let Told { port, version, logins } = arguments(&given).ok_or_else(usage)?;
    let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(|error| {
        format!("cannot listen at 127.0.0.1:{port}: {error}; `--port 0` takes a free one")
    })?;
    println!("{version} at http://{}; Ctrl-C ends it", listener.local_addr()?);
    let stopped = async { _ = tokio::signal::ctrl_c().await };
    let router = fake::serving(version, logins, log).merge(pages::routes(site()));
    bounded::serve(listener, router, LIMITS, stopped).await;
    println!("stopped");
    Ok(())
}
