//! The blocking client, on `ureq`.
//!
//! It has the same methods as the asynchronous one, without `.await`, with the same errors and the same rules, and needs
//! no runtime. Inside of an asynchronous function it must not be used, because it would hold up everything else there.

use std::fmt;
use std::io::{ErrorKind, Read};
#[cfg(feature = "retry")]
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http::{Request, Response};
use ureq::{Agent, Body};

use failure::transport_error;

use super::calls::ExchangeLimits;
use super::connections::Connections;
use super::head::Head;
use super::observed::Observed;
use super::received::BodyBuffer;
use super::renewal::{Renewal, RenewalStep, is_refused};
use super::settings::Settings;
use super::trace::Span;
use super::{proxy, tls};
use crate::reader::meter::Deadline;
use crate::{ClientError, Error, Operation, Session, TransportError};

mod failure;

/// The HTTP stack of the blocking clients, set up. It needs the feature `blocking`, or `blocking-client`.
#[derive(Clone)]
pub struct Ureq {
    transport: Transport,
    /// What logs in again, for the client whose calls have a renewal.
    provider: Option<Arc<Provider>>,
}

/// Logs in again, for one call at a time.
struct Provider {
    ask: Box<Ask>,
    turn: Mutex<()>,
}

type Ask = dyn Fn(Connections<Ureq>) -> Option<Session> + Send + Sync;

impl From<Transport> for Ureq {
    fn from(transport: Transport) -> Self {
        Self { transport, provider: None }
    }
}

impl fmt::Debug for Ureq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ureq").finish_non_exhaustive()
    }
}

/// What the blocking clients of generated crates are made of.
#[doc(hidden)]
impl Connections<Ureq> {
    pub fn new(settings: Settings) -> Result<Self, ClientError> {
        let transport = Transport::new(&settings)?.into();
        Ok(Self { calls: settings.calls(), transport })
    }

    #[must_use]
    pub fn from_parts(session: Session, http: Agent) -> Self {
        Self { calls: Settings::new(session).calls_anywhere(), transport: Transport::Http(http).into() }
    }

    #[cfg(feature = "mock")]
    #[must_use]
    pub fn from_mock(mock: &crate::mock::Mock) -> Self {
        Self { calls: Settings::mocked(), transport: Transport::Mock(mock.clone()).into() }
    }

    /// The same client, which logs in again where its session is refused.
    #[must_use]
    pub fn with_relogin(mut self, ask: impl Fn(Self) -> Option<Session> + Send + Sync + 'static) -> Self {
        self.calls.renewal = Some(Arc::new(Renewal::new(self.session())));
        self.transport.provider = Some(Arc::new(Provider { ask: Box::new(ask), turn: Mutex::new(()) }));
        self
    }

    pub fn execute<O: Operation>(&self, operation: &O, span: Span) -> Result<O::Response, Error<O::Error>> {
        let call = Observed::begin::<O>(span, &self.calls.observer);
        let answer = call.span().within(|| self.answer(operation, &call));
        call.end::<O>(answer)
    }

    pub fn execute_with_response<O: Operation>(
        &self,
        operation: &O,
        span: Span,
    ) -> Result<Response<O::Response>, Error<O::Error>> {
        let call = Observed::begin::<O>(span, &self.calls.observer);
        let answer = call.span().within(|| self.answer(operation, &call));
        let head = Head::of(&answer);
        call.end::<O>(answer).map(|body| head.with(body))
    }

    /// The response to a call. Where the server has refused the session and there is a new one, the call is made once more.
    fn answer<O: Operation>(
        &self,
        operation: &O,
        call: &Observed,
    ) -> Result<Response<Vec<u8>>, Error<O::Error>> {
        let (session, ended) = self.calls.begin();
        let answer = self.carry(self.calls.request(operation, &session)?, call)?;
        if !is_refused::<O, _>(&answer) {
            return Ok(answer);
        }
        match self.renewed(&session, ended) {
            Some(session) => Ok(self.carry(self.calls.request(operation, &session)?, call)?),
            None => Ok(answer),
        }
    }

    /// The session in place of one that was refused. However many calls ask, one of them logs in.
    fn renewed(&self, refused: &Session, ended: u64) -> Option<Session> {
        let (renewal, provider) = (self.calls.renewal.as_ref()?, self.transport.provider.as_ref()?);
        let _turn = provider.turn.lock().unwrap_or_else(PoisonError::into_inner);
        match renewal.step(refused, ended) {
            RenewalStep::Renewed(session) => Some(session),
            RenewalStep::Failed => None,
            RenewalStep::LogIn => {
                let session = (provider.ask)(self.with_session(refused.clone()));
                renewal.finish(session.as_ref());
                session
            }
        }
    }

