//! A server to try a client against, of the version that you name. Operations that came later answer `410 Gone`.
//!
//! ```text
//! cargo run -p icws-dialer --example fake_server --features server,dialer-9 -- --port 8018 --dialer 7
//! cargo run -p icws-dialer --example agent --features dialer-9 -- http://127.0.0.1:8018      # in another terminal
//! ```
//!
//! It listens on this machine alone, takes all credentials, and shows none. Ctrl-C ends it once all calls are answered.

use std::env;
use std::error::Error as StdError;
use std::io::{self, Write};
use std::net::Ipv4Addr;
use std::process::ExitCode;
use std::time::Duration;

use icws_dialer::DialerVersion;

use bounded::Limits;

mod bounded;
mod fake;

/// More than tests and people need, and less than would keep them from working.
const LIMITS: Limits =
    Limits { connections: 1000, head: Duration::from_secs(10), call: Duration::from_secs(30) };

type Anything = Box<dyn StdError>;

/// The values of `--port` and `--dialer`, as far as they are given.
fn arguments(given: &[String]) -> Option<(u16, DialerVersion)> {
    let (mut port, mut version) = (8018, DialerVersion::NEWEST);
    for pair in given.chunks(2) {
        match pair {
            [name, value] if name == "--port" => port = value.parse().ok()?,
            [name, value] if name == "--dialer" => version = value.parse().ok()?,
            _ => return None,
        }
    }
    (DialerVersion::OLDEST..=DialerVersion::NEWEST).contains(&version).then_some((port, version))
}

fn usage() -> String {
    let (oldest, newest) = (DialerVersion::OLDEST.get(), DialerVersion::NEWEST.get());
    format!("usage: fake_server [--port 8018] [--dialer {newest}], a version from {oldest} to {newest}")
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
    let (port, version) = arguments(&given).ok_or_else(usage)?;
    let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(|error| {
        format!("cannot listen at 127.0.0.1:{port}: {error}; `--port 0` takes a free one")
    })?;
    println!("{version} at http://{}; Ctrl-C ends it", listener.local_addr()?);
    let stopped = async { _ = tokio::signal::ctrl_c().await };
    bounded::serve(listener, fake::serving(version, log), LIMITS, stopped).await;
    println!("stopped");
    Ok(())
}
