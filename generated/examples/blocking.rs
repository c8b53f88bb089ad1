//! A call with the blocking client, for software that has no asynchronous runtime.
//!
//! ```text
//! cargo run -p icws-dialer --example blocking --no-default-features --features dialer-3,blocking
//! ```

use std::error::Error as StdError;

use icws_dialer::models::{PlacePreviewCallParameters, StartReceivingParameters};
use icws_dialer::operations::PlacePreviewCallError;
use icws_dialer::{Error, Session, blocking};

#[path = "agent/stand_in.rs"]
mod stand_in;

fn main() -> Result<(), Box<dyn StdError>> {
    let session = Session::builder(stand_in::start()?)
        .session_id("1723")
        .csrf_token("stand-in-token")
        .cookie("icws_1723=stand-in")
        .build()?;
    let client = blocking::Client::new(session)?;

    client.ready_for_calls(&StartReceivingParameters::new())?;
    println!("ready_for_calls: done");

    match client.place_preview_call(&PlacePreviewCallParameters::new()) {
        Ok(()) => println!("place_preview_call: done"),
        Err(Error::Api(PlacePreviewCallError::NotFound(error))) => {
            println!("place_preview_call: somebody else was faster: {}", error.message);
        }
        Err(other) => return Err(other.into()),
    }
    Ok(())
}
