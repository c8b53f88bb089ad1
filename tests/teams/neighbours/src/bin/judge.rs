//! The server: once as it is, once with TLS and a certificate that it writes into the file that it is given.
//!
//! Its answer to an encrypted request is what the client has offered, by which one implementation of TLS is told from
//! another.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

use icws_neighbours::Outcome;
use rcgen::{CertificateParams, KeyPair};
use rustls::server::Acceptor;
use rustls::{ServerConfig, StreamOwned};

fn main() -> Outcome {
    let file = std::env::args_os().nth(1).ok_or("the file for the certificate is missing")?;
    let key = KeyPair::generate()?;
    let certificate = CertificateParams::new(["localhost".to_owned()])?.self_signed(&key)?;
    std::fs::write(file, certificate.pem())?;
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key.serialize_der().try_into()?)?;
    let config = Arc::new(config);
    let (plain, encrypted) = (TcpListener::bind("127.0.0.1:0")?, TcpListener::bind("127.0.0.1:0")?);
    println!("{} {}", plain.local_addr()?.port(), encrypted.local_addr()?.port());
    thread::spawn(move || {
        for stream in plain.incoming().flatten() {
            thread::spawn(move || drop(answer(&mut { stream }, "unencrypted")));
        }
    });
    for stream in encrypted.incoming().flatten() {
        let config = Arc::clone(&config);
        thread::spawn(move || drop(accept(stream, config)));
    }
    Ok(())
}

fn accept(mut stream: TcpStream, config: Arc<ServerConfig>) -> Outcome {
    let mut acceptor = Acceptor::default();
    let accepted = loop {
        if acceptor.read_tls(&mut stream)? == 0 {
            return Ok(());
        }
        if let Some(accepted) = acceptor.accept().map_err(|(error, _)| error)? {
            break accepted;
        }
    };
    let hello = accepted.client_hello();
    let offer =
        format!("{:?} {:?} {:?}", hello.cipher_suites(), hello.named_groups(), hello.signature_schemes());
    let connection = accepted.into_connection(config).map_err(|(error, _)| error)?;
    let mut stream = StreamOwned::new(connection, stream);
    answer(&mut stream, &offer)?;
    stream.conn.send_close_notify();
    Ok(stream.flush()?)
}

fn answer(stream: &mut (impl Read + Write), body: &str) -> Outcome {
    let mut request: Vec<u8> = Vec::new();
    let mut buffer = [0; 4096];
    while !request.windows(4).any(|window| window == b"\r\n\r\n") {
        match stream.read(&mut buffer)? {
            0 => return Ok(()),
            count => request.extend_from_slice(&buffer[..count]),
        }
    }
    let head = format!("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: {}\r\n\r\n", body.len());
    stream.write_all(head.as_bytes())?;
    stream.write_all(body.as_bytes())?;
    stream.flush()?;
    Ok(())
}
