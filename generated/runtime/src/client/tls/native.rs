//! The TLS of the operating system, which trusts what the operating system trusts.
//!
//! A client for plain `http://` trusts nobody: no connection of it is encrypted.

use crate::ClientError;

/// Whether connections are encrypted.
#[derive(Clone)]
pub(in crate::client) struct Tls {
    encrypted: bool,
}

impl Tls {
    pub(in crate::client) fn choose(encrypted: bool) -> Result<Self, ClientError> {
        Ok(Self { encrypted })
    }

    #[cfg(feature = "reqwest-client")]
    pub(in crate::client) fn for_reqwest(
        &self,
        http: reqwest::ClientBuilder,
    ) -> Result<reqwest::ClientBuilder, ClientError> {
        let http = http.tls_backend_native();
        Ok(if self.encrypted { http } else { http.tls_certs_only([]) })
    }

    #[cfg(feature = "blocking-client")]
    pub(in crate::client) fn for_ureq(
        &self,
        config: super::AgentConfig,
    ) -> Result<super::AgentConfig, ClientError> {
        use ureq::tls::{RootCerts, TlsConfig, TlsProvider};

        let roots = if self.encrypted { RootCerts::PlatformVerifier } else { RootCerts::new_with_certs(&[]) };
        let tls = TlsConfig::builder().provider(TlsProvider::NativeTls).root_certs(roots);
        Ok(config.tls_config(tls.build()))
    }
}
