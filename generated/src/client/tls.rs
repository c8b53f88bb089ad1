//! How encrypted connections are set up.

use std::sync::Arc;

use http::uri::Scheme;
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::BuilderVerifierExt;

use crate::ClientError;

/// The settings for sessions with this scheme.
///
/// The cryptography is named here, so that the process-wide default, which belongs to the application, is neither
/// needed nor set. Plain `http://` trusts nobody: no connection of it is encrypted, a machine without a single
/// certificate can make them too, and reading the operating system's certificates would take longer than a call.
pub(super) fn config(scheme: &Scheme) -> Result<ClientConfig, ClientError> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(ClientError::new)?;
    if *scheme == Scheme::HTTP {
        return Ok(config.with_root_certificates(RootCertStore::empty()).with_no_client_auth());
    }
    Ok(config.with_platform_verifier().map_err(ClientError::new)?.with_no_client_auth())
}
