//! The asynchronous client, on `reqwest`.
//!
//! The future of a call is moved, and many exist at once. So one function holds the request and the others borrow it, and what
//! few calls need is boxed.

use std::fmt;
use std::mem::take;
#[cfg(feature = "retry")]
use std::ops::ControlFlow;
use std::pin::Pin;
use std::sync::Arc;

use http::{Request, Response};

use super::calls::ExchangeLimits;
use super::connections::Connections;
use super::head::Head;
use super::http::Http;
use super::observed::Observed;
use super::received::BodyBuffer;
use super::renewal::{Renewal, RenewalStep, is_refused};
use super::settings::Settings;
use super::trace::Span;
use crate::reader::meter::Deadline;
use crate::{ClientError, Error, Operation, Session, TransportError};

/// The HTTP stack of the asynchronous clients, set up. It needs the feature `reqwest`, or `reqwest-client`.
#[derive(Clone)]
pub struct Reqwest {
    transport: Transport,
    /// What logs in again, for the client whose calls have a renewal.
    provider: Option<Arc<Provider>>,
}

/// Logs in again, for one call at a time.
struct Provider {
    ask: Box<Ask>,
    turn: tokio::sync::Mutex<()>,
}

type Ask = dyn Fn(Connections<Reqwest>) -> BoxFuture + Send + Sync;
type BoxFuture = Pin<Box<dyn Future<Output = Option<Session>> + Send>>;

impl From<Transport> for Reqwest {
    fn from(transport: Transport) -> Self {
        Self { transport, provider: None }
    }
}

impl fmt::Debug for Reqwest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reqwest").finish_non_exhaustive()
    }
}

/// What the asynchronous clients of generated crates are made of.
#[doc(hidden)]
impl Connections<Reqwest> {
    pub fn new(settings: Settings) -> Result<Self, ClientError> {
        let transport = Transport::Http(Http::new(&settings)?).into();
        Ok(Self { calls: settings.calls(), transport })
    }

    #[must_use]
    pub fn from_parts(session: Session, http: reqwest::Client) -> Self {
        Self {
            calls: Settings::new(session).calls_anywhere(),
            transport: Transport::Http(Http::Made(http)).into(),
        }
    }

    #[cfg(feature = "mock")]
    #[must_use]
    pub fn from_mock(mock: &crate::mock::Mock) -> Self {
        Self { calls: Settings::mocked(), transport: Transport::Mock(mock.clone()).into() }
    }

