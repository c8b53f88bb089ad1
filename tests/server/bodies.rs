//! What is made of bodies, good and bad.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use icws_dialer::models::{
    DbCommandParameters, PerformCallListQueryParameters, PlacePreviewCallParameters, StartReceivingParameters,
};
use icws_dialer::operations::{
    PerformCallListQueryError, PerformCallListQueryResponse, PlacePreviewCallError, ReadyForCallsError,
};
use icws_dialer::server::{Credentials, Denied, DialerApi};
use icws_tests::Tested;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::{CREDENTIALS, JSON, PLACE, READY, head, post, request, send, serve};

const QUERY: &str = "/icws/17/dialer/perform-call-list-query";

/// Keeps what it was given.
#[derive(Clone, Default)]
struct Keeping {
    seen: Arc<Mutex<Vec<String>>>,
}

impl Keeping {
    fn keep(&self, what: String) {
        self.seen.lock().expect("no test panics inside").push(what);
    }

    fn seen(&self) -> Vec<String> {
        std::mem::take(&mut *self.seen.lock().expect("no test panics inside"))
    }
}

impl DialerApi for Keeping {
    async fn authenticate(&self, credentials: &Credentials) -> Result<(), Denied> {
        credentials.allow_anyone()
    }

    fn max_request_size(&self) -> usize {
        1000
    }

    async fn ready_for_calls(&self, body: StartReceivingParameters) -> Result<(), ReadyForCallsError> {
        self.keep(format!("{:?}", body.campaign_ids));
        Ok(())
    }

    async fn place_preview_call(
        &self,
        body: PlacePreviewCallParameters,
    ) -> Result<(), PlacePreviewCallError> {
        self.keep(format!("{:?} {:?}", body.call_initiated_by_timer, body.extra));
        Ok(())
    }

    async fn perform_call_list_query(
        &self,
        body: PerformCallListQueryParameters,
    ) -> Result<PerformCallListQueryResponse, PerformCallListQueryError> {
        let DbCommandParameters { command_type, extra, parameters, .. } = body.command;
        let inside: Vec<_> = parameters.iter().flatten().map(|parameter| &parameter.extra).collect();
        self.keep(format!("{command_type:?} {:?} {extra:?} {inside:?}", body.extra));
        Ok(PerformCallListQueryResponse::Accepted)
    }
}

#[tokio::test]
async fn the_type_of_the_api_in_any_capitals_and_plain_json_are_understood() -> Tested {
    let api = Keeping::default();
    let address = serve(api.clone()).await?;
    for media_type in [
        "application/vnd.inin.icws+JSON",
        "APPLICATION/VND.inin.ICWS+json ; charset=\"UTF-8\"",
        "application/json",
        "Application/JSON;charset=us-ascii",
    ] {
        let headers = format!("{CREDENTIALS}Content-Type: {media_type}\r\n");
        let answered = request(address, &format!("POST {PLACE}"), &headers, "{}").await?;
        assert_eq!((answered.status, answered.body.as_str()), (200, ""), "{media_type}");
    }
    assert_eq!(api.seen().len(), 4);
    Ok(())
}

#[tokio::test]
async fn what_is_served_may_be_held_by_others() -> Tested {
    let api = Arc::new(Keeping::default());
    let address = serve(Arc::clone(&api)).await?;
    assert_eq!(post(address, PLACE, "{}").await?.status, 200);
    assert_eq!(api.seen(), ["None {}"]);
    assert_eq!(post(address, PLACE, "x".repeat(1001)).await?.status, 413, "its limit is its own");
    Ok(())
}

#[tokio::test]
async fn any_other_type_is_a_415() -> Tested {
    let api = Keeping::default();
    let address = serve(api.clone()).await?;
    for header in [
        "",
        "Content-Type: text/plain\r\n",
        "Content-Type: application/x-www-form-urlencoded\r\n",
        "Content-Type: application/vnd.other+json\r\n",
        "Content-Type: application/json; charset=utf-16\r\n",
        "Content-Type: application/json\r\nContent-Encoding: gzip\r\n",
        "Content-Type: application/json\r\nContent-Type: application/json\r\n",
        "Content-Type: application/json\r\nX-Between: 1\r\nContent-Type: text/plain\r\n",
    ] {
        let headers = format!("{CREDENTIALS}{header}");
        let answered = request(address, &format!("POST {PLACE}"), &headers, "{}").await?;
        assert_eq!(answered.status, 415, "{header}");
        assert!(!answered.message().is_empty(), "{answered:?}");
    }
    assert!(api.seen().is_empty());
    Ok(())
}

