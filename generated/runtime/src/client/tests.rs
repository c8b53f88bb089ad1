//! Both clients against servers on loopback, each of which answers with bytes that a test gives.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use crate::tests::{FindContacts, Found, Refusal, Tested, session};
use crate::{ClientError, Error, ErrorKind, Session};

/// What the tests do with a client.
trait Client: Sized + Clone + std::fmt::Debug {
    fn new(session: Session) -> Result<Self, ClientError>;
    fn with_timeout(session: Session, timeout: Duration) -> Result<Self, ClientError>;
    fn with_session(&self, session: Session) -> Self;
    fn call(&self) -> Result<Result<Found, Error<Refusal>>, std::io::Error>;
}

const OPERATION: FindContacts<'_> = FindContacts { list: "a", body: "x" };

macro_rules! client {
    ($client:path, |$self:ident| $call:expr) => {
        impl Client for $client {
            fn new(session: Session) -> Result<Self, ClientError> {
                <$client>::new(session)
            }

            fn with_timeout(session: Session, timeout: Duration) -> Result<Self, ClientError> {
                <$client>::builder(session).timeout(timeout).build()
            }

            fn with_session(&self, session: Session) -> Self {
                <$client>::with_session(self, session)
            }

            fn call(&self) -> Result<Result<Found, Error<Refusal>>, std::io::Error> {
                let $self = self;
                $call
            }
        }
    };
}

#[cfg(feature = "reqwest-client")]
client!(crate::Client, |client| {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    Ok(runtime.block_on(client.execute(&OPERATION)))
});

#[cfg(feature = "blocking-client")]
client!(crate::blocking::Client, |client| Ok(client.execute(&OPERATION)));

/// Runs each test with each client.
macro_rules! both {
    ($($test:ident)*) => {
        #[cfg(feature = "reqwest-client")]
        mod asynchronous {
            $(#[test] fn $test() -> super::Tested { super::$test::<crate::Client>() })*
        }

        #[cfg(feature = "blocking-client")]
        mod blocking {
            $(#[test] fn $test() -> super::Tested { super::$test::<crate::blocking::Client>() })*
        }
    };
}

both! {
    an_answer_arrives_with_status_headers_and_body
    a_redirect_is_not_followed
    a_broken_connection_is_an_error_and_nothing_is_sent_again
    a_body_that_ends_early_is_an_error
    no_server_is_a_failed_connection_without_credentials_in_its_text
    a_server_that_does_not_answer_is_a_timeout
    a_session_that_is_reached_otherwise_is_refused_before_anything_is_sent
}

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

fn an_answer_arrives_with_status_headers_and_body<C: Client>() -> Tested {
    let (url, count) = serve("HTTP/1.1 418 I'm a teapot\r\nX-Proxy: p\r\ncontent-length: 3\r\n\r\nabc")?;
    let Err(Error::UnexpectedStatus { status, headers, body }) = C::new(session(&url)?)?.call()? else {
        return Err("another outcome".into());
    };
    assert_eq!((status.as_u16(), body.as_slice()), (418, &b"abc"[..]));
    assert!(headers.get("x-proxy").is_some_and(|value| value == "p"));
    assert_eq!(count.load(Ordering::SeqCst), 1);
    Ok(())
}

fn a_redirect_is_not_followed<C: Client>() -> Tested {
    let (elsewhere, count) = serve("HTTP/1.1 200 OK\r\ncontent-length: 15\r\n\r\n{\"contacts\":[]}")?;
    let answer =
        format!("HTTP/1.1 307 Temporary Redirect\r\nlocation: {elsewhere}/\r\ncontent-length: 0\r\n\r\n");
    let (url, _) = serve(answer.leak())?;
    let outcome = C::new(session(&url)?)?.call()?;
    assert!(matches!(outcome, Err(Error::UnexpectedStatus { status, .. }) if status == 307));
    assert_eq!(count.load(Ordering::SeqCst), 0);
    Ok(())
}

fn a_broken_connection_is_an_error_and_nothing_is_sent_again<C: Client>() -> Tested {
    let (url, count) = serve("")?;
    let error = C::new(session(&url)?)?.call()?.err().ok_or("succeeded")?;
    assert!(matches!(&error, Error::Transport(_)) && !error.is_connect() && !error.is_timeout(), "{error:?}");
    assert_eq!(count.load(Ordering::SeqCst), 1);
    Ok(())
}

fn a_body_that_ends_early_is_an_error<C: Client>() -> Tested {
    let (url, _) = serve("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{\"contacts\":[]}")?;
    assert!(matches!(C::new(session(&url)?)?.call()?, Err(Error::Transport(_))));
    Ok(())
}

fn no_server_is_a_failed_connection_without_credentials_in_its_text<C: Client>() -> Tested {
    let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?; // closed again at once
    let client = C::new(session(&format!("http://{address}"))?)?;
    let error = client.call()?.err().ok_or("succeeded")?;
    assert!(error.is_connect() && !error.is_timeout(), "{error:?}");
    let shown = format!("{client:?} {error} {error:?} {:?}", std::error::Error::source(&error));
    assert!(!shown.contains("canary"), "{shown}");
    Ok(())
}

fn a_server_that_does_not_answer_is_a_timeout<C: Client>() -> Tested {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let session = session(&format!("http://{}", listener.local_addr()?))?;
    let client = C::with_timeout(session, Duration::from_millis(50))?;
    let error = client.call()?.err().ok_or("succeeded")?;
    assert!(error.is_timeout() && !error.is_connect(), "{error:?}");
    Ok(())
}

fn a_session_that_is_reached_otherwise_is_refused_before_anything_is_sent<C: Client>() -> Tested {
    let (url, count) = serve("HTTP/1.1 418 I'm a teapot\r\ncontent-length: 0\r\n\r\n")?;
    let client = C::new(session(&url)?)?;
    for (elsewhere, needed) in [
        (url.replace("http:", "https:"), "https:// to this machine"),
        ("https://192.0.2.1".to_owned(), "https:// to other machines"),
    ] {
        let error = client.with_session(session(&elsewhere)?).call()?.err().ok_or("succeeded")?;
        assert_eq!((error.kind(), error.is_connect()), (ErrorKind::WrongClient, false), "{error:?}");
        assert!(!error.may_have_been_sent());
        let shown = error.to_string();
        assert!(shown.contains(needed) && shown.contains("set up for http:// to this machine"), "{shown}");
        assert!(shown.ends_with("make a client of its own for it, with `Client::new`"), "{shown}");
    }
    assert_eq!(count.load(Ordering::SeqCst), 0);
    let again = client.with_session(session(&url)?).call()?;
    assert!(matches!(again, Err(Error::UnexpectedStatus { status, .. }) if status == 418));
    Ok(())
}
