//! Credentials stay where they are: no text of any public type shows one.

use std::panic;

use icws_dialer::models::StartReceivingParameters;
use icws_dialer::operations::{ReadyForCalls, ReadyForCallsError};
use icws_dialer::{
    Client, Error, Login, Operation, RequestError, Session, SessionError, TransportError, models,
};
use icws_tests::answer::{Answer, ERROR_BODY, HTML};
use icws_tests::operation::OPERATIONS;
use icws_tests::secret::{COOKIE, CSRF_TOKEN, SESSION_ID, leaks, session, texts};
use icws_tests::{Tested, implements};

const BASE_URL: &str = "http://127.0.0.1:8018";

fn assert_no_leak<'a>(case: &str, texts: impl IntoIterator<Item = &'a String>) {
    let leaks = leaks(texts);
    assert!(leaks.is_empty(), "{case}: {leaks:#?}");
}

#[test]
fn a_session_and_a_client_show_no_credential() -> Tested {
    let session = session(BASE_URL)?;
    let builder = Client::builder(session.clone());
    let client = Client::new(session.clone())?;
    for (case, shown) in [
        ("session", [format!("{session:?}"), format!("{session:#?}")]),
        ("client's builder", [format!("{builder:?}"), format!("{builder:#?}")]),
        ("client", [format!("{client:?}"), format!("{client:#?}")]),
        ("client's session", [format!("{:?}", client.session()), format!("{:#?}", Some(client.session()))]),
    ] {
        assert_no_leak(case, &shown);
    }
    Ok(())
}

