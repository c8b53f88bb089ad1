use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

/// Why no complete response came: the connection could not be made, it broke, it took too long, or the response is larger
/// than what is accepted.
///
/// An adapter for another HTTP stack makes one from that stack's error:
///
/// ```
/// # use icws_runtime::TransportError;
/// let error = TransportError::connect(std::io::Error::other("no route to host"));
/// assert!(error.is_connect() && !error.is_timeout());
/// ```
///
/// The cause must not hold the URL of the request, because the URL has the session id.
#[derive(Debug, Clone)]
pub struct TransportError {
    connect: bool,
    timeout: bool,
    too_large: bool,
    /// Whether there is nothing to say but the source, which is a text then.
    stated: bool,
    source: Arc<dyn StdError + Send + Sync>,
}

impl TransportError {
    /// The exchange failed for a reason that has no constructor of its own.
    pub fn new(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self {
            connect: false,
            timeout: false,
            too_large: false,
            stated: false,
            source: Arc::from(source.into()),
        }
    }

    /// No connection could be made, so the server has not seen the request.
    pub fn connect(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { connect: true, ..Self::new(source) }
    }

    /// The response did not come in time. Whether the server has seen the request is not known.
    pub fn timeout(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { timeout: true, ..Self::new(source) }
    }

    /// No connection could be made in time, so the server has not seen the request.
    pub fn connect_timeout(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { connect: true, timeout: true, ..Self::new(source) }
    }

    /// The body of the response has more than `limit` bytes, and the rest was not received.
    #[must_use]
    pub fn too_large(limit: usize) -> Self {
        Self { too_large: true, ..Self::new(format!("its body has more than {limit} bytes")) }
    }

    /// The exchange failed for the reason that this text states, which `Display` shows.
    #[cfg(feature = "mock")]
    pub(crate) fn stated(text: impl Into<String>) -> Self {
        Self { stated: true, ..Self::new(text.into()) }
    }

    /// Whether no connection could be made, so that the server has not seen the request.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        self.connect
    }

    /// Whether a time limit was reached.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.timeout
    }

    /// Whether a response came, but with a body larger than what is accepted.
    #[must_use]
    pub fn is_too_large(&self) -> bool {
        self.too_large
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.stated {
            return fmt::Display::fmt(&self.source, f);
        }
        if self.too_large {
            return f.write_str("the response is larger than what is accepted");
        }
        f.write_str(match (self.connect, self.timeout) {
            (true, true) => "no connection to the server could be made in time",
            (true, false) => "no connection to the server could be made",
            (false, true) => "the response did not come in time",
            (false, false) => "the exchange with the server failed",
        })
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        (!self.stated).then_some(&*self.source)
    }
}
