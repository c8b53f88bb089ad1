//! A program of the night: it works off a list of calls on a few threads, and has no runtime.

use std::collections::HashSet;
use std::error::Error as StdError;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use icws_dialer::blocking::Client;
use icws_dialer::http::{HeaderName, HeaderValue};
use icws_dialer::models::MarkCallForFinishingParameters;
use icws_dialer::operations::{EstablishPersistentConnection, MarkCallForFinishing};
use icws_dialer::{AnyError, Call, Error, Login, LoginError, Retry, Session};

/// How many calls are made at once.
const THREADS: usize = 4;

/// How many servers of a pair are asked for the active one.
const SERVERS: usize = 3;

/// What became of a list of calls.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    /// By which whoever runs the server finds this run.
    pub id: Option<String>,
    /// How many calls are done.
    pub done: usize,
    /// What the server has not seen: it can be in the next list.
    pub again: Vec<Call>,
    /// What somebody has to look at, because it was refused, or because nobody knows whether it is done.
    pub failed: Vec<(Call, AnyError)>,
}

impl Summary {
    fn add<T>(&mut self, call: Call, outcome: Result<T, AnyError>) {
        match outcome {
            Ok(_) => self.done += 1,
            Err(error) if !error.may_have_been_sent() => self.again.push(call),
            Err(error) => self.failed.push((call, error)),
        }
    }
}

/// A client of the server at this address.
///
/// # Errors
///
/// Where it is no address, and where encrypted connections cannot be set up.
pub fn client(base_url: &str) -> Result<Client, Box<dyn StdError + Send + Sync>> {
    let server = Session::anonymous(base_url)?;
    Ok(Client::builder(server).connect_timeout(Duration::from_secs(5)).build()?)
}

/// The calls that mark these as finished, each with its campaign. What the list has twice is marked once.
pub fn finishing<'a>(rows: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<Call> {
    let rows: HashSet<(&str, &str)> = rows.into_iter().collect();
    let bodies = rows.into_iter().map(|(call, campaign)| MarkCallForFinishingParameters::new(call, campaign));
    bodies.map(|body| Call::of(&MarkCallForFinishing::new(&body))).collect()
}

/// Logs in, makes the calls, and logs out.
///
/// # Errors
///
/// Those of the login and of the first call. What becomes of the others is in the summary.
pub fn run(server: &Client, login: &Login, calls: Vec<Call>) -> Result<Summary, AnyError> {
    let (session, again) = (log_in(server, login)?, login.clone());
    let agent = server
        .with_session(session)
        .with_header(HeaderName::from_static("x-run"), HeaderValue::from_static("night"))
        .with_retry(Retry::new(3).with_longest_pause(Duration::from_secs(5)))
        .with_relogin(move |client| log_in(&client, &again).ok());
    let answer = agent.execute_with_response(&EstablishPersistentConnection::new())?;
    let id = answer.headers().get("x-request-id").and_then(|id| id.to_str().ok()).map(str::to_owned);

    let (calls, summary) = (Mutex::new(calls.into_iter()), Mutex::new(Summary { id, ..Summary::default() }));
    let next = || locked(&calls).next();
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                while let Some(call) = next() {
                    let outcome = call.execute_blocking(&agent);
                    locked(&summary).add(call, outcome);
                }
            });
        }
    });
    let _ = agent.logout(); // else the server ends the session by itself after a while
    Ok(summary.into_inner().unwrap_or_else(PoisonError::into_inner))
}

