//! The service of a team whose agents are many: one client for all of them, and a session for each.

use std::collections::HashMap;
use std::time::Duration;

use icws_dialer::http::HeaderValue;
use icws_dialer::http::header::USER_AGENT;
use icws_dialer::{AnyError, Call, CallResponse, Client, Error, Login, LoginError, Session};
use tokio::sync::RwLock;
use tokio::task::JoinSet;

/// How many servers of a pair are asked for the active one.
const SERVERS: usize = 3;

/// How long an agent waits for a call.
const CALL: Duration = Duration::from_secs(5);

/// What a program keeps in its state: connections, and who is logged in.
pub struct Desk {
    pub(crate) server: Client,
    pub(crate) agents: RwLock<HashMap<String, Client>>,
}

impl Desk {
    /// A desk on a client of the server, which needs no session.
    #[must_use]
    pub fn new(server: Client) -> Self {
        let server = server.with_timeout(CALL).with_header(USER_AGENT, HeaderValue::from_static("desk/1.0"));
        Self { server, agents: RwLock::default() }
    }

    /// Logs an agent in. When the session ends, the next call opens another.
    ///
    /// # Errors
    ///
    /// Those of the login.
    pub async fn sign_on(&self, user: &str, password: &str) -> Result<(), AnyError> {
        let login = Login::new("desk", user, password);
        let session = log_in(&self.server, &login).await?;
        let agent = self.server.with_session(session).with_relogin(move |client| {
            let login = login.clone();
            async move { log_in(&client, &login).await.ok() }
        });
        self.agents.write().await.insert(user.to_owned(), agent);
        Ok(())
    }

    /// Logs an agent out. Says whether somebody was logged in under this name.
    ///
    /// # Errors
    ///
    /// Those of the logout, but not that the session has ended already.
    pub async fn sign_off(&self, user: &str) -> Result<bool, AnyError> {
        let Some(agent) = self.agents.write().await.remove(user) else { return Ok(false) };
        match agent.logout().await {
            Err(error) if !error.is_unauthorized() => Err(error.into()),
            _ => Ok(true),
        }
    }

    /// The client of an agent; `None` if nobody has logged in under this name.
    pub async fn agent(&self, user: &str) -> Option<Client> {
        self.agents.read().await.get(user).cloned()
    }

    /// Makes a call of an agent; `None` if nobody has logged in under this name.
    ///
    /// # Errors
    ///
    /// Those of the call.
    pub async fn run(&self, user: &str, call: &Call) -> Option<Result<CallResponse, AnyError>> {
        Some(call.execute(&self.agent(user).await?).await)
    }

    /// Logs everybody out, all at once. Returns how many sessions were open until now.
    pub async fn shut_down(&self) -> usize {
        let mut logouts = JoinSet::new();
        for (_, agent) in self.agents.write().await.drain() {
            logouts.spawn(async move { agent.logout().await });
        }
        logouts.join_all().await.iter().filter(|outcome| outcome.is_ok()).count()
    }
}

