use std::fmt;

/// Why a client could not be made.
///
/// The usual reason is that this machine trusts no certificate authority: on Linux, install `ca-certificates`, or let
/// the environment variable `SSL_CERT_FILE` name a file of certificates.
#[derive(Debug)]
pub struct ClientError {
    source: Box<dyn std::error::Error + Send + Sync>,
}

impl ClientError {
    pub(crate) fn new(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self { source: source.into() }
    }
}

impl fmt::Display for ClientError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the client cannot be set up for encrypted connections")
    }
}

impl std::error::Error for ClientError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.source)
    }
}
