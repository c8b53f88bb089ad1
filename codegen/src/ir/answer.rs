//! Answers: their statuses, bodies and headers.

use std::ops::RangeInclusive;

use super::{Example, Format, Name, Notes, SchemaId, Since, Type};
use crate::source::Span;

/// One documented answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The status, or the statuses.
    pub status: Status,
    /// From when on it is documented.
    pub since: Since,
    /// The variant that it becomes.
    pub ident: String,
    /// Its description.
    pub docs: String,
    /// Its body, if it has one.
    pub content: Option<Content>,
    /// A value that the body may have.
    pub example: Option<Example>,
    /// The typed headers.
    pub headers: Vec<Header>,
    /// Where the specification describes it.
    pub span: Span,
}

impl Answer {
    /// The type of its body, if that is JSON.
    pub fn json(&self) -> Option<&Type> {
        self.content.as_ref()?.json()
    }

    /// The named type that its body is or consists of, if any.
    pub fn schema(&self) -> Option<SchemaId> {
        self.json()?.schema()
    }

    /// Whether a header is younger than it. What makes the answer of its parts does not take it, since no signature
    /// depends on a version.
    pub fn is_older_than(&self, header: &Header) -> bool {
        !header.since.gate.covers(self.since.gate)
    }
}

/// Which statuses an answer stands for. A narrower one sorts, and is looked at, first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// One status.
    Code(u16),
    /// A hundred of them, by their first digit.
    Range(u16),
    /// All that no other answer stands for.
    Default,
}

impl Status {
    /// Those that it stands for where no narrower one does. A default answer describes errors: an undocumented success or
    /// redirect is none of them.
    pub const fn range(self) -> RangeInclusive<u16> {
        match self {
            Self::Code(code) => code..=code,
            Self::Range(hundred) => hundred * 100..=hundred * 100 + 99,
            Self::Default => 400..=999,
        }
    }

    /// The words that belong to a registered status.
    pub fn reason(code: u16) -> Option<&'static str> {
        http::StatusCode::from_u16(code).ok()?.canonical_reason()
    }

    /// Whether it stands for no error. A redirect is not followed: it is what an operation yields, with the place that it
    /// leads to.
    pub const fn is_success(self) -> bool {
        *self.range().end() < 400
    }
}

/// A body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// JSON.
    Json {
        /// Its type.
        ty: Type,
        /// The media type, as the specification writes it.
        media_type: String,
    },
    /// A text.
    Text {
        /// The media type, as the specification writes it.
        media_type: String,
    },
    /// Anything else.
    Bytes {
        /// The media type or the range of some, as the specification writes it.
        media_type: String,
    },
}

impl Content {
    /// The media type, as the specification writes it.
    pub fn media_type(&self) -> &str {
        match self {
            Self::Json { media_type, .. } | Self::Text { media_type } | Self::Bytes { media_type } => {
                media_type
            }
        }
    }

    /// The media type that it is sent with where nobody knows better.
    pub fn sent_as(&self) -> String {
        match self {
            Self::Json { media_type, .. } | Self::Text { media_type } => {
                format!("{media_type};charset=utf-8")
            }
            Self::Bytes { media_type } if media_type.ends_with('*') => "application/octet-stream".to_owned(),
            Self::Bytes { media_type } => media_type.clone(),
        }
    }

    /// The type of the JSON that it is, if it is any.
    pub fn json(&self) -> Option<&Type> {
        match self {
            Self::Json { ty, .. } => Some(ty),
            Self::Text { .. } | Self::Bytes { .. } => None,
        }
    }

    /// The format that it is or consists of, if any.
    pub fn format(&self) -> Option<Format> {
        self.json()?.format()
    }
}

/// A typed header of an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Header {
    /// Its name on the wire and as a field.
    pub name: Name,
    /// From when on it is documented.
    pub since: Since,
    /// Its description.
    pub docs: String,
    /// What else is said of its values.
    pub notes: Notes,
    /// Whether the specification promises it. A server may break the promise; the error is told all the same.
    pub required: bool,
    /// What it says.
    pub value: HeaderValue,
}

/// What a header of an answer says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeaderValue {
    /// How to authenticate: `WWW-Authenticate`.
    Challenge,
    /// The cookies that are set: `Set-Cookie`.
    Cookies,
    /// A value of a scalar type, or a list of some.
    Value(Type),
}

impl HeaderValue {
    /// The format that it is, if any.
    pub fn format(&self) -> Option<Format> {
        match self {
            Self::Value(ty) => ty.format(),
            Self::Challenge | Self::Cookies => None,
        }
    }
}
