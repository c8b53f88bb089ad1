//! What goes wrong with connections, and that nothing is sent twice because of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use icws_dialer::Client;
use icws_tests::Tested;
use icws_tests::answer::Answer;
use icws_tests::either::{Either, Limits, Which};
use icws_tests::operation::{OPERATIONS, operation};
use icws_tests::outcome::{Failure, Kind};
use icws_tests::secret::{CSRF_TOKEN, leaks, session, texts};
use icws_tests::server::{Reply, StandIn};
use tokio::io::AsyncReadExt;
use tokio::net::{TcpListener, TcpSocket, TcpStream};

use crate::{AGAIN, again, always, both, pair};

both! {
    a_refused_connection_is_a_failed_connection
    a_connection_that_is_not_made_in_time_is_both
    a_server_that_does_not_answer_is_a_timeout
    a_body_that_does_not_end_is_a_timeout_too
    a_server_that_is_only_slow_is_waited_for_within_the_limit
    a_server_that_closes_early_is_an_error_and_no_post_is_sent_again
    no_post_is_sent_again_when_a_connection_that_was_kept_breaks
    what_is_no_http_is_an_error
    a_call_to_https_starts_with_tls_and_never_in_plain_text
    a_machine_without_any_certificate_can_make_calls_on_itself
}

fn assert_transport(id: &str, failure: &Failure, is_connect: bool, is_timeout: bool) {
    assert_eq!(failure.kind, Kind::Transport, "{id}: {failure:?}");
    assert_eq!((failure.is_connect, failure.is_timeout), (is_connect, is_timeout), "{id}: {failure:?}");
    assert_eq!(failure.status, None, "{id}");
    assert!(leaks(&failure.texts).is_empty(), "{:?}", failure.texts);
    let display = failure.texts.first().map_or("", String::as_str);
    assert!(display.starts_with(id) && failure.texts.len() > 4, "no operation or no cause: {failure:?}");
}

async fn a_refused_connection_is_a_failed_connection(which: Which) -> Tested {
    let nobody_listens = TcpSocket::new_v4()?; // but the port is taken, so nobody else can either
    nobody_listens.bind("127.0.0.1:0".parse()?)?;
    let client = which.client(session(&format!("http://{}", nobody_listens.local_addr()?))?)?;
    for row in &OPERATIONS {
        let failure = client.call(row).await.err().ok_or("succeeded")?;
        assert_transport(row.id, &failure, true, false);
    }
    Ok(())
}

/// A listener that takes no more connections, and those that it has; further ones wait for ever, at least on Linux.
async fn full() -> Tested<(TcpListener, Vec<TcpStream>)> {
    let socket = TcpSocket::new_v4()?;
    socket.bind("127.0.0.1:0".parse()?)?;
    let listener = socket.listen(1)?;
    let address = listener.local_addr()?;
    let mut waiting = Vec::new();
    while let Ok(stream) = tokio::time::timeout(Duration::from_millis(200), TcpStream::connect(address)).await
    {
        waiting.push(stream?);
    }
    Ok((listener, waiting))
}

async fn a_connection_that_is_not_made_in_time_is_both(which: Which) -> Tested {
    if !cfg!(target_os = "linux") {
        return Ok(()); // other systems refuse what they have no room for
    }
    let (listener, _waiting) = full().await?;
    let session = session(&format!("http://{}", listener.local_addr()?))?;
    let limits = Limits { connect_timeout: Some(Duration::from_millis(100)), ..Limits::default() };
    let begun = Instant::now();
    let failure = which.limited(session, limits)?.call(operation("placePreviewCall")?).await;
    let failure = failure.err().ok_or("succeeded")?;
    assert_transport("placePreviewCall", &failure, true, true);
    // The connection may take ten seconds where nobody says otherwise.
    assert!((50..8000).contains(&begun.elapsed().as_millis()), "{:?}", begun.elapsed());
    Ok(())
}

async fn a_server_that_does_not_answer_is_a_timeout(which: Which) -> Tested {
    for row in &OPERATIONS {
        let server = StandIn::always(Reply::Silence).await?;
        let client = which.limited(session(&server.url())?, Limits::milliseconds(100))?;
        let failure = client.call(row).await.err().ok_or("succeeded")?;
        assert_transport(row.id, &failure, false, true);
        assert_eq!(server.requests().len(), 1, "{row} is sent again");
    }
    Ok(())
}

async fn a_body_that_does_not_end_is_a_timeout_too(which: Which) -> Tested {
    for row in &OPERATIONS {
        let server =
            StandIn::always(Reply::Bytes(b"HTTP/1.1 500 X\r\nContent-Length: 9\r\n\r\n{".into())).await?;
        let client = which.limited(session(&server.url())?, Limits::milliseconds(100))?;
        let failure = client.call(row).await.err().ok_or("succeeded")?;
        assert_transport(row.id, &failure, false, true);
    }
    Ok(())
}

async fn a_server_that_is_only_slow_is_waited_for_within_the_limit(which: Which) -> Tested {
    let barrier = Arc::new(tokio::sync::Barrier::new(2));
    let (_server, client) =
        pair(which, Reply::BytesTogether(Arc::clone(&barrier), Answer::new(202).bytes())).await?;
    let begun = Instant::now();
    let release = async {
        tokio::time::sleep(Duration::from_millis(150)).await;
        barrier.wait().await;
    };
    let (called, ()) = tokio::join!(client.call(operation("establishPersistentConnection")?), release);
    called?;
    assert!(begun.elapsed() >= Duration::from_millis(150));
    Ok(())
}

