//! The server of the examples, which plays a version.

use icws_dialer::DialerVersion;
use icws_tests::Tested;
use icws_tests::either::Which;
use icws_tests::operation::OPERATIONS;
use icws_tests::secret::session;

use crate::serve_router;

#[path = "../../../generated/examples/fake_server/fake.rs"]
mod fake;

#[tokio::test]
async fn the_fake_server_has_what_its_version_has_and_nothing_later() -> Tested {
    for version in 2..=9 {
        let address = serve_router(fake::serving(DialerVersion::new(version))).await?;
        let client = Which::Asynchronous.client(session(&format!("http://{address}"))?)?;
        for row in &OPERATIONS {
            let refused = client.call(row).await.err().and_then(|failure| failure.status);
            assert_eq!(refused, (row.since > version).then_some(410), "{} of dialer {version}", row.id);
        }
    }
    Ok(())
}
