use std::fmt;

use http::header::{self, HeaderName};
use http::{HeaderMap, StatusCode};

/// A response as an error keeps it.
pub(crate) struct Answered {
    pub(crate) status: StatusCode,
    pub(crate) headers: Box<HeaderMap>,
    pub(crate) body: Vec<u8>,
}

/// Headers whose values help to find a fault and hold no secret. Every other one is marked sensitive: servers and
/// proxies add headers of their own, which no list of secret ones could foresee, and a redirect's `Location` has the
/// session id.
const SHOWN: [HeaderName; 11] = [
    header::ALLOW,
    header::CONNECTION,
    header::CONTENT_ENCODING,
    header::CONTENT_LENGTH,
    header::CONTENT_TYPE,
    header::DATE,
    header::RETRY_AFTER,
    header::SERVER,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
    header::VIA,
];

impl Answered {
    /// Headers, as an error keeps them.
    pub(crate) fn headers(headers: &HeaderMap) -> Box<HeaderMap> {
        let mut headers = Box::new(headers.clone());
        for (name, value) in headers.iter_mut() {
            if !SHOWN.contains(name) {
                value.set_sensitive(true);
            }
        }
        headers
    }
}

/// Debug output of a body: its length, since the body may hold anything.
pub(super) struct Length<'a>(pub(super) &'a [u8]);

impl fmt::Debug for Length<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.0.len())
    }
}
