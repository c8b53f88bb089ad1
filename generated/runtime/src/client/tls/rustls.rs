//! rustls, which trusts what the operating system trusts.
//!
//! A client for plain `http://` trusts nobody: no connection of it is encrypted, a machine without a single certificate can
//! make them too, and reading the operating system's certificates would take longer than a call.

use std::sync::Arc;

use rustls::crypto::CryptoProvider;

use crate::ClientError;

/// The cryptography: what the application has installed for the whole process, else what a feature of this crate brings.
/// It is named wherever it is needed, and never installed, because the default of the process belongs to the application.
fn provider() -> Result<Arc<CryptoProvider>, ClientError> {
    let provider = CryptoProvider::get_default().map(Arc::clone);
    #[cfg(feature = "rustls")]
    let provider = provider.or_else(|| Some(Arc::new(rustls::crypto::aws_lc_rs::default_provider())));
    #[cfg(feature = "rustls-ring")]
    let provider = provider.or_else(|| Some(Arc::new(rustls::crypto::ring::default_provider())));
    provider.ok_or_else(ClientError::no_provider)
}

#[cfg(feature = "reqwest-client")]
pub(in crate::client) fn for_reqwest(
    http: reqwest::ClientBuilder,
    encrypted: bool,
) -> Result<reqwest::ClientBuilder, ClientError> {
    use rustls_platform_verifier::BuilderVerifierExt;

    let config = rustls::ClientConfig::builder_with_provider(provider()?)
        .with_safe_default_protocol_versions()
        .map_err(ClientError::new)?;
    let config = if encrypted {
        config.with_platform_verifier().map_err(ClientError::new)?
    } else {
        config.with_root_certificates(rustls::RootCertStore::empty())
    };
    Ok(http.tls_backend_preconfigured(config.with_no_client_auth()))
}

/// `ureq` reads the certificates when it makes the first connection. Whether there are any is found out here, because that
/// is too late.
#[cfg(feature = "blocking-client")]
pub(in crate::client) fn for_ureq(
    config: super::AgentConfig,
    encrypted: bool,
) -> Result<super::AgentConfig, ClientError> {
    use ureq::tls::{RootCerts, TlsConfig, TlsProvider};

    let provider = provider()?;
    let roots = if encrypted {
        rustls_platform_verifier::Verifier::new(Arc::clone(&provider)).map_err(ClientError::new)?;
        RootCerts::PlatformVerifier
    } else {
        RootCerts::new_with_certs(&[])
    };
    let tls = TlsConfig::builder()
        .provider(TlsProvider::Rustls)
        .root_certs(roots)
        .unversioned_rustls_crypto_provider(provider);
    Ok(config.tls_config(tls.build()))
}
