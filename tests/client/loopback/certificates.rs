//! Whom encrypted connections trust.

use std::process::Command;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use icws_tests::Tested;
use icws_tests::answer::Answer;
use icws_tests::either::Which;
use icws_tests::operation::operation;
use icws_tests::outcome::Kind;
use icws_tests::secret::{leaks, session};
use icws_tests::tls::Authority;
use tokio::task::JoinSet;

use crate::{AGAIN, again, both, run_again, stranger};

/// Long enough for a busy machine.
const TIMEOUT: Duration = Duration::from_secs(30);

both! {
    a_server_with_a_certificate_that_is_trusted_is_called
    a_certificate_that_does_not_fit_is_a_failed_connection_and_nothing_is_sent
    an_authority_that_the_system_does_not_know_is_not_trusted
}

async fn a_server_with_a_certificate_that_is_trusted_is_called(which: Which) -> Tested {
    let authority = Authority::new()?;
    let address = authority.server("localhost", 4000, Answer::new(202).bytes()).await?;
    let client =
        authority.client(which, session(&format!("https://localhost:{}", address.port()))?, TIMEOUT)?;
    client.call(operation("establishPersistentConnection")?).await?;
    client.call(operation("establishPersistentConnection")?).await?;
    Ok(())
}

async fn a_certificate_that_does_not_fit_is_a_failed_connection_and_nothing_is_sent(which: Which) -> Tested {
    let authority = Authority::new()?;
    let good = authority.server("localhost", 4000, Answer::new(202).bytes()).await?;
    let good = session(&format!("https://localhost:{}", good.port()))?;
    for (name, year, shown) in [("ic1.example.com", 4000, "NotValidForName"), ("localhost", 2001, "Expired")]
    {
        let address = authority.server(name, year, Answer::new(202).bytes()).await?;
        let client =
            authority.client(which, session(&format!("https://localhost:{}", address.port()))?, TIMEOUT)?;
        let called = client.call(operation("establishPersistentConnection")?).await;
        let failure = called.err().ok_or("succeeded")?;
        assert_eq!((failure.kind, failure.is_connect), (Kind::Transport, true), "{failure:?}");
        assert!(failure.texts.iter().any(|text| text.contains(shown)), "{shown}: {failure:?}");
        assert!(leaks(&failure.texts).is_empty(), "{failure:?}");
        client.with_session(good.clone()).call(operation("establishPersistentConnection")?).await?;
    }
    Ok(())
}

async fn an_authority_that_the_system_does_not_know_is_not_trusted(which: Which) -> Tested {
    if std::env::var_os(AGAIN).is_none() {
        let test = "an_authority_that_the_system_does_not_know_is_not_trusted";
        return again("certificates", which, test, &[("SSL_CERT_FILE", &stranger(which, test)?)]);
    }
    let address = Authority::new()?.server("localhost", 4000, Answer::new(202).bytes()).await?;
    let client = which.client(session(&format!("https://localhost:{}", address.port()))?)?;
    let failure = client.call(operation("establishPersistentConnection")?).await.err().ok_or("succeeded")?;
    let reason =
        if cfg!(feature = "native-tls") { "certificate verify failed" } else { "InvalidCertificate" };
    assert!(failure.is_connect && failure.texts.iter().any(|text| text.contains(reason)), "{failure:?}");
    Ok(())
}

/// The file of certificates is a pipe here, so whoever reads it waits until something is written.
#[tokio::test]
#[cfg_attr(feature = "native-tls", ignore = "the TLS of the system reads them by itself, for each client")]
async fn certificates_are_read_once_and_not_by_the_task_that_makes_a_client() -> Tested {
    if std::env::var_os(AGAIN).is_none() {
        let test = "certificates_are_read_once_and_not_by_the_task_that_makes_a_client";
        let pipe = format!("{}/{test}-{}", env!("CARGO_TARGET_TMPDIR"), std::process::id());
        assert!(Command::new("mkfifo").arg(&pipe).status()?.success());
        let run = run_again(&format!("certificates::{test}"), &[("SSL_CERT_FILE", &pipe)]);
        std::fs::remove_file(&pipe)?;
        return run;
    }
    let authority = Authority::new()?;
    let address = authority.server("localhost", 4000, Answer::new(202).bytes()).await?;
    let session = session(&format!("https://localhost:{}", address.port()))?;
    let (called, waiting) = mpsc::channel();
    let certificates = thread::spawn(move || {
        let is_called = waiting.recv_timeout(TIMEOUT).is_ok();
        let written = std::env::var("SSL_CERT_FILE").map(|pipe| std::fs::write(pipe, authority.pem()));
        is_called && matches!(written, Ok(Ok(())))
    });

    let client = Which::Asynchronous.client(session.clone())?;
    let mut calls = JoinSet::new();
    for _ in 0..10 {
        let client = client.clone();
        calls.spawn(async move {
            client.call(operation("establishPersistentConnection")?).await.map_err(Into::into)
        });
    }
    tokio::time::sleep(Duration::from_millis(100)).await; // other tasks of this thread go on meanwhile
    assert!(calls.try_join_next().is_none());
    called.send(())?;
    let outcomes: Vec<Tested<_>> = calls.join_all().await;
    assert!(outcomes.iter().all(Result::is_ok), "{outcomes:?}");
    assert!(certificates.join().is_ok_and(|is_timely| is_timely));

    let another = Which::Asynchronous.client(session)?; // nobody writes to the pipe any more
    another.call(operation("establishPersistentConnection")?).await?;
    Ok(())
}

#[tokio::test]
#[cfg_attr(feature = "native-tls", ignore = "the TLS of the system reads them by itself, for each client")]
async fn a_machine_without_certificates_makes_no_connection_and_a_client_looks_again() -> Tested {
    let test = "a_machine_without_certificates_makes_no_connection_and_a_client_looks_again";
    let file = format!("{}/{test}.pem", env!("CARGO_TARGET_TMPDIR"));
    if std::env::var_os(AGAIN).is_none() {
        std::fs::write(&file, "")?;
        return run_again(&format!("certificates::{test}"), &[("SSL_CERT_FILE", &file)]);
    }
    let authority = Authority::new()?;
    let address = authority.server("localhost", 4000, Answer::new(202).bytes()).await?;
    let session = session(&format!("https://localhost:{}", address.port()))?;
    let client = Which::Asynchronous.client(session.clone())?;
    let call = operation("establishPersistentConnection")?;
    let failure = client.call(call).await.err().ok_or("succeeded")?;
    assert_eq!((failure.kind, failure.is_connect), (Kind::Transport, true), "{failure:?}");
    let reason = "the client cannot be set up for encrypted connections";
    assert!(failure.texts.iter().any(|text| text.contains(reason)), "{failure:?}");
    assert!(Which::Blocking.client(session).is_err_and(|error| error.to_string() == reason));

    std::fs::write(&file, authority.pem())?;
    client.call(call).await?;
    Ok(())
}
