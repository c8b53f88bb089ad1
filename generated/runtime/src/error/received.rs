//! What came along with a documented error.

use std::fmt;

use http::HeaderMap;

/// The headers of the response that an error was read from, where its body cannot keep them. They are no part of what the error
/// is: all compare equal, and `Debug` shows none.
#[derive(Clone)]
pub struct ReceivedHeaders(Option<Box<HeaderMap>>);

impl ReceivedHeaders {
    /// Those of an error that comes from no response.
    #[must_use]
    pub const fn none() -> Self {
        Self(None)
    }

    pub(crate) const fn new(headers: Box<HeaderMap>) -> Self {
        Self(Some(headers))
    }

    /// The headers.
    #[must_use]
    pub fn get(&self) -> Option<&HeaderMap> {
        self.0.as_deref()
    }
}

impl PartialEq for ReceivedHeaders {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl fmt::Debug for ReceivedHeaders {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("..")
    }
}
