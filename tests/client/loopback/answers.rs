//! What the client makes of answers that came over HTTP.

use icws_tests::Tested;
use icws_tests::answer::{Answer, HTML};
use icws_tests::either::Which;
use icws_tests::operation::{OPERATIONS, operation};
use icws_tests::outcome::Kind;
use icws_tests::server::Reply;

use crate::{always, both, pair};

both! {
    every_documented_success_comes_through
    every_documented_refusal_comes_through_as_its_own_variant
    an_undocumented_status_comes_through_with_headers_and_body
    html_of_a_proxy_in_the_servers_place_is_kept
    a_body_in_pieces_is_put_together
    a_body_may_end_with_the_connection
    a_large_answer_comes_through_whole
}

async fn every_documented_success_comes_through(which: Which) -> Tested {
    for row in &OPERATIONS {
        for status in row.successes {
            let (_server, client) = always(which, &row.success(*status)).await?;
            let called = client.call(row).await;
            let read = (row.receive)(row.success(*status).response()?);
            assert_eq!(called.ok(), read.ok(), "{row} {status}");
        }
    }
    Ok(())
}

async fn every_documented_refusal_comes_through_as_its_own_variant(which: Which) -> Tested {
    for row in &OPERATIONS {
        for (status, variant) in row.refusals {
            let (server, client) = always(which, &Answer::refusal(*status)).await?;
            let failure = client.call(row).await.err().ok_or("succeeded")?;
            assert_eq!((failure.kind, failure.status), (Kind::Api, Some(*status)), "{row}");
            assert_eq!(failure.variant.as_deref(), Some(*variant), "{row} {status}");
            assert_eq!(server.requests().len(), 1, "{row} {status} is sent again");
        }
    }
    Ok(())
}

async fn an_undocumented_status_comes_through_with_headers_and_body(which: Which) -> Tested {
    for row in &OPERATIONS {
        for status in [204, 304, 418, 502, 599] {
            let body = if matches!(status, 204 | 304) { "" } else { HTML };
            let answer =
                Answer::new(status).header("Content-Type", "text/html").header("Via", "p").body(body);
            let (_server, client) = always(which, &answer).await?;
            let failure = client.call(row).await.err().ok_or("succeeded")?;
            assert_eq!((failure.kind, failure.status), (Kind::UnexpectedStatus, Some(status)), "{row}");
            assert!(failure.headers.get("via").is_some_and(|via| via == "p"), "{row} {status}");
            assert_eq!(failure.body, body.as_bytes(), "{row} {status}");
        }
    }
    Ok(())
}

async fn html_of_a_proxy_in_the_servers_place_is_kept(which: Which) -> Tested {
    let answer = |status| Answer::new(status).header("Content-Type", "text/html").header("Retry-After", "9");
    for row in &OPERATIONS {
        for (status, kind) in [(503, Kind::UnexpectedStatus), (500, Kind::Decode), (401, Kind::Decode)] {
            let (server, client) = always(which, &answer(status).body(HTML)).await?;
            let failure = client.call(row).await.err().ok_or("succeeded")?;
            assert_eq!((failure.kind, failure.status), (kind, Some(status)), "{row}");
            assert_eq!(failure.body, HTML.as_bytes(), "{row} {status}");
            assert!(failure.headers.get("retry-after").is_some_and(|after| after == "9"), "{row}");
            assert_eq!(server.requests().len(), 1, "{row} is sent again after {status}");
        }
    }
    Ok(())
}

async fn a_body_in_pieces_is_put_together(which: Which) -> Tested {
    let pieces = concat!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.inin.icws+JSON\r\nTransfer-Encoding: chunked\r\n\r\n",
        "14\r\n{\"recordsaffected\":7\r\n1f\r\n,\"errorMessage\":\"\",\"records\":[]\r\n1\r\n}\r\n0\r\n\r\n"
    );
    let (_server, client) = pair(which, Reply::Bytes(pieces.into())).await?;
    let answered = client.call(operation("performCallListQuery")?).await?;
    assert!(answered.contains("records_affected: 7,"), "{answered}");
    Ok(())
}

async fn a_body_may_end_with_the_connection(which: Which) -> Tested {
    let endless = "HTTP/1.1 410 Gone\r\n\r\n{\"message\":\"m\"}";
    let (_server, client) = pair(which, Reply::BytesThenClose(endless.into())).await?;
    let failure = client.call(OPERATIONS.first().ok_or("no operation")?).await.err().ok_or("succeeded")?;
    assert_eq!(failure.variant.as_deref(), Some("Gone"));
    Ok(())
}

async fn a_large_answer_comes_through_whole(which: Which) -> Tested {
    // As many values as a contact list has columns: a dictionary of one takes as much memory as one of eleven.
    let values: Vec<String> = (0..8).map(|column| format!(r#""column{column}":"0123456789""#)).collect();
    let record = format!(r#"{{"status":"C","values":{{{}}},"zone":"CEST"}},"#, values.join(","));
    let records = record.repeat(6_000);
    let body =
        format!(r#"{{"recordsaffected":0,"errorMessage":"","records":[{}]}}"#, records.trim_end_matches(','));
    let (_server, client) = always(which, &Answer::json(200, body)).await?;
    let answered = client.call(operation("performCallListQuery")?).await?;
    assert_eq!(answered.matches("CEST").count(), 6_000);
    Ok(())
}
