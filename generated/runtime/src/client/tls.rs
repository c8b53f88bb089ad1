//! How encrypted connections are set up.
//!
//! Cargo makes one crate for all that depend on it, with the features of all of them together. Where several are on, what
//! is used is what `reqwest` would use: native TLS before rustls.

#[cfg(not(any(feature = "native-tls", feature = "rustls-no-provider")))]
mod absent;
#[cfg(feature = "native-tls")]
mod native;
#[cfg(all(feature = "rustls-no-provider", not(feature = "native-tls")))]
mod rustls;

#[cfg(not(any(feature = "native-tls", feature = "rustls-no-provider")))]
use absent as chosen;
#[cfg(feature = "native-tls")]
use native as chosen;
#[cfg(all(feature = "rustls-no-provider", not(feature = "native-tls")))]
use rustls as chosen;

pub(super) use chosen::Tls;

/// What `ureq` describes before a choice of TLS, and after it.
#[cfg(feature = "blocking-client")]
type AgentConfig = ureq::config::ConfigBuilder<ureq::typestate::AgentScope>;

/// Whether TLS could not be set up for a connection, so that nothing was sent.
#[cfg(feature = "blocking-client")]
pub(super) fn is_failure(error: &ureq::Error) -> bool {
    match error {
        #[cfg(any(feature = "native-tls", feature = "rustls-no-provider"))]
        ureq::Error::Tls(_) => true,
        #[cfg(feature = "native-tls")]
        ureq::Error::NativeTls(_) | ureq::Error::Der(_) => true,
        #[cfg(feature = "rustls-no-provider")]
        ureq::Error::Rustls(_) => true,
        ureq::Error::TlsRequired => true,
        _ => false,
    }
}

/// Whether it is an error that only the start of an encrypted connection can have. Only rustls has such.
#[cfg(all(feature = "blocking-client", feature = "rustls-no-provider"))]
pub(super) fn is_handshake(error: &std::io::Error) -> bool {
    use ::rustls::Error::{InvalidCertificate, NoCertificatesPresented, PeerIncompatible};
    let tls = error.get_ref().and_then(|inner| inner.downcast_ref());
    matches!(tls, Some(InvalidCertificate(_) | NoCertificatesPresented | PeerIncompatible(_)))
}