/// Logs in, wherever the active server of the pair is.
async fn log_in(client: &Client, login: &Login) -> Result<Session, Error<LoginError>> {
    let mut server = client.session();
    for _ in 1..SERVERS {
        match client.with_session(server.clone()).login(login).await {
            Err(Error::Api(LoginError::SwitchOver { hosts, .. })) => {
                server = hosts.iter().find_map(|host| server.at_host(host).ok()).unwrap_or(server);
            }
            session => return session,
        }
    }
    client.with_session(server).login(login).await
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use icws_dialer::Logout;
    use icws_dialer::mock::{Mock, Reply};
    use tokio::time::timeout;

    use super::*;
    use crate::stand_in::{Establish, logins, server, sessions};

    async fn desk(mock: &Mock, users: &[&str]) -> Desk {
        let desk = Desk::new(mock.client());
        for user in users {
            desk.sign_on(user, "p4ssw0rd").await.expect("the server opens sessions");
        }
        desk
    }

    fn call() -> Call {
        Call::of(&Establish::new())
    }

    #[tokio::test]
    async fn each_agent_has_a_session_and_nobody_else_has_one() {
        let mock = server();
        let desk = desk(&mock, &["ann", "bob"]).await;
        for user in ["bob", "ann", "bob"] {
            assert!(matches!(desk.run(user, &call()).await, Some(Ok(_))));
        }
        assert!(desk.run("eve", &call()).await.is_none());
        assert_eq!(sessions(&mock, &call()), ["2", "1", "2"]);
    }

    #[tokio::test]
    async fn a_session_that_has_ended_is_replaced_once_for_all_calls_that_find_it_so() {
        let mock = server();
        let desk = Arc::new(desk(&mock, &["ann"]).await);
        mock.reply_with::<Establish>(|received| match received.session.session_id() {
            Some("1") => Reply::empty(401).after(Duration::from_millis(1)),
            _ => Reply::empty(202),
        });
        let mut calls = JoinSet::new();
        for _ in 0..20 {
            let desk = Arc::clone(&desk);
            calls.spawn(async move { desk.run("ann", &call()).await });
        }
        assert!(calls.join_all().await.iter().all(|outcome| matches!(outcome, Some(Ok(_)))));
        assert_eq!(logins(&mock), 2, "the first one, and one for all");
        let ids = sessions(&mock, &call());
        assert_eq!(ids.iter().filter(|id| *id == "2").count(), 20, "{ids:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn a_call_that_is_cancelled_is_counted_and_holds_nobody_up() {
        let (mock, cancelled) = (server(), Arc::new(AtomicUsize::new(0)));
        let counter = Arc::clone(&cancelled);
        let client = mock.client().with_observer(move |report| {
            counter.fetch_add(usize::from(report.error == Some("cancelled")), Ordering::Relaxed);
        });
        let desk = Desk::new(client);
        desk.sign_on("ann", "p4ssw0rd").await.expect("the server opens sessions");
        mock.reply::<Establish>(Reply::never());
        assert!(timeout(CALL / 2, desk.run("ann", &call())).await.is_err());
        assert!(matches!(desk.run("ann", &call()).await, Some(Ok(_))));
        assert_eq!(cancelled.load(Ordering::Relaxed), 1);
    }

    #[tokio::test(start_paused = true)]
    async fn a_server_that_is_too_slow_is_waited_for_as_long_as_the_desk_says() {
        let mock = server();
        let desk = desk(&mock, &["ann"]).await;
        mock.reply::<Establish>(Reply::never());
        mock.reply::<Establish>(Reply::empty(202).after(CALL / 2));
        let begun = tokio::time::Instant::now();
        let error = desk.run("ann", &call()).await.and_then(Result::err).expect("it takes too long");
        assert!(error.is_timeout() && begun.elapsed() == CALL);
        assert!(matches!(desk.run("ann", &call()).await, Some(Ok(_))));
    }

    #[tokio::test]
    async fn what_is_no_end_of_a_session_is_the_callers() {
        let mock = server();
        let desk = desk(&mock, &["ann"]).await;
        mock.reply::<Establish>(Reply::no_connection());
        let error = desk.run("ann", &call()).await.and_then(Result::err).expect("nobody answers");
        assert!(error.is_connect() && error.operation() == "establishPersistentConnection");
        assert_eq!(sessions(&mock, &call()), ["1"], "it is sent once");
    }

    #[tokio::test]
    async fn the_requests_say_whose_they_are() {
        let mock = server();
        let desk = desk(&mock, &["ann"]).await;
        assert!(matches!(desk.run("ann", &call()).await, Some(Ok(_))));
        assert!(mock.received().iter().all(|received| received.headers["user-agent"] == "desk/1.0"));
    }

    #[tokio::test]
    async fn a_session_that_has_ended_already_is_no_fault_of_who_logs_out() {
        let mock = server();
        let desk = desk(&mock, &["ann", "bob"]).await;
        mock.reply::<Logout>(Reply::empty(401));
        mock.reply::<Logout>(Reply::empty(500));
        assert!(desk.sign_off("ann").await.is_ok_and(|is_known| is_known));
        assert!(desk.sign_off("bob").await.is_err());
        assert!(desk.sign_off("ann").await.is_ok_and(|is_known| !is_known));
        assert_eq!(logins(&mock), 2);
    }

    #[tokio::test]
    async fn everybody_is_logged_out_in_the_end() {
        let mock = server();
        let desk = desk(&mock, &["ann", "bob", "eve"]).await;
        mock.reply_if::<Logout>(
            |received| received.session.session_id() == Some("2"),
            Reply::empty(401), // somebody else was faster
        );
        assert_eq!(desk.shut_down().await, 2);
        let mut ids = sessions(&mock, &Call::Other("logout"));
        ids.sort();
        assert_eq!(ids, ["1", "2", "3"]);
        assert!(desk.run("ann", &call()).await.is_none());
    }
}
