//! Both credentials are wanted, and shown nowhere.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use icws_dialer::Challenge;
use icws_dialer::models::PlacePreviewCallParameters;
use icws_dialer::operations::PlacePreviewCallError;
use icws_dialer::server::{Credentials, Denied, DialerApi};
use icws_tests::Tested;
use icws_tests::secret::CANARY;

use crate::{CREDENTIALS, JSON, PLACE, head, post, request, send, serve};

/// Lets one session in, and keeps what it was asked.
#[derive(Clone, Default)]
struct Guarded {
    seen: Arc<Mutex<Vec<String>>>,
}

impl Guarded {
    fn keep(&self, what: String) {
        self.seen.lock().expect("no test panics inside").push(what);
    }

    fn seen(&self) -> Vec<String> {
        self.seen.lock().expect("no test panics inside").clone()
    }
}

fn told(credentials: &Credentials) -> String {
    [credentials.session_id(), credentials.csrf_token(), credentials.cookie()].join("|")
}

impl DialerApi for Guarded {
    async fn authenticate(&self, credentials: &Credentials) -> Result<(), Denied> {
        self.keep(told(credentials));
        self.keep(format!("{credentials:?}{credentials:#?}"));
        match credentials.session_id() {
            "17" => Ok(()),
            "18" => Err(Denied::new("the license of this session is gone").with_error_id("error.mine")),
            "20" => Err(Denied::unavailable("the list of sessions cannot be reached")),
            "21" => Err(Denied::unavailable("busy").with_retry_after(Duration::from_millis(6001))),
            "23" => Err(Denied::unavailable("full").with_retry_after(Duration::from_secs(6))),
            "22" => Err(Denied::internal("the list of sessions is damaged")),
            _ => Err(Denied::new("log in").with_challenge(Challenge::icws("/a \"b\""))),
        }
    }

    async fn place_preview_call(&self, _: PlacePreviewCallParameters) -> Result<(), PlacePreviewCallError> {
        self.keep(Credentials::current().as_ref().map_or("none".to_owned(), told));
        let elsewhere = tokio::spawn(async { Credentials::current().is_none() }).await;
        self.keep(format!("{elsewhere:?}"));
        Ok(())
    }
}

const TOKEN: &str = "ININ-ICWS-CSRF-Token: t\r\n";
const COOKIE: &str = "Cookie: a=b\r\n";

