//! One client for several sessions, and clients on HTTP stacks that somebody else has set up.

use icws_dialer::Client;
use icws_tests::Tested;
use icws_tests::answer::Answer;
use icws_tests::either::{Either, Which};
use icws_tests::operation::operation;
use icws_tests::outcome::Kind;
use icws_tests::secret::{leaks, session, session_with_id};
use icws_tests::server::{Reply, StandIn};

use crate::{always, both};

both! {
    sessions_of_one_client_share_its_connection
    a_session_that_is_reached_otherwise_is_refused_before_anything_is_sent
    a_stack_of_ones_own_serves_any_session
    a_stack_of_ones_own_follows_no_redirect_and_fails_with_the_same_errors
}

async fn sessions_of_one_client_share_its_connection(which: Which) -> Tested {
    let (server, client) = always(which, &Answer::new(202)).await?;
    for id in ["first", "second", "third"] {
        let client = client.with_session(session_with_id(&server.url(), id)?);
        client.call(operation("establishPersistentConnection")?).await?;
        let requests = server.requests();
        let path = format!("POST /icws/{id}/");
        assert!(requests.last().is_some_and(|request| request.starts_with(path.as_bytes())), "{id}");
    }
    client.call(operation("establishPersistentConnection")?).await?;
    assert_eq!((server.connections(), server.requests().len()), (1, 4));
    Ok(())
}

async fn a_session_that_is_reached_otherwise_is_refused_before_anything_is_sent(which: Which) -> Tested {
    let (server, client) = always(which, &Answer::new(202)).await?;
    for elsewhere in [server.url().replace("http:", "https:"), "https://ic1.example.com".to_owned()] {
        let other = client.with_session(session(&elsewhere)?);
        let called = other.call(operation("establishPersistentConnection")?).await;
        let failure = called.err().ok_or("succeeded")?;
        assert_eq!((failure.kind, failure.is_connect), (Kind::Request, false), "{failure:?}");
        assert!(failure.texts.iter().any(|text| text.contains("`Client::new`")), "{failure:?}");
        assert!(leaks(&failure.texts).is_empty(), "{failure:?}");
    }
    assert_eq!(server.connections(), 0);
    Ok(())
}

/// A client on a stack with whatever settings that stack has by default, but for redirects where this crate cannot see them.
fn own(which: Which, base_url: &str) -> Tested<Either> {
    let session = session(base_url)?;
    Ok(match which {
        Which::Asynchronous => {
            let roots = rustls::RootCertStore::empty();
            let tls = rustls::ClientConfig::builder_with_provider(
                rustls::crypto::aws_lc_rs::default_provider().into(),
            )
            .with_safe_default_protocol_versions()?
            .with_root_certificates(roots)
            .with_no_client_auth();
            let http = reqwest::Client::builder()
                .redirect(reqwest::redirect::Policy::none())
                .tls_backend_preconfigured(tls)
                .no_proxy()
                .build()?;
            Either::Asynchronous(Client::from_parts(session, http))
        }
        Which::Blocking => {
            let agent = ureq::Agent::config_builder().proxy(None).user_agent("mine").build();
            Either::Blocking(icws_dialer::blocking::Client::from_parts(session, agent.into()))
        }
    })
}

async fn a_stack_of_ones_own_serves_any_session(which: Which) -> Tested {
    let server = StandIn::always(Reply::Bytes(Answer::new(202).bytes())).await?;
    let client = own(which, "https://ic1.example.com")?.with_session(session(&server.url())?);
    for _ in 0..2 {
        client.call(operation("establishPersistentConnection")?).await?;
    }
    assert_eq!((server.connections(), server.requests().len()), (1, 2));
    Ok(())
}

async fn a_stack_of_ones_own_follows_no_redirect_and_fails_with_the_same_errors(which: Which) -> Tested {
    let elsewhere = StandIn::always(Reply::Bytes(Answer::new(200).bytes())).await?;
    for (answer, kind, status) in [
        (Answer::new(307).header("Location", elsewhere.url()), Kind::UnexpectedStatus, 307),
        (Answer::refusal(401), Kind::Api, 401),
        (Answer::new(502), Kind::UnexpectedStatus, 502),
    ] {
        let server = StandIn::always(Reply::Bytes(answer.bytes())).await?;
        let called = own(which, &server.url())?.call(operation("readyForCalls")?).await;
        let failure = called.err().ok_or("succeeded")?;
        assert_eq!((failure.kind, failure.status), (kind, Some(status)), "{failure:?}");
        assert_eq!(server.requests().len(), 1);
    }
    assert_eq!(elsewhere.connections(), 0);
    Ok(())
}
