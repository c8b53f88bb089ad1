//! Where a schema stands.

use openapiv3::{ReferenceOr, Schema};

use crate::ir::Since;
use crate::source::Span;

/// Where a schema stands.
#[derive(Clone, Copy)]
pub(in crate::lower) struct TypeSite<'p> {
    /// What to call it in a message.
    pub(in crate::lower) what: &'static str,
    /// The keys beside those of the type that whoever lowers this position reads.
    pub(in crate::lower) keys: &'p [&'static str],
    /// The type that an object or an enumeration without a name of its own becomes here.
    pub(in crate::lower) name: &'p str,
    /// What that type was called before, where what it is named after has another name now.
    pub(in crate::lower) former: Option<&'p str>,
    /// The name on the wire, and the place of what it is named after.
    pub(in crate::lower) wire: (&'p str, Span),
    /// From when on a type without a name of its own is there.
    pub(in crate::lower) since: Since,
}

impl<'p> TypeSite<'p> {
    /// A place inside this one that has no keys of its own.
    pub(in crate::lower) fn nested(self) -> Self {
        Self { what: "a nested schema", keys: &[], ..self }
    }

    /// What a type inside this one is called, and what it was called before.
    pub(super) fn part(self, part: &str) -> (String, Option<String>) {
        (format!("{}{part}", self.name), self.former.map(|former| format!("{former}{part}")))
    }
}

/// A schema or a reference to one, boxed or not.
pub(in crate::lower) trait SchemaOrRef {
    fn either(&self) -> Result<&Schema, &str>;
}

impl SchemaOrRef for ReferenceOr<Schema> {
    fn either(&self) -> Result<&Schema, &str> {
        match self {
            Self::Item(schema) => Ok(schema),
            Self::Reference { reference } => Err(reference),
        }
    }
}

impl SchemaOrRef for ReferenceOr<Box<Schema>> {
    fn either(&self) -> Result<&Schema, &str> {
        match self {
            Self::Item(schema) => Ok(schema),
            Self::Reference { reference } => Err(reference),
        }
    }
}
