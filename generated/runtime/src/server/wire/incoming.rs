//! A request on its way in.

use std::borrow::Cow;
use std::fmt;

use axum::body::Bytes;
use http::header::CONTENT_TYPE;
use http::request::Parts;
use http::{HeaderMap, HeaderValue};

use super::answer::{OutgoingResponse, Refused};
use super::body::{self, JsonBody, OtherBody};
use super::path;
use super::values::Values;
use crate::Blob;

/// A request that is being read: its parameters, then its body.
pub struct Incoming {
    parts: Parts,
    body: axum::body::Body,
    /// The template of the path.
    template: &'static str,
    /// The most bytes that the body may have.
    limit: usize,
}

/// Shows what the request is to be, and nothing of what it holds.
impl fmt::Debug for Incoming {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Incoming").field("template", &self.template).finish_non_exhaustive()
    }
}

impl Incoming {
    pub(super) fn new(request: axum::extract::Request, template: &'static str, limit: usize) -> Self {
        let (parts, body) = request.into_parts();
        Self { parts, body, template, limit }
    }

    pub(super) fn headers(&self) -> &HeaderMap {
        &self.parts.headers
    }

    /// A parameter in the path.
    #[must_use]
    pub fn path(&self, name: &'static str) -> Values {
        Values::new(name, self.in_path(name).map(path::decode).into_iter().collect())
    }

    /// A list in the path.
    #[must_use]
    pub fn path_commas(&self, name: &'static str) -> Values {
        let items = self.in_path(name).into_iter().flat_map(|value| value.split(','));
        Values::new(name, items.map(path::decode).collect())
    }

    /// A parameter in the query.
    #[must_use]
    pub fn query(&self, name: &'static str) -> Values {
        Values::new(name, self.in_query(name).map(|value| path::decode(&value)).collect())
    }

    /// A list in the query that is one parameter.
    #[must_use]
    pub fn query_commas(&self, name: &'static str) -> Values {
        let items =
            self.in_query(name).flat_map(|value| value.split(',').map(path::decode).collect::<Vec<_>>());
        Values::new(name, items.collect())
    }

    /// A parameter that is a header.
    #[must_use]
    pub fn header(&self, name: &'static str) -> Values {
        Values::new(name, self.in_headers(name).map(trimmed).collect())
    }

    /// A list that is a header.
    #[must_use]
    pub fn header_commas(&self, name: &'static str) -> Values {
        let items = self.in_headers(name).flat_map(|value| value.split(|byte| *byte == b','));
        Values::new(name, items.map(trimmed).collect())
    }

    /// The body, of this media type or of plain JSON.
    ///
    /// # Errors
    ///
    /// The response to a body that is too large, of another type, or not there as a whole.
    pub async fn json(&mut self, media_type: &'static str) -> Result<JsonBody, Refused> {
        let bytes = body::receive(&mut self.body, &self.parts.headers, self.limit).await?;
        if !bytes.is_empty() {
            body::check_type(&self.parts.headers, media_type)?;
        }
        Ok(JsonBody::new(bytes))
    }

    /// The body, a text of this media type.
    ///
    /// # Errors
    ///
    /// The response to a body that is too large, of another type, not in UTF-8, or not there as a whole.
    pub async fn text(&mut self, media_type: &'static str) -> Result<OtherBody<String>, Refused> {
        let Some(bytes) = self.whole(media_type).await? else { return Ok(OtherBody(None)) };
        match String::from_utf8(bytes.into()) {
            Ok(text) => Ok(OtherBody(Some(text))),
            Err(_) => Err(OutgoingResponse::bad_request("the body is not in UTF-8")),
        }
    }

    /// The body, bytes of this media type or range.
    ///
    /// # Errors
    ///
    /// The response to a body that is too large, of another type, or not there as a whole.
    pub async fn bytes(&mut self, media_type: &'static str) -> Result<OtherBody<Blob>, Refused> {
        let bytes = self.whole(media_type).await?;
        let own = self.parts.headers.get(CONTENT_TYPE);
        Ok(OtherBody(bytes.map(|bytes| Blob::received(own, &bytes))))
    }

    /// All of a body that is no JSON; it is there where it has a media type, even if it is empty.
    async fn whole(&mut self, media_type: &'static str) -> Result<Option<Bytes>, Refused> {
        let bytes = body::receive(&mut self.body, &self.parts.headers, self.limit).await?;
        if bytes.is_empty() && !self.parts.headers.contains_key(CONTENT_TYPE) {
            return Ok(None);
        }
        body::check_range(&self.parts.headers, media_type)?;
        Ok(Some(bytes))
    }

    fn in_path(&self, name: &str) -> Option<&str> {
        let mut found = None;
        path::read(self.template, self.parts.uri.path(), |known, value| {
            if known == name {
                found.get_or_insert(value);
            }
        });
        found
    }

    fn in_headers(&self, name: &str) -> impl Iterator<Item = &[u8]> {
        self.parts.headers.get_all(name).iter().map(HeaderValue::as_bytes)
    }

    /// The values of a parameter, where a plus stands for a space no more. What has no `=` is no value.
    fn in_query<'a>(&'a self, name: &'a str) -> impl Iterator<Item = Cow<'a, str>> {
        let pairs = self.parts.uri.query().unwrap_or_default().split('&');
        let pairs = pairs.filter_map(|pair| pair.split_once('='));
        let is_it =
            move |(key, _): &(&str, &str)| path::decode(&key.replace('+', " ")).as_deref() == Some(name);
        pairs.filter(is_it).map(|(_, value)| match value.contains('+') {
            true => Cow::from(value.replace('+', "%20")),
            false => Cow::from(value),
        })
    }
}

/// A value as it stands in a header; bytes that are no text are nothing.
fn trimmed(value: &[u8]) -> Option<String> {
    str::from_utf8(value).ok().map(|text| text.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_request_is_shown() -> Result<(), http::Error> {
        let request = http::Request::get("/icws/canary/dialer?value=canary")
            .header("cookie", "icws_17=canary")
            .body(axum::body::Body::from("canary"))?;
        let incoming = Incoming::new(request, "/icws/{sessionId}/dialer", 10);
        let values = [incoming.path("sessionId"), incoming.query("value"), incoming.header("cookie")];
        let body = JsonBody::new(Bytes::from("canary"));
        let shown = format!("{incoming:?} {values:?} {body:?}");
        assert!(!shown.contains("canary"), "{shown}");
        for part in ["/icws/{sessionId}/dialer", "1 of value", "JsonBody(6 bytes)"] {
            assert!(shown.contains(part), "{shown}");
        }
        Ok(())
    }
}
