//! An agent's day in five calls.
//!
//! ```text
//! cargo run -p icws-dialer --example agent --features dialer-9                     # against a small stand-in server
//! cargo run -p icws-dialer --example agent --features dialer-9 -- https://ic1.example.com:8019
//! ```
//!
//! The environment variables `ICWS_SESSION_ID`, `ICWS_CSRF_TOKEN` and `ICWS_COOKIE` hold what the login answered. Plain
//! `http://` to another machine must be allowed by `--allow-insecure-http`.

use std::env;
use std::error::Error as StdError;
use std::process::ExitCode;

use icws_dialer::models::{
    DbCommandParameters, DbCommandType, DbTableType, MarkCallForFinishingParameters,
    PerformCallListQueryParameters, PlacePreviewCallParameters, StartReceivingParameters,
};
use icws_dialer::operations::{PerformCallListQueryResponse, PlacePreviewCallError};
use icws_dialer::{Client, Error, Session, SessionError};

mod stand_in;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}", with_causes(&*error));
            ExitCode::FAILURE
        }
    }
}

const USAGE: &str = "usage: agent [--allow-insecure-http] [BASE_URL]
Without a base URL, the calls go to a stand-in server. The variables ICWS_SESSION_ID, ICWS_CSRF_TOKEN and ICWS_COOKIE hold
what the login answered.";

async fn run() -> Result<(), Box<dyn StdError>> {
    if env::args().nth(1).is_some_and(|argument| argument == "--help") {
        println!("{USAGE}");
        return Ok(());
    }
    let (flags, base_urls): (Vec<_>, Vec<_>) =
        env::args().skip(1).partition(|argument| argument.starts_with("--"));
    let mut session = match base_urls.as_slice() {
        [] => Session::builder(stand_in::start()?),
        [base_url] => Session::builder(base_url),
        _ => return Err("give one base URL, or none for the stand-in server".into()),
    };
    for flag in flags {
        session = match flag.as_str() {
            "--allow-insecure-http" => session.allow_insecure_http(),
            _ => return Err(format!("unknown flag {flag}\n{USAGE}").into()),
        };
    }
    let session = session
        .session_id(variable("ICWS_SESSION_ID", "1723"))
        .csrf_token(variable("ICWS_CSRF_TOKEN", "stand-in-token"))
        .cookie(variable("ICWS_COOKIE", "icws_1723=stand-in"))
        .build()
        .map_err(|error| match error {
            SessionError::InsecureHttp { .. } => format!("{error}: here, add --allow-insecure-http").into(),
            other => Box::<dyn StdError>::from(other),
        })?;
    println!("{session:?}");
    let failed = work(&Client::new(session)?).await;
    if failed == 0 { Ok(()) } else { Err(format!("{failed} of 5 calls failed").into()) }
}

fn variable(name: &str, default: &str) -> String {
    env::var(name).unwrap_or_else(|_| default.to_owned())
}

/// Makes the five calls, each whether or not the others succeed, unless there is nobody to call. Returns how many
/// failed.
async fn work(client: &Client) -> usize {
    let ready = StartReceivingParameters::new().with_campaign_ids(["campaign-1", "campaign-2"]);
    let preview = PlacePreviewCallParameters::new()
        .with_call_initiated_by_timer(true)
        .with_call_attributes([("customer", "4711")]);
    let finishing = MarkCallForFinishingParameters::new("call-1", "campaign-1");

    let established = client.establish_persistent_connection().await;
    if established.as_ref().is_err_and(Error::is_connect) {
        report("establish_persistent_connection", established);
        return 5;
    }
    let outcomes = [
        report("establish_persistent_connection", established),
        report("ready_for_calls", client.ready_for_calls(&ready).await),
        place_preview_call(client, &preview).await,
        report("mark_call_for_finishing", client.mark_call_for_finishing(&finishing).await),
        perform_call_list_query(client).await,
    ];
    outcomes.iter().filter(|succeeded| !**succeeded).count()
}

/// Tells apart what an application would act on: here, a call that is not there any more is no failure.
async fn place_preview_call(client: &Client, preview: &PlacePreviewCallParameters) -> bool {
    match client.place_preview_call(preview).await {
        Err(Error::Api(PlacePreviewCallError::NotFound(error))) => {
            println!("place_preview_call: somebody else was faster: {}", error.message);
            true
        }
        Err(error) if error.is_unauthorized() => {
            eprintln!("{error}: log in again");
            false
        }
        other => report("place_preview_call", other),
    }
}

async fn perform_call_list_query(client: &Client) -> bool {
    let statement = "SELECT TOP 10 * FROM ContactList";
    let command =
        DbCommandParameters::new("ContactList", statement, DbCommandType::Select, DbTableType::CallList);
    let query = PerformCallListQueryParameters::new("7e6f4d0c-3f0e-4b27-9a55-0d8f1d5b8a11", command);
    let outcome = client.perform_call_list_query(&query).await;
    if let Ok(PerformCallListQueryResponse::Ok(answer)) = &outcome {
        println!("perform_call_list_query: records affected: {}", answer.records_affected);
        for record in &answer.records {
            let values = record.values.clone().unwrap_or_default();
            println!("  {} {} {values:?}", record.identity.as_deref().unwrap_or("?"), record.status);
        }
    }
    report("perform_call_list_query", outcome)
}

/// Prints how a call went, and says whether it succeeded.
fn report<T, E: StdError + 'static>(call: &str, outcome: Result<T, E>) -> bool {
    match &outcome {
        Ok(_) => println!("{call}: done"),
        Err(error) => eprintln!("{}", with_causes(error)),
    }
    outcome.is_ok()
}

/// The error's text, and below it that of each cause.
fn with_causes(error: &(dyn StdError + 'static)) -> String {
    let mut text = format!("error: {error}");
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(&format!("\n  because: {error}"));
        cause = error.source();
    }
    text
}
