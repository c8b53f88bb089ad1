//! Any bytes are an answer: each operation reads it, or says what is wrong with it.
//!
//! The bytes are a status in the first line, a header in each further one, and the body behind an empty line.
#![no_main]

use std::error::Error;
use std::fmt::Debug;

use http::{HeaderName, HeaderValue, Response, StatusCode};
use icws_dialer::Operation;
use icws_dialer::operations::{
    EstablishPersistentConnection, MarkCallForFinishing, PerformCallListQuery, PlacePreviewCall,
    ReadyForCalls,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Some(response) = response(bytes) {
        read::<ReadyForCalls>(&response);
        read::<EstablishPersistentConnection>(&response);
        read::<PlacePreviewCall>(&response);
        read::<MarkCallForFinishing>(&response);
        read::<PerformCallListQuery>(&response);
    }
});

fn response(mut bytes: &[u8]) -> Option<Response<Vec<u8>>> {
    let mut response = Response::new(Vec::new());
    *response.status_mut() = StatusCode::from_bytes(line(&mut bytes)).ok()?;
    loop {
        let header = line(&mut bytes);
        if header.is_empty() {
            break;
        }
        let colon = header.iter().position(|byte| *byte == b':')?;
        let (name, value) = (header.get(..colon)?, header.get(colon + 1..)?.trim_ascii());
        let name = HeaderName::from_bytes(name).ok()?;
        response.headers_mut().try_append(name, HeaderValue::from_bytes(value).ok()?).ok()?;
    }
    *response.body_mut() = bytes.to_vec();
    Some(response)
}

/// The bytes up to the next line end, which is taken too.
fn line<'a>(bytes: &mut &'a [u8]) -> &'a [u8] {
    let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
    let (line, rest) = bytes.split_at(end);
    *bytes = rest.get(1..).unwrap_or_default();
    line
}

fn read<O: Operation<Response: Debug>>(response: &Response<Vec<u8>>) {
    match O::from_response(response.clone()) {
        Ok(value) => assert!(response.status().is_success() && !format!("{value:?}{value:#?}").is_empty()),
        Err(error) => {
            assert_eq!(error.status(), Some(response.status()));
            let mut next: Option<&dyn Error> = Some(&error);
            while let Some(error) = next {
                assert!(!format!("{error}").is_empty() && !format!("{error:?}{error:#?}").is_empty());
                next = error.source();
            }
        }
    }
}
