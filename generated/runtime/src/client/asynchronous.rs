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
        let answer = self.carry(&mut request, &session, call).await?;
        if self.calls.renewal.is_none() || !is_refused::<O, _>(&answer) {
            return Ok(answer);
        }
        match Box::pin(self.renewed(&session, ended)).await {
            Some(session) => {
                request = self.calls.request(operation, &session)?;
                Ok(Box::pin(self.carry(&mut request, &session, call)).await?)
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
        session: &Session,
        call: &Observed,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        #[cfg(feature = "retry")]
        if let Some(retry) = self.calls.retry() {
            return Box::pin(self.carry_again(retry, request, session, call)).await;
        }
        self.exchange(request, session, call).await
    }

    /// Carries a request as often as that is worth it.
    #[cfg(feature = "retry")]
    async fn carry_again(
        &self,
        retry: &super::Retry,
        request: &Request<Vec<u8>>,
        session: &Session,
        call: &Observed,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        let mut pauses = retry.pauses();
        loop {
            let outcome = self.exchange(&mut request.clone(), session, call).await;
            match pauses.after(outcome, || self.calls.deadline()) {
                ControlFlow::Continue(pause) => tokio::time::sleep(pause).await,
                ControlFlow::Break(outcome) => return outcome,
            }
        }
    }

    async fn exchange(
        &self,
        request: &mut Request<Vec<u8>>,
        session: &Session,
        call: &Observed,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        call.count_request();
        let deadline = self.calls.deadline();
        let answer = self.transport.transport.exchange(request, session, self.calls.limits()).await?;
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
        session: &Session,
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
            let mut request = to_reqwest(take(request), session).map_err(transport_error)?;
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

/// A request as `reqwest` has them. To have the server's part of the URL read with each call would take a fifteenth of its
/// instructions.
fn to_reqwest(request: Request<Vec<u8>>, session: &Session) -> reqwest::Result<reqwest::Request> {
    let (uri, server) = (request.uri(), session.base());
    // An operation that somebody has written may call another server.
    let is_there = uri.scheme() == Some(&server.scheme) && uri.authority() == Some(&server.authority);
    let Some(mut url) = session.url().filter(|_| is_there).cloned() else { return request.try_into() };
    url.set_path(uri.path());
    url.set_query(uri.query());
    let (head, body) = request.into_parts();
    let mut request = reqwest::Request::new(head.method, url);
    *request.version_mut() = head.version;
    *request.headers_mut() = head.headers;
    *request.body_mut() = Some(body.into());
    Ok(request)
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

#[cfg(test)]
mod tests {
    use http::Version;

    use super::*;
    use crate::tests::{Tested, session};

    #[test]
    fn a_request_is_what_reading_the_whole_of_its_url_yields() -> Tested {
        let marks: Vec<char> = ('!'..='~').filter(|mark| *mark != '#').chain(['\u{e4}']).collect();
        let mut paths: Vec<String> = marks.iter().map(|mark| format!("/a{mark}b/{mark}/")).collect();
        paths.extend(marks.iter().map(|mark| format!("/a?b{mark}c={mark}")));
        paths.extend(["", "/", "//x//y", "/a/%2E%2e/./../b", "/%5c%C3%A4?"].map(ToOwned::to_owned));
        let mut read = 0;
        for base in ["http://127.0.0.1:8018", "https://Ic1.Example.com/a//b/%2f", "http://[::1]:80//x"] {
            let session = session(base)?;
            for path in &paths {
                let request = Request::put(format!("{base}{path}")).version(Version::HTTP_2);
                // Not all of these can stand in a URI.
                let Ok(request) = request.header("a", "b").body(vec![1]) else { continue };
                assert_eq!(shown(to_reqwest(request.clone(), &session)?), shown(request.try_into()?));
                read += 1;
            }
        }
        assert!(read > 500, "{read}");
        Ok(())
    }

    fn shown(request: reqwest::Request) -> String {
        let (url, version, body) = (request.url().as_str(), request.version(), request.body());
        let body = body.and_then(reqwest::Body::as_bytes);
        format!("{} {url} {version:?} {:?} {body:?}", request.method(), request.headers())
    }

    #[test]
    fn a_request_to_another_server_goes_there() -> Tested {
        let session = session("https://ic1.example.com:8019/a")?;
        for url in [
            "https://ic2.example.com:8019/a/b",
            "http://ic1.example.com:8019/a/b",
            "https://ic1.example.com/a/b",
            "https://ic1.example.com:8019/b",
        ] {
            assert_eq!(to_reqwest(Request::get(url).body(Vec::new())?, &session)?.url().as_str(), url);
        }
        assert!(to_reqwest(Request::get("/a/b").body(Vec::new())?, &session).is_err());
        Ok(())
    }
}
