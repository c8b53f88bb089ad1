//! The desk over HTTP: what the software on the agents' screens talks to, and a queue of calls that can wait.

use std::io;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::routing::{post, put};
use icws_dialer::{Call, Retry};
use tokio::net::TcpListener;
use tokio::sync::mpsc::{self, Receiver, Sender};

use crate::desk::Desk;
use crate::failure::Failure;

/// A call that can wait, and whose it is.
pub type Job = (String, Call);

/// How many jobs wait at most.
const QUEUE: usize = 100;

/// By which whoever runs the server finds what a screen has asked for.
const CORRELATION_ID: HeaderName = HeaderName::from_static("x-correlation-id");

#[derive(Clone)]
struct Shared {
    desk: Arc<Desk>,
    jobs: Sender<Job>,
}

/// Serves until it is stopped. Then calls that have begun are answered, the queue is worked off, and everybody is logged out.
/// Returns the jobs that the server has not seen, for the next start.
///
/// # Errors
///
/// Those of the listener.
pub async fn serve(
    listener: TcpListener,
    desk: Arc<Desk>,
    stopped: impl Future<Output = ()> + Send + 'static,
) -> io::Result<Vec<Job>> {
    let (sender, receiver) = mpsc::channel(QUEUE);
    let worker = tokio::spawn(work(Arc::clone(&desk), receiver));
    // With the router goes the last sender, and with that the queue ends.
    axum::serve(listener, routes(Arc::clone(&desk), sender)).with_graceful_shutdown(stopped).await?;
    let left = worker.await.map_err(io::Error::other);
    desk.shut_down().await;
    left
}

/// What screens can ask for.
pub fn routes(desk: Arc<Desk>, jobs: Sender<Job>) -> Router {
    Router::new()
        .route("/agents/{user}", put(sign_on).delete(sign_off))
        .route("/agents/{user}/calls", post(call))
        .route("/agents/{user}/jobs", post(queue))
        .with_state(Shared { desk, jobs })
}

/// Makes the calls of the queue. Returns those that the server has not seen.
async fn work(desk: Arc<Desk>, mut jobs: Receiver<Job>) -> Vec<Job> {
    let mut left = Vec::new();
    while let Some((user, call)) = jobs.recv().await {
        let is_left = match desk.agent(&user).await {
            None => true,
            Some(agent) => {
                let outcome = call.execute(&agent.with_retry(Retry::new(2))).await;
                outcome.is_err_and(|error| !error.may_have_been_sent())
            }
        };
        if is_left {
            left.push((user, call));
        }
    }
    left
}

