//! What a client knows about its calls, and all that it does for one apart from carrying it.

use std::fmt;
use std::time::{Duration, Instant};

use http::header::{CONTENT_LENGTH, HeaderValue};
use http::uri::Scheme;
use http::{Method, Request};

use super::observed::Observer;
use crate::check::Rules;
use crate::decode::Deadline;
use crate::{Error, FeatureVersion, Operation, RequestError, Session};

/// Whom a client calls, and what it holds its calls to.
#[derive(Clone)]
pub(super) struct Calls {
    pub(super) session: Session,
    /// What the client is set up for; `None` where whoever set it up answers for that.
    pub(super) way: Option<Way>,
    pub(super) max_response_size: usize,
    /// How long a call may take, if that is known here.
    pub(super) timeout: Option<Duration>,
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
    /// The same for another session.
    pub(super) fn with_session(&self, session: Session) -> Self {
        Self { session, ..self.clone() }
    }

    /// The same for a server that is known to have this version, too.
    pub(super) fn with_server_version(mut self, version: FeatureVersion) -> Self {
        self.server.retain(|known| known.feature() != version.feature());
        self.server.push(version);
        self
    }

    /// The request of a call, unless the call must not be made.
    pub(super) fn request<O: Operation>(&self, operation: &O) -> Result<Request<Vec<u8>>, Error<O::Error>> {
        self.check_way()?;
        Rules { server: &self.server, session: Some(&self.session), limits: self.validation }
            .apply(operation)?;
        let mut request = operation.to_request(&self.session)?;
        state_empty_body(&mut request);
        #[cfg(feature = "mock")]
        if self.mocked {
            crate::mock::record(operation, &self.session, &mut request);
        }
        Ok(request)
    }

    /// When a call that begins now must be over.
    pub(super) fn deadline(&self) -> Option<Deadline> {
        Instant::now().checked_add(self.timeout?).map(Deadline)
    }

    fn check_way(&self) -> Result<(), RequestError> {
        let needed = Way::to(&self.session);
        match self.way {
            Some(way) if way != needed => Err(wrong_client(way, needed)),
            _ => Ok(()),
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
