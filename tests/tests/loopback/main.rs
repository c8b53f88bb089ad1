//! The five calls over real HTTP on this machine, with the asynchronous client.

mod answers;
mod faults;
mod redirects;
mod requests;

use icws_dialer::Client;
use icws_tests::answer::Answer;
use icws_tests::secret::session;
use icws_tests::server::{Reply, StandIn};

type Anything = Box<dyn std::error::Error + Send + Sync>;

/// A server that gives every call this answer, and a client of it.
async fn always(answer: &Answer) -> Result<(StandIn, Client), Anything> {
    pair(Reply::Bytes(answer.bytes())).await
}

async fn pair(reply: Reply) -> Result<(StandIn, Client), Anything> {
    let server = StandIn::always(reply).await?;
    let client = Client::new(session(&server.url())?)?;
    Ok((server, client))
}
