//! What one call can have apart from the others, and what is made again for those who ask for it.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use icws_dialer::Retry;
use icws_dialer::http::{HeaderName, HeaderValue, header};
use icws_dialer::operations::EstablishPersistentConnection;
use icws_tests::Tested;
use icws_tests::answer::Answer;
use icws_tests::either::{Either, Which};
use icws_tests::operation::operation;
use icws_tests::secret::{COOKIE, session};
use icws_tests::server::{Reply, StandIn};

use crate::{always, both, told};

both! {
    a_header_goes_with_the_calls_of_a_clone_and_takes_no_place_of_an_operations_own
    a_clone_has_a_time_limit_of_its_own_over_the_same_connections
    what_the_server_asks_for_is_made_again_and_nothing_else
    a_server_that_cannot_be_reached_is_tried_again_until_it_is_there
    a_server_that_is_never_there_is_tried_as_often_as_asked
    what_the_server_asks_to_wait_is_waited_unless_it_is_too_long
    a_success_comes_with_its_headers_for_those_who_ask
}

async fn a_header_goes_with_the_calls_of_a_clone_and_takes_no_place_of_an_operations_own(
    which: Which,
) -> Tested {
    let (server, client) = always(which, &Answer::new(202)).await?;
    let row = operation("establishPersistentConnection")?;
    client.call(row).await?;
    let traced = told!(client.clone(), |client| client
        .with_header(HeaderName::from_static("x-correlation-id"), HeaderValue::from_static("4711"))
        .with_header(header::USER_AGENT, HeaderValue::from_static("desk/1"))
        .with_header(header::COOKIE, HeaderValue::from_static("mine=1"))
        .with_header(header::CONTENT_LENGTH, HeaderValue::from_static("99")));
    traced.call(row).await?;
    client.call(row).await?;
    let requests: Vec<_> =
        server.requests().iter().map(|request| String::from_utf8_lossy(request).into_owned()).collect();
    let own = format!("user-agent: icws-dialer/{}\r\n", env!("CARGO_PKG_VERSION"));
    assert!(requests[0].contains(&own) && requests[0] == requests[2], "{}", requests[0]);
    for line in
        ["x-correlation-id: 4711", "user-agent: desk/1", &format!("cookie: {COOKIE}"), "content-length: 0"]
    {
        assert!(requests[1].contains(&format!("{line}\r\n")), "{line}: {}", requests[1]);
    }
    assert!(!requests[1].contains("mine") && !requests[1].contains("length: 99"), "{}", requests[1]);
    assert_eq!(server.connections(), 1);
    Ok(())
}

async fn a_clone_has_a_time_limit_of_its_own_over_the_same_connections(which: Which) -> Tested {
    let calls = AtomicUsize::new(0);
    let server = StandIn::start(move |_| match calls.fetch_add(1, Ordering::SeqCst) {
        0 | 1 => Reply::Bytes(Answer::new(202).bytes()),
        _ => Reply::Silence,
    })
    .await?;
    let client = which.client(session(&server.url())?)?;
    let quick = told!(client.clone(), |client| client.with_timeout(Duration::from_millis(200)));
    let row = operation("establishPersistentConnection")?;
    client.call(row).await?;
    quick.call(row).await?;
    assert_eq!(server.connections(), 1);
    let begun = Instant::now();
    let failure = quick.call(row).await.err().ok_or("succeeded")?;
    assert!(failure.is_timeout && begun.elapsed() < Duration::from_secs(20), "{failure:?}");
    Ok(())
}

