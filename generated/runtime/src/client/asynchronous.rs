//! The asynchronous client, on `reqwest`.

use std::fmt;
use std::time::Duration;

use http::{Request, Response};

use super::calls::Calls;
use super::received::Received;
use super::settings::{Settings, settings};
use super::tls;
use super::trace::Span;
use crate::wire::Deadline;
use crate::{ClientError, Error, Operation, Session, TransportError};

/// Makes calls, with one asynchronous method per operation.
///
/// A clone is cheap and shares connections, so one client is enough for a session, and by
/// [`with_session`](Self::with_session) for many. It keeps to these rules:
///
/// - A call takes at most 30 seconds, of which making a connection takes at most 10, and an answer has at most 16 MiB; see
///   [`Client::builder`].
/// - Nothing is sent twice. A call that failed may have reached the server, unless
///   [`Error::is_connect`] says that it has not.
/// - Redirects are not followed, since the credentials would go along: they are [`Error::UnexpectedStatus`].
/// - Encrypted connections trust what the operating system trusts.
/// - A proxy named in the environment (`HTTPS_PROXY` and the like) is used, except for a server on this machine.
///
/// The methods need a Tokio runtime. A server that floods its client with bytes that say nothing can delay the end of a
/// call, because its thread reads what has come before it looks at the clock. With `https://` that is 2 MB at most, and
/// takes milliseconds. With plain `http://` it is some 50 MB, and takes about a second, or ten in a build without
/// optimisation.
///
/// ```
/// use std::time::Duration;
/// # fn client(session: icws_dialer::Session) -> Result<icws_dialer::Client, icws_dialer::ClientError> {
/// icws_dialer::Client::builder(session).timeout(Duration::from_secs(5)).build()
/// # }
/// ```
#[derive(Clone)]
pub struct Client {
    calls: Calls,
    transport: Transport,
}

settings!();

impl Client {
    /// A client for this session on an HTTP client of your own, with its proxies, certificates and limits.
    ///
    /// What this crate cannot see is whether it follows redirects. It must not, because the credentials would go along.
    /// Nor may it send a `POST` twice. An answer has at most 16 MiB, as with
    /// [`Client::new`], unless [`with_max_response_size`](Self::with_max_response_size) says otherwise.
    ///
    /// ```
    /// use std::time::Duration;
    /// use icws_dialer::{Client, Session};
    ///
    /// fn client(session: Session, proxy: &str) -> Result<Client, reqwest::Error> {
    ///     let http = reqwest::Client::builder()
    ///         .redirect(reqwest::redirect::Policy::none())
    ///         .retry(reqwest::retry::never())
    ///         .timeout(Duration::from_secs(30))
    ///         .connect_timeout(Duration::from_secs(10))
    ///         .proxy(reqwest::Proxy::all(proxy)?)
    ///         .build()?;
    ///     Ok(Client::from_parts(session, http))
    /// }
    /// ```
    ///
    /// The features of your `reqwest` choose how connections are encrypted; root certificates of your own are
    /// `tls_certs_only`. The feature `reqwest-client` of this crate is enough here, and chooses nothing.
    #[must_use]
    pub fn from_parts(session: Session, http: reqwest::Client) -> Self {
        Self { calls: Settings::new(session).calls_anywhere(), transport: Transport::Http(http) }
    }

    #[cfg(feature = "mock")]
    pub(crate) fn from_mock(mock: crate::mock::Mock) -> Self {
        Self { calls: Settings::mocked(), transport: Transport::Mock(mock) }
    }

    /// Makes a call. Each operation has a method that does this, which reads better; this one is for code that treats
    /// operations alike.
    ///
    /// # Errors
    ///
    /// Those of the operation, and [`Error::Transport`] when no complete answer comes.
    pub async fn execute<O: Operation>(&self, operation: &O) -> Result<O::Response, Error<O::Error>> {
        let (span, deadline) = (Span::of(operation), self.calls.deadline());
        let answer = match self.calls.request(operation) {
            Ok(request) => {
                let exchange = self.transport.exchange(request, self.calls.max_response_size);
                span.around(exchange).await.map_err(Error::from)
            }
            Err(error) => Err(error),
        };
        span.end::<O>(answer.map(|answer| Deadline::set(deadline, answer)))
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
            Self::Mock(mock) => return mock.exchange(request),
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
