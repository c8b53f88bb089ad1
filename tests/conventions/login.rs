//! Three crates of one server, two of which are parts of one document: whoever logs in with one makes calls with all, over the
//! same connections.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Sender, channel};
use std::thread;

use icws_login::models::{Settings, Step};
use icws_login::operations::{LogIn, LogInResponse};
use icws_login::{Call, Operation};

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
    let settings = Settings::new("secret");
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
    // The other part of the document has none of the login.
    icws_status::blocking::Client::sharing(&dialer).set_status("jim")?;
    assert_eq!(icws_status::operations::ALL.len(), 1);

    let heard: Vec<(usize, String)> = heard.try_iter().collect();
    let connections: Vec<usize> = heard.iter().map(|(connection, _)| *connection).collect();
    assert_eq!(connections, [0, 0, 0, 0], "all goes over one connection");
    let call = heard[1].1.to_ascii_lowercase();
    assert!(call.starts_with("post /icws/17/dialer/establish-persistent-connection "), "{call}");
    assert!(
        call.contains("inin-icws-csrf-token: t0k3n\r\n") && call.contains("cookie: icws_17=abc; lb=2\r\n"),
        "{call}"
    );
    Ok(())
}

/// What a login makes of an answer.
fn receive(
    status: u16,
    content_type: &str,
    body: &str,
) -> Result<Result<LogInResponse, icws_login::Error<icws_login::operations::LogInError>>, http::Error> {
    let answer = http::Response::builder().status(status).header("content-type", content_type);
    let answer = answer.header("x-proof", "canary").header("inin-icws-session-id", "canary");
    Ok(LogIn::from_response(answer.body(body.as_bytes().to_vec())?))
}

fn hides(shown: &str) {
    assert!(!shown.contains("canary") && !shown.contains("4711"), "{shown}");
}

#[test]
fn no_text_shows_what_is_sent_in_secret() -> Tested {
    let settings = Settings::new("canary")
        .with_pin(Some(4711))
        .with_former(["canary"])
        .with_keys([("a", "canary")])
        .with_extra([("seen", "yes")])
        .with_extra([("csrfToken", "canary")]);
    let login = LogIn::new(&settings).with_x_ticket("canary").with_pin(4711);
    let request = login.to_request(&icws_login::Session::anonymous("http://127.0.0.1:1")?)?;
    assert_eq!(request.headers()["x-ticket"], "canary");
    let call = Call::of(&login);
    for shown in [
        format!("{settings:?} {settings:#?} {login:?} {login:#?} {call:?} {:?}", settings.extra),
        format!("{:?}", request.headers()),
    ] {
        hides(&shown);
    }
    let shown = format!("{call:?}");
    let expected = r#"LogIn { x_ticket: [hidden], pin: [hidden], body: Settings { password: [hidden], pin: [hidden], former: [hidden], keys: [hidden], extra: {"seen": "yes", "csrfToken": [hidden]} } }"#;
    assert_eq!(shown, expected);
    assert!(format!("{:?}", serde_json::to_value(&call)?).contains("canary"), "what is written has it");
    // An object that has no secret of its own, to which one was added by hand.
    let mut error = icws_login::models::Error::new("wrong");
    error.extra.insert("csrfToken", "canary");
    assert_eq!(format!("{error:?}"), r#"Error { message: "wrong", extra: {"csrfToken": [hidden]} }"#);
    Ok(())
}

#[test]
fn no_text_shows_what_comes_in_secret() -> Tested {
    let welcome = r#"{"csrfToken":"canary","next":{"__type":"urn:pin","pin":"canary","tries":3}}"#;
    let received = receive(201, "application/json", welcome)??;
    let shown = format!("{received:?} {received:#?}");
    hides(&shown);
    for seen in ["session_id: [hidden]", "x_proof: [hidden]", "csrf_token: [hidden]", "pin: [hidden]", "tries: Some(3)"] {
        assert!(shown.contains(seen), "{seen}: {shown}");
    }
    // An object of an unknown type, and one that does not fit its type.
    for next in [
        r#"{"__type":"urn:other","inner":[{"pin":"canary"}],"seen":"yes"}"#,
        r#"{"__type":"urn:pin","pin":4711,"seen":"yes"}"#,
    ] {
        let received = receive(201, "application/json", &format!(r#"{{"csrfToken":"canary","next":{next}}}"#))??;
        let LogInResponse::Created { body, .. } = &received else { return Err("not logged in".into()) };
        let Some(Step::Unknown(object)) = &body.next else { return Err("known".into()) };
        let shown = format!("{received:?} {object:?} {:?} {:?}", object.members(), object.reason());
        hides(&shown);
        assert!(shown.contains(r#""seen": "yes""#), "{shown}");
    }
    Ok(())
}

#[test]
fn no_error_about_a_call_that_was_written_down_shows_a_secret() -> Tested {
    for call in [r#"{"logIn":{"pin":"canary"}}"#, r#"{"logIn":{"x_ticket":4711}}"#, r#"{"logIn":{"x_ticket":["canary"]}}"#] {
        let error = serde_json::from_str::<Call>(call).err().ok_or("read")?;
        hides(&format!("{error} {error:?}"));
        assert!(error.to_string().contains("a secret is not of its type"), "{error}");
    }
    Ok(())
}

#[test]
fn no_error_shows_a_secret() -> Tested {
    for (status, content_type, body) in [
        (201, "application/json", r#"{"csrfToken":4711}"#),
        (201, "application/json", r#"{"csrfToken":["canary"]}"#),
        (201, "text/html", "<p>password canary</p>"),
        (401, "application/json", r#"{"message":"no"}"#),
        (401, "text/html", "<p>no {&quot;pin&quot;:4711}</p>"),
        (500, "text/plain", "no {\"pin\":\"canary\"}"),
        (500, "text/plain", "no csrfToken canary"),
        (500, "text/html", "<pin>4711</pin>"),
        (500, "application/json", r#"{"message":"the pin 4711 is wrong"}"#),
    ] {
        let error = receive(status, content_type, body)?.err().ok_or("logged in")?;
        let causes = std::iter::successors(Some(&error as &dyn std::error::Error), |error| error.source());
        for error in causes {
            hides(&format!("{error} {error:?} {error:#?}"));
        }
    }
    Ok(())
}
