//! The asynchronous client, on `reqwest`.

use std::fmt;

use http::{Request, Response};

use super::connections::Connections;
use super::observed::Observed;
use super::received::Received;
use super::settings::Settings;
use super::tls;
use super::trace::Span;
use crate::decode::Deadline;
use crate::{ClientError, Error, Operation, Session, TransportError};

/// The HTTP stack of the asynchronous clients, set up.
#[derive(Clone)]
pub struct Reqwest(Transport);

impl fmt::Debug for Reqwest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reqwest").finish_non_exhaustive()
    }
}

/// What the asynchronous clients of generated crates are made of.
#[doc(hidden)]
impl Connections<Reqwest> {
    pub fn new(settings: Settings) -> Result<Self, ClientError> {
        let transport = Reqwest(Transport::new(&settings)?);
        Ok(Self { calls: settings.calls(), transport })
    }

    #[must_use]
    pub fn from_parts(session: Session, http: reqwest::Client) -> Self {
        Self { calls: Settings::new(session).calls_anywhere(), transport: Reqwest(Transport::Http(http)) }
    }

    #[cfg(feature = "mock")]
    #[must_use]
    pub fn from_mock(mock: &crate::mock::Mock) -> Self {
        Self { calls: Settings::mocked(), transport: Reqwest(Transport::Mock(mock.clone())) }
    }

    pub async fn execute<O: Operation>(
        &self,
        operation: &O,
        span: Span,
    ) -> Result<O::Response, Error<O::Error>> {
        let (call, deadline) = (Observed::begin::<O>(span, &self.calls.observer), self.calls.deadline());
        let answer = match self.calls.request(operation) {
            Ok(request) => {
                let exchange = self.transport.0.exchange(request, self.calls.max_response_size);
                call.span().around(exchange).await.map_err(Error::from)
            }
            Err(error) => Err(error),
        };
        call.end::<O>(answer.map(|answer| Deadline::set(deadline, answer)))
    }
}

/// What carries the calls.
#[derive(Clone)]
enum Transport {
    Http(reqwest::Client),
    #[cfg(feature = "mock")]
    Mock(crate::mock::Mock),
}

impl Transport {
    fn new(settings: &Settings) -> Result<Self, ClientError> {
        let way = settings.way();
        let mut http = tls::for_reqwest(reqwest::Client::builder(), way.encrypted)?
            .timeout(settings.timeout)
            .connect_timeout(settings.connect_timeout)
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .retry(reqwest::retry::never())
            .no_gzip() // and so on: another crate may have switched on the features, but nothing asks for them here
            .no_brotli()
            .no_zstd()
            .no_deflate();
        if way.loopback {
            http = http.no_proxy(); // else credentials meant for this machine would leave it, in plain text perhaps
        }
        http.build().map(Self::Http).map_err(ClientError::new)
    }

    /// Sends a request and receives the whole answer. Apart from `execute`, because it is compiled once, not once for
    /// each operation.
    async fn exchange(
        &self,
        request: Request<Vec<u8>>,
        limit: usize,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        let http = match self {
            Self::Http(http) => http,
            #[cfg(feature = "mock")]
            Self::Mock(mock) => return mock.exchange(request).arrive().await,
        };
        let request = reqwest::Request::try_from(request).map_err(transport_error)?;
        let mut received = http.execute(request).await.map_err(transport_error)?;
        let mut body = Received::new(received.content_length(), limit)?;
        while let Some(piece) = received.chunk().await.map_err(transport_error)? {
            body.push(&piece)?;
        }
        let mut response = Response::new(body.into_bytes());
        *response.status_mut() = received.status();
        *response.headers_mut() = std::mem::take(received.headers_mut());
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
