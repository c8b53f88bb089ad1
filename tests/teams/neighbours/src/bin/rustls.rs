//! A team that uses rustls as it comes, with the provider that it has asked for.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;

use icws_neighbours::{Outcome, call_with_icws_dialer, certificate, https, install};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

fn main() -> Outcome {
    install();
    call_with_icws_dialer()?;
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(certificate()?)?)?;
    let config = ClientConfig::builder().with_root_certificates(roots).with_no_client_auth();
    println!("{:?}", config.crypto_provider().key_provider);
    let connection = ClientConnection::new(Arc::new(config), "localhost".try_into()?)?;
    let address = https()?.replace("https://", "");
    let mut stream = StreamOwned::new(connection, TcpStream::connect(address)?);
    stream.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    println!("{answer}");
    Ok(())
}
