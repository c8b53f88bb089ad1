//! What a request or a response has in its body.

use super::RustType;
use crate::ir::{Api, Content};

/// What a request or a response has in its body.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Payload<'a> {
    /// The media type, as the specification writes it.
    pub(crate) media_type: &'a str,
    pub(crate) form: PayloadForm<'a>,
}

/// How it is read and written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum PayloadForm<'a> {
    Json(RustType<'a>),
    Text,
    Bytes,
}

impl<'a> Payload<'a> {
    pub(super) fn of(api: &'a Api, content: &'a Content) -> Self {
        let form = match content {
            Content::Json { ty, .. } => PayloadForm::Json(RustType::of(api, ty)),
            Content::Text { .. } => PayloadForm::Text,
            Content::Bytes { .. } => PayloadForm::Bytes,
        };
        Self { media_type: content.media_type(), form }
    }

    /// The type of the JSON that it is, if it is any.
    pub(crate) fn json(&self) -> Option<&RustType<'a>> {
        match &self.form {
            PayloadForm::Json(ty) => Some(ty),
            PayloadForm::Text | PayloadForm::Bytes => None,
        }
    }
}
