//! The body of a request.

use std::fmt;
use std::pin::Pin;

use axum::body::{Bytes, HttpBody};
use http::HeaderMap;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE};
use serde::de::DeserializeOwned;

use super::answer::{OutgoingResponse, Refused};
use crate::check::Check;
use crate::error::{DecodeFault, Line};
use crate::reader::Strictly;
use crate::reader::meter::Allowance;

/// The body of a request, if it has one.
pub struct JsonBody {
    bytes: Bytes,
}

impl JsonBody {
    pub(super) fn new(bytes: Bytes) -> Self {
        Self { bytes }
    }

    /// A body that must be there.
    ///
    /// # Errors
    ///
    /// The response to a request without it, or with something else.
    pub fn required<T: DeserializeOwned>(self) -> Result<T, Refused> {
        self.optional()?.ok_or_else(|| OutgoingResponse::bad_request("the request has no body"))
    }

    /// A body that may be there.
    ///
    /// # Errors
    ///
    /// The response to a request with something else.
    pub fn optional<T: DeserializeOwned>(self) -> Result<Option<T>, Refused> {
        if self.bytes.trim_ascii().is_empty() {
            return Ok(None);
        }
        let read = crate::decode::read_json(&self.bytes, Allowance::of_request(self.bytes.len()));
        read.map(|Strictly(value)| Some(value)).map_err(|fault| unread(&fault))
    }
}

/// A body that is no JSON, if there is one.
#[derive(Debug)]
pub struct OtherBody<T>(pub(super) Option<T>);

impl<T> OtherBody<T> {
    /// A body that must be there.
    ///
    /// # Errors
    ///
    /// The response to a request without it.
    pub fn required(self) -> Result<T, Refused> {
        self.0.ok_or_else(|| OutgoingResponse::bad_request("the request has no body"))
    }

    /// A body that may be there.
    ///
    /// # Errors
    ///
    /// None: what is there has been received.
    pub fn optional(self) -> Result<Option<T>, Refused> {
        Ok(self.0)
    }
}

/// Holds a value against the limits that the API sets to it.
///
/// # Errors
///
/// The response to a request that does not keep to them.
pub fn checked<T: Check>(value: T) -> Result<T, Refused> {
    match crate::check::violations(&value) {
        None => Ok(value),
        Some(error) => Err(OutgoingResponse::bad_request(&error.to_string())),
    }
}

/// Shows the length instead of what may be personal.
impl fmt::Debug for JsonBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "JsonBody({} bytes)", self.bytes.len())
    }
}

fn unread(fault: &DecodeFault) -> Refused {
    OutgoingResponse::bad_request(&match fault {
        DecodeFault::Json { path: Some(path), cause } => {
            format!("the body at `{}`: {}", Line(path), Line(&cause.to_string()))
        }
        DecodeFault::Json { path: None, cause } => format!("the body: {}", Line(&cause.to_string())),
        DecodeFault::Exceeded(exceeded) => {
            return OutgoingResponse::too_large(&format!("the body: {exceeded}"));
        }
        _ => "the body is no JSON".to_owned(),
    })
}

fn larger(limit: usize) -> Refused {
    OutgoingResponse::too_large(&format!("the body has more than {limit} bytes"))
}

/// How much room is made for a body before it has arrived.
const MOST_RESERVED: usize = 1 << 16;

/// All of the body, unless it is too large, and then no more than is allowed. What comes in one piece, as most do, is not
/// copied.
pub(super) async fn receive(
    body: &mut axum::body::Body,
    headers: &HeaderMap,
    limit: usize,
) -> Result<Bytes, Refused> {
    let length = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if length.is_some_and(|length| length > limit) {
        return Err(larger(limit));
    }
    let (mut first, mut all) = (Bytes::new(), Vec::new());
    while let Some(frame) = std::future::poll_fn(|context| Pin::new(&mut *body).poll_frame(context)).await {
        let frame =
            frame.map_err(|_| OutgoingResponse::bad_request("the body ends before it is complete"))?;
        let Ok(data) = frame.into_data() else { continue };
        if first.len() + all.len() + data.len() > limit {
            return Err(larger(limit));
        }
        if first.is_empty() && all.is_empty() {
            first = data;
            continue;
        }
        if all.is_empty() {
            // As much as the caller says would be as much as the caller likes.
            all.reserve(length.unwrap_or(0).min(MOST_RESERVED));
            all.extend_from_slice(&std::mem::take(&mut first));
        }
        all.extend_from_slice(&data);
    }
    Ok(if all.is_empty() { first } else { all.into() })
}

