//! A request, and what is answered to it.

use std::io;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// What is known of an answer beforehand, which is all but the date in the middle of it.
#[derive(Debug, Clone)]
pub(super) struct Exchange {
    request: Vec<u8>,
    answer: Vec<u8>,
    body: usize,
}

/// An answer, taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Answered {
    pub(super) status: u16,
    /// Without the date, in order.
    headers: Vec<String>,
    body: String,
}

impl Exchange {
    /// Sends a request, and keeps what is answered.
    pub(super) async fn make(stream: &mut TcpStream, request: Vec<u8>) -> io::Result<Self> {
        stream.write_all(&request).await?;
        let mut answer = Vec::new();
        loop {
            if stream.read_buf(&mut answer).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            // An answer has the same form as a request, apart from its first line.
            if let Some(length) = icws_tests::server::request_length(&answer) {
                let head = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n").map_or(0, |end| end + 4);
                return Ok(Self { request, answer, body: length - head });
            }
        }
    }

    pub(super) fn answered(&self) -> Answered {
        let (head, body) = self.answer.split_at(self.answer.len() - self.body);
        let (head, body) = (String::from_utf8_lossy(head), String::from_utf8_lossy(body).into_owned());
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
        let mut headers: Vec<String> = head.lines().skip(1).map(str::to_ascii_lowercase).collect();
        headers.retain(|line| !line.starts_with("date:"));
        headers.sort();
        Answered { status, headers, body }
    }

    /// Makes the exchange again, in a buffer that is kept.
    pub(super) async fn repeat(&self, stream: &mut TcpStream, buffer: &mut Vec<u8>) -> io::Result<()> {
        stream.write_all(&self.request).await?;
        buffer.resize(self.answer.len(), 0);
        stream.read_exact(buffer).await?;
        let (head, body) = self.answer.split_at(self.answer.len() - self.body);
        let status = head.get(.."HTTP/1.1 200".len()).unwrap_or(head);
        if buffer.starts_with(status) && buffer.ends_with(body) {
            Ok(())
        } else {
            Err(io::Error::other("the same request was answered in another way"))
        }
    }
}
