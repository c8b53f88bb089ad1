//! Sessions that come from another program, survive a redeploy, and are kept alive.

use std::error::Error;

use icws_dialer::http::{Request, Response, Uri};
use icws_dialer::{DialerVersion, Session};
use tokio::task::JoinSet;

use crate::desk::Desk;

/// What goes wrong before there is a call.
type Anything = Box<dyn Error + Send + Sync>;

impl Desk {
    /// Takes over a session that a gateway has opened, from the server's answer to the login, and from that about the
    /// feature `dialer`.
    ///
    /// # Errors
    ///
    /// Where the server has refused the login, and where nobody can tell what it offers.
    pub async fn adopt(
        &self,
        user: &str,
        login: Response<Vec<u8>>,
        feature: Response<Vec<u8>>,
    ) -> Result<(), Anything> {
        let session = Session::from_login_response(self.server.session().base_url(), login)?;
        let version = DialerVersion::from_feature_response(feature)?;
        let agent = self.server.with_session(session).with_server_version(version);
        self.agents.write().await.insert(user.to_owned(), agent);
        Ok(())
    }

    /// The sessions as secrets, by their users, for the program that takes over from this one.
    pub async fn suspend(&self) -> Vec<(String, String)> {
        let agents = self.agents.read().await;
        let exposed = |(user, agent): (&String, &icws_dialer::Client)| {
            Some((user.clone(), agent.session().expose_secrets()?))
        };
        agents.iter().filter_map(exposed).collect()
    }

    /// Goes on with the sessions of the program before this one. Nobody knows the passwords any more, so an agent whose session
    /// has ended meanwhile signs on again.
    ///
    /// # Errors
    ///
    /// Where a text is no session.
    pub async fn resume(&self, suspended: Vec<(String, String)>) -> Result<(), Anything> {
        for (user, secrets) in suspended {
            let agent = self.server.with_session(Session::from_exposed_secrets(&secrets)?);
            self.agents.write().await.insert(user, agent);
        }
        Ok(())
    }

