//! Both clients call Prism, a server made of the specification by people who know nothing of the generator. It holds every
//! request against the specification, and answers with whatever documented status it is told to.
//!
//! `cargo xtask conformance prism` installs and starts Prism, and starts this with its address, as `127.0.0.1:4010`.

mod caller;
mod mistakes;
mod relay;
mod requests;
mod specification;
mod statuses;

use std::env;
use std::process::ExitCode;

use icws_dialer::Session;
use icws_tests::Tested;
use icws_tests::either::Which;
use icws_tests::outcome::{Failure, Kind};

use caller::Caller;
use relay::Relay;

/// What a part of the program has tried, and what it found wrong.
struct Part {
    /// How many, of what, in a text that holds where nothing is wrong.
    tried: String,
    findings: Vec<String>,
}

/// What a call came to, in a line.
fn shown(failure: &Failure) -> (Kind, Option<&String>) {
    (failure.kind, failure.texts.first())
}

fn main() -> ExitCode {
    let Some(address) = env::args().nth(1) else {
        eprintln!("usage: prism ADDRESS");
        return ExitCode::FAILURE;
    };
    let parts = match judge(&address) {
        Ok(parts) => parts,
        Err(error) => {
            eprintln!("error: {error}");
            return ExitCode::FAILURE;
        }
    };
    for Part { tried, findings } in &parts {
        println!("{}{tried}", if findings.is_empty() { "" } else { "NOT TRUE: " });
        findings.iter().for_each(|finding| eprintln!("error: {finding}"));
    }
    ExitCode::from(u8::from(parts.iter().any(|part| !part.findings.is_empty())))
}

fn judge(address: &str) -> Tested<[Part; 3]> {
    let documented = specification::operations()?;
    let relay = Relay::start(address)?;
    let session = Session::builder(relay.url())
        .session_id("1723")
        .csrf_token("t0k3n")
        .cookie("icws_1723=abc")
        .build()?;
    let callers =
        [Caller::new(Which::Asynchronous, session.clone())?, Caller::new(Which::Blocking, session.clone())?];
    Ok([
        requests::judge(&relay, &callers, &documented),
        statuses::judge(&relay, &callers, &documented),
        mistakes::judge(address, &session)?,
    ])
}
