//! A session from its login to its logout, by the methods that both clients have.

use icws_dialer::operations::{EstablishPersistentConnection, PerformCallListQuery};
use icws_dialer::{Error, FeatureVersion, Login, LoginError, LogoutError, Operation, Session};
use icws_tests::Tested;
use icws_tests::answer::Answer;
use icws_tests::either::{Either, Which};
use icws_tests::operation::operation;
use icws_tests::secret::session_with_id;
use icws_tests::server::{Reply, StandIn};
use tokio::task::spawn_blocking;

use crate::both;

both! {
    a_session_is_opened_used_and_ended
    a_wrong_password_is_a_refusal_with_the_servers_words_and_is_tried_once
    a_login_follows_the_pair_to_its_active_server
    a_logout_that_the_server_refuses_is_an_error
}

/// Logs in. The blocking client does so on a thread of its own, because the server is on this one.
async fn log_in(client: &Either) -> Tested<Result<Session, Error<LoginError>>> {
    let login = Login::new("desk", "agent1", "canary-password");
    Ok(match client.clone() {
        Either::Asynchronous(client) => client.login(&login).await,
        Either::Blocking(client) => spawn_blocking(move || client.login(&login)).await?,
    })
}

async fn log_out(client: &Either) -> Tested<Result<(), Error<LogoutError>>> {
    Ok(match client.clone() {
        Either::Asynchronous(client) => client.logout().await,
        Either::Blocking(client) => spawn_blocking(move || client.logout()).await?,
    })
}

/// The version of the server, which has this operation and nothing younger.
const VERSION: FeatureVersion = EstablishPersistentConnection::SINCE;

fn logged_in() -> Answer {
    let body = format!(r#"{{"features":[{{"featureId":"dialer","version":{}}}]}}"#, VERSION.get());
    Answer::json(201, body)
        .header("ININ-ICWS-Session-ID", "7")
        .header("ININ-ICWS-CSRF-Token", "canary-token")
        .header("Set-Cookie", "icws_7=canary; Path=/icws/7; HttpOnly")
}

/// A server that opens a session, ends it, and does what it is asked between.
async fn server() -> Tested<StandIn> {
    let server = StandIn::start(|request| {
        let answer = match request {
            _ if request.starts_with(b"POST /icws/connection") => logged_in(),
            _ if request.starts_with(b"DELETE ") => Answer::new(204),
            _ => Answer::new(202),
        };
        Reply::Bytes(answer.bytes())
    });
    Ok(server.await?)
}

fn lines(request: &[u8]) -> String {
    String::from_utf8_lossy(request).to_lowercase()
}

async fn a_session_is_opened_used_and_ended(which: Which) -> Tested {
    let server = server().await?;
    let anonymous = which.client(Session::anonymous(server.url())?)?;
    let client = anonymous.with_session(log_in(&anonymous).await??);
    client.call(operation("establishPersistentConnection")?).await?;
    if PerformCallListQuery::SINCE.get() > VERSION.get() {
        let newer = client.call(operation("performCallListQuery")?).await;
        assert!(newer.is_err(), "the server has said that its dialer is older");
    }
    log_out(&client).await??;
    let requests = server.requests();
    assert_eq!((requests.len(), server.connections()), (3, 1));
    for (request, first) in
        requests.iter().zip(["post /icws/connection", "post /icws/7/", "delete /icws/7/connection "])
    {
        assert!(lines(request).starts_with(first), "{}", lines(request));
    }
    assert!(!lines(&requests[0]).contains("cookie") && lines(&requests[0]).contains("canary-password"));
    for request in &requests[1..] {
        let request = lines(request);
        assert!(request.contains("cookie: icws_7=canary\r\n"), "{request}");
        assert!(request.contains("inin-icws-csrf-token: canary-token\r\n"), "{request}");
    }
    Ok(())
}

async fn a_wrong_password_is_a_refusal_with_the_servers_words_and_is_tried_once(which: Which) -> Tested {
    let refusal = r#"{"errorId":"error.request.connection.authenticationFailure","message":"no such user"}"#;
    let server = StandIn::always(Reply::Bytes(Answer::json(400, refusal).bytes())).await?;
    let refused = log_in(&which.client(Session::anonymous(server.url())?)?).await?;
    let error = refused.err().ok_or("succeeded")?;
    assert_eq!((error.status().map(|status| status.as_u16()), server.requests().len()), (Some(400), 1));
    let shown = format!("{error} {error:?}");
    assert!(shown.contains("no such user") && !shown.contains("canary"), "{shown}");
    assert!(matches!(&error, Error::Api(LoginError::Refused { .. })), "{error:?}");
    Ok(())
}

async fn a_login_follows_the_pair_to_its_active_server(which: Which) -> Tested {
    let active = server().await?;
    let other = format!(r#"{{"alternateHostList":["{}"]}}"#, active.authority());
    let passive = StandIn::always(Reply::Bytes(Answer::json(503, other).bytes())).await?;
    let mut server = Session::anonymous(passive.url())?;
    let client = which.client(server.clone())?;
    let session = loop {
        match log_in(&client.with_session(server.clone())).await? {
            Err(Error::Api(LoginError::SwitchOver { hosts, .. })) => server = server.at_host(&hosts[0])?,
            session => break session?,
        }
    };
    assert_eq!(session.base_url(), active.url());
    client.with_session(session).call(operation("establishPersistentConnection")?).await?;
    assert_eq!((passive.requests().len(), active.requests().len()), (1, 2));
    Ok(())
}

async fn a_logout_that_the_server_refuses_is_an_error(which: Which) -> Tested {
    let server = StandIn::always(Reply::Bytes(Answer::refusal(401).bytes())).await?;
    let error =
        log_out(&which.client(session_with_id(&server.url(), "9")?)?).await?.err().ok_or("succeeded")?;
    assert!(matches!(&error, Error::Api(_)) && error.is_unauthorized(), "{error:?}");
    assert_eq!(server.requests().len(), 1);
    Ok(())
}
