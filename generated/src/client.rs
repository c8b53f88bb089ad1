//! The asynchronous client, on `reqwest`.

use std::fmt;
use std::time::Duration;

use http::header::{CONTENT_LENGTH, HeaderValue};
use http::{Method, Request, Response};

use crate::{ClientError, Error, Operation, Session, TransportError};

#[cfg(test)]
mod tests;
mod tls;

/// Makes calls, with one asynchronous method per operation.
///
/// A clone is cheap and shares connections, so one client is enough for a session. It keeps to these rules:
///
/// - A call takes at most 30 seconds, of which making a connection takes at most 10; see [`Client::builder`].
/// - Nothing is sent twice. A call that failed may have reached the server, unless
///   [`Error::is_connect`] says that it has not.
/// - Redirects are not followed, since the credentials would go along: they are [`Error::UnexpectedStatus`].
/// - Encrypted connections trust what the operating system trusts.
/// - A proxy named in the environment (`HTTPS_PROXY` and the like) is used, except for a server on this machine.
///
/// The methods need a Tokio runtime.
#[derive(Clone)]
pub struct Client {
    session: Session,
    http: reqwest::Client,
}

impl Client {
    /// A client for this session, with the default time limits.
    ///
    /// # Errors
    ///
    /// [`ClientError`] when encrypted connections cannot be set up. A session with plain `http://` needs none.
    pub fn new(session: Session) -> Result<Self, ClientError> {
        Self::builder(session).build()
    }

    /// Starts to describe a client for this session.
    ///
    /// ```
    /// use std::time::Duration;
    /// # fn client(session: icws_dialer::Session) -> Result<icws_dialer::Client, icws_dialer::ClientError> {
    /// icws_dialer::Client::builder(session).timeout(Duration::from_secs(5)).build()
    /// # }
    /// ```
    pub fn builder(session: Session) -> ClientBuilder {
        ClientBuilder { session, timeout: Duration::from_secs(30), connect_timeout: Duration::from_secs(10) }
    }

    /// The session that the calls belong to.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Makes a call. Each operation has a method that does this, which reads better; this one is for code that treats
    /// operations alike.
    ///
    /// # Errors
    ///
    /// Those of the operation, and [`Error::Transport`] when no complete answer comes.
    pub async fn execute<O: Operation>(&self, operation: &O) -> Result<O::Response, Error<O::Error>> {
        let request = operation.to_request(&self.session)?;
        let response = self.exchange(request).await?;
        O::from_response(response)
    }

    /// Sends a request and receives the whole answer. Apart from `execute`, because it is compiled once, not once for
    /// each operation.
    async fn exchange(
        &self,
        mut request: Request<Vec<u8>>,
    ) -> Result<Response<impl AsRef<[u8]>>, TransportError> {
        state_empty_body(&mut request);
        let request = reqwest::Request::try_from(request).map_err(transport_error)?;
        let mut received = self.http.execute(request).await.map_err(transport_error)?;
        let mut response = Response::new(());
        *response.status_mut() = received.status();
        *response.headers_mut() = std::mem::take(received.headers_mut());
        let body = received.bytes().await.map_err(transport_error)?;
        Ok(response.map(|()| body))
    }
}

/// Shows the session, which shows no credential.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("session", &self.session).finish_non_exhaustive()
    }
}

/// What [`Client::builder`] returns: collects the settings of a client.
#[derive(Debug, Clone)]
#[must_use = "a builder makes a client only when `build` is called"]
pub struct ClientBuilder {
    session: Session,
    timeout: Duration,
    connect_timeout: Duration,
}

impl ClientBuilder {
    /// The longest that a call may take, from its start to the last byte of the answer. The default is 30 seconds.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// The longest that making a connection may take. The default is 10 seconds.
    pub fn connect_timeout(mut self, connect_timeout: Duration) -> Self {
        self.connect_timeout = connect_timeout;
        self
    }

    /// Makes the client.
    ///
    /// # Errors
    ///
    /// [`ClientError`] when encrypted connections cannot be set up. A session with plain `http://` needs none.
    pub fn build(self) -> Result<Client, ClientError> {
        let base = self.session.base();
        let mut http = reqwest::Client::builder()
            .tls_backend_preconfigured(tls::config(&base.scheme)?)
            .timeout(self.timeout)
            .connect_timeout(self.connect_timeout)
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .retry(reqwest::retry::never());
        if base.loopback {
            http = http.no_proxy(); // else credentials meant for this machine would leave it, in plain text perhaps
        }
        Ok(Client { http: http.build().map_err(ClientError::new)?, session: self.session })
    }
}

/// Says `Content-Length: 0` where a request could have a body and has none. Hyper leaves the header out, and servers on
/// Windows answer `411 Length Required` then.
fn state_empty_body(request: &mut Request<Vec<u8>>) {
    let takes_body = [Method::POST, Method::PUT, Method::PATCH].contains(request.method());
    if takes_body && request.body().is_empty() {
        request.headers_mut().insert(CONTENT_LENGTH, const { HeaderValue::from_static("0") });
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
