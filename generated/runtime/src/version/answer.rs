//! Reads the version of a feature from what a server answers about its features.

use std::fmt;

use http::StatusCode;
use serde::Deserializer;
use serde::de::{Error, Unexpected, Visitor};
use serde_json::Value;

use super::{ParseVersionError, parse_version};
use crate::media::without_mark;

/// The version of `feature` in the response with one feature or with a list of them.
///
/// What is wrong with another feature does not matter, nor does what an entry has besides.
#[doc(hidden)]
pub fn version_in_answer(body: &[u8], feature: &'static str) -> Result<u32, ParseVersionError> {
    let answer: Value = serde_json::from_slice(without_mark(body))
        .map_err(|cause| ParseVersionError::NotJson { line: cause.line(), column: cause.column() })?;
    let entries = match (answer.get("featureInfoList"), answer.get("featureId")) {
        (Some(Value::Array(entries)), _) => entries.as_slice(),
        (None, Some(Value::String(_))) => std::slice::from_ref(&answer),
        _ => return Err(ParseVersionError::NotFeatures),
    };
    let is_it = |entry: &&Value| {
        let id = entry.get("featureId").and_then(Value::as_str);
        id.is_some_and(|id| id.eq_ignore_ascii_case(feature))
    };
    let entry = entries.iter().find(is_it).ok_or(ParseVersionError::NotListed { feature })?;
    version_of_entry(entry)
}

/// The version of `feature` in a response with this status. Whoever says that there is no such feature says it in JSON; a page
/// that says `404` comes from somewhere else.
#[doc(hidden)]
pub fn version_in_response(
    status: StatusCode,
    body: &[u8],
    feature: &'static str,
) -> Result<u32, ParseVersionError> {
    let says = || serde_json::from_slice::<Value>(without_mark(body)).ok()?.get("message").cloned();
    match status {
        _ if status.is_success() => version_in_answer(body, feature),
        StatusCode::BAD_REQUEST | StatusCode::NOT_FOUND if says().is_some() => {
            Err(ParseVersionError::NotListed { feature })
        }
        _ => Err(ParseVersionError::Refused { status }),
    }
}

/// The version in an entry of a list of features.
pub(crate) fn version_of_entry(entry: &Value) -> Result<u32, ParseVersionError> {
    match entry.get("version") {
        Some(Value::String(text)) => parse_version(text),
        Some(Value::Number(number)) => parse_version(&number.to_string()),
        _ => Err(ParseVersionError::NotPositive),
    }
}

/// Reads a version that is written as a number or as a text.
#[doc(hidden)]
pub fn read_version<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    deserializer.deserialize_any(Version)
}

struct Version;

impl Visitor<'_> for Version {
    type Value = u32;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a positive integer, as a number or as a text")
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<u32, E> {
        let positive = u32::try_from(number).ok().filter(|number| *number > 0);
        positive.ok_or_else(|| E::invalid_value(Unexpected::Unsigned(number), &self))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<u32, E> {
        let positive = u64::try_from(number);
        let positive = positive.map_err(|_| E::invalid_value(Unexpected::Signed(number), &self))?;
        self.visit_u64(positive)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<u32, E> {
        parse_version(text).map_err(|_| E::invalid_value(Unexpected::Str(text), &self))
    }
}
