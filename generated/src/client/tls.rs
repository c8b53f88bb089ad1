//! How encrypted connections are set up.

use std::sync::Arc;

use rustls::crypto::CryptoProvider;

use crate::ClientError;

/// The cryptography, which is named, so that the process-wide default, which belongs to the application, is neither needed
/// nor set.
pub(super) fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}

/// The settings for sessions with `https://`, or with `http://`.
///
/// Plain `http://` trusts nobody: no connection of it is encrypted, a machine without a single certificate can make them
/// too, and reading the operating system's certificates would take longer than a call.
#[cfg(feature = "reqwest")]
pub(super) fn config(encrypted: bool) -> Result<rustls::ClientConfig, ClientError> {
    use rustls_platform_verifier::BuilderVerifierExt;

    let config = rustls::ClientConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()
        .map_err(ClientError::new)?;
    if !encrypted {
        return Ok(config.with_root_certificates(rustls::RootCertStore::empty()).with_no_client_auth());
    }
    Ok(config.with_platform_verifier().map_err(ClientError::new)?.with_no_client_auth())
}

/// The same for ureq, which reads the certificates when it makes the first connection. Whether there are any is found out
/// here, because that is too late.
#[cfg(feature = "blocking")]
pub(super) fn ureq_config(encrypted: bool) -> Result<ureq::tls::TlsConfig, ClientError> {
    use ureq::tls::{RootCerts, TlsConfig, TlsProvider};

    let provider = provider();
    let roots = if encrypted {
        rustls_platform_verifier::Verifier::new(Arc::clone(&provider)).map_err(ClientError::new)?;
        RootCerts::PlatformVerifier
    } else {
        RootCerts::new_with_certs(&[])
    };
    Ok(TlsConfig::builder()
        .provider(TlsProvider::Rustls)
        .root_certs(roots)
        .unversioned_rustls_crypto_provider(provider)
        .build())
}
