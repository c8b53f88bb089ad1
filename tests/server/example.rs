//! The server of the examples, which plays a version.

use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use icws_dialer::models::PlacePreviewCallParameters;
use icws_dialer::operations::PlacePreviewCallError;
use icws_dialer::server::{Credentials, Denied, DialerApi, router};
use icws_dialer::{Client, DialerVersion, Error, Login, LoginError, Session};
use icws_tests::either::Which;
use icws_tests::operation::{OPERATIONS, operation};
use icws_tests::secret::{CANARY, session};
use icws_tests::{Tested, cargo, throwaway};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::time::timeout;

use crate::{PLACE, head, post, serve_router};
use bounded::Limits;
use sessions::Logins;

#[path = "../../generated/examples/fake_server/bounded.rs"]
mod bounded;
#[path = "../../generated/examples/fake_server/fake.rs"]
mod fake;
#[path = "../../generated/examples/fake_server/pages.rs"]
mod pages;
#[path = "../../generated/examples/fake_server/sessions.rs"]
mod sessions;

/// The example, which lets nobody take more than this.
async fn bounded(limits: Limits) -> std::io::Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let router = fake::serving(DialerVersion::NEWEST, Logins::default(), drop);
    tokio::spawn(bounded::serve(listener, router, limits, std::future::pending()));
    Ok(address)
}

const LIMITS: Limits =
    Limits { connections: 100, head: Duration::from_millis(300), call: Duration::from_millis(300) };

fn get(path: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: ic\r\nConnection: close\r\n\r\n")
}

/// What comes on a connection, on which only this was sent, until the server ends it.
async fn sent(address: SocketAddr, bytes: &[u8]) -> Tested<String> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(bytes).await?;
    let mut received = Vec::new();
    let _ =
        timeout(Duration::from_secs(5), stream.read_to_end(&mut received)).await.map_err(|_| "still open")?;
    Ok(String::from_utf8(received)?)
}

#[tokio::test]
async fn half_a_head_ends_the_connection_and_half_a_body_the_call() -> Tested {
    let address = bounded(LIMITS).await?;
    for half in ["", "PO", "POST /icws/17/dialer/place-preview-call HTTP/1.1\r\nHost: ic"] {
        let answered = sent(address, half.as_bytes()).await?;
        assert!(answered.is_empty() || answered.starts_with("HTTP/1.1 408"), "{answered}");
    }
    let call = head(PLACE, "Content-Length: 100\r\n");
    let answered = sent(address, format!("{call}{{\"a\":").as_bytes()).await?;
    assert!(answered.starts_with("HTTP/1.1 408"), "{answered}");
    let endless = format!("{}X-Much: {}\r\n", call.trim_end(), "x".repeat(20_000));
    let answered = sent(address, endless.as_bytes()).await?;
    assert!(answered.starts_with("HTTP/1.1 431"), "{answered}");
    assert_eq!(post(address, PLACE, "{}").await?.status, 200, "others are served all the while");
    Ok(())
}

#[tokio::test]
async fn a_connection_more_than_there_may_be_waits_until_another_ends() -> Tested {
    let address = bounded(Limits { connections: 2, head: Duration::from_millis(600), ..LIMITS }).await?;
    let holding = [TcpStream::connect(address).await?, TcpStream::connect(address).await?];
    tokio::time::sleep(Duration::from_millis(50)).await;
    let begun = Instant::now();
    assert_eq!(post(address, PLACE, "{}").await?.status, 200);
    assert!(begun.elapsed() > Duration::from_millis(400), "{:?}", begun.elapsed());
    drop(holding);
    Ok(())
}

