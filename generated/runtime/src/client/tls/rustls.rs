//! rustls, which trusts what the operating system trusts.
//!
//! A client for plain `http://` trusts nobody: no connection of it is encrypted, a machine without a single certificate can
//! make them too, and reading the operating system's certificates would take longer than a call.
//!
//! These certificates are read once for the process, for the first client that needs them, so that a client for each session
//! costs no more than its connections. What changes there later is seen by a new process.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustls::crypto::CryptoProvider;
use rustls::{ClientConfig, ConfigBuilder, WantsVerifier};
use rustls_platform_verifier::Verifier;

use crate::ClientError;

/// The cryptography: what the application has installed for the whole process, else what a feature of this crate brings.
/// It is named wherever it is needed, and never installed, because the default of the process belongs to the application.
fn provider() -> Result<Arc<CryptoProvider>, ClientError> {
    let provider = CryptoProvider::get_default().map(Arc::clone);
    provider.or_else(own_provider).ok_or_else(ClientError::no_provider)
}

/// What a feature brings: always the same, so that it is known again.
fn own_provider() -> Option<Arc<CryptoProvider>> {
    static OWN: OnceLock<Option<Arc<CryptoProvider>>> = OnceLock::new();
    let make = || {
        #[cfg(feature = "rustls")]
        let provider = Some(Arc::new(rustls::crypto::aws_lc_rs::default_provider()));
        #[cfg(all(feature = "rustls-ring", not(feature = "rustls")))]
        let provider = Some(Arc::new(rustls::crypto::ring::default_provider()));
        #[cfg(not(any(feature = "rustls", feature = "rustls-ring")))]
        let provider = None;
        provider
    };
    OWN.get_or_init(make).clone()
}

/// What checks certificates with this cryptography. Whoever could not read them tries again.
fn verifier(provider: &Arc<CryptoProvider>) -> Result<Arc<Verifier>, ClientError> {
    static KNOWN: Mutex<Option<(Arc<CryptoProvider>, Arc<Verifier>)>> = Mutex::new(None);
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, verifier)) = known.as_ref().filter(|(known, _)| Arc::ptr_eq(known, provider)) {
        return Ok(Arc::clone(verifier));
    }
    let verifier = Arc::new(Verifier::new(Arc::clone(provider)).map_err(ClientError::new)?);
    *known = Some((Arc::clone(provider), Arc::clone(&verifier)));
    Ok(verifier)
}

/// The cryptography of a client, and whether its connections are encrypted.
#[derive(Clone)]
pub(in crate::client) struct Tls {
    provider: Arc<CryptoProvider>,
    encrypted: bool,
}

impl Tls {
    /// Finds what can be found without a file.
    ///
    /// # Errors
    ///
    /// Where there is no cryptography, or none that is of use.
    pub(in crate::client) fn choose(encrypted: bool) -> Result<Self, ClientError> {
        let tls = Self { provider: provider()?, encrypted };
        tls.config().map(|_| tls)
    }

    fn config(&self) -> Result<ConfigBuilder<ClientConfig, WantsVerifier>, ClientError> {
        ClientConfig::builder_with_provider(Arc::clone(&self.provider))
            .with_safe_default_protocol_versions()
            .map_err(ClientError::new)
    }

    #[cfg(feature = "reqwest-client")]
    pub(in crate::client) fn for_reqwest(
        &self,
        http: reqwest::ClientBuilder,
    ) -> Result<reqwest::ClientBuilder, ClientError> {
        let config = if self.encrypted {
            // What `with_platform_verifier` does, with one verifier for all.
            self.config()?.dangerous().with_custom_certificate_verifier(verifier(&self.provider)?)
        } else {
            self.config()?.with_root_certificates(rustls::RootCertStore::empty())
        };
        Ok(http.tls_backend_preconfigured(config.with_no_client_auth()))
    }

    /// `ureq` reads the certificates when it makes the first connection. Whether there are any is found out here, because
    /// that is too late.
    #[cfg(feature = "blocking-client")]
    pub(in crate::client) fn for_ureq(
        &self,
        config: super::AgentConfig,
    ) -> Result<super::AgentConfig, ClientError> {
        use ureq::tls::{RootCerts, TlsConfig, TlsProvider};

        let roots = if self.encrypted {
            verifier(&self.provider)?;
            RootCerts::PlatformVerifier
        } else {
            RootCerts::new_with_certs(&[])
        };
        let tls = TlsConfig::builder()
            .provider(TlsProvider::Rustls)
            .root_certs(roots)
            .unversioned_rustls_crypto_provider(Arc::clone(&self.provider));
        Ok(config.tls_config(tls.build()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn certificates_are_read_once_for_each_cryptography() -> Result<(), ClientError> {
        let Ok(provider) = provider() else { return Ok(()) }; // there is none to try it with
        let Ok(first) = verifier(&provider) else { return Ok(()) }; // this machine has no certificates
        assert!(Arc::ptr_eq(&first, &verifier(&provider)?));
        let other = Arc::new(CryptoProvider::clone(&provider));
        assert!(!Arc::ptr_eq(&first, &verifier(&other)?));
        Ok(())
    }
}