async fn what_the_server_asks_for_is_made_again_and_nothing_else(which: Which) -> Tested {
    let busy = || Answer::new(503).header("Retry-After", "0");
    for (failures, attempts, sent) in [(2, 3, 3), (2, 2, 2), (9, 1, 1)] {
        let calls = AtomicUsize::new(0);
        let server = StandIn::start(move |_| {
            let is_busy = calls.fetch_add(1, Ordering::SeqCst) < failures;
            Reply::Bytes(if is_busy { busy() } else { Answer::new(202) }.bytes())
        })
        .await?;
        let client = which.client(session(&server.url())?)?;
        let client = told!(client, |client| client.with_retry(Retry::new(attempts)));
        let called = client.call(operation("establishPersistentConnection")?).await;
        assert_eq!((called.is_ok(), server.requests().len()), (failures < attempts, sent));
    }
    for reply in [
        Reply::Bytes(Answer::new(503).bytes()),
        Reply::Bytes(Answer::new(503).header("Retry-After", "3600").bytes()),
        Reply::BytesThenClose(Vec::new()),
    ] {
        let server = StandIn::always(reply).await?;
        let client = which.client(session(&server.url())?)?;
        let client = told!(client, |client| client.with_retry(Retry::new(5)));
        assert!(client.call(operation("establishPersistentConnection")?).await.is_err());
        assert_eq!(server.requests().len(), 1);
    }
    Ok(())
}

/// An address where nobody listens.
fn nobody() -> Tested<String> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string())
}

async fn a_server_that_cannot_be_reached_is_tried_again_until_it_is_there(which: Which) -> Tested {
    let address = nobody()?;
    let client = which.client(session(&format!("http://{address}"))?)?;
    let row = operation("establishPersistentConnection")?;
    assert!(client.call(row).await.is_err_and(|failure| failure.is_connect));
    let retry = Retry::new(1000).with_longest_pause(Duration::from_millis(20));
    let lasting = told!(client, |client| client.with_retry(retry));
    let call = tokio::spawn(async move { lasting.call(row).await });
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert!(!call.is_finished());
    let server = StandIn::at(&address, |_| Reply::Bytes(Answer::new(202).bytes())).await?;
    call.await??;
    assert_eq!(server.requests().len(), 1);
    Ok(())
}

async fn a_server_that_is_never_there_is_tried_as_often_as_asked(which: Which) -> Tested {
    let client = which.client(session(&format!("http://{}", nobody()?))?)?;
    let retry = Retry::new(4).with_longest_pause(Duration::from_millis(100));
    let client = told!(client, |client| client.with_retry(retry));
    let begun = Instant::now();
    let failure = client.call(operation("establishPersistentConnection")?).await.err().ok_or("succeeded")?;
    assert!(failure.is_connect && !failure.is_timeout, "{failure:?}");
    let took = begun.elapsed(); // three pauses
    assert!(took >= Duration::from_millis(300) && took < Duration::from_secs(20), "{took:?}");
    Ok(())
}

async fn what_the_server_asks_to_wait_is_waited_unless_it_is_too_long(which: Which) -> Tested {
    for (longest, sent) in [(Duration::from_millis(999), 1), (Duration::from_secs(1), 2)] {
        let calls = AtomicUsize::new(0);
        let server = StandIn::start(move |_| {
            let is_first = calls.fetch_add(1, Ordering::SeqCst) == 0;
            let busy = Answer::new(503).header("Retry-After", "1");
            Reply::Bytes(if is_first { busy } else { Answer::new(202) }.bytes())
        })
        .await?;
        let retry = Retry::new(3).with_longest_pause(longest);
        let client = told!(which.client(session(&server.url())?)?, |client| client.with_retry(retry));
        let begun = Instant::now();
        let called = client.call(operation("establishPersistentConnection")?).await;
        assert_eq!((called.is_ok(), server.requests().len()), (sent == 2, sent));
        assert!(sent == 1 || begun.elapsed() >= Duration::from_secs(1));
    }
    Ok(())
}

async fn a_success_comes_with_its_headers_for_those_who_ask(which: Which) -> Tested {
    let (_server, client) = always(which, &Answer::new(202).header("X-Request-Id", "r1")).await?;
    let call = EstablishPersistentConnection::new();
    let answer = match client {
        Either::Asynchronous(client) => client.execute_with_response(&call).await?,
        Either::Blocking(client) => {
            tokio::task::spawn_blocking(move || client.execute_with_response(&call)).await??
        }
    };
    assert_eq!(
        (answer.status().as_u16(), answer.headers().get("x-request-id").map(|id| id.as_bytes())),
        (202, Some(&b"r1"[..]))
    );
    Ok(())
}
