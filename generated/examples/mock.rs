//! How software that uses the client is tested without a server.
//!
//! ```text
//! cargo test -p icws-dialer --example mock --features dialer-3,mock
//! ```
//!
//! Run instead of tested, it shows the calls that the mock has kept.

use icws_dialer::mock::{Mock, Reply};
use icws_dialer::models::{PlacePreviewCallParameters, StartReceivingParameters};
use icws_dialer::operations::{PlacePreviewCall, PlacePreviewCallError, ReadyForCalls};
use icws_dialer::{AnyError, Client, Error};

/// What is to be tested: gets ready, and places a call; whether the call was still there.
async fn work(client: &Client) -> Result<bool, AnyError> {
    client.ready_for_calls(&StartReceivingParameters::new()).await?;
    match client.place_preview_call(&PlacePreviewCallParameters::new()).await {
        Ok(()) => Ok(true),
        Err(Error::Api(PlacePreviewCallError::NotFound(_))) => Ok(false),
        Err(other) => Err(other.into()),
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), AnyError> {
    let mock = Mock::new();
    mock.reply::<ReadyForCalls<'_>>(Reply::empty(200));
    mock.reply::<PlacePreviewCall<'_>>(Reply::empty(200));
    println!("placed: {}", work(&mock.client()).await?);
    for call in mock.calls() {
        println!("{call:?}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use icws_dialer::mock::Call;
    use icws_dialer::models;

    #[tokio::test]
    async fn a_call_that_somebody_else_took_is_no_failure() {
        let mock = Mock::new();
        mock.reply::<ReadyForCalls<'_>>(Reply::empty(200));
        mock.reply::<PlacePreviewCall<'_>>(Reply::json(404, &models::Error::new("no such call")));
        assert!(matches!(work(&mock.client()).await, Ok(false)));

        let (ready, place) = (StartReceivingParameters::new(), PlacePreviewCallParameters::new());
        assert_eq!(
            mock.calls(),
            [Call::of(&ReadyForCalls::new(&ready)), Call::of(&PlacePreviewCall::new(&place))]
        );
    }

    #[tokio::test]
    async fn a_session_that_has_ended_is_reported_with_its_status() {
        let mock = Mock::new();
        let refusal = Reply::json(401, &models::Error::new("log in")).with_challenge("/ICWS/connection");
        mock.reply::<ReadyForCalls<'_>>(refusal);
        let error = work(&mock.client()).await.err();
        assert_eq!(error.and_then(|error| error.status()).map(|status| status.as_u16()), Some(401));
        assert_eq!(mock.calls().len(), 1, "it does not go on");
    }
}
