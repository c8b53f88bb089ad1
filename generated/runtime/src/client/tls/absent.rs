//! No TLS: this crate asks for none, whatever the HTTP stack has for others.

use crate::ClientError;

#[cfg(feature = "reqwest-client")]
pub(in crate::client) fn for_reqwest(
    http: reqwest::ClientBuilder,
    encrypted: bool,
) -> Result<reqwest::ClientBuilder, ClientError> {
    if encrypted { Err(ClientError::no_tls()) } else { Ok(http) }
}

#[cfg(feature = "blocking-client")]
pub(in crate::client) fn for_ureq(
    config: super::AgentConfig,
    encrypted: bool,
) -> Result<super::AgentConfig, ClientError> {
    if encrypted { Err(ClientError::no_tls()) } else { Ok(config) }
}
