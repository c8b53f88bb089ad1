//! Servers that misbehave, each once: the right error in time, nothing sent twice, no secret shown, and a client that works
//! on afterwards.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use icws_tests::Tested;
use icws_tests::answer::{Answer, MEDIA_TYPE, QUERY_BODY};
use icws_tests::either::{Limits, Which};
use icws_tests::operation::operation;
use icws_tests::outcome::{Failure, Kind};
use icws_tests::secret::{leaks, session};
use icws_tests::server::{Reply, StandIn};

use crate::both;

both! {
    a_server_that_misbehaves_is_an_error_and_the_next_call_works
    interim_answers_before_the_answer_are_passed_over
    a_body_without_end_is_cut_off_at_the_limit
    a_body_may_be_as_large_as_the_limit
}

/// What a call comes to.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Expected {
    Broken,
    Timeout,
    TooLarge,
    Decode,
}

impl Expected {
    fn is(self, failure: &Failure) -> bool {
        let said = (failure.kind, failure.is_connect, failure.is_timeout, failure.is_too_large);
        said == match self {
            Self::Broken => (Kind::Transport, false, false, false),
            Self::Timeout => (Kind::Transport, false, true, false),
            Self::TooLarge => (Kind::Transport, false, false, true),
            Self::Decode => (Kind::Decode, false, false, false),
        }
    }
}

/// `{"recordsaffected":7,"errorMessage":"","records":[]}`, compressed, which nobody asked for.
const GZIP: [u8; 66] = [
    31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 171, 86, 42, 74, 77, 206, 47, 74, 41, 78, 76, 75, 75, 77, 46, 73, 77,
    81, 178, 50, 215, 81, 74, 45, 42, 202, 47, 242, 77, 45, 46, 78, 76, 79, 85, 178, 82, 82, 210, 129, 169,
    82, 178, 138, 142, 173, 5, 0, 212, 75, 203, 91, 52, 0, 0, 0,
];

const LIMIT: usize = 64 << 10;

fn bytes(text: impl Into<String>) -> Reply {
    Reply::BytesThenClose(text.into().into_bytes())
}

fn endless(head: &str, piece: &str) -> Reply {
    Reply::Endless(head.into(), piece.as_bytes().repeat(1 << 10))
}

fn answer(content_type: &str, body: impl Into<Vec<u8>>) -> Reply {
    Reply::Bytes(Answer::new(200).header("Content-Type", content_type).body(body).bytes())
}

