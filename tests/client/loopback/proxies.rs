//! Proxies that the environment names: used, except for a server on this machine.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use icws_dialer::Session;
use icws_tests::Tested;
use icws_tests::answer::Answer;
use icws_tests::either::Which;
use icws_tests::operation::operation;
use icws_tests::outcome::Failure;
use icws_tests::secret::{COOKIE, CSRF_TOKEN, SESSION_ID};

use crate::{AGAIN, again, always, both, stranger};

both! {
    a_proxy_of_the_environment_does_not_see_calls_on_this_machine
    a_proxy_of_the_environment_is_used_for_its_scheme
    a_proxy_of_the_environment_is_not_used_for_hosts_that_it_is_not_for
    a_proxy_is_told_the_name_and_the_password_of_its_url
    a_proxy_for_everything_is_used_where_there_is_no_other
    a_program_of_a_web_server_takes_no_proxy_from_its_request
}

async fn a_proxy_of_the_environment_does_not_see_calls_on_this_machine(which: Which) -> Tested {
    if std::env::var_os(AGAIN).is_none() {
        let proxy =
            ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"].map(|name| (name, "http://127.0.0.1:9"));
        return again(
            "proxies",
            which,
            "a_proxy_of_the_environment_does_not_see_calls_on_this_machine",
            &proxy,
        );
    }
    let (server, client) = always(which, &Answer::new(202)).await?;
    client.call(operation("establishPersistentConnection")?).await?;
    assert_eq!(server.requests().len(), 1);
    Ok(())
}

/// How long a proxy that is asked may take to say so.
const WAIT: Duration = Duration::from_secs(5);

/// A proxy that carries nothing: its address, and the head of each request that reaches it.
fn proxy() -> Tested<(String, Receiver<String>)> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let url = format!("http://{}", listener.local_addr()?);
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let lines = BufReader::new(&stream).lines().map_while(Result::ok);
            let head: Vec<_> = lines.take_while(|line| !line.is_empty()).collect();
            let _ = sender.send(head.join("\n"));
            let _ = stream.write_all(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
        }
    });
    Ok((url, receiver))
}

/// Calls a server that there is not, which fails; whether a proxy was asked is for others to say.
async fn call_elsewhere(which: Which, base_url: &str) -> Tested<Box<Failure>> {
    let session = Session::builder(base_url).session_id(SESSION_ID).csrf_token(CSRF_TOKEN).cookie(COOKIE);
    let client = which.client(session.allow_insecure_http().build()?)?;
    let called = client.call(operation("establishPersistentConnection")?).await;
    called.err().ok_or_else(|| "succeeded".into())
}

async fn a_proxy_of_the_environment_is_used_for_its_scheme(which: Which) -> Tested {
    if std::env::var_os(AGAIN).is_some() {
        call_elsewhere(which, "http://ic1.invalid:8018").await?;
        call_elsewhere(which, "https://ic1.invalid:8019").await?;
        return Ok(());
    }
    let ((http, asked_http), (https, asked_https)) = (proxy()?, proxy()?);
    let test = "a_proxy_of_the_environment_is_used_for_its_scheme";
    let trusted = stranger(which, test)?;
    let variables =
        [("HTTP_PROXY", &*http), ("http_proxy", &http), ("HTTPS_PROXY", &https), ("SSL_CERT_FILE", &trusted)];
    again("proxies", which, test, &variables)?;
    let first = asked_http.recv_timeout(WAIT)?;
    assert!(first.contains("ic1.invalid:8018"), "{first}");
    let first = asked_https.recv_timeout(WAIT)?;
    assert!(first.starts_with("CONNECT ic1.invalid:8019 "), "{first}");
    assert_eq!(asked_https.try_iter().collect::<Vec<_>>(), [""; 0]);
    assert_eq!(asked_http.try_iter().collect::<Vec<_>>(), [""; 0]);
    Ok(())
}

async fn a_proxy_of_the_environment_is_not_used_for_hosts_that_it_is_not_for(which: Which) -> Tested {
    if std::env::var_os(AGAIN).is_some() {
        let failure = call_elsewhere(which, "http://ic1.example.invalid:8018").await?;
        assert!(failure.is_connect, "a host that nobody knows is no connection: {failure}");
        return Ok(());
    }
    let (url, asked) = proxy()?;
    for no_proxy in ["ic1.example.invalid", "other, example.invalid", ".example.invalid", "*"] {
        let variables =
            [("HTTP_PROXY", &*url), ("http_proxy", &url), ("NO_PROXY", no_proxy), ("no_proxy", no_proxy)];
        again(
            "proxies",
            which,
            "a_proxy_of_the_environment_is_not_used_for_hosts_that_it_is_not_for",
            &variables,
        )?;
        assert_eq!(asked.try_iter().collect::<Vec<_>>(), [""; 0], "{no_proxy}");
    }
    Ok(())
}

/// Makes a call to a server that there is not, in a process of its own with these variables.
async fn call_with(which: Which, test: &str, variables: &[(&str, &str)]) -> Tested {
    if std::env::var_os(AGAIN).is_some() {
        return call_elsewhere(which, "http://ic1.invalid:8018").await.map(drop);
    }
    again("proxies", which, test, variables)
}

async fn a_proxy_is_told_the_name_and_the_password_of_its_url(which: Which) -> Tested {
    let (url, asked) = proxy()?;
    let url = url.replace("http://", "http://me:pass@");
    let test = "a_proxy_is_told_the_name_and_the_password_of_its_url";
    call_with(which, test, &[("HTTP_PROXY", &url), ("http_proxy", &url)]).await?;
    if std::env::var_os(AGAIN).is_none() {
        let head = asked.recv_timeout(WAIT)?.to_ascii_lowercase();
        assert!(head.contains("\nproxy-authorization: basic bwu6cgfzcw=="), "{head}");
    }
    Ok(())
}

async fn a_proxy_for_everything_is_used_where_there_is_no_other(which: Which) -> Tested {
    let (url, asked) = proxy()?;
    let test = "a_proxy_for_everything_is_used_where_there_is_no_other";
    call_with(which, test, &[("ALL_PROXY", &url), ("all_proxy", &url)]).await?;
    if std::env::var_os(AGAIN).is_none() {
        let head = asked.recv_timeout(WAIT)?;
        assert!(head.contains("ic1.invalid:8018"), "{head}");
    }
    Ok(())
}

/// In a CGI program `HTTP_PROXY` is what the header `Proxy` of somebody's request says.
async fn a_program_of_a_web_server_takes_no_proxy_from_its_request(which: Which) -> Tested {
    let (url, asked) = proxy()?;
    let test = "a_program_of_a_web_server_takes_no_proxy_from_its_request";
    call_with(which, test, &[("HTTP_PROXY", &url), ("REQUEST_METHOD", "GET")]).await?;
    assert_eq!(asked.try_iter().collect::<Vec<_>>(), [""; 0]);
    Ok(())
}