    /// Carries a request, and once more where the client is told to. Apart from `answer`, because it is compiled once, not
    /// once for each operation.
    fn carry(&self, request: Request<Vec<u8>>, call: &Observed) -> Result<Response<Vec<u8>>, TransportError> {
        #[cfg(feature = "retry")]
        if let Some(retry) = self.calls.retry() {
            let mut pauses = retry.pauses();
            loop {
                let outcome = self.exchange(request.clone(), call);
                match pauses.after(outcome, || self.calls.deadline()) {
                    ControlFlow::Continue(pause) => std::thread::sleep(pause),
                    ControlFlow::Break(outcome) => return outcome,
                }
            }
        }
        self.exchange(request, call)
    }

    fn exchange(
        &self,
        request: Request<Vec<u8>>,
        call: &Observed,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        call.count_request();
        let deadline = self.calls.deadline();
        let answer = self.transport.transport.exchange(request, self.calls.limits())?;
        Ok(Deadline::set(deadline, answer))
    }
}

/// What carries the calls.
#[derive(Clone)]
enum Transport {
    Http(Agent),
    #[cfg(feature = "mock")]
    Mock(crate::mock::Mock),
}

impl Transport {
    fn new(settings: &Settings) -> Result<Self, ClientError> {
        let way = settings.way();
        let config = tls::Tls::choose(way.encrypted)?
            .for_ureq(Agent::config_builder())?
            .timeout_global(Some(settings.timeout))
            .timeout_resolve(Some(settings.connect_timeout))
            .timeout_connect(Some(settings.connect_timeout))
            .http_status_as_error(false)
            .max_redirects(0)
            .proxy(proxy::to(way))
            .user_agent("") // and no `Accept` or `Accept-Encoding` but those of the operation
            .accept("")
            .accept_encoding("");
        Ok(Self::Http(config.build().into()))
    }

    /// Sends a request and receives the whole response.
    fn exchange(
        &self,
        request: Request<Vec<u8>>,
        limits: ExchangeLimits,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        let agent = match self {
            Self::Http(agent) => agent,
            #[cfg(feature = "mock")]
            Self::Mock(mock) => return mock.exchange(request).within(limits.timeout).wait(),
        };
        let response = if request.body().is_empty() {
            agent.run(held(agent, request.map(drop), limits.timeout))
        } else {
            agent.run(held(agent, request, limits.timeout))
        };
        let (head, body) = response.map_err(transport_error)?.into_parts();
        let body = receive(body, limits.size)?;
        Ok(Response::from_parts(head, body))
    }
}

/// The request, held to the rules about redirects and refusals if the agent does not keep to them, and to a time limit of its
/// own. Not always, because an agent reads its certificates anew for each connection of a request with settings of its own.
fn held<B: ureq::AsSendBody>(agent: &Agent, request: Request<B>, timeout: Option<Duration>) -> Request<B> {
    let config = agent.config();
    if config.max_redirects() == 0 && !config.http_status_as_error() && timeout.is_none() {
        return request;
    }
    let timeout = timeout.or(config.timeouts().global);
    let configured = agent.configure_request(request).http_status_as_error(false).max_redirects(0);
    configured.timeout_global(timeout).build()
}

/// The whole body.
fn receive(body: Body, limit: usize) -> Result<Vec<u8>, TransportError> {
    let mut received = BodyBuffer::new(body.content_length(), limit)?;
    let mut reader = body.into_reader();
    let mut buffer = [0; 8 << 10];
    loop {
        match reader.read(&mut buffer) {
            Ok(0) => return Ok(received.into_bytes()),
            Ok(count) => received.push(buffer.get(..count).unwrap_or_default())?,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(transport_error(error.into())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{Tested, session};

    #[test]
    #[allow(irrefutable_let_patterns, reason = "without the mock there is nothing else")]
    fn the_limits_of_time_are_those_that_the_client_is_told() -> Tested {
        let settings = Settings::new(session("http://127.0.0.1:9")?);
        let told = settings.clone().timeout(Duration::from_secs(7)).connect_timeout(Duration::from_secs(3));
        for (settings, whole, connect) in [(settings, 30, 10), (told, 7, 3)] {
            let Transport::Http(agent) = Transport::new(&settings)? else { return Err("a mock".into()) };
            let timeouts = agent.config().timeouts();
            let (whole, connect) = (Duration::from_secs(whole), Duration::from_secs(connect));
            assert_eq!((timeouts.global, timeouts.connect), (Some(whole), Some(connect)));
            // Some systems look for a name for minutes.
            assert_eq!(timeouts.resolve, Some(connect));
        }
        Ok(())
    }

    /// A signal, for example, interrupts what waits, and says nothing of the connection.
    #[test]
    fn reading_goes_on_where_it_was_interrupted() -> Tested {
        struct Interrupted(bool);

        impl Read for Interrupted {
            fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
                match std::mem::replace(&mut self.0, true) {
                    true => b"".as_slice().read(buffer),
                    false => Err(ErrorKind::Interrupted.into()),
                }
            }
        }

        let body = Body::builder().reader(b"a".chain(Interrupted(false)).chain(b"b".as_slice()));
        assert_eq!(receive(body, 2)?, b"ab");
        Ok(())
    }
}
