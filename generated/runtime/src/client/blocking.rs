//! The blocking client, on `ureq`.
//!
//! It has the same methods as the asynchronous one, without `.await`, with the same errors and the same rules, and needs
//! no runtime. Inside of an asynchronous function it must not be used, because it would hold up everything else there.

use std::fmt;
use std::io::{self, Read};

use http::{Request, Response};
use ureq::{Agent, Body, Proxy};

use super::calls::Way;
use super::connections::Connections;
use super::observed::Observed;
use super::received::Received;
use super::settings::Settings;
use super::tls;
use super::trace::Span;
use crate::decode::Deadline;
use crate::{ClientError, Error, Operation, Session, TransportError};

/// The HTTP stack of the blocking clients, set up.
#[derive(Clone)]
pub struct Ureq(Transport);

impl fmt::Debug for Ureq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ureq").finish_non_exhaustive()
    }
}

/// What the blocking clients of generated crates are made of.
#[doc(hidden)]
impl Connections<Ureq> {
    pub fn new(settings: Settings) -> Result<Self, ClientError> {
        let transport = Ureq(Transport::new(&settings)?);
        Ok(Self { calls: settings.calls(), transport })
    }

    #[must_use]
    pub fn from_parts(session: Session, http: Agent) -> Self {
        Self { calls: Settings::new(session).calls_anywhere(), transport: Ureq(Transport::Http(http)) }
    }

    #[cfg(feature = "mock")]
    #[must_use]
    pub fn from_mock(mock: &crate::mock::Mock) -> Self {
        Self { calls: Settings::mocked(), transport: Ureq(Transport::Mock(mock.clone())) }
    }

    pub fn execute<O: Operation>(&self, operation: &O, span: Span) -> Result<O::Response, Error<O::Error>> {
        let (call, deadline) = (Observed::begin::<O>(span, &self.calls.observer), self.calls.deadline());
        let answer = self.calls.request(operation).and_then(|request| {
            let exchange = || self.transport.0.exchange(request, self.calls.max_response_size);
            call.span().within(exchange).map_err(Error::from)
        });
        call.end::<O>(answer.map(|answer| Deadline::set(deadline, answer)))
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
            Self::Mock(mock) => return mock.exchange(request).wait(),
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

#[cfg(test)]
mod tests {
    use std::error::Error as _;
    use std::time::Duration;

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

    #[test]
    fn what_the_agent_says_is_one_of_our_kinds_without_the_url() {
        use ureq::{Error, Timeout};
        let timed_out = Error::Timeout(Timeout::Connect);
        for (error, is_connect, is_timeout) in [
            (timed_out, true, true),
            (Error::Timeout(Timeout::Resolve), true, true),
            (Error::Timeout(Timeout::RecvBody), false, true),
            (Error::HostNotFound, true, false),
            (Error::RequireHttpsOnly("http://ic1/canary".to_owned()), true, false),
            (Error::BadUri("http://ic1/canary".to_owned()), false, false),
        ] {
            let error = transport_error(error);
            assert_eq!((error.is_connect(), error.is_timeout()), (is_connect, is_timeout), "{error:?}");
            let shown = format!("{error} {error:?} {:?}", error.source());
            assert!(!shown.contains("canary"), "{shown}");
        }
    }

    #[cfg(feature = "rustls-no-provider")]
    #[test]
    fn a_handshake_that_fails_is_a_failed_connection() {
        use rustls::{AlertDescription, CertificateError, Error, PeerIncompatible};
        for (error, is_connect) in [
            (Error::PeerIncompatible(PeerIncompatible::NoCipherSuitesInCommon), true),
            (Error::InvalidCertificate(CertificateError::Expired), true),
            (Error::NoCertificatesPresented, true),
            (Error::AlertReceived(AlertDescription::InternalError), false),
        ] {
            assert_eq!(io_error(io::Error::other(error)).is_connect(), is_connect);
        }
    }
}
