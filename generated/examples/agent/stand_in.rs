//! A server that knows just enough to try the example on a bare machine.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

/// Starts the server on a free port of this machine. Returns its base URL.
pub(crate) fn start() -> io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || serve(stream));
        }
    });
    Ok(format!("http://{address}"))
}

/// Answers requests until the client closes the connection.
fn serve(stream: TcpStream) -> io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    while let Some(path) = read_request(&mut reader)? {
        (&stream).write_all(answer(&path).as_bytes())?;
    }
    Ok(())
}

/// The path of the next request; `None` when there is none.
fn read_request(reader: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = String::new();
    if reader.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let path = line.split(' ').nth(1).unwrap_or("/").to_owned();
    let mut length = 0;
    loop {
        line.clear();
        if reader.read_line(&mut line)? == 0 || line.trim_end().is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().unwrap_or(0);
        }
    }
    io::copy(&mut reader.take(length), &mut io::sink())?;
    Ok(Some(path))
}

fn answer(path: &str) -> String {
    let (status, body) = match path.rsplit('/').next() {
        Some("ready-for-calls" | "mark-call-for-finishing") => ("200 OK", ""),
        Some("establish-persistent-connection") => ("202 Accepted", ""),
        Some("place-preview-call") => {
            ("404 Not Found", r#"{"errorId":"error.notFound","message":"The call could not be found."}"#)
        }
        Some("perform-call-list-query") => (
            "200 OK",
            concat!(
                r#"{"recordsaffected":1,"errorMessage":"","records":[{"status":"C","identity":"42","zone":"EST","#,
                r#""values":{"phone":"3175550100"}}]}"#
            ),
        ),
        _ => ("501 Not Implemented", ""),
    };
    let length = body.len();
    let content_type = if body.is_empty() { "" } else { "Content-Type: application/vnd.inin.icws+JSON\r\n" };
    format!("HTTP/1.1 {status}\r\n{content_type}Content-Length: {length}\r\n\r\n{body}")
}
