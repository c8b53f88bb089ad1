//! Whom encrypted connections trust.

use std::time::Duration;

use icws_tests::Tested;
use icws_tests::answer::Answer;
use icws_tests::either::Which;
use icws_tests::operation::operation;
use icws_tests::outcome::Kind;
use icws_tests::secret::{leaks, session};
use icws_tests::tls::Authority;

use crate::{AGAIN, again, both, stranger};

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
    assert!(
        failure.is_connect && failure.texts.iter().any(|text| text.contains("InvalidCertificate")),
        "{failure:?}"
    );
    Ok(())
}
