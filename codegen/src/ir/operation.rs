//! Operations: what is asked and what is answered.

use super::{Answer, Content, Deprecation, Example, Name, Notes, SchemaId, Since, Status, Type};
use crate::source::Span;

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
    /// Whether new code should not use it any more.
    pub deprecated: Option<Deprecation>,
    /// The groups that it belongs to.
    pub tags: Vec<String>,
    /// The name of its group in Rust, where it is in one.
    pub group: Option<String>,
    /// The HTTP method.
    pub method: Method,
    /// The path as the specification writes it.
    pub path: String,
    /// Where the path is written.
    pub path_span: Span,
    /// What is asked for, apart from the body, in the order of the specification.
    pub parameters: Vec<Parameter>,
    /// What proves who asks.
    pub credentials: Vec<Credential>,
    /// What is sent.
    pub body: Option<Body>,
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

    /// The media types that an answer may have, by the statuses of the answers.
    pub fn accept(&self) -> Vec<&str> {
        let mut media_types = Vec::new();
        for content in self.answers().filter_map(|answer| answer.content.as_ref()) {
            if !media_types.contains(&content.media_type()) {
                media_types.push(content.media_type());
            }
        }
        media_types
    }

    /// The type that stood for it before.
    pub fn former_ident(&self) -> Option<String> {
        self.name.former().map(|former| heck::AsUpperCamelCase(former).to_string())
    }

    /// The enumeration of its errors.
    pub fn error_ident(&self) -> String {
        format!("{}Error", self.ident)
    }

    /// The struct of an error's headers, where they are in a box.
    pub fn headers_ident(&self, error: &Answer) -> String {
        format!("{}{}Headers", self.ident, error.ident)
    }

    /// What a call yields.
    pub fn outcome(&self) -> Outcome {
        match self.successes.as_slice() {
            [Answer { headers, content, status: Status::Code(_), .. }] if headers.is_empty() => match content
            {
                None => Outcome::Nothing,
                Some(content) => Outcome::Content(content.clone()),
            },
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
    Content(Content),
    /// One of several answers, or one with headers: the enumeration of that name.
    Choice(String),
}

/// An HTTP method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// `DELETE`.
    Delete,
    /// `GET`.
    Get,
    /// `PATCH`.
    Patch,
    /// `POST`.
    Post,
    /// `PUT`.
    Put,
}

impl Method {
    /// The method as HTTP writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Delete => "DELETE",
            Self::Get => "GET",
            Self::Patch => "PATCH",
            Self::Post => "POST",
            Self::Put => "PUT",
        }
    }
}

/// What an operation asks for, apart from its body.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// Its name.
    pub name: Name,
    /// Where it is sent.
    pub location: Location,
    /// From when on it is there. A server's method takes it at every version.
    pub since: Since,
    /// Whether it must be there.
    pub required: bool,
    /// Its type: a scalar, an enumeration, or a list of one of them.
    pub ty: Type,
    /// Whether a list is sent as several parameters of one name; else as one with commas.
    pub explode: bool,
    /// Its description.
    pub docs: String,
    /// What else is said of its values.
    pub notes: Notes,
}

/// Where a parameter is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Location {
    /// In the path.
    Path,
    /// Behind the `?`.
    Query,
    /// As a header.
    Header,
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
    /// What it is; JSON is an object.
    pub content: Content,
    /// Whether it is always sent.
    pub required: bool,
    /// Where the specification names the type.
    pub span: Span,
    /// Its description.
    pub docs: String,
    /// A value that it may have.
    pub example: Option<Example>,
}

impl Body {
    /// The object that it is, if it is JSON.
    pub fn schema(&self) -> Option<SchemaId> {
        self.content.json()?.schema()
    }
}