async fn sign_on(
    State(Shared { desk, .. }): State<Shared>,
    Path(user): Path<String>,
    password: String,
) -> Result<StatusCode, Failure> {
    desk.sign_on(&user, &password).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn sign_off(
    State(Shared { desk, .. }): State<Shared>,
    Path(user): Path<String>,
) -> Result<StatusCode, Failure> {
    if desk.sign_off(&user).await? { Ok(StatusCode::NO_CONTENT) } else { Err(Failure::Nobody) }
}

async fn call(
    State(Shared { desk, .. }): State<Shared>,
    Path(user): Path<String>,
    headers: HeaderMap,
    body: String,
) -> Result<StatusCode, Failure> {
    let call: Call = serde_json::from_str(&body)?;
    let mut agent = desk.agent(&user).await.ok_or(Failure::Nobody)?;
    if let Some(id) = headers.get(CORRELATION_ID) {
        agent = agent.with_header(CORRELATION_ID, id.clone());
    }
    call.execute(&agent).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn queue(
    State(Shared { jobs, .. }): State<Shared>,
    Path(user): Path<String>,
    body: String,
) -> Result<StatusCode, Failure> {
    jobs.try_send((user, serde_json::from_str(&body)?)).map_err(|_| Failure::Busy)?;
    Ok(StatusCode::ACCEPTED)
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;
    use std::sync::Mutex;
    use std::time::Duration;

    use axum::body::{Body, to_bytes};
    use axum::http::Request;
    use axum::http::header::RETRY_AFTER;
    use axum::response::Response;
    use icws_dialer::mock::{Mock, Reply};
    use icws_dialer::models::{self, StartReceivingParameters};
    use icws_dialer::operations::ReadyForCalls;
    use icws_dialer::{Client, Logout};
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpStream;
    use tokio::sync::oneshot;
    use tokio::time::{sleep, timeout};
    use tower_service::Service;

    use super::*;
    use crate::stand_in::{Establish, server, sessions};

    const ESTABLISH: &str = r#"{"establishPersistentConnection":{}}"#;
    const READY: &str = r#"{"readyForCalls":{"body":{"campaignIds":["c"]}}}"#;

    /// The routes, without a socket, and a queue that nobody works off.
    fn desk(client: Client) -> (Router, Receiver<Job>) {
        let (sender, receiver) = mpsc::channel(1);
        (routes(Arc::new(Desk::new(client)), sender), receiver)
    }

    async fn ask(router: &Router, line: &str, body: &str) -> Response {
        let (method, path) = line.split_once(' ').expect("a method and a path");
        let request = Request::builder().method(method).uri(path).header(CORRELATION_ID, "4711");
        let request = request.body(Body::from(body.to_owned())).expect("it is a request");
        let Ok(answer) = router.clone().call(request).await;
        answer
    }

    async fn asked(router: &Router, line: &str, body: &str) -> u16 {
        ask(router, line, body).await.status().as_u16()
    }

    #[tokio::test]
    async fn screens_make_the_calls_of_their_agents_at_the_same_time() {
        let mock = server();
        let (router, _queue) = desk(mock.client());
        for user in ["ann", "bob"] {
            assert_eq!(asked(&router, &format!("PUT /agents/{user}"), "p4ssw0rd").await, 204);
        }
        mock.reply_if::<Establish>(
            |received| received.session.session_id() == Some("1"),
            Reply::empty(202).after(Duration::from_millis(20)),
        );
        let (slow, quick, nobody) = tokio::join!(
            asked(&router, "POST /agents/ann/calls", ESTABLISH),
            asked(&router, "POST /agents/bob/calls", ESTABLISH),
            asked(&router, "POST /agents/eve/calls", ESTABLISH),
        );
        assert_eq!((slow, quick, nobody), (204, 204, 404));
        let call = Call::of(&Establish::new());
        assert_eq!(sessions(&mock, &call), ["1", "2"]);
        let mut received = mock.received().into_iter().filter(|received| received.call == call);
        assert!(received.all(|received| received.headers[CORRELATION_ID] == "4711"));
        assert_eq!(asked(&router, "DELETE /agents/ann", "").await, 204);
        assert_eq!(asked(&router, "DELETE /agents/ann", "").await, 404);
    }

    #[tokio::test]
    async fn what_the_server_refuses_is_told_so_that_a_screen_can_act() {
        let mock = server();
        let (router, _queue) = desk(mock.client());
        let refused = models::Error::new("no");
        mock.reply::<icws_dialer::Login>(Reply::json(400, &refused));
        assert_eq!(asked(&router, "PUT /agents/ann", "wrong").await, 400);
        assert_eq!(asked(&router, "PUT /agents/ann", "p4ssw0rd").await, 204);
        for (reply, status, wait) in [
            (Reply::json(403, &refused), 403, None),
            (Reply::json(403, &refused).with_header("Retry-After", "5"), 503, Some("5")),
            (Reply::empty(503).with_header("Retry-After", "7"), 503, Some("7")),
            (Reply::empty(401), 401, None),
            (Reply::text(502, "text/html", "<title>Bad gateway</title>"), 502, None),
            (Reply::no_connection(), 503, None),
            (Reply::broken_connection(), 502, None),
            (Reply::timeout(), 504, None),
        ] {
            mock.reply_always::<ReadyForCalls<'_>>(reply);
            let answer = ask(&router, "POST /agents/ann/calls", READY).await;
            let told = answer.headers().get(RETRY_AFTER).map(|wait| wait.as_bytes());
            assert_eq!((answer.status().as_u16(), told), (status, wait.map(str::as_bytes)));
            let text = to_bytes(answer.into_body(), 1000).await.expect("it is short");
            assert!(text.starts_with(b"readyForCalls: "), "{text:?}");
        }
        let none = READY.replace(r#""c""#, "");
        assert_eq!(asked(&router, "POST /agents/ann/calls", &none).await, 422, "a limit of the API");
        assert_eq!(asked(&router, "POST /agents/ann/calls", "{}").await, 400);
    }

    #[tokio::test(start_paused = true)]
    async fn a_screen_that_hangs_up_cancels_its_call_and_no_other() {
        let (mock, ended) = (server(), Arc::new(Mutex::new(Vec::new())));
        let log = Arc::clone(&ended);
        let client = mock.client().with_observer(move |report| {
            log.lock().expect("nothing panics").push((report.operation.id, report.error, report.duration));
        });
        let (router, _queue) = desk(client);
        assert_eq!(asked(&router, "PUT /agents/ann", "p4ssw0rd").await, 204);
        mock.reply::<Establish>(Reply::never());
        mock.reply::<Establish>(Reply::empty(202).after(Duration::from_secs(2)));
        let hung_up = timeout(Duration::from_secs(1), asked(&router, "POST /agents/ann/calls", ESTABLISH));
        let (hung_up, other) = tokio::join!(hung_up, asked(&router, "POST /agents/ann/calls", ESTABLISH));
        assert!(hung_up.is_err() && other == 204);
        let ended = ended.lock().expect("nothing panics");
        let errors: Vec<_> = ended.iter().map(|(id, error, _)| (*id, *error)).collect();
        let establish = "establishPersistentConnection";
        assert_eq!(errors, [("login", None), (establish, Some("cancelled")), (establish, None)]);
    }

    #[tokio::test]
    async fn a_queue_that_is_full_says_so() {
        let (router, mut queue) = desk(Mock::new().client());
        assert_eq!(asked(&router, "POST /agents/ann/jobs", READY).await, 202);
        assert_eq!(asked(&router, "POST /agents/ann/jobs", READY).await, 503);
        let parameters = StartReceivingParameters::new().with_campaign_ids(["c"]);
        let call = Call::of(&ReadyForCalls::new(&parameters));
        assert_eq!(queue.recv().await, Some(("ann".to_owned(), call)));
    }

    /// The status of an answer that comes over a connection.
    async fn over_http(address: SocketAddr, line: &str, body: &str) -> io::Result<String> {
        let mut stream = TcpStream::connect(address).await?;
        let length = body.len();
        let head =
            format!("{line} HTTP/1.1\r\nHost: desk\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n");
        stream.write_all(format!("{head}{body}").as_bytes()).await?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await?;
        Ok(answer.split(' ').nth(1).unwrap_or_default().to_owned())
    }

    #[tokio::test]
    async fn who_is_stopped_answers_what_has_begun_works_off_the_queue_and_logs_everybody_out()
    -> io::Result<()> {
        let mock = server();
        let (stop, stopped) = oneshot::channel::<()>();
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let desk = Arc::new(Desk::new(mock.client()));
        let served = tokio::spawn(serve(listener, desk, async move { _ = stopped.await }));
        assert_eq!(over_http(address, "PUT /agents/ann", "p4ssw0rd").await?, "204");

        mock.reply::<ReadyForCalls<'_>>(Reply::no_connection());
        mock.reply::<ReadyForCalls<'_>>(Reply::empty(200)); // the second attempt
        mock.reply::<ReadyForCalls<'_>>(Reply::timeout()); // perhaps it is done
        for (user, job) in [("ann", READY), ("ann", READY), ("eve", READY)] {
            assert_eq!(over_http(address, &format!("POST /agents/{user}/jobs"), job).await?, "202");
        }
        mock.reply::<Establish>(Reply::empty(202).after(Duration::from_millis(300)));
        let begun = tokio::spawn(over_http(address, "POST /agents/ann/calls", ESTABLISH));
        while sessions(&mock, &Call::of(&Establish::new())).is_empty() {
            sleep(Duration::from_millis(5)).await;
        }
        stop.send(()).map_err(|()| io::Error::other("it has stopped already"))?;
        assert_eq!(begun.await.map_err(io::Error::other)??, "204");
        let left = served.await.map_err(io::Error::other)??;
        assert!(matches!(left.as_slice(), [(user, Call::ReadyForCalls { .. })] if user == "eve"), "{left:?}");
        assert_eq!(mock.replies_left(), 0);
        assert_eq!(mock.calls().last(), Some(&Call::of(&Logout::new())));
        assert!(over_http(address, "PUT /agents/ann", "p4ssw0rd").await.is_err(), "nobody listens any more");
        Ok(())
    }
}