/// Whether the body can be read at all: JSON by its own name or by that of the API, in UTF-8, and not compressed.
pub(super) fn check_type(headers: &HeaderMap, media_type: &str) -> Result<(), Refused> {
    let is_expected =
        |found: &str| [media_type, "application/json"].iter().any(|name| found.eq_ignore_ascii_case(name));
    let expected = || format!("the media type of the body is neither `{media_type}` nor `application/json`");
    in_utf8(check(headers, is_expected, expected)?)
}

/// Whether the body is of that media type or range, and not compressed; a text in UTF-8.
pub(super) fn check_range(headers: &HeaderMap, range: &str) -> Result<(), Refused> {
    let expected = || format!("the media type of the body is not `{range}`");
    let parameters = check(headers, |found| crate::media::is_within(found, range), expected)?;
    if range.starts_with("text/") { in_utf8(parameters) } else { Ok(()) }
}

fn in_utf8(parameters: &str) -> Result<(), Refused> {
    match crate::media::other_charset(parameters) {
        Some(_) => Err(OutgoingResponse::unsupported_type("the body is not in UTF-8")),
        None => Ok(()),
    }
}

/// Checks the one media type of the body, and returns its parameters. `expected` is what a refusal says of it.
fn check(
    headers: &HeaderMap,
    is_expected: impl FnOnce(&str) -> bool,
    expected: impl FnOnce() -> String,
) -> Result<&str, Refused> {
    let is_coded = |value: &http::HeaderValue| !value.as_bytes().eq_ignore_ascii_case(b"identity");
    if headers.get_all(CONTENT_ENCODING).iter().any(is_coded) {
        return Err(OutgoingResponse::unsupported_type(
            "the body has a content encoding, and none is undone",
        ));
    }
    let mut types = headers.get_all(CONTENT_TYPE).iter();
    let given = types.next().and_then(|value| value.to_str().ok()).unwrap_or_default();
    // A proxy may have believed the other one.
    if types.next().is_some() {
        return Err(OutgoingResponse::unsupported_type(
            "the header Content-Type stands there more than once",
        ));
    }
    let (essence, parameters) = given.split_once(';').unwrap_or((given, ""));
    if is_expected(essence.trim()) {
        Ok(parameters)
    } else {
        Err(OutgoingResponse::unsupported_type(&expected()))
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    #[test]
    fn a_body_is_read_where_it_is_of_one_type_in_utf_8_and_as_it_is() {
        let with = |headers: &[(http::HeaderName, &'static str)]| {
            let values = headers.iter().map(|(name, value)| (name.clone(), HeaderValue::from_static(value)));
            let mut all = HeaderMap::new();
            values.for_each(|(name, value)| _ = all.append(name, value));
            check_type(&all, "application/own").is_ok()
        };
        let json = (CONTENT_TYPE, "application/json; charset=UTF-8");
        for read in [
            &[json.clone()][..],
            &[(CONTENT_TYPE, "Application/Own")],
            &[json.clone(), (CONTENT_ENCODING, "Identity")],
        ] {
            assert!(with(read), "{read:?}");
        }
        for refused in [
            &[][..],
            &[(CONTENT_TYPE, "text/plain")],
            &[(CONTENT_TYPE, "application/json; charset=latin1")],
            &[json.clone(), json.clone()],
            &[json.clone(), (CONTENT_ENCODING, "gzip")],
            &[json.clone(), (CONTENT_ENCODING, "identity"), (CONTENT_ENCODING, "br")],
        ] {
            assert!(!with(refused), "{refused:?}");
        }
    }

    #[test]
    fn a_text_is_in_utf_8_and_bytes_are_whatever_they_are() {
        let within = |value: &'static str, range| {
            check_range(&HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static(value))]), range)
                .is_ok()
        };
        assert!(within("text/plain", "text/*") && within("text/csv; charset=utf-8", "text/csv"));
        assert!(!within("text/plain; charset=latin1", "text/*") && !within("image/png", "text/*"));
        assert!(within("image/png; charset=latin1", "image/*"));
    }
}
