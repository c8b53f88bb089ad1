//! A server that speaks TLS, and an authority that only tests trust.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use icws_dialer::{Client, Session, blocking};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use crate::Tested;
use crate::either::{Either, Which};

/// The authority.
pub struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
}

impl Authority {
    /// A new one.
    ///
    /// # Errors
    ///
    /// Those of the cryptography.
    pub fn new() -> Result<Self, rcgen::Error> {
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        Ok(Self { issuer: CertifiedIssuer::self_signed(params, KeyPair::generate()?)? })
    }

    /// Its own certificate, as files of certificates have it.
    pub fn pem(&self) -> String {
        self.issuer.pem()
    }

    /// What a server needs whose certificate is for this name and valid until the end of this year.
    ///
    /// # Errors
    ///
    /// Those of the cryptography.
    pub fn config(&self, name: &str, year: i32) -> Tested<Arc<ServerConfig>> {
        let mut params = CertificateParams::new([name.to_owned()])?;
        params.not_before = date_time_ymd(2000, 1, 1);
        params.not_after = date_time_ymd(year, 12, 31);
        let key = KeyPair::generate()?;
        let certificate = params.signed_by(&key, &self.issuer)?;
        let key = PrivateKeyDer::try_from(key.serialize_der())?;
        let config = ServerConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], key)?;
        Ok(Arc::new(config))
    }

    /// Starts a server with such a certificate. It answers each request that fits in one packet with these bytes.
    ///
    /// # Errors
    ///
    /// Those of the cryptography, and when this machine has no free port.
    pub async fn server(&self, name: &str, year: i32, answer: Vec<u8>) -> Tested<SocketAddr> {
        let acceptor = TlsAcceptor::from(self.config(name, year)?);
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (acceptor, answer) = (acceptor.clone(), answer.clone());
                tokio::spawn(async move {
                    let mut stream = acceptor.accept(stream).await?;
                    let mut buffer = [0; 16 << 10];
                    while stream.read(&mut buffer).await? > 0 {
                        stream.write_all(&answer).await?;
                        stream.flush().await?;
                    }
                    Ok::<_, io::Error>(())
                });
            }
        });
        Ok(address)
    }

    /// A client that trusts this authority and no other, and of which a call takes at most so long.
    ///
    /// # Errors
    ///
    /// Those of the HTTP stack.
    pub fn client(&self, which: Which, session: Session, timeout: Duration) -> Tested<Either> {
        Ok(match which {
            Which::Asynchronous => {
                let mut roots = rustls::RootCertStore::empty();
                roots.add(CertificateDer::from(self.issuer.der().to_vec()))?;
                let tls = rustls::ClientConfig::builder_with_provider(provider())
                    .with_safe_default_protocol_versions()?
                    .with_root_certificates(roots)
                    .with_no_client_auth();
                let http = reqwest::Client::builder()
                    .redirect(reqwest::redirect::Policy::none())
                    .tls_backend_preconfigured(tls)
                    .timeout(timeout)
                    .no_proxy()
                    .build()?;
                Either::Asynchronous(Client::from_parts(session, http))
            }
            Which::Blocking => {
                let root = ureq::tls::Certificate::from_der(self.issuer.der()).to_owned();
                let tls = ureq::tls::TlsConfig::builder()
                    .root_certs(ureq::tls::RootCerts::new_with_certs(&[root]))
                    .unversioned_rustls_crypto_provider(provider())
                    .build();
                let agent = ureq::Agent::config_builder()
                    .tls_config(tls)
                    .timeout_global(Some(timeout))
                    .proxy(None)
                    .build();
                Either::Blocking(blocking::Client::from_parts(session, agent.into()))
            }
        })
    }
}

fn provider() -> Arc<rustls::crypto::CryptoProvider> {
    Arc::new(rustls::crypto::aws_lc_rs::default_provider())
}
