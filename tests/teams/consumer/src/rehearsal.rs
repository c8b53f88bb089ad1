//! A rehearsal before the real server is there: the desk and the batch of the night call a server over connections. It is the
//! one that the crate makes, with logins beside it.

#![cfg(test)]

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::header::{SET_COOKIE, USER_AGENT};
use axum::http::{HeaderMap, Response, StatusCode};
use axum::routing::{delete, post};
use icws_dialer::operations::EstablishPersistentConnectionError;
use icws_dialer::server::{Credentials, Denied, DialerApi, router};
use icws_dialer::{
    AnyError, Call, CallReport, Client, ErrorKind, Login, LoginError, Operation, Session, blocking,
};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tower_service::Service;

use crate::batch;
use crate::desk::Desk;
use crate::stand_in::Establish;

/// A server with one session, whose list of sessions cannot be reached at first.
#[derive(Clone, Default)]
struct Rehearsal {
    asked: Arc<AtomicUsize>,
    /// The programs that have logged in, as they call themselves.
    programs: Arc<Mutex<Vec<String>>>,
}

impl DialerApi for Rehearsal {
    async fn authenticate(&self, credentials: &Credentials) -> Result<(), Denied> {
        match self.asked.fetch_add(1, Ordering::Relaxed) {
            0 => Err(Denied::unavailable("the sessions are being read").with_retry_after(Duration::ZERO)),
            1 => Err(Denied::internal("the list of sessions is damaged")),
            _ if credentials.matches("1", "token", "icws_1=cookie") => Ok(()),
            _ => Err(Denied::new("there is no such session")),
        }
    }

    async fn establish_persistent_connection(&self) -> Result<(), EstablishPersistentConnectionError> {
        Ok(())
    }
}

impl Rehearsal {
    fn routes(&self) -> Router {
        let around = Router::new()
            .route("/icws/connection", post(log_in))
            .route("/icws/{id}/connection", delete(async || StatusCode::NO_CONTENT))
            .with_state(self.clone());
        router(self.clone()).merge(around)
    }

