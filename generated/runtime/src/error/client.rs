use std::fmt;
use std::sync::Arc;

/// Why a client could not be made.
///
/// The crate was built without TLS, or without a cryptography provider while none is installed for the process; the text
/// says what to do. Or this machine trusts no certificate authority: on Linux, install `ca-certificates`, or let the
/// environment variable `SSL_CERT_FILE` name a file of certificates. The asynchronous client finds that out with its first
/// call, which then ends with a [`TransportError`](crate::TransportError) that has this as its source.
///
/// It needs the feature of a client, such as `reqwest` or `blocking`.
#[derive(Debug, Clone)]
pub struct ClientError {
    reason: &'static str,
    source: Option<Arc<dyn std::error::Error + Send + Sync>>,
}

impl ClientError {
    #[cfg(any(feature = "reqwest-client", all(feature = "rustls-no-provider", not(feature = "native-tls"))))]
    pub(crate) fn new(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        let reason = "the client cannot be set up for encrypted connections";
        Self { reason, source: Some(Arc::from(source.into())) }
    }

    #[cfg(not(any(feature = "native-tls", feature = "rustls-no-provider")))]
    pub(crate) const fn no_tls() -> Self {
        let reason = "a client for `https://` needs TLS, and this crate was built without it: switch on its feature \
                      `rustls` or `native-tls`, or make the client of an HTTP client of your own, with `from_parts`";
        Self { reason, source: None }
    }

    #[cfg(all(feature = "rustls-no-provider", not(feature = "native-tls")))]
    pub(crate) const fn no_provider() -> Self {
        let reason = "rustls has no cryptography provider: install one for the process before the first client is made, \
                      such as `rustls::crypto::aws_lc_rs::default_provider().install_default()`, or switch on the \
                      feature `rustls` or `rustls-ring` of this crate";
        Self { reason, source: None }
    }
}

impl fmt::Display for ClientError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.reason)
    }
}

impl std::error::Error for ClientError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
