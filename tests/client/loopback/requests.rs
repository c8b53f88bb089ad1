//! What reaches the server, byte for byte.

use std::sync::Arc;

use icws_dialer::Client;
use icws_tests::Tested;
use icws_tests::answer::Answer;
use icws_tests::either::Which;
use icws_tests::operation::{OPERATIONS, operation};
use icws_tests::secret::{COOKIE, CSRF_TOKEN, SESSION_ID, session, session_with_id};
use icws_tests::server::{Reply, StandIn};
use tokio::sync::Barrier;

use crate::{always, both};

both! {
    a_call_puts_these_bytes_on_the_wire_and_no_other
    the_path_arrives_as_it_was_encoded
    a_cookie_of_an_answer_is_not_kept
    clones_of_a_client_share_its_connection
    two_clients_of_one_session_keep_to_themselves
}

/// The first line of a request, its headers in the order of their names, and its body.
fn taken_apart(request: &[u8]) -> Option<(String, Vec<String>, String)> {
    let text = String::from_utf8(request.to_vec()).ok()?;
    let (head, body) = text.split_once("\r\n\r\n")?;
    let mut lines = head.split("\r\n").map(str::to_owned);
    let first = lines.next()?;
    let mut headers: Vec<_> = lines.collect();
    headers.sort();
    Some((first, headers, body.to_owned()))
}

async fn a_call_puts_these_bytes_on_the_wire_and_no_other(which: Which) -> Tested {
    for row in &OPERATIONS {
        let (server, client) =
            always(which, &row.success(*row.successes.first().ok_or("no success")?)).await?;
        assert!(client.call(row).await.is_ok(), "{row}");
        let requests = server.requests();
        let [request] = requests.as_slice() else { return Err("not one request".into()) };
        let body = row.bodies.map_or("", |[_, most]| most);
        let mut headers = vec![
            "accept: application/vnd.inin.icws+JSON".to_owned(),
            format!("content-length: {}", body.len()),
            format!("cookie: {COOKIE}"),
            format!("host: {}", server.authority()),
            format!("inin-icws-csrf-token: {CSRF_TOKEN}"),
            format!("user-agent: icws-dialer/{}", env!("CARGO_PKG_VERSION")),
        ];
        if row.bodies.is_some() {
            headers.insert(2, "content-type: application/vnd.inin.icws+JSON;charset=utf-8".to_owned());
        }
        let first = format!("POST {} HTTP/1.1", row.path.replace("{sessionId}", SESSION_ID));
        assert_eq!(taken_apart(request), Some((first, headers, body.to_owned())), "{row}");
    }
    Ok(())
}

async fn the_path_arrives_as_it_was_encoded(which: Which) -> Tested {
    for (session_id, encoded) in [
        ("a b/ü%", "a%20b%2F%C3%BC%25"),
        ("%2e%2e", "%252e%252e"),
        (r"..\..", "..%5C.."),
        ("/..", "%2F.."),
        ("...", "..."),
        ("'\"<>`{|}^[]", "%27%22%3C%3E%60%7B%7C%7D%5E%5B%5D"),
        ("?#&=+;@:$!*(),", "%3F%23%26%3D%2B%3B%40%3A%24%21%2A%28%29%2C"),
        ("~_.-", "~_.-"),
    ] {
        let server = StandIn::always(Reply::Bytes(Answer::new(418).bytes())).await?;
        for prefix in ["", "/apps/client/api/ic1", "/a%20b/%2F/c"] {
            let client = which.client(session_with_id(&format!("{}{prefix}/", server.url()), session_id)?)?;
            for row in &OPERATIONS {
                assert!(client.call(row).await.is_err_and(|failure| failure.status == Some(418)));
                let requests = server.requests();
                let first = requests.last().and_then(|request| request.split(|byte| *byte == b'\r').next());
                let expected = format!("POST {prefix}{} HTTP/1.1", row.path.replace("{sessionId}", encoded));
                assert_eq!(first.map(String::from_utf8_lossy).as_deref(), Some(expected.as_str()));
            }
        }
    }
    Ok(())
}

async fn a_cookie_of_an_answer_is_not_kept(which: Which) -> Tested {
    let (server, client) =
        always(which, &Answer::new(200).header("Set-Cookie", "icws_17=new; Path=/")).await?;
    for _ in 0..2 {
        assert!(client.call(OPERATIONS.first().ok_or("no operation")?).await.is_ok());
    }
    for request in server.requests() {
        let (_, headers, _) = taken_apart(&request).ok_or("no request")?;
        let cookies: Vec<_> = headers.iter().filter(|header| header.starts_with("cookie")).collect();
        assert_eq!(cookies, [&format!("cookie: {COOKIE}")]);
    }
    Ok(())
}

#[tokio::test]
async fn one_client_has_many_calls_in_flight() -> Tested {
    const CALLS: usize = 50;
    let together = Reply::BytesTogether(Arc::new(Barrier::new(CALLS)), Answer::new(200).bytes());
    let server = StandIn::always(together).await?;
    let client = Client::new(session(&server.url())?)?;
    let calls: Vec<_> = (0..CALLS)
        .map(|call| {
            let client = client.clone();
            tokio::spawn(async move {
                let campaign = format!("c{call}");
                let body = icws_dialer::models::StartReceivingParameters::new().with_campaign_ids([campaign]);
                client.ready_for_calls(&body).await.is_ok()
            })
        })
        .collect();
    for call in calls {
        assert!(call.await?);
    }
    let mut bodies: Vec<_> = server
        .requests()
        .iter()
        .filter_map(|request| taken_apart(request))
        .map(|(_, _, body)| body)
        .collect();
    bodies.sort();
    bodies.dedup();
    assert_eq!(bodies.len(), CALLS);
    Ok(())
}

async fn clones_of_a_client_share_its_connection(which: Which) -> Tested {
    let (server, client) = always(which, &Answer::json(200, icws_tests::answer::QUERY_BODY)).await?;
    for row in OPERATIONS.iter().filter(|row| row.successes.contains(&200)) {
        assert!(client.clone().call(row).await.is_ok(), "{row}");
    }
    assert_eq!((server.connections(), server.requests().len()), (1, 4));
    Ok(())
}

async fn two_clients_of_one_session_keep_to_themselves(which: Which) -> Tested {
    let server = StandIn::always(Reply::Bytes(Answer::new(202).bytes())).await?;
    let session = session(&server.url())?;
    for client in [which.client(session.clone())?, which.client(session)?] {
        client.call(operation("establishPersistentConnection")?).await?;
    }
    assert_eq!(server.connections(), 2);
    Ok(())
}