    fn programs(&self) -> Vec<String> {
        self.programs.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

async fn log_in(State(server): State<Rehearsal>, headers: HeaderMap) -> axum::response::Response {
    let program = headers.get(USER_AGENT).and_then(|program| program.to_str().ok()).unwrap_or("nobody");
    server.programs.lock().unwrap_or_else(PoisonError::into_inner).push(program.to_owned());
    let answer = Response::builder().status(StatusCode::CREATED).header("ININ-ICWS-Session-ID", "1");
    let answer = answer.header("ININ-ICWS-CSRF-Token", "token").header(SET_COOKIE, "icws_1=cookie");
    answer.body(Body::from("{}")).expect("these are headers")
}

/// A server at an address, and what stops it.
struct Running {
    base_url: String,
    stop: oneshot::Sender<()>,
    served: JoinHandle<std::io::Result<()>>,
}

async fn started(server: &Rehearsal) -> std::io::Result<Running> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let base_url = format!("http://{}", listener.local_addr()?);
    let (stop, stopped) = oneshot::channel::<()>();
    let serving = axum::serve(listener, server.routes());
    let serving = serving.with_graceful_shutdown(async move { _ = stopped.await });
    Ok(Running { base_url, stop, served: tokio::spawn(async move { serving.await }) })
}

type Rehearsed = Result<(), Box<dyn std::error::Error + Send + Sync>>;

fn call() -> Call {
    Call::of(&Establish::new())
}

#[tokio::test]
async fn a_server_that_cannot_tell_who_calls_sends_nobody_to_log_in() -> Rehearsed {
    let server = Rehearsal::default();
    let Running { base_url, stop, served } = started(&server).await?;
    let desk = Desk::new(Client::new(Session::anonymous(base_url)?)?);
    desk.sign_on("ann", "p4ssw0rd").await?;
    for (status, wait) in [(503, Some(Duration::ZERO)), (500, None)] {
        let error = desk.run("ann", &call()).await.and_then(Result::err).ok_or("nobody is let in")?;
        let status = StatusCode::from_u16(status)?;
        assert_eq!((error.status(), error.retry_after()), (Some(status), wait), "{error}");
        assert!(!error.is_unauthorized());
    }
    assert!(matches!(desk.run("ann", &call()).await, Some(Ok(_))));
    assert_eq!(server.programs(), ["desk/1.0"], "one login, by the name of the desk");
    assert!(desk.sign_off("ann").await?);

    desk.sign_on("bob", "p4ssw0rd").await?;
    stop.send(()).map_err(|()| "it has stopped already")?;
    served.await??;
    let error = desk.run("bob", &call()).await.and_then(Result::err).ok_or("somebody answers")?;
    assert_eq!((error.kind(), error.may_have_been_sent()), (ErrorKind::Connect, false), "{error}");
    Ok(())
}

#[tokio::test]
async fn the_batch_asks_again_as_the_server_wants_and_goes_by_the_name_of_the_crate() -> Rehearsed {
    let server = Rehearsal::default();
    let running = started(&server).await?;
    let base_url = running.base_url.clone();
    let attempts = Arc::new(Mutex::new(Vec::new()));
    let told = Arc::clone(&attempts);
    let observer = move |report: &CallReport| {
        told.lock().unwrap_or_else(PoisonError::into_inner).push((report.operation.id, report.attempts));
    };
    let summary = tokio::task::spawn_blocking(move || {
        server.asked.fetch_add(2, Ordering::Relaxed); // it can tell who calls
        let client = batch::client(&base_url)?.with_observer(observer);
        let login = Login::new("night", "batch", "p4ssw0rd");
        let first = batch::run(&client, &login, vec![call()])?;
        server.asked.store(0, Ordering::Relaxed); // and then it cannot
        let second = batch::run(&client, &login, vec![call()]);
        Ok::<_, Box<dyn std::error::Error + Send + Sync>>((first, second, server.programs()))
    });
    let (first, second, programs) = summary.await??;
    assert_eq!((first.done, second.map(|_| ()).map_err(|error| error.kind())), (1, Err(ErrorKind::Api)));
    assert!(programs.iter().all(|program| program.starts_with("icws-dialer/")), "{programs:?}");
    let attempts = attempts.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let id = <Establish as Operation>::ID;
    assert_eq!(attempts, [("login", 1), (id, 1), (id, 1), ("logout", 1), ("login", 1), (id, 2)]);
    Ok(())
}

#[tokio::test]
async fn a_login_is_carried_by_whatever_carries_requests() -> Rehearsed {
    let (server, gateway) = (Rehearsal::default(), Session::anonymous("https://ic1.example.com")?);
    let request = Login::new("desk", "ann", "p4ssw0rd").to_request(&gateway)?;
    let Ok(answer) = server.routes().call(request.map(Body::from)).await;
    let (head, body) = answer.into_parts();
    let answer = Response::from_parts(head, to_bytes(body, 1 << 16).await?);
    assert_eq!(Login::from_response(answer)?.session(&gateway).session_id(), Some("1"));
    assert_eq!(server.programs(), ["nobody"]);
    Ok(())
}

#[tokio::test]
async fn an_address_that_leads_elsewhere_is_no_server() -> Rehearsed {
    let elsewhere = Router::new().fallback(async || (StatusCode::FOUND, [("Location", "https://portal/")]));
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let base_url = format!("http://{}", listener.local_addr()?);
    tokio::spawn(async move { axum::serve(listener, elsewhere).await });
    let login = Login::new("night", "batch", "p4ssw0rd");
    let client = blocking::Client::new(Session::anonymous(base_url)?)?;
    let refused = tokio::task::spawn_blocking(move || client.login(&login)).await?;
    let error = AnyError::from(refused.err().ok_or("it is no server")?);
    assert_eq!((error.kind(), error.status()), (ErrorKind::UnexpectedStatus, Some(StatusCode::FOUND)));
    assert!(error.downcast_ref::<icws_dialer::Error<LoginError>>().is_some());
    Ok(())
}
