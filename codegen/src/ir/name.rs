//! The two names of a thing.

use std::fmt;

use crate::source::Span;

/// What a thing is called on the wire and in Rust, and where the specification names it.
///
/// Two are the same wherever the specification says them.
#[derive(Clone)]
pub struct Name {
    /// The name on the wire, or the id in the specification.
    pub wire: String,
    /// The Rust identifier: never a keyword, unique where it stands once the API is checked.
    pub ident: String,
    /// Where the specification says it.
    pub span: Span,
    /// The identifier that it had before.
    pub former: Option<Former>,
}

/// The identifier that a thing had before, which is kept for one release.
#[derive(Clone)]
pub struct Former {
    /// The name in the specification: what an operation was called in calls that are written down.
    pub wire: String,
    /// The identifier.
    pub ident: String,
    /// Where the specification says it.
    pub span: Span,
}

impl Name {
    /// The identifier that it had before.
    pub fn former(&self) -> Option<&str> {
        self.former.as_ref().map(|former| former.ident.as_str())
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        (&self.wire, &self.ident, &self.former) == (&other.wire, &other.ident, &other.former)
    }
}

impl PartialEq for Former {
    fn eq(&self, other: &Self) -> bool {
        (&self.wire, &self.ident) == (&other.wire, &other.ident)
    }
}

/// What the struct of the values of a thing is called.
pub(crate) fn named_values(owner: &str) -> String {
    format!("{owner}Values")
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} -> {}", self.wire, self.ident)?;
        self.former.as_ref().map_or(Ok(()), |former| write!(f, ", formerly {former:?}"))
    }
}

impl fmt::Debug for Former {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.ident)
    }
}