/// Logs in, wherever the active server of the pair is.
fn log_in(client: &Client, login: &Login) -> Result<Session, Error<LoginError>> {
    let mut server = client.session();
    for _ in 1..SERVERS {
        match client.with_session(server.clone()).login(login) {
            Err(Error::Api(LoginError::SwitchOver { hosts, .. })) => {
                server = hosts.iter().find_map(|host| server.at_host(host).ok()).unwrap_or(server);
            }
            session => return session,
        }
    }
    client.with_session(server).login(login)
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::panic::catch_unwind;
    use std::sync::Arc;

    use icws_dialer::mock::{Mock, Reply};
    use icws_dialer::models::{Error as ServerError, StartReceivingParameters};
    use icws_dialer::operations::ReadyForCalls;
    use icws_dialer::{ErrorKind, Logout, Operation};

    use super::*;
    use crate::stand_in::{Establish, logins, server, sessions};

    fn login() -> Login {
        Login::new("night", "batch", "p4ssw0rd")
    }

    /// This many different calls.
    fn list(count: usize) -> Vec<Call> {
        let ids: Vec<String> = (0..count).map(|number| format!("call-{number}")).collect();
        finishing(ids.iter().map(|id| (id.as_str(), "campaign")))
    }

    type Finish<'a> = MarkCallForFinishing<'a>;

    #[test]
    fn each_call_is_made_once_by_a_session_that_is_opened_for_it() -> Result<(), AnyError> {
        let mock = server();
        mock.reply::<Establish>(Reply::empty(202).with_header("X-Request-Id", "r1"));
        let summary = run(&mock.blocking_client(), &login(), list(20))?;
        assert_eq!((summary.done, summary.id.as_deref()), (20, Some("r1")));
        assert!(summary.again.is_empty() && summary.failed.is_empty());
        for call in list(20) {
            assert_eq!(sessions(&mock, &call), ["1"], "{call:?}");
        }
        assert_eq!((mock.calls().len(), mock.calls().last()), (23, Some(&Call::of(&Logout::new()))));
        assert!(mock.received()[1..].iter().all(|received| received.headers["x-run"] == "night"));
        Ok(())
    }

    #[test]
    fn a_list_that_has_a_call_twice_marks_it_once() {
        assert_eq!(finishing([("1", "c"), ("2", "c"), ("1", "c"), ("1", "d")]).len(), 3);
    }

    #[test]
    fn a_session_that_ends_meanwhile_is_replaced_once_for_all_threads() -> Result<(), AnyError> {
        let mock = server();
        mock.reply_with::<Finish<'_>>(|received| match received.session.session_id() {
            Some("1") => Reply::empty(401).after(Duration::from_millis(20)),
            _ => Reply::empty(200),
        });
        let summary = run(&mock.blocking_client(), &login(), list(20))?;
        assert_eq!((summary.done, logins(&mock)), (20, 2), "{summary:?}");
        assert_eq!(sessions(&mock, &Call::of(&Logout::new())), ["2"]);
        Ok(())
    }

    #[test]
    fn who_may_not_log_in_makes_no_call() {
        let mock = server();
        mock.reply::<Login>(Reply::json(400, &ServerError::new("the password is wrong")));
        let error = run(&mock.blocking_client(), &login(), list(3)).expect_err("nobody is logged in");
        assert!(matches!(error.downcast_ref(), Some(Error::Api(LoginError::Refused { .. }))), "{error}");
        assert_eq!((error.message(), mock.calls().len()), (Some("the password is wrong"), 1));
    }

    #[test]
    fn the_active_server_of_a_pair_is_found() -> Result<(), AnyError> {
        let mock = server();
        let hosts = r#"{"alternateHostList":["ic2.invalid"]}"#;
        mock.reply::<Login>(Reply::text(503, "application/json", hosts));
        assert_eq!(run(&mock.blocking_client(), &login(), list(1))?.done, 1);
        let received = mock.received();
        let made = received.iter().filter(|received| received.call == list(1)[0]);
        assert!(made.map(|made| made.session.base_url()).eq(["https://ic2.invalid"]));
        Ok(())
    }

    #[test]
    fn what_the_server_has_not_seen_is_left_for_another_night_and_nothing_else() -> Result<(), AnyError> {
        let mock = server();
        for call in 0..4 {
            let is_it = move |received: &icws_dialer::mock::Received| {
                let name = format!("call-{call}");
                matches!(&received.call, Call::MarkCallForFinishing { body, .. } if body.call_id == name)
            };
            let reply = match call {
                0 => Reply::empty(503).with_header("Retry-After", "0"), // and then it is done
                1 => Reply::json(403, &ServerError::new("there is no license")),
                2 => Reply::timeout(),
                _ => Reply::no_connection(),
            };
            for _ in 0..if call == 3 { 3 } else { 1 } {
                mock.reply_if::<Finish<'_>>(is_it, reply.clone());
            }
        }
        let counted = Arc::new(Mutex::new(0));
        let counter = Arc::clone(&counted);
        let client = mock.blocking_client().with_observer(move |_| *locked(&counter) += 1);
        let summary = run(&client, &login(), list(5))?;
        assert_eq!((summary.done, summary.again.len(), mock.replies_left()), (2, 1, 0), "{summary:?}");
        let mut kinds: Vec<_> = summary.failed.iter().map(|(_, error)| error.kind().as_str()).collect();
        kinds.sort_unstable();
        assert_eq!(kinds, [ErrorKind::Api.as_str(), ErrorKind::Timeout.as_str()]);
        assert_eq!(
            *locked(&counted),
            8,
            "a login, a first call, five more and a logout, however often each was sent"
        );
        Ok(())
    }

    #[test]
    fn what_an_owner_has_added_to_the_api_can_be_sent_before_the_crate_knows_it() -> Result<(), AnyError> {
        let mock = server();
        let parameters =
            StartReceivingParameters::new().with_campaign_ids(["c"]).with_extra([("priority", 5)]);
        let parameters = parameters.with_extra([("team", "night")]);
        let call = Call::of(&ReadyForCalls::new(&parameters));
        assert_eq!(run(&mock.blocking_client(), &login(), vec![call.clone()])?.done, 1);
        assert!(mock.calls().contains(&call) && parameters.extra.len() == 2);
        Ok(())
    }

    #[test]
    fn a_client_goes_on_after_something_has_panicked_beside_it() -> Result<(), AnyError> {
        let mock = server();
        mock.reply_if::<Finish<'_>>(|_| panic!("a fault of whoever wrote the test"), Reply::empty(200));
        let client = mock.blocking_client();
        let logged_in = client.with_session(Mock::numbered_session(1));
        let call = list(1).remove(0);
        assert!(catch_unwind(|| call.execute_blocking(&logged_in)).is_err());
        logged_in.establish_persistent_connection()?;
        Ok(())
    }

    #[test]
    fn a_reply_that_a_test_has_forgotten_is_named() {
        let error = Mock::new().blocking_client().establish_persistent_connection().expect_err("no reply");
        let (id, said) = (<Establish as Operation>::ID, error.to_string());
        assert!(said.contains(&format!("no reply for `{id}`")) && said.contains("Mock::reply"), "{said}");
    }

    #[test]
    fn an_address_is_looked_at_before_anything_is_sent() {
        assert!(client("http://127.0.0.1:8019").is_ok());
        assert!(client("ic1").is_err() && client("http://ic1.example.com:8019").is_err());
    }
}
