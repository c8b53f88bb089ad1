//! The TLS of the operating system, which trusts what the operating system trusts.
//!
//! A client for plain `http://` trusts nobody: no connection of it is encrypted.

use crate::ClientError;

#[cfg(feature = "reqwest-client")]
pub(in crate::client) fn for_reqwest(
    http: reqwest::ClientBuilder,
    encrypted: bool,
) -> Result<reqwest::ClientBuilder, ClientError> {
    let http = http.tls_backend_native();
    Ok(if encrypted { http } else { http.tls_certs_only([]) })
}

#[cfg(feature = "blocking-client")]
pub(in crate::client) fn for_ureq(
    config: super::AgentConfig,
    encrypted: bool,
) -> Result<super::AgentConfig, ClientError> {
    use ureq::tls::{RootCerts, TlsConfig, TlsProvider};

    let roots = if encrypted { RootCerts::PlatformVerifier } else { RootCerts::new_with_certs(&[]) };
    let tls = TlsConfig::builder().provider(TlsProvider::NativeTls).root_certs(roots);
    Ok(config.tls_config(tls.build()))
}
