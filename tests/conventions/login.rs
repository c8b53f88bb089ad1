//! Two crates of one server: whoever logs in with one makes calls with both, over the same connections.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Sender, channel};
use std::thread;

use icws_login::operations::{LogIn, LogInResponse};

type Tested = Result<(), Box<dyn std::error::Error>>;

/// Answers whatever comes over one connection, and tells what that was, with the number of the connection.
fn serve(stream: TcpStream, connection: usize, heard: &Sender<(usize, String)>) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut stream = stream;
    loop {
        let (mut head, mut length) = (String::new(), 0);
        while !head.ends_with("\r\n\r\n") {
            let before = head.len();
            if reader.read_line(&mut head)? == 0 {
                return Ok(());
            }
            let line = head[before..].to_ascii_lowercase();
            if let Some(value) = line.strip_prefix("content-length:") {
                length = value.trim().parse().unwrap_or_default();
            }
        }
        reader.read_exact(&mut vec![0; length])?;
        let answer = if head.starts_with("POST /icws/connection ") {
            "201 Created\r\nContent-Type: application/json\r\nContent-Length: 21\r\nININ-ICWS-Session-ID: 17\r\n\
             Set-Cookie: icws_17=abc; Path=/icws\r\nSet-Cookie: lb=2\r\n\r\n{\"csrfToken\":\"t0k3n\"}"
        } else {
            "202 Accepted\r\nContent-Length: 0\r\n\r\n"
        };
        let _ = heard.send((connection, head));
        write!(stream, "HTTP/1.1 {answer}")?;
    }
}

#[test]
fn a_login_with_one_crate_is_good_for_the_calls_of_the_other() -> Tested {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let url = format!("http://{}", listener.local_addr()?);
    let (sender, heard) = channel();
    thread::spawn(move || {
        for (connection, stream) in listener.incoming().flatten().enumerate() {
            let sender = sender.clone();
            thread::spawn(move || serve(stream, connection, &sender));
        }
    });

    // Nobody is logged in yet, and the login needs nobody to be.
    let server = icws_login::Session::anonymous(&url)?;
    let login = icws_login::blocking::Client::new(server)?;
    let settings = icws_login::models::Settings::new("secret");
    let answer = login.execute_with_response(&LogIn::new(&settings))?;
    let LogInResponse::Created { session_id, cookies, body, .. } = answer.body() else {
        return Err("not logged in".into());
    };
    assert_eq!((session_id.as_deref(), cookies.iter().count()), (Some("17"), 2));
    // The types are those of both crates. What no header of the answer has is set beside it.
    let session: icws_dialer::Session = icws_login::Session::builder(login.session().base_url())
        .csrf_token(&*body.csrf_token)
        .login_response(&answer)
        .build()?;
    let login = login.with_session(session);
    let dialer = icws_dialer::blocking::Client::sharing(&login);
    dialer.establish_persistent_connection()?;
    // And whatever has no method is made with `execute`.
    dialer.execute(&LogIn::new(&settings))?;

    let heard: Vec<(usize, String)> = heard.try_iter().collect();
    let connections: Vec<usize> = heard.iter().map(|(connection, _)| *connection).collect();
    assert_eq!(connections, [0, 0, 0], "all goes over one connection");
    let call = heard[1].1.to_ascii_lowercase();
    assert!(call.starts_with("post /icws/17/dialer/establish-persistent-connection "), "{call}");
    assert!(
        call.contains("inin-icws-csrf-token: t0k3n\r\n") && call.contains("cookie: icws_17=abc; lb=2\r\n"),
        "{call}"
    );
    Ok(())
}