#[test]
fn a_login_shows_neither_the_password_nor_what_it_yields() -> Tested {
    let login = Login::new("desk", "canary-user", "canary-password");
    let answer =
        with_secrets(Answer::json(201, format!(r#"{{"csrfToken":"{CSRF_TOKEN}","sessionId":"canary"}}"#)));
    let logged_in = Login::from_response(answer.response()?)?;
    let session = logged_in.session(&Session::anonymous(BASE_URL)?);
    let mut shown = vec![format!("{login:?} {login:#?} {logged_in:?} {:?} {session:?}", logged_in.details())];
    let request = login.to_request(&session)?;
    shown.push(format!("{:?} {}", request.headers(), request.uri()));
    for status in [302, 400, 401, 500, 502, 503] {
        for body in [ERROR_BODY, "", HTML, r#"{"alternateHostList":["ic2"]}"#] {
            let answer = with_secrets(Answer::json(status, body)).response()?;
            let error = Login::from_response(answer.clone()).err().ok_or("a session")?;
            shown.extend(texts(&error));
            let error = Session::from_login_response(BASE_URL, answer).err().ok_or("a session")?;
            shown.extend(texts(&error));
        }
    }
    assert_no_leak("login", &shown);
    let mut request = http::Request::get("/icws/{sessionId}/x").body(())?;
    session.authorize(&mut request)?;
    assert_no_leak("request of one's own", &[format!("{:?}", request.headers())]);
    Ok(())
}

#[test]
fn a_builder_shows_no_credential_however_little_of_it_is_filled() {
    for set in 0..16_u8 {
        let base_url = if set & 8 == 0 { BASE_URL } else { "https://user:canary@ic1.example.com/?canary" };
        let mut builder = Session::builder(base_url);
        if set & 1 != 0 {
            builder = builder.session_id(SESSION_ID);
        }
        if set & 2 != 0 {
            builder = builder.csrf_token(CSRF_TOKEN);
        }
        if set & 4 != 0 {
            builder = builder.cookie(COOKIE);
        }
        let mut shown = vec![format!("{builder:?}"), format!("{builder:#?}")];
        match builder.build() {
            Ok(session) => shown.push(format!("{session:?}")),
            Err(error) => shown.extend(texts(&error)),
        }
        assert_no_leak(&format!("{set:b}"), &shown);
    }
}

#[test]
fn what_is_malformed_is_not_repeated() -> Tested {
    let build = |base_url: &str, session_id: &str, csrf_token: &str, cookie: &str| {
        Session::builder(base_url).session_id(session_id).csrf_token(csrf_token).cookie(cookie).build()
    };
    let mut errors = Vec::new();
    for malformed in ["canary\n", "canary\r\nX: y", "\0canary", "canary\u{7f}"] {
        errors.push((malformed, build(BASE_URL, malformed, CSRF_TOKEN, COOKIE)));
        errors.push((malformed, build(BASE_URL, SESSION_ID, malformed, COOKIE)));
        errors.push((malformed, build(BASE_URL, SESSION_ID, CSRF_TOKEN, malformed)));
    }
    for base_url in [
        "canary",
        "canary://ic1",
        "https://canary@ic1",
        "https://user:canary@ic1/",
        "https://ic1:canary",
        "https://ic1/../canary",
        "https://ic1/canary%zz",
        "https://ic1/?token=canary",
        "https://ic1/#canary",
        "https://ic1/canary canary",
        "https://[canary]",
        "https://canary\r\n",
    ] {
        errors.push((base_url, build(base_url, SESSION_ID, CSRF_TOKEN, COOKIE)));
    }
    for (malformed, built) in errors {
        let error = built.err().ok_or_else(|| format!("{malformed:?} is accepted"))?;
        assert_no_leak(malformed, &texts(&error));
    }
    Ok(())
}

#[test]
fn the_headers_of_a_request_show_no_credential() -> Tested {
    let session = session(BASE_URL)?;
    for row in &OPERATIONS {
        let request = (row.most)(&session)?;
        let shown = [format!("{:?}", request.headers()), format!("{:#?}", request.headers())];
        assert_no_leak(row.id, &shown);
        let mut values = request.headers().values().map(|value| format!("{value:?}"));
        assert_eq!(values.by_ref().filter(|value| value == "Sensitive").count(), 2, "{row}");
    }
    Ok(())
}

/// An answer whose headers hold secrets, old and new.
fn with_secrets(answer: Answer) -> Answer {
    answer
        .header("Set-Cookie", COOKIE)
        .header("Set-Cookie", "other=canary; Secure; HttpOnly")
        .header("Set-Cookie2", COOKIE)
        .header("Cookie", COOKIE)
        .header("ININ-ICWS-CSRF-Token", CSRF_TOKEN)
        .header("ININ-ICWS-Session-ID", SESSION_ID)
        .header("Authorization", "Bearer canary")
        .header("Proxy-Authorization", "Basic canary")
        .header("Authentication-Info", "nextnonce=\"canary\"")
        .header("Location", format!("http://127.0.0.1:9/icws/{SESSION_ID}/"))
        .header("Content-Location", format!("/icws/{SESSION_ID}/"))
        .header("X-Amzn-Trace-Id", "canary")
        .header("WWW-Authenticate", "Negotiate canaryToken68==")
        .header("WWW-Authenticate", r#"ICWS realm="ICWS" location="/ICWS/connection" nonce="canary""#)
}

#[test]
fn no_error_of_an_answer_shows_a_header_that_may_be_secret() -> Tested {
    let undocumented = [204, 302, 304, 407, 502, 999];
    for row in &OPERATIONS {
        for status in row.statuses().chain(undocumented) {
            for answer in [
                Answer::json(status, ERROR_BODY),
                Answer::new(status),
                Answer::json(status, HTML.replace("Service", "canary")),
                Answer::new(status).header("Content-Type", "text/html").body("<canary>"),
                Answer::json(status, r#"{"message":"#),
            ] {
                let outcome = (row.receive)(with_secrets(answer).response()?);
                if let Err(failure) = outcome {
                    assert_no_leak(&format!("{row} {status}"), &failure.texts);
                }
            }
        }
    }
    Ok(())
}

#[test]
fn a_challenge_shows_what_it_is_read_for_and_nothing_else() -> Tested {
    let answer = with_secrets(Answer::json(401, ERROR_BODY)).response()?;
    let Err(Error::Api(ReadyForCallsError::Unauthorized { challenge, .. })) =
        ReadyForCalls::from_response(answer)
    else {
        return Err("not a 401".into());
    };
    let shown = [format!("{challenge:?}"), format!("{challenge:#?}")];
    assert_no_leak("challenge", &shown);
    assert!(shown.iter().all(|shown| shown.contains("/ICWS/connection")), "{shown:?}");
    assert!(challenge.as_str().contains("canary"), "it is there for who asks");
    Ok(())
}

#[test]
fn what_is_kept_is_there_for_who_asks() -> Tested {
    for row in &OPERATIONS {
        let answer = with_secrets(Answer::new(503).body("canary")).response()?;
        let failure = (row.receive)(answer).err().ok_or("succeeded")?;
        assert_eq!(failure.headers.get("set-cookie").map(|value| value.as_bytes()), Some(COOKIE.as_bytes()));
        assert_eq!(failure.headers.get_all("set-cookie").iter().count(), 2, "{row}");
        assert_eq!(failure.body, b"canary");
    }
    Ok(())
}

#[test]
fn errors_without_an_answer_show_no_credential() {
    type E = Error<ReadyForCallsError>;
    let version = icws_dialer::DialerVersion::NEWEST.into();
    let errors: [E; 4] = [
        TransportError::connect(std::io::Error::other("refused")).into(),
        TransportError::timeout(std::io::Error::other("late")).into(),
        RequestError::PathValue { name: "sessionId" }.into(),
        Error::Unsupported { what: "readyForCalls".into(), requires: version, server: version },
    ];
    for error in &errors {
        assert_no_leak("error", &texts(error));
    }
}

/// The message of the panic that this ends in.
fn panic_message(act: impl FnOnce() + panic::UnwindSafe) -> Result<String, &'static str> {
    let payload = panic::catch_unwind(act).err().ok_or("no panic")?;
    payload.downcast_ref::<String>().cloned().ok_or("a panic without a text")
}

#[test]
#[allow(clippy::unwrap_used, reason = "the message of such a panic is what is tested")]
fn no_panic_message_shows_a_credential() -> Tested {
    let malformed =
        || Session::builder(BASE_URL).session_id(SESSION_ID).csrf_token("canary\n").cookie(COOKIE);
    let answer = with_secrets(Answer::new(503).body("canary")).response()?;
    let refusal = with_secrets(Answer::json(401, ERROR_BODY)).response()?;
    let undecoded = with_secrets(Answer::json(400, "canary")).response()?;
    let received = |response| ReadyForCalls::from_response(response);
    let client = Client::new(session(BASE_URL)?);
    let messages = [
        panic_message(move || drop(malformed().build().unwrap()))?,
        panic_message(|| drop(session(BASE_URL).unwrap_err()))?,
        panic_message(panic::AssertUnwindSafe(move || drop(client.unwrap_err())))?,
        panic_message(panic::AssertUnwindSafe(move || received(answer).unwrap()))?,
        panic_message(panic::AssertUnwindSafe(move || received(refusal).unwrap()))?,
        panic_message(panic::AssertUnwindSafe(move || received(undecoded).unwrap()))?,
    ];
    assert_no_leak("panic", &messages);
    assert!(messages.iter().all(|message| message.contains("unwrap")), "{messages:?}");
    Ok(())
}

#[test]
fn operations_and_models_have_no_credential_to_show() {
    let body = StartReceivingParameters::new();
    assert_eq!(format!("{:?}", ReadyForCalls::new(&body)), format!("ReadyForCalls {{ body: {body:?} }}"));
    assert!(!implements!(Session: std::fmt::Display) && !implements!(Client: std::fmt::Display));
    assert!(!implements!(Session: serde::Serialize) && implements!(models::Error: serde::Serialize));
    assert!(implements!(SessionError: Clone + PartialEq), "it holds nothing that must not be copied");
}
