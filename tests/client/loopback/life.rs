//! Sessions that end: logging in again, by a provider that both clients ask once.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use icws_dialer::{Login, Session};
use icws_tests::Tested;
use icws_tests::answer::Answer;
use icws_tests::either::{Either, Which};
use icws_tests::operation::operation;
use icws_tests::outcome::Kind;
use icws_tests::secret::{leaks, session_with_id};
use icws_tests::server::{Reply, StandIn};
use tokio::task::JoinSet;

use crate::{both, told};

both! {
    a_session_that_the_server_refuses_is_renewed_and_the_call_is_made_once_more
    any_number_of_calls_share_one_login
    any_number_of_calls_share_a_login_that_fails
    only_a_401_is_made_again
    a_second_401_is_the_error_of_the_call
    a_logout_is_sent_once
    another_session_has_no_provider
}

/// A server with which one session at a time is logged in, of the number of logins so far. It counts them.
async fn server(logins: Arc<AtomicUsize>, is_open: bool) -> Tested<StandIn> {
    let server = StandIn::start(move |request| {
        let answer = if request.starts_with(b"POST /icws/connection") {
            let number = logins.fetch_add(1, Ordering::SeqCst) + 1;
            if is_open { logged_in(number) } else { Answer::refusal(400) }
        } else {
            let valid = format!(" /icws/{}/", logins.load(Ordering::SeqCst));
            let is_valid = is_open && String::from_utf8_lossy(request).contains(&valid);
            if is_valid { Answer::new(202) } else { Answer::refusal(401) }
        };
        Reply::Bytes(answer.bytes())
    });
    Ok(server.await?)
}

fn logged_in(number: usize) -> Answer {
    Answer::json(201, "{}")
        .header("ININ-ICWS-Session-ID", number.to_string())
        .header("ININ-ICWS-CSRF-Token", "canary-token")
        .header("Set-Cookie", "icws=canary")
}

fn login() -> Login {
    Login::new("desk", "agent1", "canary-password")
}

/// A client whose session has ended, and which logs in again.
fn lasting(which: Which, session: Session) -> Tested<Either> {
    Ok(match which.client(session)? {
        Either::Asynchronous(client) => Either::Asynchronous(
            client.with_relogin(|client| async move { client.login(&login()).await.ok() }),
        ),
        Either::Blocking(client) => {
            Either::Blocking(client.with_relogin(|client| client.login(&login()).ok()))
        }
    })
}

async fn ended(which: Which, is_open: bool) -> Tested<(StandIn, Arc<AtomicUsize>, Either)> {
    let logins = Arc::new(AtomicUsize::new(0));
    let server = server(Arc::clone(&logins), is_open).await?;
    let client = lasting(which, session_with_id(&server.url(), "ended")?)?;
    Ok((server, logins, client))
}

async fn a_session_that_the_server_refuses_is_renewed_and_the_call_is_made_once_more(which: Which) -> Tested {
    let (server, logins, client) = ended(which, true).await?;
    let clone = client.clone();
    client.call(operation("establishPersistentConnection")?).await?;
    clone.call(operation("establishPersistentConnection")?).await?; // its clones go on with the new session
    assert_eq!((logins.load(Ordering::SeqCst), server.requests().len()), (1, 4));
    assert_eq!(clone.session().session_id(), Some("1"));
    Ok(())
}

async fn calls_together(client: &Either, count: usize) -> Tested<Vec<bool>> {
    let row = operation("establishPersistentConnection")?;
    let mut calls = JoinSet::new();
    for _ in 0..count {
        let client = client.clone();
        calls.spawn(async move { client.call(row).await.is_err_and(|failure| failure.status == Some(401)) });
    }
    Ok(calls.join_all().await)
}

async fn any_number_of_calls_share_one_login(which: Which) -> Tested {
    let (_server, logins, client) = ended(which, true).await?;
    assert_eq!(calls_together(&client, 20).await?, [false; 20]);
    assert_eq!(logins.load(Ordering::SeqCst), 1);
    Ok(())
}

async fn any_number_of_calls_share_a_login_that_fails(which: Which) -> Tested {
    let logins = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&logins);
    let together = Arc::new(tokio::sync::Barrier::new(20));
    let server = StandIn::start(move |request| {
        if request.starts_with(b"POST /icws/connection") {
            counted.fetch_add(1, Ordering::SeqCst);
            return Reply::Bytes(Answer::refusal(400).bytes());
        }
        Reply::BytesTogether(Arc::clone(&together), Answer::refusal(401).bytes())
    })
    .await?;
    let client = lasting(which, session_with_id(&server.url(), "ended")?)?;
    assert_eq!(calls_together(&client, 20).await?, [true; 20]);
    assert_eq!((logins.load(Ordering::SeqCst), server.requests().len()), (1, 21));
    Ok(())
}

async fn only_a_401_is_made_again(which: Which) -> Tested {
    for reply in [
        Reply::Bytes(Answer::refusal(403).bytes()),
        Reply::Bytes(Answer::refusal(500).bytes()),
        Reply::Bytes(Answer::new(407).bytes()),
        Reply::Bytes(Answer::new(503).header("Retry-After", "0").bytes()),
        Reply::BytesThenClose(Vec::new()),
    ] {
        let server = StandIn::always(reply.clone()).await?;
        let client = lasting(which, session_with_id(&server.url(), "ended")?)?;
        assert!(client.call(operation("establishPersistentConnection")?).await.is_err());
        assert_eq!(server.requests().len(), 1, "{reply:?}");
    }
    Ok(())
}

async fn a_second_401_is_the_error_of_the_call(which: Which) -> Tested {
    let server = StandIn::start(|request| {
        let is_login = request.starts_with(b"POST /icws/connection");
        Reply::Bytes(if is_login { logged_in(7) } else { Answer::refusal(401) }.bytes())
    })
    .await?;
    let client = lasting(which, session_with_id(&server.url(), "ended")?)?;
    let failure = client.call(operation("readyForCalls")?).await.err().ok_or("succeeded")?;
    assert_eq!((failure.kind, failure.status), (Kind::Api, Some(401)));
    assert_eq!(server.requests().len(), 3);
    assert!(leaks(&failure.texts).is_empty(), "{failure:?}");
    Ok(())
}

async fn a_logout_is_sent_once(which: Which) -> Tested {
    let (server, logins, client) = ended(which, true).await?;
    let refused = match client {
        Either::Asynchronous(client) => client.logout().await,
        Either::Blocking(client) => tokio::task::spawn_blocking(move || client.logout()).await?,
    };
    assert!(refused.is_err_and(|error| error.is_unauthorized()));
    assert_eq!((logins.load(Ordering::SeqCst), server.requests().len()), (0, 1));
    Ok(())
}

async fn another_session_has_no_provider(which: Which) -> Tested {
    let (server, logins, client) = ended(which, true).await?;
    let other = told!(client, |client| client.with_session(session_with_id(&server.url(), "other")?));
    let failure = other.call(operation("readyForCalls")?).await.err().ok_or("succeeded")?;
    assert_eq!((failure.status, logins.load(Ordering::SeqCst)), (Some(401), 0));
    Ok(())
}
