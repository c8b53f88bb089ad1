//! Redirects are answers, and nothing more: the credentials stay with the server that they are for.

use icws_tests::Tested;
use icws_tests::answer::Answer;
use icws_tests::either::Which;
use icws_tests::operation::OPERATIONS;
use icws_tests::outcome::Kind;
use icws_tests::secret::leaks;
use icws_tests::server::{Reply, StandIn};

use crate::{always, both};

both! {
    a_redirect_to_another_server_is_not_followed_and_takes_no_credential_along
    a_redirect_to_the_same_server_is_not_followed_either
}

const REDIRECTS: [u16; 6] = [300, 301, 302, 303, 307, 308];

async fn a_redirect_to_another_server_is_not_followed_and_takes_no_credential_along(which: Which) -> Tested {
    let elsewhere = StandIn::always(Reply::Bytes(Answer::new(200).bytes())).await?;
    for row in &OPERATIONS {
        for status in REDIRECTS {
            let (server, client) =
                always(which, &Answer::new(status).header("Location", elsewhere.url() + "/canary-id"))
                    .await?;
            let failure = client.call(row).await.err().ok_or("succeeded")?;
            assert_eq!((failure.kind, failure.status), (Kind::UnexpectedStatus, Some(status)), "{row}");
            assert!(failure.headers.contains_key("location"), "{row} {status}");
            assert!(leaks(&failure.texts).is_empty(), "{:?}", failure.texts);
            assert_eq!(server.requests().len(), 1, "{row} {status}");
        }
    }
    assert_eq!(elsewhere.connections(), 0);
    Ok(())
}

async fn a_redirect_to_the_same_server_is_not_followed_either(which: Which) -> Tested {
    for row in &OPERATIONS {
        for status in REDIRECTS {
            let (server, client) = always(which, &Answer::new(status).header("Location", "/login")).await?;
            assert!(client.call(row).await.is_err_and(|failure| failure.status == Some(status)));
            assert_eq!(server.requests().len(), 1, "{row} {status}");
        }
    }
    Ok(())
}