#[tokio::test]
async fn what_is_too_large_is_a_413_whether_or_not_its_length_is_said() -> Tested {
    let api = Keeping::default();
    let address = serve(api.clone()).await?;
    let body = |length: usize| format!("{{\"a\":\"{}\"}}", "x".repeat(length - 8));
    assert_eq!(post(address, PLACE, body(1000)).await?.status, 200);
    let answered = post(address, PLACE, body(1001)).await?;
    assert_eq!(answered.status, 413);
    assert_eq!(answered.message(), "the body has more than 1000 bytes");

    let unsent = send(address, head(PLACE, "Content-Length: 999999999999\r\n").as_bytes()).await?;
    assert_eq!(unsent.status, 413, "it does not wait for what it would not take");
    let chunk = format!("1f4\r\n{}\r\n", " ".repeat(500));
    for (last, status) in [(" ".repeat(498) + "{}", 200), (" ".repeat(499) + "{}", 413)] {
        let last = format!("{:x}\r\n{last}\r\n0\r\n\r\n", last.len());
        let chunked =
            [&head(PLACE, "Transfer-Encoding: chunked\r\n"), &chunk, &last].map(String::as_str).concat();
        assert_eq!(send(address, chunked.as_bytes()).await?.status, status);
    }
    assert_eq!(api.seen().len(), 2);
    Ok(())
}

#[tokio::test]
async fn a_body_in_many_pieces_is_the_same_body() -> Tested {
    let api = Keeping::default();
    let address = serve(api.clone()).await?;
    let pieces = ["{\"callInit", "iatedByTimer\":tr", "ue}"];
    let chunks = pieces.map(|piece| format!("{:x}\r\n{piece}\r\n", piece.len())).concat();
    let whole = format!("{}{chunks}0\r\n\r\n", head(PLACE, "Transfer-Encoding: chunked\r\n"));
    assert_eq!(send(address, whole.as_bytes()).await?.status, 200);
    assert_eq!(api.seen(), ["Some(true) {}"]);
    Ok(())
}

/// Takes bodies of any length.
struct Unlimited;

impl DialerApi for Unlimited {
    async fn authenticate(&self, credentials: &Credentials) -> Result<(), Denied> {
        credentials.allow_anyone()
    }

    fn max_request_size(&self) -> usize {
        usize::MAX
    }
}