#[tokio::test]
async fn what_is_missing_or_malformed_is_a_401_that_says_how_to_log_in() -> Tested {
    let api = Guarded::default();
    let address = serve(api.clone()).await?;
    for (headers, says) in [
        (String::new(), "CSRF-Token is missing"),
        (COOKIE.to_owned(), "CSRF-Token is missing"),
        (TOKEN.to_owned(), "Cookie is missing"),
        (format!("ININ-ICWS-CSRF-Token:  \r\n{COOKIE}"), "CSRF-Token is missing"),
        (format!("{TOKEN}{TOKEN}{COOKIE}"), "more than once"),
        (format!("{TOKEN}Cookie: \r\n"), "Cookie is missing"),
        (format!("{TOKEN}Cookie: ;\r\n"), "Cookie is missing"),
        (format!("{TOKEN}Cookie: {CANARY}\r\n"), "Cookie is malformed"),
        (format!("{TOKEN}Cookie: =c; flag\r\n"), "Cookie is malformed"),
    ] {
        let answered = request(address, &format!("POST {PLACE}"), &format!("{headers}{JSON}"), "{}").await?;
        assert_eq!(answered.status, 401, "{headers}");
        assert!(answered.message().contains(says), "{headers}{answered:?}");
        assert!(!answered.body.contains(CANARY), "{answered:?}");
        let challenge = answered.header("www-authenticate").ok_or("no challenge")?;
        assert_eq!(challenge, r#"ICWS realm="ICWS", location="/ICWS/connection""#);
        assert_eq!(Challenge::new(challenge).location(), Some("/ICWS/connection"));
    }
    assert!(api.seen().is_empty(), "nobody is asked about credentials that are not there");
    Ok(())
}

#[tokio::test]
async fn credentials_are_text_of_any_kind_and_other_cookies_are_let_by() -> Tested {
    let api = Guarded::default();
    let address = serve(api.clone()).await?;
    let line = format!("POST {PLACE}");
    for headers in [
        format!("ININ-ICWS-CSRF-Token: t\u{fc}\r\n{COOKIE}"),
        format!("{TOKEN}Cookie: a=\u{fc}\r\n"),
        format!("{TOKEN}Cookie: flag; a=b; =c\r\n"),
    ] {
        let answered = request(address, &line, &format!("{headers}{JSON}"), "{}").await?;
        assert_eq!(answered.status, 200, "{headers}");
    }
    for good in ["canary-token", "canary-cookie"] {
        let head = head(PLACE, "Content-Length: 2\r\n").replace(good, "\u{1}") + "{}";
        // What stands for a byte that is no UTF-8 becomes one.
        let bytes: Vec<u8> = head.bytes().map(|byte| if byte == 1 { 0xfc } else { byte }).collect();
        let answered = send(address, &bytes).await?;
        assert_eq!(answered.status, 401, "{good}");
        assert!(answered.message().ends_with("is malformed"), "{answered:?}");
    }
    Ok(())
}

#[tokio::test]
async fn who_is_denied_need_not_send_a_body() -> Tested {
    let address = serve(Guarded::default()).await?;
    let unsent = head("/icws/18/dialer/place-preview-call", "Content-Length: 2\r\n");
    assert_eq!(send(address, unsent.as_bytes()).await?.status, 401);
    Ok(())
}

/// Denies everybody with this challenge.
struct Denying(Challenge);

impl DialerApi for Denying {
    async fn authenticate(&self, _: &Credentials) -> Result<(), Denied> {
        Err(Denied::new("no").with_challenge(self.0.clone()))
    }
}

#[tokio::test]
async fn a_challenge_holds_any_text_and_is_none_without_a_scheme() -> Tested {
    for (challenge, location) in
        [(Challenge::icws("/a\\b\"c"), "/a\\b\"c"), (Challenge::new("realm=\"x\""), "/ICWS/connection")]
    {
        let denied = post(serve(Denying(challenge)).await?, PLACE, "{}").await?;
        let received = Challenge::new(denied.header("www-authenticate").unwrap_or_default());
        assert_eq!((received.scheme(), received.location()), (Some("ICWS"), Some(location)));
    }
    Ok(())
}

#[tokio::test]
async fn an_id_that_leads_elsewhere_is_no_session() -> Tested {
    let api = Guarded::default();
    let address = serve(api.clone()).await?;
    for id in [".", "..", "%2E%2E", "%20", "a%0Ab", "%ff"] {
        let answered = post(address, &format!("/icws/{id}/dialer/place-preview-call"), "{}").await?;
        assert_eq!((answered.status, answered.message().as_str()), (401, "the path has no id of a session"));
    }
    assert!(api.seen().is_empty());
    Ok(())
}

#[tokio::test]
async fn what_cannot_be_judged_for_now_is_a_503_that_sends_nobody_to_log_in() -> Tested {
    let address = serve(Guarded::default()).await?;
    let answered = post(address, "/icws/20/dialer/place-preview-call", "{}").await?;
    assert_eq!((answered.status, answered.header("www-authenticate")), (503, None), "{answered:?}");
    assert_eq!(answered.message(), "the list of sessions cannot be reached");
    assert!(answered.body.contains("error.server.unavailable"), "{answered:?}");
    Ok(())
}

#[tokio::test]
async fn what_cannot_be_judged_may_say_when_to_ask_again_or_that_it_does_not_help() -> Tested {
    let address = serve(Guarded::default()).await?;
    let (unavailable, internal) = ("error.server.unavailable", "error.server.internal");
    for (id, status, retry_after, says, error_id) in [
        ("20", 503, None, "the list of sessions cannot be reached", unavailable),
        ("21", 503, Some("7"), "busy", unavailable),
        ("23", 503, Some("6"), "full", unavailable),
        ("22", 500, None, "the list of sessions is damaged", internal),
    ] {
        let answered = post(address, &format!("/icws/{id}/dialer/place-preview-call"), "{}").await?;
        assert_eq!((answered.status, answered.header("retry-after")), (status, retry_after), "{answered:?}");
        assert_eq!((answered.message().as_str(), answered.header("www-authenticate")), (says, None));
        assert!(answered.body.contains(error_id), "{answered:?}");
    }
    Ok(())
}

#[tokio::test]
async fn the_api_decides_about_credentials_before_the_body_is_looked_at() -> Tested {
    let address = serve(Guarded::default()).await?;
    let denied = post(address, "/icws/18/dialer/place-preview-call", "nonsense").await?;
    assert_eq!(denied.status, 401);
    assert_eq!(denied.message(), "the license of this session is gone");
    assert!(denied.body.contains("error.mine"), "{denied:?}");
    assert!(denied.header("www-authenticate").is_some_and(|challenge| challenge.starts_with("ICWS ")));
    let elsewhere = post(address, "/icws/19/dialer/place-preview-call", "{}").await?;
    let challenge = Challenge::new(elsewhere.header("www-authenticate").unwrap_or_default());
    assert_eq!(challenge.location(), Some("/a \"b\""));
    Ok(())
}

#[tokio::test]
async fn the_api_sees_the_credentials_in_every_method_and_debug_shows_none() -> Tested {
    let api = Guarded::default();
    let address = serve(api.clone()).await?;
    let headers = format!("{CREDENTIALS}Cookie: second=2\r\n{JSON}");
    let answered = request(address, &format!("POST {PLACE}"), &headers, "{}").await?;
    assert_eq!(answered.status, 200);
    let told = "17|canary-token|icws_17=canary-cookie; second=2";
    let debug = "Credentials { .. }Credentials { .. }";
    assert_eq!(api.seen(), [told, debug, told, "Ok(true)"]);
    Ok(())
}
