//! What a client knows about its calls, and all that it does for one apart from carrying it.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use http::header::{CONNECTION, CONTENT_LENGTH, HOST, HeaderName, HeaderValue, TRANSFER_ENCODING};
use http::uri::Scheme;
use http::{HeaderMap, Method, Request};

use super::observed::Observer;
use super::renewal::Renewal;
use crate::check::Rules;
use crate::operation::hold_to;
use crate::reader::meter::Deadline;
use crate::{Error, FeatureVersion, Operation, RequestError, Session};

/// The longest time limit, a year. Clocks end somewhere, and HTTP stacks add limits to them.
pub(super) const LONGEST: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// Whom a client calls, and what it holds its calls to.
#[derive(Clone)]
pub(super) struct Calls {
    pub(super) session: Session,
    /// What the client is set up for; `None` where whoever set it up answers for that.
    pub(super) way: Option<Way>,
    pub(super) max_response_size: usize,
    /// The session in its place, for a client that logs in again.
    pub(super) renewal: Option<Arc<Renewal>>,
    /// How long a call may take, if that is known here.
    pub(super) timeout: Option<Duration>,
    /// Whether the HTTP stack has to be told how long with each call, because it was set up otherwise.
    pub(super) tell_timeout: bool,
    /// What few clients are told. It is apart, because each session has a client.
    pub(super) told: Option<Arc<RareSettings>>,
    /// The versions that the server is known to have, at most one for each feature.
    pub(super) server: Vec<FeatureVersion>,
    /// Whether values are held against the limits of the API.
    pub(super) validation: bool,
    /// What is told how each call ends.
    pub(super) observer: Observer,
    /// Whether a mock takes the place of the server, which has to be told which call a request is.
    #[cfg(feature = "mock")]
    pub(super) mocked: bool,
}

impl Calls {
    /// The same for another session. Whoever logs in again does it for one session.
    pub(super) fn with_session(&self, session: Session) -> Self {
        Self { session, renewal: None, ..self.clone() }
    }

    /// The session as it is now.
    pub(super) fn session(&self) -> Session {
        self.renewal.as_ref().map_or_else(|| self.session.clone(), |renewal| renewal.session())
    }

    /// The session for a call that begins now, and how many logins have ended before it.
    pub(super) fn begin(&self) -> (Session, u64) {
        self.renewal.as_ref().map_or_else(|| (self.session.clone(), 0), |renewal| renewal.begin())
    }

    /// The same with a header more, in place of those of its name.
    pub(super) fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        Arc::make_mut(self.told.get_or_insert_default()).headers.insert(name, value);
        self
    }

    /// The same, which makes calls again.
    #[cfg(feature = "retry")]
    pub(super) fn with_retry(mut self, retry: super::Retry) -> Self {
        Arc::make_mut(self.told.get_or_insert_default()).retry = Some(retry);
        self
    }

    /// When a call is made again.
    #[cfg(feature = "retry")]
    pub(super) fn retry(&self) -> Option<&super::Retry> {
        self.told.as_ref()?.retry.as_ref()
    }

    /// The same with another time limit.
    pub(super) fn with_timeout(self, timeout: Duration) -> Self {
        Self { timeout: Some(timeout.min(LONGEST)), tell_timeout: true, ..self }
    }

    /// The same for a server that is known to have this version, too.
    pub(super) fn with_server_version(mut self, version: FeatureVersion) -> Self {
        self.server.retain(|known| known.feature() != version.feature());
        self.server.push(version);
        self
    }

    /// The request of a call, unless the call must not be made.
    pub(super) fn request<O: Operation>(
        &self,
        operation: &O,
        session: &Session,
    ) -> Result<Request<Vec<u8>>, Error<O::Error>> {
        self.check_way(session)?;
        let rules = Rules { server: &self.server, session: Some(session), limits: self.validation };
        hold_to(operation, rules)?;
        let mut request = operation.to_request(session)?;
        state_empty_body(&mut request);
        self.add_headers(&mut request);
        #[cfg(feature = "mock")]
        if self.mocked {
            crate::mock::record(operation, session, &mut request);
        }
        Ok(request)
    }

    /// Adds the client's own headers. What an operation says comes first, and nobody but the HTTP stack frames a message.
    fn add_headers(&self, request: &mut Request<Vec<u8>>) {
        const FRAMING: [HeaderName; 4] = [HOST, CONTENT_LENGTH, TRANSFER_ENCODING, CONNECTION];
        for (name, value) in self.told.iter().flat_map(|told| told.headers.iter()) {
            if !FRAMING.contains(name) {
                request.headers_mut().entry(name).or_insert_with(|| value.clone());
            }
        }
    }

    /// What the HTTP stack is told of a call.
    pub(super) fn limits(&self) -> ExchangeLimits {
        ExchangeLimits { size: self.max_response_size, timeout: self.timeout.filter(|_| self.tell_timeout) }
    }

    /// When a call that begins now must be over.
    pub(super) fn deadline(&self) -> Option<Deadline> {
        Instant::now().checked_add(self.timeout?).map(Deadline)
    }

    fn check_way(&self, session: &Session) -> Result<(), RequestError> {
        let needed = Way::to(session);
        match self.way {
            Some(way) if way != needed => Err(wrong_client(way, needed)),
            _ => Ok(()),
        }
    }
}

/// What few clients are told.
#[derive(Clone, Default)]
pub(super) struct RareSettings {
    /// Headers for each request that has not got them itself.
    headers: HeaderMap,
    /// When a call is made again.
    #[cfg(feature = "retry")]
    retry: Option<super::Retry>,
}

