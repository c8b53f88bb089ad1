//! What `ureq` and the operating system say of a call that has got no response.

use std::io;

use crate::TransportError;
use crate::client::tls;

/// Says what `ureq` says, without the URL, because the URL has the session id.
pub(super) fn transport_error(error: ureq::Error) -> TransportError {
    use ureq::{Error, Timeout};
    match error {
        Error::Timeout(Timeout::Connect | Timeout::Resolve) => TransportError::connect_timeout(error),
        Error::Timeout(_) => TransportError::timeout(error),
        Error::HostNotFound
        | Error::ConnectionFailed
        | Error::ConnectProxyFailed(_)
        | Error::InvalidProxyUrl => TransportError::connect(error),
        error if tls::is_failure(&error) => TransportError::connect(error),
        Error::Io(error) => io_error(error),
        Error::BadUri(_) => TransportError::new("the agent cannot use the URL"),
        Error::RequireHttpsOnly(_) => TransportError::connect("the agent is set up for https:// only"),
        _ => TransportError::new(error),
    }
}

/// What the operating system says, or rustls. An error counts as a failed connection only if it can be nothing else: where
/// no route to a host is left, a connection that was there already breaks with the same error as one that is being made.
fn io_error(error: io::Error) -> TransportError {
    use io::ErrorKind::{AddrNotAvailable, ConnectionRefused};
    let is_refused = matches!(error.kind(), AddrNotAvailable | ConnectionRefused) || is_unknown_host(&error);
    #[cfg(feature = "rustls-no-provider")]
    let is_refused = is_refused || tls::is_handshake(&error);
    if is_refused { TransportError::connect(error) } else { TransportError::new(error) }
}

/// Whether no address was found for a name. The standard library has no kind of error for that: it is the one error of its
/// own that is of no kind that has a name.
fn is_unknown_host(error: &io::Error) -> bool {
    const WINDOWS: std::ops::RangeInclusive<i32> = 11001..=11004; // from WSAHOST_NOT_FOUND to WSANO_DATA
    match error.raw_os_error() {
        Some(code) => cfg!(windows) && WINDOWS.contains(&code),
        None => error.get_ref().is_some() && format!("{:?}", error.kind()) == "Uncategorized",
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error as _;

    use super::transport_error;

    #[test]
    fn what_the_agent_says_is_one_of_our_kinds_without_the_url() {
        use ureq::{Error, Timeout};
        let timed_out = Error::Timeout(Timeout::Connect);
        for (error, is_connect, is_timeout) in [
            (timed_out, true, true),
            (Error::Timeout(Timeout::Resolve), true, true),
            (Error::Timeout(Timeout::RecvBody), false, true),
            (Error::HostNotFound, true, false),
            (Error::TlsRequired, true, false),
            #[cfg(any(feature = "native-tls", feature = "rustls-no-provider"))]
            (Error::Tls("no"), true, false),
            #[cfg(feature = "rustls-no-provider")]
            (Error::Rustls(rustls::Error::NoCertificatesPresented), true, false),
            (Error::RequireHttpsOnly("http://ic1/canary".to_owned()), true, false),
            (Error::BadUri("http://ic1/canary".to_owned()), false, false),
        ] {
            let error = transport_error(error);
            assert_eq!((error.is_connect(), error.is_timeout()), (is_connect, is_timeout), "{error:?}");
            let shown = format!("{error} {error:?} {:?}", error.source());
            assert!(!shown.contains("canary"), "{shown}");
        }
    }

    #[cfg(feature = "rustls-no-provider")]
    #[test]
    fn a_handshake_that_fails_is_a_failed_connection() {
        use rustls::{AlertDescription, CertificateError, Error, PeerIncompatible};
        for (error, is_connect) in [
            (Error::PeerIncompatible(PeerIncompatible::NoCipherSuitesInCommon), true),
            (Error::InvalidCertificate(CertificateError::Expired), true),
            (Error::NoCertificatesPresented, true),
            (Error::AlertReceived(AlertDescription::InternalError), false),
        ] {
            assert_eq!(super::io_error(std::io::Error::other(error)).is_connect(), is_connect);
        }
    }

    /// What the system says of a name that it cannot resolve has no kind of its own.
    #[test]
    fn a_host_that_is_unknown_is_a_failed_connection() {
        use std::io::Error;
        use std::net::ToSocketAddrs;

        let unknown = ("", 1).to_socket_addrs().expect_err("no host has an empty name");
        for (error, is_connect) in [
            (unknown, true),
            (Error::from_raw_os_error(11_001), cfg!(windows)),
            (Error::from(std::io::ErrorKind::ConnectionRefused), true),
            (Error::other("no"), false),
            (Error::from(std::io::ErrorKind::ConnectionReset), false),
        ] {
            assert_eq!(super::io_error(error).is_connect(), is_connect);
        }
    }
}
