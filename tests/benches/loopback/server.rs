//! A server that answers at once, and always the same.

use std::io;
use std::net::SocketAddr;
use std::sync::mpsc;
use std::thread;

use icws_tests::server::request_length;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Builder;

/// Starts it on a thread of its own, where it runs until the program ends.
pub(super) fn start(answer: Vec<u8>) -> io::Result<SocketAddr> {
    let (tell, told) = mpsc::channel();
    thread::spawn(move || {
        let served = serve(&answer, &tell);
        drop(tell.send(served.map(|never| match never {})));
    });
    told.recv().map_err(io::Error::other)?
}

fn serve(answer: &[u8], tell: &mpsc::Sender<io::Result<SocketAddr>>) -> io::Result<std::convert::Infallible> {
    let runtime = Builder::new_current_thread().enable_io().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        drop(tell.send(listener.local_addr()));
        loop {
            let (stream, _) = listener.accept().await?;
            let answer = answer.to_owned();
            tokio::spawn(async move { attend(stream, &answer).await });
        }
    })
}

/// Answers request after request, for as long as the client sends any.
async fn attend(mut stream: TcpStream, answer: &[u8]) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut received = Vec::with_capacity(4 << 10);
    while stream.read_buf(&mut received).await? > 0 {
        while let Some(length) = request_length(&received) {
            received.drain(..length);
            stream.write_all(answer).await?;
        }
    }
    Ok(())
}