#[tokio::test]
async fn what_a_client_says_of_a_length_is_not_what_is_made_room_for() -> Tested {
    let address = serve(Unlimited).await?;
    let mut stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    stream.write_all(head(PLACE, "Content-Length: 9223372036854775807\r\n").as_bytes()).await?;
    for _ in 0..3 {
        stream.write_all(b" ").await?;
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(post(address, PLACE, "{}").await?.status, 501, "the server is still there");
    Ok(())
}

#[tokio::test]
async fn a_refusal_is_short_whatever_is_refused() -> Tested {
    let address = serve(Unlimited).await?;
    let long = format!("{{\"callInitiatedByTimer\":\"{}\"}}", "\u{7f}".repeat(1_000_000));
    let answered = post(address, PLACE, long).await?;
    assert_eq!(answered.status, 400);
    assert!(answered.body.len() < 10_000, "{} bytes", answered.body.len());
    Ok(())
}

#[tokio::test]
async fn a_body_that_says_that_it_is_not_encoded_is_taken() -> Tested {
    let address = serve(Keeping::default()).await?;
    let headers = format!("{CREDENTIALS}{JSON}Content-Encoding: Identity\r\n");
    assert_eq!(request(address, &format!("POST {PLACE}"), &headers, "{}").await?.status, 200);
    Ok(())
}

/// A query whose command has these properties, too.
fn query(rest: &str) -> String {
    format!(r#"{{"connectionid":"","command":{{"contactlisttable":"","statement":"","tabletype":1{rest}}}}}"#)
}

/// A query with these parameters.
fn query_with(parameters: &str) -> String {
    query(&format!(r#","commandtype":4,"dbcommandparameterlist":[{parameters}]"#))
}

/// Sends bodies, each of which must be refused with a message that says this.
async fn refused(bodies: impl IntoIterator<Item = (&str, String, &str)>) -> Tested {
    let api = Keeping::default();
    let address = serve(api.clone()).await?;
    for (path, body, says) in bodies {
        let answered = post(address, path, &body).await?;
        assert_eq!(answered.status, 400, "{body}");
        assert!(answered.message().contains(says), "{body}: {answered:?}");
    }
    assert!(api.seen().is_empty());
    Ok(())
}

#[tokio::test]
async fn what_is_not_what_the_api_says_is_a_400_that_names_the_place() -> Tested {
    let place = |body: &str, says| (PLACE, body.to_owned(), says);
    refused([
        place("", "the request has no body"),
        place(" \r\n", "the request has no body"),
        place("nonsense", "expected ident"),
        place(r#"{"callInitiatedByTimer":"#, "EOF"),
        place(r#"{"callInitiatedByTimer":1}"#, "at `callInitiatedByTimer`: invalid type"),
        (READY, r#"{"campaignIds":["a",5]}"#.to_owned(), "at `campaignIds[1]`: invalid type"),
        (QUERY, "{}".to_owned(), "missing field `connectionid`"),
        (QUERY, query_with(r#"{"value":"","type":1},{"type":1}"#), "parameterlist[1]`: missing field"),
        (QUERY, query(r#","commandtype":"4""#), "at `command.commandtype`: invalid type"),
    ])
    .await
}

#[tokio::test]
async fn null_is_not_the_same_as_nothing_and_a_list_is_no_object() -> Tested {
    let place = |body: &str, says| (PLACE, body.to_owned(), says);
    refused([
        place("[true]", "invalid type: sequence, expected an object"),
        place("null", "invalid type: null, expected an object"),
        place(r#"{"callInitiatedByTimer":null}"#, "at `callInitiatedByTimer`: invalid type: null"),
        place(r#"{"callAttributes":{"a":null}}"#, "at `callAttributes.a`: invalid type: null"),
        (READY, r#"{"campaignIds":null}"#.to_owned(), "at `campaignIds`: invalid type: null"),
        (QUERY, query(r#","commandtype":null"#), "at `command.commandtype`: invalid type: null"),
        (QUERY, query_with(r#"["",1]"#), "at `command.dbcommandparameterlist[0]`: invalid type: sequence"),
        (QUERY, query_with(r#"{"value":"","type":1,"size":null}"#), "parameterlist[0].size`"),
    ])
    .await
}

#[tokio::test]
async fn what_breaks_a_limit_is_a_400_that_names_the_place() -> Tested {
    let api = Keeping::default();
    let address = serve(api.clone()).await?;
    let answered = post(address, READY, r#"{"campaignIds":[]}"#).await?;
    assert_eq!(answered.status, 400);
    assert_eq!(answered.message(), "`campaignIds` must have at least 1 item, and has 0");
    assert!(api.seen().is_empty());
    assert_eq!(post(address, READY, r#"{"campaignIds":["a"]}"#).await?.status, 200);
    assert_eq!(post(address, READY, "{}").await?.status, 200);
    assert_eq!(api.seen(), [r#"Some(["a"])"#, "None"]);
    Ok(())
}

#[tokio::test]
async fn what_the_api_does_not_know_is_taken_and_kept_as_it_is() -> Tested {
    let api = Keeping::default();
    let address = serve(api.clone()).await?;
    let body = r#"{"connectionid":"","command":{"contactlisttable":"","statement":"","commandtype":77,"x-new":1,
        "dbcommandparameterlist":[{"value":"","type":1,"x-new":null}],"tabletype":-1},"x-new":[{}]}"#;
    assert_eq!(post(address, QUERY, body).await?.status, 202);
    assert_eq!(api.seen(), [r#"Unknown(77) {"x-new": [{}]} {"x-new": 1} [{"x-new": null}]"#]);
    let marked = "\u{feff}{\"x-new\":null,\"callInitiatedByTimer\":false}";
    assert_eq!(post(address, PLACE, marked).await?.status, 200);
    assert_eq!(api.seen(), [r#"Some(false) {"x-new": null}"#]);
    Ok(())
}

#[tokio::test]
async fn a_body_that_ends_too_early_reaches_no_method() -> Tested {
    let api = Keeping::default();
    let address = serve(api.clone()).await?;
    let mut stream = TcpStream::connect(address).await?;
    let head =
        format!("POST {PLACE} HTTP/1.1\r\nHost: icws\r\n{CREDENTIALS}{JSON}Content-Length: 3\r\n\r\n{{}}");
    stream.write_all(head.as_bytes()).await?;
    stream.shutdown().await?;
    let mut received = Vec::new();
    stream.read_to_end(&mut received).await?;
    assert!(!String::from_utf8_lossy(&received).starts_with("HTTP/1.1 200"));
    assert!(api.seen().is_empty());
    Ok(())
}

#[tokio::test]
async fn an_operation_without_a_body_does_not_care_about_one() -> Tested {
    let address = serve(Keeping::default()).await?;
    let path = "/icws/17/dialer/establish-persistent-connection";
    assert_eq!(post(address, path, "nonsense").await?.status, 501);
    Ok(())
}