/// What the HTTP stack is told of a call.
#[derive(Debug, Clone, Copy)]
pub(super) struct ExchangeLimits {
    /// The most bytes of the body of the response.
    pub(super) size: usize,
    /// How long the call may take, if that is another time than the stack was set up for.
    pub(super) timeout: Option<Duration>,
}

/// How a server is reached: the two things that a client's connections are set up for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Way {
    /// Whether certificates are needed.
    pub(super) encrypted: bool,
    /// Whether the server is this machine, so that no proxy is asked.
    pub(super) loopback: bool,
}

impl Way {
    /// The way to a session's server.
    pub(super) fn to(session: &Session) -> Self {
        let base = session.base();
        Self { encrypted: base.scheme == Scheme::HTTPS, loopback: base.loopback }
    }
}

impl fmt::Display for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = if self.encrypted { "https" } else { "http" };
        let place = if self.loopback { "this machine" } else { "other machines" };
        write!(f, "{scheme}:// to {place}")
    }
}

/// Why a client does not make the calls of a session.
fn wrong_client(way: Way, needed: Way) -> RequestError {
    let reason = format!(
        "the client is set up for {way}, and the session needs {needed}: make a client of its own for it, with \
         `Client::new`"
    );
    RequestError::WrongClient { reason }
}

/// Says `Content-Length: 0` where a request could have a body and has none. HTTP stacks leave the header out, and servers
/// on Windows answer `411 Length Required` then.
fn state_empty_body(request: &mut Request<Vec<u8>>) {
    let takes_body = [Method::POST, Method::PUT, Method::PATCH].contains(request.method());
    if takes_body && request.body().is_empty() {
        request.headers_mut().insert(CONTENT_LENGTH, const { HeaderValue::from_static("0") });
    }
}

#[cfg(all(test, feature = "mock"))]
mod tests {
    use super::*;
    use crate::client::Settings;
    use crate::tests::FindContacts;

    fn calls() -> Calls {
        Settings::new(Session::mock(None)).calls_anywhere()
    }

    #[test]
    fn only_the_session_that_is_logged_in_again_is_renewed() {
        let renewal = Some(Arc::new(Renewal::new(Session::mock(Some(1)))));
        let renewed = Calls { renewal, ..calls() };
        assert!(renewed.session() == Session::mock(Some(1)));
        let other = renewed.with_session(Session::mock(Some(2)));
        assert!(other.session() == Session::mock(Some(2)) && other.begin().0 == other.session());
    }

    #[test]
    fn a_time_limit_is_one_that_clocks_have_and_the_last_version_of_a_feature_counts() {
        let usual = Settings::new(Session::mock(None)).calls();
        assert!(usual.deadline().is_some() && usual.limits().timeout.is_none(), "the stack knows it");
        let endless = calls().with_timeout(Duration::MAX);
        assert!(endless.deadline().is_some() && endless.limits().timeout == Some(LONGEST));
        let versions = [("a", 1), ("b", 2), ("a", 3)].map(|(name, number)| FeatureVersion::new(name, number));
        let told = versions.into_iter().fold(calls(), Calls::with_server_version);
        assert_eq!(told.server, [FeatureVersion::new("b", 2), FeatureVersion::new("a", 3)]);
    }

    #[test]
    fn what_an_operation_says_comes_before_the_headers_of_a_client_which_frame_nothing() {
        let value = HeaderValue::from_static("own");
        let names =
            [HOST, CONTENT_LENGTH, TRANSFER_ENCODING, CONNECTION, http::header::ACCEPT, http::header::VIA];
        let calls = names.into_iter().fold(calls(), |calls, name| calls.with_header(name, value.clone()));
        let request = calls.request(&FindContacts { list: "l", body: "b" }, &calls.session());
        let headers = request.map(Request::into_parts).map(|(head, _)| head.headers).unwrap_or_default();
        let own: Vec<_> = headers.iter().filter(|(_, is)| **is == value).map(|(name, _)| name).collect();
        assert_eq!(own, [http::header::VIA], "{headers:?}");
    }

    #[test]
    fn what_could_have_a_body_and_has_none_says_so() {
        let length = |method: Method, body: &[u8]| {
            let mut request = Request::new(body.to_vec());
            *request.method_mut() = method;
            state_empty_body(&mut request);
            request.headers_mut().remove("content-length")
        };
        for method in [Method::POST, Method::PUT, Method::PATCH] {
            assert_eq!(length(method, b""), Some(HeaderValue::from_static("0")));
        }
        assert_eq!(length(Method::POST, b"{}"), None);
        assert_eq!(length(Method::GET, b""), None);
        assert_eq!(length(Method::DELETE, b""), None);
    }

    #[test]
    fn debug_output_says_what_something_is_and_whose() {
        let mock = crate::mock::Mock::default();
        #[cfg(feature = "reqwest-client")]
        {
            let connections = crate::Connections::<crate::Reqwest>::from_mock(&mock);
            let shown = format!("{connections:?} {:?}", connections.transport);
            assert!(
                shown.starts_with("Connections { session: ") && shown.ends_with(" Reqwest { .. }"),
                "{shown}"
            );
        }
        #[cfg(feature = "blocking-client")]
        {
            let connections = crate::Connections::<crate::Ureq>::from_mock(&mock);
            let shown = format!("{connections:?} {:?}", connections.transport);
            assert!(
                shown.starts_with("Connections { session: ") && shown.ends_with(" Ureq { .. }"),
                "{shown}"
            );
        }
        assert_eq!(format!("{:?}", Observer::default()), "Observer { is_set: false }");
    }
}
