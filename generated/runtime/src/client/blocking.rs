//! The blocking client, on `ureq`.
//!
//! It has the same methods as the asynchronous one, without `.await`, with the same errors and the same rules, and needs
//! no runtime. Inside of an asynchronous function it must not be used, because it would hold up everything else there.

use std::fmt;
use std::io::{self, Read};
use std::time::Duration;

use http::{Request, Response};
use ureq::{Agent, Body, Proxy};

use super::calls::{Calls, Way};
use super::received::Received;
use super::settings::{Settings, settings};
use super::tls;
use super::trace::Span;
use crate::wire::Deadline;
use crate::{ClientError, Error, Operation, Session, TransportError};

/// Makes calls, with one method per operation, which returns when the answer is there.
///
/// A clone is cheap and shares connections, so one client is enough for a session, and by
/// [`with_session`](Self::with_session) for many. It keeps to these rules:
///
/// - A call takes at most 30 seconds, of which making a connection takes at most 10, and an answer has at most 16 MiB; see
///   [`Client::builder`].
/// - Nothing is sent twice. A call that failed may have reached the server, unless
///   [`Error::is_connect`] says that it has not. It says so less often than that of the asynchronous client: not where a
///   network cannot be reached, and not where the server ends a connection while it is being encrypted.
/// - Redirects are not followed, since the credentials would go along: they are [`Error::UnexpectedStatus`].
/// - Encrypted connections trust what the operating system trusts.
/// - A proxy named in the environment (`HTTPS_PROXY` and the like) is used, except for a server on this machine.
///
/// ```
/// use std::time::Duration;
/// use icws_dialer::blocking::Client;
/// # fn client(session: icws_dialer::Session) -> Result<Client, icws_dialer::ClientError> {
/// Client::builder(session).timeout(Duration::from_secs(5)).build()
/// # }
/// ```
#[derive(Clone)]
pub struct Client {
    calls: Calls,
    transport: Transport,
}

settings!();

