//! Which kind of body a response may have, by what it says of it.

use http::HeaderMap;
use http::header::CONTENT_TYPE;

use crate::error::DecodeFault;
use crate::media::{self, is_json, is_page, is_within, other_charset};

/// A kind of body; a text and bytes with the media type that the API documents.
#[derive(Clone, Copy)]
pub(super) enum Expected {
    Json,
    Text(&'static str),
    Bytes(&'static str),
    Nothing,
}

impl Expected {
    fn name(self) -> &'static str {
        match self {
            Self::Json => "JSON",
            Self::Text("text/plain") => "plain text",
            Self::Text(name) | Self::Bytes(name) => name,
            Self::Nothing => "no content",
        }
    }

    fn fits(self, media_type: &str) -> bool {
        let is_page = || is_page(&media_type.to_ascii_lowercase());
        match self {
            Self::Json => is_json(media_type),
            Self::Text(name) => is_within(media_type, name),
            Self::Bytes(name) => is_within(media_type, name) || !is_page(),
            Self::Nothing => !is_page(),
        }
    }
}

/// Whether the body can be what is expected, in UTF-8, at all. A response that does not say what it is can be.
pub(super) fn check_type(headers: &HeaderMap, expected: Expected) -> Result<(), DecodeFault> {
    let Some(value) = headers.get(CONTENT_TYPE) else { return Ok(()) };
    if matches!(expected, Expected::Json) && media::is_usual(value) {
        return Ok(());
    }
    let unexpected = || {
        let found = String::from_utf8_lossy(value.as_bytes()).into_owned();
        DecodeFault::ContentType { found, expected: expected.name() }
    };
    let text = value.to_str().map_err(|_| unexpected())?;
    let (media_type, parameters) = text.split_once(';').unwrap_or((text, ""));
    // Two headers with one value each are one header with two to a proxy, and an empty one says nothing.
    let mut media_types = media_type.split(',').map(str::trim).filter(|media_type| !media_type.is_empty());
    if !media_types.all(|media_type| expected.fits(media_type)) {
        return Err(unexpected());
    }
    match other_charset(parameters) {
        Some(charset) if !matches!(expected, Expected::Bytes(_)) => {
            Err(DecodeFault::Charset(charset.to_owned()))
        }
        _ => Ok(()),
    }
}
