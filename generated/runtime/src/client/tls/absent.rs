//! No TLS: this crate asks for none, whatever the HTTP stack has for others.

use crate::ClientError;

/// What is there where nothing has to be encrypted.
#[derive(Clone)]
pub(in crate::client) struct Tls;

impl Tls {
    /// # Errors
    ///
    /// Where a connection has to be encrypted.
    pub(in crate::client) fn choose(encrypted: bool) -> Result<Self, ClientError> {
        if encrypted { Err(ClientError::no_tls()) } else { Ok(Self) }
    }

    #[cfg(feature = "reqwest-client")]
    pub(in crate::client) fn for_reqwest(
        &self,
        http: reqwest::ClientBuilder,
    ) -> Result<reqwest::ClientBuilder, ClientError> {
        Ok(http)
    }

    #[cfg(feature = "blocking-client")]
    pub(in crate::client) fn for_ureq(
        &self,
        config: super::AgentConfig,
    ) -> Result<super::AgentConfig, ClientError> {
        Ok(config)
    }
}