async fn a_server_that_closes_early_is_an_error_and_no_post_is_sent_again(which: Which) -> Tested {
    for row in &OPERATIONS {
        for bytes in [
            "",
            "HTTP/1.1 200",
            "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{",
            "HTTP/1.1 202 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        ] {
            let (server, client) = pair(which, Reply::BytesThenClose(bytes.into())).await?;
            let failure = client.call(row).await.err().ok_or("succeeded")?;
            assert_transport(row.id, &failure, false, false);
            assert_eq!(server.requests().len(), 1, "{row} {bytes:?} is sent again");
        }
    }
    Ok(())
}

async fn no_post_is_sent_again_when_a_connection_that_was_kept_breaks(which: Which) -> Tested {
    for row in &OPERATIONS {
        let count = AtomicUsize::new(0);
        let answer = row.success(*row.successes.first().ok_or("no success")?).bytes();
        let server = StandIn::start(move |_| match count.fetch_add(1, Ordering::SeqCst) {
            0 => Reply::Bytes(answer.clone()),
            _ => Reply::BytesThenClose(Vec::new()),
        })
        .await?;
        let client = which.client(session(&server.url())?)?;
        assert!(client.call(row).await.is_ok(), "{row}");
        let failure = client.call(row).await.err().ok_or("succeeded")?;
        assert_transport(row.id, &failure, false, false);
        assert_eq!((server.connections(), server.requests().len()), (1, 2), "{row}");
    }
    Ok(())
}

async fn what_is_no_http_is_an_error(which: Which) -> Tested {
    for bytes in ["SSH-2.0-OpenSSH_9.6\r\n", "\r\n\r\n\0\0\0", "<html>", "{\"message\":\"m\"}\r\n\r\n"] {
        let (server, client) = pair(which, Reply::BytesThenClose(bytes.into())).await?;
        let row = OPERATIONS.first().ok_or("no operation")?;
        let failure = client.call(row).await.err().ok_or("succeeded")?;
        assert_transport(row.id, &failure, false, false);
        assert_eq!(server.requests().len(), 1, "{bytes:?}");
    }
    Ok(())
}

/// A cancelled call must not leave the client unusable.
#[tokio::test]
async fn a_client_works_on_after_a_call_was_cancelled() -> Tested {
    let count = AtomicUsize::new(0);
    let server = StandIn::start(move |_| match count.fetch_add(1, Ordering::SeqCst) {
        0 => Reply::Silence,
        _ => Reply::Bytes(Answer::new(202).bytes()),
    })
    .await?;
    let client = Client::new(session(&server.url())?)?;
    let cancelled =
        tokio::time::timeout(Duration::from_millis(50), client.establish_persistent_connection()).await;
    assert!(cancelled.is_err());
    client.establish_persistent_connection().await?;
    assert_eq!(server.requests().len(), 2);
    Ok(())
}

/// The first bytes that reach a listener from a call to `https://`.
async fn first_bytes_of_tls(listener: TcpListener, client: &Either) -> Tested<Vec<u8>> {
    let received = async {
        let (mut stream, _) = listener.accept().await?;
        let mut bytes = vec![0; 4096];
        let count = stream.read(&mut bytes).await?;
        bytes.truncate(count);
        Ok::<_, std::io::Error>(bytes)
    };
    let (called, received) = tokio::join!(client.call(operation("establishPersistentConnection")?), received);
    let failure = called.err().ok_or("succeeded")?;
    assert!(leaks(&failure.texts).is_empty(), "{failure:?}");
    Ok(received?)
}

async fn a_call_to_https_starts_with_tls_and_never_in_plain_text(which: Which) -> Tested {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let session = session(&format!("https://localhost:{}", listener.local_addr()?.port()))?;
    let Ok(client) = which.client(session) else {
        return Ok(()); // this machine has no certificates and trusts nobody, so it cannot even try
    };
    let bytes = first_bytes_of_tls(listener, &client).await?;
    assert!(bytes.starts_with(&[0x16, 0x03]), "no handshake of TLS: {bytes:?}");
    assert!(!bytes.windows(CSRF_TOKEN.len()).any(|window| window == CSRF_TOKEN.as_bytes()));
    Ok(())
}

async fn a_machine_without_any_certificate_can_make_calls_on_itself(which: Which) -> Tested {
    if std::env::var_os(AGAIN).is_none() {
        let nothing = [("SSL_CERT_FILE", "/nonexistent"), ("SSL_CERT_DIR", "/nonexistent")];
        return again(
            "faults",
            which,
            "a_machine_without_any_certificate_can_make_calls_on_itself",
            &nothing,
        );
    }
    let (_server, client) = always(which, &Answer::new(202)).await?;
    client.call(operation("establishPersistentConnection")?).await?;
    let encrypted = which.client(session("https://ic1.example.com")?).map_err(|error| texts(&error));
    // The asynchronous client looks for certificates in its first call; `certificates` is about that.
    let looks_at_once =
        matches!(which, Which::Blocking) && cfg!(all(target_os = "linux", not(feature = "native-tls")));
    assert_eq!(encrypted.is_err(), looks_at_once, "elsewhere the system itself checks");
    assert!(encrypted.is_ok() || encrypted.is_err_and(|texts| leaks(&texts).is_empty()));
    Ok(())
}
