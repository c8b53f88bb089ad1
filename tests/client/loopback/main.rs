//! The five calls over real HTTP on this machine, with both clients.

mod answers;
mod certificates;
mod faults;
mod floods;
mod life;
mod logins;
mod misbehaving;
mod options;
mod proxies;
mod redirects;
mod requests;
mod sessions;

use std::process::Command;

use icws_tests::Tested;
use icws_tests::answer::Answer;
use icws_tests::either::{Either, Which};
use icws_tests::secret::session;
use icws_tests::server::{Reply, StandIn};
use icws_tests::tls::Authority;

/// Makes of each test one for each client.
macro_rules! both {
    ($($test:ident)*) => {
        mod asynchronous {
            use icws_tests::{Tested, either::Which};
            $(#[tokio::test] async fn $test() -> Tested { super::$test(Which::Asynchronous).await })*
        }

        mod blocking {
            use icws_tests::{Tested, either::Which};
            $(#[tokio::test] async fn $test() -> Tested { super::$test(Which::Blocking).await })*
        }
    };
}
pub(crate) use both;

/// A server that gives every call this answer, and a client of it.
async fn always(which: Which, answer: &Answer) -> Tested<(StandIn, Either)> {
    pair(which, Reply::Bytes(answer.bytes())).await
}

async fn pair(which: Which, reply: Reply) -> Tested<(StandIn, Either)> {
    let server = StandIn::always(reply).await?;
    let client = which.client(session(&server.url())?)?;
    Ok((server, client))
}

/// A client of either kind that is told something.
macro_rules! told {
    ($either:expr, |$client:ident| $told:expr) => {
        match $either {
            icws_tests::either::Either::Asynchronous($client) => {
                icws_tests::either::Either::Asynchronous($told)
            }
            icws_tests::either::Either::Blocking($client) => icws_tests::either::Either::Blocking($told),
        }
    };
}
use told;

/// Set in a process that runs a test once more.
const AGAIN: &str = "ICWS_TESTS_AGAIN";

/// A file with the certificate of an authority that no server of these tests has: with it in `SSL_CERT_FILE`, a machine
/// without certificates of its own has one, too.
fn stranger(which: Which, test: &str) -> Tested<String> {
    let file = format!("{}/{which}-{test}.pem", env!("CARGO_TARGET_TMPDIR"));
    std::fs::write(&file, Authority::new()?.pem())?;
    Ok(file)
}

/// What the environment of the tests may say of proxies and of certificates.
const SURROUNDINGS: [&str; 10] = [
    "ALL_PROXY",
    "HTTPS_PROXY",
    "HTTP_PROXY",
    "NO_PROXY",
    "REQUEST_METHOD",
    "SSL_CERT_DIR",
    "all_proxy",
    "http_proxy",
    "https_proxy",
    "no_proxy",
];

/// Runs a test once more, in a process of its own with these variables in its environment, and no others of proxies.
fn again(module: &str, which: Which, test: &str, variables: &[(&str, &str)]) -> Tested {
    run_again(&format!("{module}::{which}::{test}"), variables)
}

fn run_again(test: &str, variables: &[(&str, &str)]) -> Tested {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["--exact", test]).env(AGAIN, "1");
    for name in SURROUNDINGS {
        command.env_remove(name);
    }
    let run = command.envs(variables.iter().copied()).output()?;
    let shown = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success() && shown.contains("1 passed"), "{shown}");
    Ok(())
}