    /// Fetches the messages of all sessions at once, without which the server would end them. It is no call of this API, so
    /// another client carries it. Whoever drops the future drops all of them.
    pub async fn poll<F>(&self, send: impl Fn(Request<Vec<u8>>) -> F) -> Vec<(String, F::Output)>
    where
        F: Future<Output: Send> + Send + 'static,
    {
        let mut polls = JoinSet::new();
        for (user, agent) in self.agents.read().await.iter() {
            let mut request = Request::new(Vec::new());
            *request.uri_mut() = Uri::from_static("/icws/{sessionId}/messaging/messages");
            if agent.session().authorize(&mut request).is_ok() {
                let (user, answer) = (user.clone(), send(request));
                polls.spawn(async move { (user, answer.await) });
            }
        }
        polls.join_all().await
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use icws_dialer::models::{self, MarkCallForFinishingParameters};
    use icws_dialer::operations::MarkCallForFinishing;
    use icws_dialer::{Call, Client, ErrorKind, Operation, SessionError};
    use tokio::sync::Barrier;
    use tokio::time::timeout;

    use super::*;
    use crate::stand_in::{Establish, server, sessions};

    fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> Response<Vec<u8>> {
        let answer = Response::builder().status(status);
        let answer = headers.iter().fold(answer, |answer, (name, value)| answer.header(*name, *value));
        answer.body(body.as_bytes().to_vec()).expect("these are headers")
    }

    fn opened() -> Response<Vec<u8>> {
        let headers = [
            ("ININ-ICWS-Session-ID", "17"),
            ("ININ-ICWS-CSRF-Token", "canary"),
            ("Set-Cookie", "icws_17=canary; Path=/icws"),
        ];
        answer(201, &headers, "")
    }

    fn call() -> Call {
        Call::of(&Establish::new())
    }

    #[tokio::test]
    async fn a_session_of_another_program_makes_calls_as_far_as_its_server_can() {
        let mock = server();
        let desk = Desk::new(mock.client());
        let version = Establish::SINCE.get();
        let old = answer(200, &[], &format!(r#"{{"featureId":"dialer","version":{version}}}"#));
        desk.adopt("ann", opened(), old).await.expect("it is a session");
        assert!(matches!(desk.run("ann", &call()).await, Some(Ok(_))));
        assert_eq!(sessions(&mock, &call()), ["17"]);
        let parameters = MarkCallForFinishingParameters::new("call", "campaign");
        let finish = MarkCallForFinishing::new(&parameters);
        if MarkCallForFinishing::SINCE.get() == version {
            return; // the crate knows no server that has only one of the two
        }
        let error = desk.run("ann", &Call::of(&finish)).await.and_then(Result::err).expect("it came later");
        assert!(error.kind() == ErrorKind::Unsupported && !error.may_have_been_sent());
    }

    #[tokio::test]
    async fn a_gateway_that_could_not_log_in_says_why() {
        let desk = Desk::new(server().client());
        let listed = || answer(200, &[], r#"{"featureId":"dialer","version":9}"#);
        let said = serde_json::to_string(&models::Error::new("the password is wrong")).expect("it is JSON");
        let refused = desk.adopt("ann", answer(400, &[], &said), listed()).await.expect_err("no success");
        let Some(SessionError::Refused { status, message, .. }) = refused.downcast_ref() else {
            panic!("{refused}")
        };
        assert_eq!((status.as_u16(), message.as_deref()), (400, Some("the password is wrong")));
        let hosts = answer(503, &[], r#"{"alternateHostList":["ic2"]}"#);
        let elsewhere = desk.adopt("ann", hosts, listed()).await.expect_err("another server is active");
        assert!(
            matches!(elsewhere.downcast_ref(), Some(SessionError::SwitchOver { hosts }) if hosts == &["ic2"])
        );
        let portal = answer(302, &[("Location", "https://portal/")], "");
        let redirected = desk.adopt("ann", portal, listed()).await.expect_err("it is no server");
        assert!(matches!(redirected.downcast_ref(), Some(SessionError::Redirected { .. })), "{redirected}");
        assert!(desk.adopt("ann", opened(), answer(404, &[], &said)).await.is_err(), "it has no dialer");
        assert!(desk.agent("ann").await.is_none());
    }

    #[tokio::test]
    async fn sessions_survive_a_redeploy_and_are_shown_nowhere() {
        let (mock, before) = (server(), Desk::new(server().client()));
        for user in ["ann", "bob"] {
            before.sign_on(user, "p4ssw0rd").await.expect("the server opens sessions");
        }
        let written = serde_json::to_string(&before.suspend().await).expect("these are texts");
        let after = Desk::new(mock.client());
        after
            .resume(serde_json::from_str(&written).expect("it can be read"))
            .await
            .expect("these are sessions");
        for user in ["ann", "bob"] {
            let [old, new] = [&before, &after].map(|desk| desk.agent(user));
            let (old, new) = (old.await.expect("signed on"), new.await.expect("resumed"));
            assert!(old.session() == new.session() && !format!("{new:?}").contains("icws_"));
        }
        assert!(matches!(after.run("bob", &call()).await, Some(Ok(_))));
        assert_eq!(sessions(&mock, &call()), ["2"]);
        assert!(after.resume(vec![("eve".to_owned(), "{}".to_owned())]).await.is_err());
    }

    #[tokio::test]
    async fn a_session_of_a_server_that_is_reached_otherwise_needs_a_client_of_its_own() {
        let before = Desk::new(server().client()); // whose sessions are with `https://`
        before.sign_on("ann", "p4ssw0rd").await.expect("the server opens sessions");
        let local = Session::anonymous("http://127.0.0.1:9").expect("it is this machine");
        let desk = Desk::new(Client::new(local).expect("no certificates are needed"));
        desk.resume(before.suspend().await).await.expect("these are sessions");
        let error = desk.run("ann", &call()).await.and_then(Result::err).expect("it is refused");
        assert!(error.kind() == ErrorKind::WrongClient && !error.is_connect() && !error.may_have_been_sent());
    }

    #[tokio::test(start_paused = true)]
    async fn all_sessions_are_polled_at_once_and_dropped_at_once() {
        let desk = Desk::new(server().client());
        for user in ["ann", "bob", "eve"] {
            desk.sign_on(user, "p4ssw0rd").await.expect("the server opens sessions");
        }
        let together = Arc::new(Barrier::new(3)); // one after the other would wait for ever
        let polled = desk.poll(|request| {
            let together = Arc::clone(&together);
            async move {
                together.wait().await;
                (request.uri().path().to_owned(), request.headers()["cookie"].clone())
            }
        });
        let mut polled = timeout(Duration::from_secs(1), polled).await.expect("they are sent together");
        polled.sort_by(|(one, _), (other, _)| one.cmp(other));
        let (user, (path, cookie)) = &polled[1];
        assert_eq!((user.as_str(), path.as_str()), ("bob", "/icws/2/messaging/messages"));
        assert!(cookie == "icws_2=2" && cookie.is_sensitive() && polled.len() == 3);

        let alive = Arc::new(());
        let polls = desk.poll(|_| {
            let alive = Arc::clone(&alive);
            async move {
                let _alive = alive;
                std::future::pending::<()>().await;
            }
        });
        assert!(timeout(Duration::from_secs(1), polls).await.is_err());
        tokio::task::yield_now().await;
        assert_eq!(Arc::strong_count(&alive), 1);
    }
}