/// What a server does, and what the client makes of it.
fn faults() -> [(&'static str, Reply, Expected); 19] {
    use Expected::{Broken, Decode, Timeout, TooLarge};
    let chunk = format!("400\r\n{}\r\n", "x".repeat(0x400));
    let compressed = Answer::json(200, GZIP).header("Content-Encoding", "gzip");
    [
        ("closes before the headers", bytes(""), Broken),
        ("closes within the headers", bytes("HTTP/1.1 200 OK\r\nSet-Cookie: canary"), Broken),
        ("closes after the headers", bytes("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"), Broken),
        ("sends half a body", bytes("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{\"ca"), Broken),
        ("sends half a chunk", bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n{"), Broken),
        (
            "sends a chunk of no length",
            bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n{"),
            Broken,
        ),
        ("says nothing", Reply::Silence, Timeout),
        ("sends a byte a second", Reply::Slowly(Answer::json(200, QUERY_BODY).bytes()), Timeout),
        (
            "stops within the body",
            Reply::Bytes(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{".into()),
            Timeout,
        ),
        ("sends a body without end", endless("HTTP/1.1 200 OK\r\n\r\n", "canary"), TooLarge),
        (
            "sends chunks without end",
            endless("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", &chunk),
            TooLarge,
        ),
        (
            "announces too much",
            Reply::Bytes(b"HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\n".into()),
            TooLarge,
        ),
        ("sends a header without end", endless("HTTP/1.1 200 OK\r\nX: ", "canary"), Broken),
        (
            "sends a header of a megabyte",
            bytes(format!("HTTP/1.1 200 OK\r\nX: {}\r\n\r\n", "x".repeat(1 << 20))),
            Broken,
        ),
        ("speaks another protocol", bytes("SSH-2.0-OpenSSH_9.6 canary\r\n"), Broken),
        ("sends a web page", answer("text/html", "<title>No /icws/canary here</title>"), Decode),
        ("sends another charset", answer("application/json; charset=utf-16", QUERY_BODY), Decode),
        ("sends what is no UTF-8", answer(MEDIA_TYPE, b"{\"errorMessage\":\"canary\xff\"}".to_vec()), Decode),
        ("compresses unasked", Reply::Bytes(compressed.bytes()), Decode),
    ]
}

async fn a_server_that_misbehaves_is_an_error_and_the_next_call_works(which: Which) -> Tested {
    let query = operation("performCallListQuery")?;
    for (fault, reply, expected) in faults() {
        let count = AtomicUsize::new(0);
        let server = StandIn::start(move |_| match count.fetch_add(1, Ordering::SeqCst) {
            0 => reply.clone(),
            _ => Reply::Bytes(Answer::json(200, QUERY_BODY).bytes()),
        })
        .await?;
        let timeout = if expected == Expected::Timeout { 300 } else { 30_000 };
        let limits = Limits { max_response_size: Some(LIMIT), ..Limits::milliseconds(timeout) };
        let client = which.limited(session(&server.url())?, limits)?;
        let begun = Instant::now();
        let failure = client.call(query).await.err().ok_or_else(|| format!("succeeds: {fault}"))?;
        assert!(begun.elapsed() < Duration::from_secs(20), "{fault}");
        assert!(expected.is(&failure), "{fault}: {failure:?}");
        assert!(leaks(&failure.texts).is_empty(), "{fault}: {:?}", failure.texts);
        assert_eq!(server.requests().len(), 1, "sent again: {fault}");
        let next = client.call(query).await;
        assert!(next.is_ok(), "{fault}, and then: {next:?}");
    }
    Ok(())
}

async fn interim_answers_before_the_answer_are_passed_over(which: Which) -> Tested {
    let interim = [
        "HTTP/1.1 100 Continue\r\n\r\n",
        "HTTP/1.1 103 Early Hints\r\nLink: </canary>\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n",
    ];
    for interim in interim {
        let answer = [interim.as_bytes(), &Answer::json(200, QUERY_BODY).bytes()].concat();
        let server = StandIn::always(Reply::Bytes(answer)).await?;
        let client = which.client(session(&server.url())?)?;
        for _ in 0..2 {
            client.call(operation("performCallListQuery")?).await?;
        }
        assert_eq!(server.requests().len(), 2);
    }
    Ok(())
}

async fn a_body_without_end_is_cut_off_at_the_limit(which: Which) -> Tested {
    let server = StandIn::always(endless("HTTP/1.1 200 OK\r\n\r\n", "x")).await?;
    let client = which.client(session(&server.url())?)?;
    let failure = client.call(operation("performCallListQuery")?).await.err().ok_or("succeeded")?;
    assert!(failure.is_too_large && failure.status.is_none(), "{failure:?}");
    let [display, .., cause] = failure.texts.as_slice() else { return Err("no texts".into()) };
    assert_eq!(display, "performCallListQuery: the response is larger than what is accepted");
    assert!(cause.contains("its body has more than 16777216 bytes"), "{cause}");
    let buffers = 16 << 20; // what the system holds of a connection
    assert!(server.sent() < (16 << 20) + buffers, "{} bytes were received", server.sent());
    Ok(())
}

async fn a_body_may_be_as_large_as_the_limit(which: Which) -> Tested {
    let server = StandIn::always(answer(MEDIA_TYPE, QUERY_BODY)).await?;
    for (limit, is_enough) in [(QUERY_BODY.len(), true), (QUERY_BODY.len() - 1, false)] {
        let limits = Limits { max_response_size: Some(limit), ..Limits::default() };
        let called =
            which.limited(session(&server.url())?, limits)?.call(operation("performCallListQuery")?).await;
        assert_eq!(called.is_ok(), is_enough, "{called:?}");
        let client = which.client(session(&server.url())?)?.with_max_response_size(limit);
        let called = client.call(operation("performCallListQuery")?).await;
        assert_eq!(called.is_ok(), is_enough, "{called:?}");
    }
    Ok(())
}
