//! The life of a session, with both clients: log in wherever the active server of a pair is, make calls, log in again when
//! the session has ended, log out.
//!
//! ```text
//! cargo run -p icws-dialer --example login --features dialer-9,blocking,server
//! ```
//!
//! It starts two fake servers on this machine. One sends logins to the other, whose sessions end after three calls.

use std::error::Error as StdError;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use icws_dialer::models::{
    DbCommandParameters, DbCommandType, DbTableType, MarkCallForFinishingParameters,
    PerformCallListQueryParameters, PlacePreviewCallParameters, StartReceivingParameters,
};
use icws_dialer::operations::{
    EstablishPersistentConnection, MarkCallForFinishing, PerformCallListQuery, PlacePreviewCall,
    ReadyForCalls,
};
use icws_dialer::{Call, CallResponse, Client, DialerVersion, Error, Login, LoginError, Session, blocking};

#[path = "../fake_server/bounded.rs"]
mod bounded;
#[path = "../fake_server/fake.rs"]
mod fake;
#[path = "../fake_server/sessions.rs"]
mod sessions;

use bounded::Limits;
use sessions::Logins;

type Anything = Box<dyn StdError + Send + Sync>;

/// How often a login is sent on to another server before that is no switch-over any more.
const SERVERS: usize = 3;

fn main() -> Result<(), Anything> {
    let active = start(Logins { calls: Some(3), ..Logins::default() })?;
    let server = start(Logins { alternate: Some(active), ..Logins::default() })?;
    let server = Session::anonymous(format!("http://{server}"))?;
    let login = Login::new("login example", "agent1", "p4ssw0rd");

    println!("asynchronous:");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(work(&Client::new(server.clone())?, &login))?;

    println!("blocking:");
    work_blocking(&blocking::Client::new(server)?, &login)
}

async fn work(client: &Client, login: &Login) -> Result<(), Anything> {
    let mut agent = log_in(client, login).await?;
    for call in calls() {
        report(&call, &make(&mut agent, login, &call).await?);
    }
    agent.logout().await?;
    println!("  logged out");
    Ok(())
}

/// Logs in, wherever the active server of the pair is.
async fn log_in(client: &Client, login: &Login) -> Result<Client, Anything> {
    let mut server = client.session();
    for _ in 0..SERVERS {
        match client.with_session(server.clone()).login(login).await {
            Err(Error::Api(LoginError::SwitchOver { hosts, .. })) => server = elsewhere(&server, &hosts)?,
            session => return Ok(client.with_session(welcome(session?))),
        }
    }
    Err("no server of the pair is active".into())
}

/// Makes a call. If the server answers that the session has ended, it has done nothing: then a new session makes the call.
async fn make(agent: &mut Client, login: &Login, call: &Call) -> Result<CallResponse, Anything> {
    match call.execute(agent).await {
        Err(error) if error.is_unauthorized() => {
            println!("  {error}");
            *agent = log_in(agent, login).await?;
            Ok(call.execute(agent).await?)
        }
        outcome => Ok(outcome?),
    }
}

/// The same with the other client.
fn work_blocking(client: &blocking::Client, login: &Login) -> Result<(), Anything> {
    let mut agent = log_in_blocking(client, login)?;
    for call in calls() {
        report(&call, &make_blocking(&mut agent, login, &call)?);
    }
    agent.logout()?;
    println!("  logged out");
    Ok(())
}

fn log_in_blocking(client: &blocking::Client, login: &Login) -> Result<blocking::Client, Anything> {
    let mut server = client.session();
    for _ in 0..SERVERS {
        match client.with_session(server.clone()).login(login) {
            Err(Error::Api(LoginError::SwitchOver { hosts, .. })) => server = elsewhere(&server, &hosts)?,
            session => return Ok(client.with_session(welcome(session?))),
        }
    }
    Err("no server of the pair is active".into())
}

fn make_blocking(agent: &mut blocking::Client, login: &Login, call: &Call) -> Result<CallResponse, Anything> {
    match call.execute_blocking(agent) {
        Err(error) if error.is_unauthorized() => {
            println!("  {error}");
            *agent = log_in_blocking(agent, login)?;
            Ok(call.execute_blocking(agent)?)
        }
        outcome => Ok(outcome?),
    }
}

fn elsewhere(server: &Session, hosts: &[String]) -> Result<Session, Anything> {
    println!("  another server is active");
    Ok(server.at_host(hosts.first().ok_or("nobody says which")?)?)
}

/// The login also asks what the server has, so the client refuses what an older one lacks.
fn welcome(session: Session) -> Session {
    let version =
        session.server_version("dialer").map_or_else(|| "an unknown dialer".to_owned(), |v| v.to_string());
    println!("  logged in: session {}, {version}", session.session_id().unwrap_or("?"));
    session
}

fn report(call: &Call, response: &CallResponse) {
    let id = call.operation().map_or("?", |operation| operation.id);
    match response {
        CallResponse::PerformCallListQuery(answer) => println!("  {id}: {answer:?}"),
        _ => println!("  {id}: done"),
    }
}

/// The five calls, as values: a program that makes one after the other would rather use the clients' methods.
fn calls() -> [Call; 5] {
    let command =
        DbCommandParameters::new("ContactList", "SELECT ...", DbCommandType::Select, DbTableType::CallList);
    let query = PerformCallListQueryParameters::new("7e6f4d0c-3f0e-4b27-9a55-0d8f1d5b8a11", command);
    let finishing = MarkCallForFinishingParameters::new("call-1", "campaign-1");
    [
        Call::of(&EstablishPersistentConnection::new()),
        Call::of(&ReadyForCalls::new(&StartReceivingParameters::new().with_campaign_ids(["campaign-1"]))),
        Call::of(&PlacePreviewCall::new(&PlacePreviewCallParameters::new())),
        Call::of(&MarkCallForFinishing::new(&finishing)),
        Call::of(&PerformCallListQuery::new(&query)),
    ]
}

/// Starts a fake server on a thread of its own, which ends with the program. Returns its host and port.
fn start(logins: Logins) -> Result<String, Anything> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || -> Result<(), Anything> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
            sender.send(listener.local_addr()?.to_string())?;
            let limits =
                Limits { connections: 100, head: Duration::from_secs(10), call: Duration::from_secs(30) };
            let router = fake::serving(DialerVersion::NEWEST, logins, drop);
            bounded::serve(listener, router, limits, std::future::pending()).await;
            Ok(())
        })
    });
    Ok(receiver.recv()?)
}
