//! Operations: what is asked and what is answered.

use super::{Name, SchemaId, Since};
use crate::diagnostic::Span;

/// One operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// Its id, and the method of the client.
    pub name: Name,
    /// The type that stands for it.
    pub ident: String,
    /// From when on it is there.
    pub since: Since,
    /// Its description.
    pub docs: String,
    /// The HTTP method.
    pub method: Method,
    /// The path as the specification writes it.
    pub path: String,
    /// Where the path is written.
    pub path_span: Span,
    /// The path in pieces.
    pub segments: Vec<Segment>,
    /// What proves who asks.
    pub credentials: Vec<Credential>,
    /// What is sent.
    pub body: Option<Body>,
    /// The media types that an answer may have.
    pub accept: Vec<String>,
    /// The answers that mean success, by their status.
    pub successes: Vec<Answer>,
    /// The answers that mean an error, by their status.
    pub errors: Vec<Answer>,
}

impl Operation {
    /// All its answers.
    pub fn answers(&self) -> impl Iterator<Item = &Answer> {
        self.successes.iter().chain(&self.errors)
    }

    /// The enumeration of its errors.
    pub fn error_ident(&self) -> String {
        format!("{}Error", self.ident)
    }

    /// What a call yields.
    pub fn outcome(&self) -> Outcome {
        match self.successes.as_slice() {
            [Answer { schema: None, .. }] => Outcome::Nothing,
            [Answer { schema: Some(schema), .. }] => Outcome::Schema(*schema),
            _ => Outcome::Choice(format!("{}Response", self.ident)),
        }
    }
}

/// What a successful call yields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// One answer without a body.
    Nothing,
    /// One answer with a body.
    Schema(SchemaId),
    /// One of several answers: the enumeration of that name.
    Choice(String),
}

/// An HTTP method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// `POST`.
    Post,
}

impl Method {
    /// The method as HTTP writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Post => "POST",
        }
    }
}

/// A piece of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment {
    /// Text that is always the same.
    Literal(String),
    /// The session's id.
    SessionId,
}

/// What proves who asks; each comes from the session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Credential {
    /// The header `ININ-ICWS-CSRF-Token`.
    CsrfToken,
    /// The header `Cookie`.
    Cookie,
}

/// What an operation sends.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// The media type, as the specification writes it.
    pub media_type: String,
    /// Its type.
    pub schema: SchemaId,
    /// Where the specification names the type.
    pub span: Span,
    /// Its description.
    pub docs: String,
}

/// One documented answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// The status' name as a variant.
    pub ident: String,
    /// Its description.
    pub docs: String,
    /// The type of its body, if it has one.
    pub schema: Option<SchemaId>,
    /// The typed header, if it has one.
    pub header: Option<Header>,
    /// Where the specification describes it.
    pub span: Span,
}

/// A typed header of an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Header {
    /// Its name on the wire and as a field. The only header so far is `WWW-Authenticate`, the challenge.
    pub name: Name,
    /// Its description.
    pub docs: String,
}