    /// The same client, which logs in again where its session is refused.
    #[must_use]
    pub fn with_relogin<F>(mut self, ask: impl Fn(Self) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Option<Session>> + Send + 'static,
    {
        let ask = Box::new(move |connections| Box::pin(ask(connections)) as BoxFuture);
        self.calls.renewal = Some(Arc::new(Renewal::new(self.session())));
        self.transport.provider = Some(Arc::new(Provider { ask, turn: tokio::sync::Mutex::new(()) }));
        self
    }

    pub async fn execute<O: Operation>(
        &self,
        operation: &O,
        span: Span,
    ) -> Result<O::Response, Error<O::Error>> {
        let call = Observed::begin::<O>(span, &self.calls.observer);
        let answer = call.span().around(self.answer(operation, &call)).await;
        call.end::<O>(answer)
    }

    pub async fn execute_with_response<O: Operation>(
        &self,
        operation: &O,
        span: Span,
    ) -> Result<Response<O::Response>, Error<O::Error>> {
        let call = Observed::begin::<O>(span, &self.calls.observer);
        let answer = call.span().around(self.answer(operation, &call)).await;
        let head = Head::of(&answer);
        call.end::<O>(answer).map(|body| head.with(body))
    }

    /// The response to a call. Where the server has refused the session and there is a new one, the call is made once more.
    async fn answer<O: Operation>(
        &self,
        operation: &O,
        call: &Observed,
    ) -> Result<Response<Vec<u8>>, Error<O::Error>> {
        let (session, ended) = self.calls.begin();
        let mut request = self.calls.request(operation, &session)?;
        let answer = self.carry(&mut request, call).await?;
        if self.calls.renewal.is_none() || !is_refused::<O, _>(&answer) {
            return Ok(answer);
        }
        match Box::pin(self.renewed(&session, ended)).await {
            Some(session) => {
                request = self.calls.request(operation, &session)?;
                Ok(Box::pin(self.carry(&mut request, call)).await?)
            }
            None => Ok(answer),
        }
    }

    /// The session in place of one that was refused. However many calls ask, one of them logs in.
    async fn renewed(&self, refused: &Session, ended: u64) -> Option<Session> {
        let (renewal, provider) = (self.calls.renewal.as_ref()?, self.transport.provider.as_ref()?);
        let _turn = provider.turn.lock().await;
        match renewal.step(refused, ended) {
            RenewalStep::Renewed(session) => Some(session),
            RenewalStep::Failed => None,
            RenewalStep::LogIn => {
                let session = (provider.ask)(self.with_session(refused.clone())).await;
                renewal.finish(session.as_ref());
                session
            }
        }
    }

    /// Carries a request, and once more where the client is told to. Apart from `answer`, because it is compiled once, not
    /// once for each operation.
    async fn carry(
        &self,
        request: &mut Request<Vec<u8>>,
        call: &Observed,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        #[cfg(feature = "retry")]
        if let Some(retry) = self.calls.retry() {
            return Box::pin(self.carry_again(retry, request, call)).await;
        }
        self.exchange(request, call).await
    }

    /// Carries a request as often as that is worth it.
    #[cfg(feature = "retry")]
    async fn carry_again(
        &self,
        retry: &super::Retry,
        request: &Request<Vec<u8>>,
        call: &Observed,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        let mut pauses = retry.pauses();
        loop {
            let outcome = self.exchange(&mut request.clone(), call).await;
            match pauses.after(outcome, || self.calls.deadline()) {
                ControlFlow::Continue(pause) => tokio::time::sleep(pause).await,
                ControlFlow::Break(outcome) => return outcome,
            }
        }
    }

    async fn exchange(
        &self,
        request: &mut Request<Vec<u8>>,
        call: &Observed,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        call.count_request();
        let deadline = self.calls.deadline();
        let answer = self.transport.transport.exchange(request, self.calls.limits()).await?;
        Ok(Deadline::set(deadline, answer))
    }
}

/// What carries the calls.
#[derive(Clone)]
enum Transport {
    Http(Http),
    #[cfg(feature = "mock")]
    Mock(crate::mock::Mock),
}

impl Transport {
    /// Sends a request, which is taken out of its place, and receives the whole response.
    async fn exchange(
        &self,
        request: &mut Request<Vec<u8>>,
        limits: ExchangeLimits,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        let http = match self {
            Self::Http(http) => http,
            #[cfg(feature = "mock")]
            Self::Mock(mock) => {
                return Box::pin(mock.exchange(take(request)).within(limits.timeout).arrive()).await;
            }
        };
        let (http, timeout) = http.ready(limits.timeout).await?;
        // Only now, so that nothing but the sending holds what `reqwest` makes of it.
        let sent = {
            let mut request = reqwest::Request::try_from(take(request)).map_err(transport_error)?;
            if let Some(timeout) = timeout {
                *request.timeout_mut() = Some(timeout);
            }
            http.execute(request)
        };
        let mut received = sent.await.map_err(transport_error)?;
        let mut body = BodyBuffer::new(received.content_length(), limits.size)?;
        while let Some(piece) = received.chunk().await.map_err(transport_error)? {
            body.push(&piece)?;
        }
        let mut response = Response::new(body.into_bytes());
        *response.status_mut() = received.status();
        *response.headers_mut() = take(received.headers_mut());
        Ok(response)
    }
}

/// Without the URL, because the URL has the session id.
fn transport_error(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    match (error.is_connect(), error.is_timeout()) {
        (true, true) => TransportError::connect_timeout(error),
        (true, false) => TransportError::connect(error),
        (false, true) => TransportError::timeout(error),
        (false, false) => TransportError::new(error),
    }
}