impl Client {
    /// A client for this session on an agent of your own, with its proxies, certificates and limits.
    ///
    /// Redirects are not followed and refusals are told apart, whatever the agent's settings are; the two below make that
    /// cheaper. An answer has at most 16 MiB, as with
    /// [`Client::new`], unless [`with_max_response_size`](Self::with_max_response_size) says otherwise.
    ///
    /// ```
    /// use std::time::Duration;
    /// use icws_dialer::Session;
    /// use icws_dialer::blocking::Client;
    ///
    /// fn client(session: Session, proxy: &str) -> Result<Client, ureq::Error> {
    ///     let agent = ureq::Agent::config_builder()
    ///         .http_status_as_error(false)
    ///         .max_redirects(0)
    ///         .timeout_global(Some(Duration::from_secs(30)))
    ///         .timeout_connect(Some(Duration::from_secs(10)))
    ///         .proxy(Some(ureq::Proxy::new(proxy)?))
    ///         .build();
    ///     Ok(Client::from_parts(session, agent.into()))
    /// }
    /// ```
    ///
    /// Root certificates of your own are `tls_config`. An agent with the feature `cookies` of `ureq` sends the cookies that
    /// it has, beside that of the session.
    #[must_use]
    pub fn from_parts(session: Session, agent: Agent) -> Self {
        Self { calls: Settings::new(session).calls_anywhere(), transport: Transport::Http(agent) }
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
    pub fn execute<O: Operation>(&self, operation: &O) -> Result<O::Response, Error<O::Error>> {
        let (span, deadline) = (Span::of(operation), self.calls.deadline());
        let answer = self.calls.request(operation).and_then(|request| {
            let exchange = || self.transport.exchange(request, self.calls.max_response_size);
            span.within(exchange).map_err(Error::from)
        });
        span.end::<O>(answer.map(|answer| Deadline::set(deadline, answer)))
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
        let config = tls::for_ureq(Agent::config_builder(), way.encrypted)?
            .timeout_global(Some(settings.timeout))
            .timeout_resolve(Some(settings.connect_timeout))
            .timeout_connect(Some(settings.connect_timeout))
            .http_status_as_error(false)
            .max_redirects(0)
            .proxy(proxy(way))
            .user_agent("") // and no `Accept` or `Accept-Encoding` but those of the operation
            .accept("")
            .accept_encoding("");
        Ok(Self::Http(config.build().into()))
    }

    /// Sends a request and receives the whole answer. Apart from `execute`, because it is compiled once, not once for
    /// each operation.
    fn exchange(&self, request: Request<Vec<u8>>, limit: usize) -> Result<Response<Vec<u8>>, TransportError> {
        let agent = match self {
            Self::Http(agent) => agent,
            #[cfg(feature = "mock")]
            Self::Mock(mock) => return mock.exchange(request),
        };
        let response = if request.body().is_empty() {
            agent.run(held(agent, request.map(drop)))
        } else {
            agent.run(held(agent, request))
        };
        let (head, body) = response.map_err(transport_error)?.into_parts();
        let body = receive(body, limit)?;
        Ok(Response::from_parts(head, body))
    }
}

/// The request, held to the rules about redirects and refusals if the agent does not keep to them. Not always, because
/// an agent reads its certificates anew for each connection of a request with settings of its own.
fn held<B: ureq::AsSendBody>(agent: &Agent, request: Request<B>) -> Request<B> {
    let config = agent.config();
    if config.max_redirects() == 0 && !config.http_status_as_error() {
        return request;
    }
    agent.configure_request(request).http_status_as_error(false).max_redirects(0).build()
}

/// The proxy that the environment names for servers that are reached in this way.
///
/// As other programs read it, and `ureq` does not: `HTTP_PROXY` is for `http://` and `HTTPS_PROXY` for `https://`. Ranges of
/// addresses in `NO_PROXY` are not understood.
fn proxy(way: Way) -> Option<Proxy> {
    if way.loopback {
        return None; // else credentials meant for this machine would leave it, in plain text perhaps
    }
    if !way.encrypted && std::env::var_os("REQUEST_METHOD").is_some() {
        return None; // in a CGI program, `HTTP_PROXY` is what the header `Proxy` of a request says
    }
    let own = if way.encrypted { ["HTTPS_PROXY", "https_proxy"] } else { ["HTTP_PROXY", "http_proxy"] };
    let names = own.into_iter().chain(["ALL_PROXY", "all_proxy"]);
    let named = names.filter_map(|name| std::env::var(name).ok()).find(|value| !value.is_empty())?;
    let proxy = Proxy::new(&named).ok()?;
    let mut builder = Proxy::builder(proxy.protocol()).host(proxy.host()).port(proxy.port());
    if let Some(username) = proxy.username() {
        builder = builder.username(username);
    }
    if let Some(password) = proxy.password() {
        builder = builder.password(password);
    }
    for host in no_proxy().split(',').map(str::trim).filter(|host| !host.is_empty()) {
        builder = builder.no_proxy(host);
        if !host.starts_with(['.', '*']) {
            builder = builder.no_proxy(&format!(".{host}")); // a domain is meant with all that is in it
        }
    }
    builder.build().ok()
}

fn no_proxy() -> String {
    ["NO_PROXY", "no_proxy"].iter().find_map(|name| std::env::var(name).ok()).unwrap_or_default()
}

/// The whole body.
fn receive(body: Body, limit: usize) -> Result<Vec<u8>, TransportError> {
    let mut received = Received::new(body.content_length(), limit)?;
    let mut reader = body.into_reader();
    let mut buffer = [0; 8 << 10];
    loop {
        match reader.read(&mut buffer) {
            Ok(0) => return Ok(received.into_bytes()),
            Ok(count) => received.push(buffer.get(..count).unwrap_or_default())?,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(transport_error(error.into())),
        }
    }
}

/// Says what `ureq` says, without the URL, because the URL has the session id.
fn transport_error(error: ureq::Error) -> TransportError {
    use ureq::{Error, Timeout};
    match error {
        Error::Timeout(Timeout::Connect | Timeout::Resolve) => TransportError::connect_timeout(error),
        Error::Timeout(_) => TransportError::timeout(error),
        Error::HostNotFound
        | Error::ConnectionFailed
        | Error::ConnectProxyFailed(_)
        | Error::InvalidProxyUrl => TransportError::connect(error),
        error if tls::is_failure(&error) => TransportError::connect(error),
        Error::Io(error) => io_error(error),
        Error::BadUri(_) => TransportError::new("the agent cannot use the URL"),
        Error::RequireHttpsOnly(_) => TransportError::connect("the agent is set up for https:// only"),
        _ => TransportError::new(error),
    }
}

/// What the operating system says, or rustls. An error counts as a failed connection only if it can be nothing else: where
/// no route to a host is left, a connection that was there already breaks with the same error as one that is being made.
fn io_error(error: io::Error) -> TransportError {
    use io::ErrorKind::{AddrNotAvailable, ConnectionRefused};
    let is_refused = matches!(error.kind(), AddrNotAvailable | ConnectionRefused) || is_unknown_host(&error);
    #[cfg(feature = "rustls-no-provider")]
    let is_refused = is_refused || tls::is_handshake(&error);
    if is_refused { TransportError::connect(error) } else { TransportError::new(error) }
}

/// Whether no address was found for a name. The standard library has no kind of error for that: it is the one error of its
/// own that is of no kind that has a name.
fn is_unknown_host(error: &io::Error) -> bool {
    const WINDOWS: std::ops::RangeInclusive<i32> = 11001..=11004; // from WSAHOST_NOT_FOUND to WSANO_DATA
    match error.raw_os_error() {
        Some(code) => cfg!(windows) && WINDOWS.contains(&code),
        None => error.get_ref().is_some() && format!("{:?}", error.kind()) == "Uncategorized",
    }
}
