//! The client against servers on loopback, each of which answers with bytes that a test gives.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use http::{HeaderValue, Method, Request};

use super::state_empty_body;
use crate::wire::tests::{FindContacts, Found, Refusal, Tested, session};
use crate::{Client, Error};

/// A server that answers each connection with the same bytes, then closes it. Counts the requests.
fn serve(answer: &'static str) -> std::io::Result<(String, Arc<AtomicUsize>)> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let url = format!("http://{}", listener.local_addr()?);
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            counted.fetch_add(1, Ordering::SeqCst);
            let _ = answer_one(stream, answer);
        }
    });
    Ok((url, count))
}

fn answer_one(mut stream: TcpStream, answer: &str) -> std::io::Result<()> {
    let mut request = Vec::new();
    let mut buffer = [0; 1024];
    while !request.ends_with(b"\r\n\r\n\"x\"") {
        let count = stream.read(&mut buffer)?;
        request.extend(buffer.iter().take(count));
        if count == 0 {
            break;
        }
    }
    stream.write_all(answer.as_bytes())
}

fn call(client: &Client) -> Result<Result<Found, Error<Refusal>>, std::io::Error> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    Ok(runtime.block_on(client.execute(&FindContacts { list: "a", body: "x" })))
}

#[test]
fn an_answer_arrives_with_status_headers_and_body() -> Tested {
    let (url, count) = serve("HTTP/1.1 418 I'm a teapot\r\nX-Proxy: p\r\ncontent-length: 3\r\n\r\nabc")?;
    let Err(Error::UnexpectedStatus { status, headers, body }) = call(&Client::new(session(&url)?)?)? else {
        return Err("another outcome".into());
    };
    assert_eq!((status.as_u16(), body.as_slice()), (418, &b"abc"[..]));
    assert!(headers.get("x-proxy").is_some_and(|value| value == "p"));
    assert_eq!(count.load(Ordering::SeqCst), 1);
    Ok(())
}

#[test]
fn a_post_without_a_body_says_that_it_has_none() {
    let length = |method: Method, body: &[u8]| {
        let mut request = Request::new(body.to_vec());
        *request.method_mut() = method;
        state_empty_body(&mut request);
        request.headers_mut().remove("content-length")
    };
    assert_eq!(length(Method::POST, b""), Some(HeaderValue::from_static("0")));
    assert_eq!(length(Method::POST, b"{}"), None);
    assert_eq!(length(Method::GET, b""), None);
}

#[test]
fn a_redirect_is_not_followed() -> Tested {
    let (elsewhere, count) = serve("HTTP/1.1 200 OK\r\ncontent-length: 15\r\n\r\n{\"contacts\":[]}")?;
    let answer =
        format!("HTTP/1.1 307 Temporary Redirect\r\nlocation: {elsewhere}/\r\ncontent-length: 0\r\n\r\n");
    let (url, _) = serve(answer.leak())?;
    let outcome = call(&Client::new(session(&url)?)?)?;
    assert!(matches!(outcome, Err(Error::UnexpectedStatus { status, .. }) if status == 307));
    assert_eq!(count.load(Ordering::SeqCst), 0);
    Ok(())
}

#[test]
fn a_broken_connection_is_an_error_and_nothing_is_sent_again() -> Tested {
    let (url, count) = serve("")?;
    let error = call(&Client::new(session(&url)?)?)?.err().ok_or("succeeded")?;
    assert!(matches!(&error, Error::Transport(_)) && !error.is_connect() && !error.is_timeout(), "{error:?}");
    assert_eq!(count.load(Ordering::SeqCst), 1);
    Ok(())
}

#[test]
fn a_body_that_ends_early_is_an_error() -> Tested {
    let (url, _) = serve("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{\"contacts\":[]}")?;
    assert!(matches!(call(&Client::new(session(&url)?)?)?, Err(Error::Transport(_))));
    Ok(())
}

#[test]
fn no_server_is_a_failed_connection_without_credentials_in_its_text() -> Tested {
    let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?; // closed again at once
    let client = Client::new(session(&format!("http://{address}"))?)?;
    let error = call(&client)?.err().ok_or("succeeded")?;
    assert!(error.is_connect() && !error.is_timeout(), "{error:?}");
    let shown = format!("{client:?} {error} {error:?} {:?}", std::error::Error::source(&error));
    assert!(!shown.contains("canary"), "{shown}");
    Ok(())
}

#[test]
fn a_server_that_does_not_answer_is_a_timeout() -> Tested {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let session = session(&format!("http://{}", listener.local_addr()?))?;
    let client = Client::builder(session).timeout(Duration::from_millis(50)).build()?;
    let error = call(&client)?.err().ok_or("succeeded")?;
    assert!(error.is_timeout() && !error.is_connect(), "{error:?}");
    Ok(())
}
