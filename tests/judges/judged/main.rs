//! A server of our router, which independent programs call over HTTP: it answers everything that the specification
//! documents, so whatever they miss or find too much is the router's or the specification's.
//!
//! `cargo xtask conformance` starts it for the judges `schemathesis` and `openapi-generator`, with `successes` or `outcomes`
//! for how it answers. It ends when its standard input does, which is when its caller ends, in whatever way.

mod api;
mod record;

use icws_tests::Tested;
use std::env;
use std::io;
use std::process::ExitCode;
use std::sync::Arc;
use std::thread;

use icws_dialer::server::axum::extract::Request;
use icws_dialer::server::axum::middleware::{Next, from_fn};
use icws_dialer::server::axum::{self, Router, routing};
use icws_dialer::server::router;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use api::{Answers, Judged};
use record::Record;

fn main() -> ExitCode {
    let answers = env::args().nth(1).unwrap_or_default();
    match serve(&answers) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Serves until the standard input ends, and says what it has answered.
fn serve(answers: &str) -> Tested {
    let answers = Answers::named(answers).ok_or("usage: judged successes|outcomes")?;
    let record = Arc::new(Record::default());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        println!("listening on http://{}", listener.local_addr()?);
        let served = async { axum::serve(listener, judged(answers, &record)).await };
        tokio::select! {
            served = served => served,
            _ = end_of_input() => Ok(()),
        }
    })?;
    println!("{}", record.summary());
    match record.missing().as_slice() {
        missing if answers == Answers::Outcomes && !missing.is_empty() => {
            Err(format!("nobody was answered with {}", missing.join(", ")).into())
        }
        _ => Ok(()),
    }
}

/// Our router, and beside it a look at what the last call brought, and at what else calls can be answered. What is
/// answered is counted around both.
fn judged(answers: Answers, record: &Arc<Record>) -> Router {
    let (arrived, counted) = (Arc::clone(record), Arc::clone(record));
    router(Judged::new(answers, Arc::clone(record)))
        .merge(Router::new().route("/arrived", routing::get(async move || arrived.arrived())))
        .merge(Router::new().route("/refusals", routing::get(async || record::refusals())))
        .layer(from_fn(move |request: Request, next: Next| {
            let counted = Arc::clone(&counted);
            async move {
                let response = next.run(request).await;
                counted.count(&response);
                response
            }
        }))
}

/// Comes when the standard input ends, for which a thread waits: the runtime could not.
fn end_of_input() -> oneshot::Receiver<()> {
    let (ended, end) = oneshot::channel();
    thread::spawn(move || {
        let _ = io::copy(&mut io::stdin(), &mut io::sink());
        let _ = ended.send(());
    });
    end
}