#[tokio::test]
async fn the_fake_server_has_what_its_version_has_and_nothing_later() -> Tested {
    for version in DialerVersion::OLDEST.get()..=DialerVersion::NEWEST.get() {
        let address =
            serve_router(fake::serving(DialerVersion::new(version), Logins::default(), drop)).await?;
        let client = Which::Asynchronous.client(session(&format!("http://{address}"))?)?;
        for row in &OPERATIONS {
            let refused = client.call(row).await.err().and_then(|failure| failure.status);
            assert_eq!(refused, (row.since() > version).then_some(410), "{row} of dialer {version}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn the_pages_of_the_api_are_served_once_they_are_made_and_no_other_file_is() -> Tested {
    let folder = std::env::temp_dir().join(format!("fake-server-pages-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let address = serve_router(pages::routes(folder.clone())).await?;
    let answered = sent(address, get("/").as_bytes()).await?;
    assert!(answered.starts_with("HTTP/1.1 404") && answered.contains("cargo xtask docs"), "{answered}");
    std::fs::write(folder.join("index.html"), "<h1>Pages</h1>")?;
    std::fs::write(folder.join("secret.html"), "hidden")?;
    for path in ["/", "/index.html"] {
        let answered = sent(address, get(path).as_bytes()).await?;
        assert!(answered.contains("text/html") && answered.ends_with("<h1>Pages</h1>"), "{answered}");
    }
    for path in ["/secret.html", "/..%2Fsecret.html", "/site.css"] {
        let answered = sent(address, get(path).as_bytes()).await?;
        assert!(answered.starts_with("HTTP/1.1 404"), "{path}: {answered}");
    }
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}

/// Answers after a while.
#[derive(Clone, Default)]
struct Slow {
    started: Arc<Notify>,
    is_answered: Arc<AtomicBool>,
}

impl DialerApi for Slow {
    async fn authenticate(&self, credentials: &Credentials) -> Result<(), Denied> {
        credentials.allow_anyone()
    }

    async fn place_preview_call(&self, _: PlacePreviewCallParameters) -> Result<(), PlacePreviewCallError> {
        self.started.notify_one();
        tokio::time::sleep(Duration::from_millis(200)).await;
        self.is_answered.store(true, Ordering::SeqCst);
        Ok(())
    }
}

#[tokio::test]
async fn a_server_that_is_stopped_takes_no_connection_and_answers_the_calls_that_have_begun() -> Tested {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let (slow, stopped) = (Slow::default(), Arc::new(Notify::new()));
    let router = router(slow.clone());
    let limits = Limits { call: Duration::from_secs(5), ..LIMITS };
    let stop = Arc::clone(&stopped);
    let serving =
        tokio::spawn(async move { bounded::serve(listener, router, limits, stop.notified()).await });
    let idle = TcpStream::connect(address).await?;
    let call = tokio::spawn(async move { post(address, PLACE, "{}").await.map(|answered| answered.status) });
    slow.started.notified().await;
    stopped.notify_one();
    timeout(Duration::from_secs(4), serving).await??;
    assert!(slow.is_answered.load(Ordering::SeqCst), "a program that ends now cuts the call");
    assert!(matches!(call.await?, Ok(200)));
    assert!(TcpStream::connect(address).await.is_err(), "somebody still listens");
    drop(idle);
    Ok(())
}

#[tokio::test]
async fn the_fake_server_opens_sessions_that_end_and_sends_logins_elsewhere() -> Tested {
    let version = DialerVersion::NEWEST;
    let start = async |logins| serve_router(fake::serving(version, logins, drop)).await;
    let active = start(Logins { calls: Some(1), ..Logins::default() }).await?;
    let passive = start(Logins { alternate: Some(active.to_string()), ..Logins::default() }).await?;
    let client = Client::new(Session::anonymous(format!("http://{passive}"))?)?;
    let login = Login::new("tests", "agent", "p4ssw0rd");
    let Err(Error::Api(LoginError::SwitchOver { hosts, .. })) = client.login(&login).await else {
        return Err("no switch-over".into());
    };
    let active = client.session().at_host(&hosts[0])?;
    let client = client.with_session(active);
    let wrong = client.login(&Login::new("tests", "agent", "wrong")).await;
    assert!(matches!(wrong, Err(Error::Api(LoginError::Refused { .. }))), "{wrong:?}");
    let session = client.login(&login).await?;
    assert_eq!(session.server_version("dialer"), Some(version.into()));
    let forged = Session::builder(session.base_url()).session_id(session.session_id().ok_or("no id")?);
    let forged = client.with_session(forged.csrf_token("guessed").cookie("a=guessed").build()?);
    let agent = client.with_session(session);
    let place = PlacePreviewCallParameters::new();
    let refused = forged.place_preview_call(&place).await;
    assert!(refused.is_err_and(|error| error.is_unauthorized()), "others do not use its session");
    agent.place_preview_call(&place).await?;
    let ended = agent.place_preview_call(&place).await;
    assert!(ended.is_err_and(|error| error.is_unauthorized()), "it ends after one call");
    let agent = client.with_session(client.login(&login).await?);
    agent.logout().await?;
    assert!(agent.logout().await.is_err_and(|error| error.is_unauthorized()), "it has ended");
    Ok(())
}

#[tokio::test]
async fn the_fake_server_says_what_it_has_before_anybody_logs_in() -> Tested {
    let address = bounded(LIMITS).await?;
    let http = reqwest::Client::builder().no_proxy().build()?;
    let ask = async |feature: &str| {
        let url = format!("http://{address}/icws/connection/features{feature}");
        let answered = http.get(url).send().await?;
        let answer = http::Response::builder().status(answered.status());
        Tested::Ok(answer.body(answered.text().await?)?)
    };
    let version = DialerVersion::NEWEST;
    assert_eq!(DialerVersion::from_feature_response(ask("/dialer").await?)?, version);
    assert_eq!(DialerVersion::from_feature_response(ask("").await?)?, version);
    let unknown = ask("/recorder").await?;
    assert!(unknown.status() == 404 && unknown.body().contains("error.request.notFound"), "{unknown:?}");
    Ok(())
}

/// Ends when the test does, even where that fails.
struct Started(Child);

impl Drop for Started {
    fn drop(&mut self) {
        let _ = self.0.kill();
    }
}

/// The example, started as the README has it, with everything that it prints to be read.
fn started(arguments: &[&str]) -> std::io::Result<Started> {
    let features = format!("{},server", throwaway::newest());
    let run = ["run", "--quiet", "--package", "icws-dialer", "--features", &features];
    let child = cargo::here(&icws_tests::root())
        .args(run)
        .args(["--example", "fake_server", "--"])
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    Ok(Started(child))
}

#[tokio::test]
#[cfg(unix)]
async fn the_fake_server_logs_calls_without_secrets_and_ends_cleanly_when_it_is_interrupted() -> Tested {
    // Where there is a version without the last of the calls, that one.
    let query = operation("performCallListQuery")?.since();
    let version = DialerVersion::OLDEST.get().max(query - 1);
    let mut server = started(&["--port", "0", "--dialer", &version.to_string()])?;
    let mut printed = BufReader::new(server.0.stdout.take().ok_or("no output")?);
    let mut first = String::new();
    printed.read_line(&mut first)?;
    let address = first
        .strip_prefix(&format!("dialer {version} at "))
        .and_then(|rest| rest.strip_suffix("; Ctrl-C ends it\n"))
        .ok_or_else(|| format!("it does not say where it is: {first:?}"))?;
    let client = Which::Asynchronous.client(session(address)?)?;
    client.call(operation("placePreviewCall")?).await?;
    let refused = client.call(operation("performCallListQuery")?).await.err();
    let is_younger = query > version;
    assert_eq!(refused.and_then(|failure| failure.status), is_younger.then_some(410));

    // The client's connection is still open, which must not keep the server from ending.
    let interrupted = Command::new("kill").args(["-INT", &server.0.id().to_string()]).status()?;
    assert!(interrupted.success());
    let mut log = String::new();
    printed.read_to_string(&mut log)?;
    let answered = if is_younger { "410 Gone" } else { "200 OK" };
    assert_eq!(
        log,
        format!("POST placePreviewCall: 200 OK\nPOST performCallListQuery: {answered}\nstopped\n"),
        "each call by its name, and nothing with {CANARY}"
    );
    assert!(server.0.wait()?.success());
    drop(client);
    Ok(())
}

#[test]
fn the_fake_server_says_how_it_is_used() -> Tested {
    let mut helpful = started(&["--help"])?;
    let mut said = String::new();
    helpful.0.stdout.take().ok_or("no output")?.read_to_string(&mut said)?;
    assert!(helpful.0.wait()?.success() && said.starts_with("usage: fake_server "), "{said}");
    let (oldest, newest) = (DialerVersion::OLDEST.get(), DialerVersion::NEWEST.get());
    let (below, above) = ((oldest - 1).to_string(), (newest + 1).to_string());
    for wrong in [
        ["--port", "x"],
        ["--port", "65536"],
        ["--dialer", "seven"],
        ["--dialer", &above],
        ["--dialer", &below],
        ["--calls", "-1"],
        ["--verbose", ""],
    ] {
        let mut server = started(&wrong)?;
        let mut said = String::new();
        server.0.stderr.take().ok_or("no output")?.read_to_string(&mut said)?;
        assert_eq!(
            said,
            format!(
                "usage: fake_server [--port 8018] [--dialer {newest}] [--calls NUMBER] [--alternate HOST], a version from \
                 {oldest} to {newest}\n"
            ),
            "{wrong:?}"
        );
        assert_eq!(server.0.wait()?.code(), Some(1));
    }
    Ok(())
}
