//! Objects of types that the specification does not describe.

use std::fmt;
use std::hash::{Hash, Hasher};

use serde::{Serialize, Serializer};

use super::TYPE;
use crate::Extra;

/// An object as it came that is none of the described types: the specification does not have its type, or the object
/// does not fit it. In the second case [`reason`](Self::reason) says why.
///
/// It is sent on as it came, too.
#[derive(Clone)]
pub struct UnknownObject {
    pub(super) members: Extra,
    pub(super) reason: Option<Reason>,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Reason {
    Unfit(fn(&str) -> String),
    Ambiguous,
    TooDeep,
}

impl Reason {
    pub(super) fn text(self, json: &str) -> String {
        match self {
            Self::Unfit(why) => why(json),
            Self::Ambiguous => format!("duplicate field `{TYPE}`"),
            Self::TooDeep => "it is nested too deep".to_owned(),
        }
    }
}

/// The reason does not count, because it follows from the rest.
impl PartialEq for UnknownObject {
    fn eq(&self, other: &Self) -> bool {
        self.members == other.members
    }
}

impl Eq for UnknownObject {}

impl Hash for UnknownObject {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.members.hash(state);
    }
}

impl UnknownObject {
    /// An object with these properties, among them `__type`.
    #[must_use]
    pub fn new(members: impl Into<Extra>) -> Self {
        Self { members: members.into(), reason: None }
    }

    /// The same, of which `Debug` does not show the values of these properties.
    #[doc(hidden)]
    #[must_use]
    pub fn hiding(self, secrets: &'static [&'static str]) -> Self {
        Self { members: self.members.hiding(secrets), ..self }
    }

    /// The type that the object names in its property `__type`.
    #[must_use]
    pub fn type_name(&self) -> Option<&str> {
        self.text(TYPE)
    }

    /// The value of a property, if that is a text.
    #[must_use]
    pub fn text(&self, property: &str) -> Option<&str> {
        self.members.get(property)?.as_str()
    }

    /// All properties of the object, `__type` included.
    #[must_use]
    pub fn members(&self) -> &Extra {
        &self.members
    }

    /// The object in JSON, as it came.
    #[must_use]
    pub fn as_json(&self) -> &str {
        self.members.json().unwrap_or("{}")
    }

    /// Why the object is not of the type that it says, where the specification describes that type: what was expected
    /// instead, and at which place inside the object.
    #[must_use]
    pub fn reason(&self) -> Option<String> {
        self.reason.map(|reason| reason.text(self.as_json()))
    }
}

/// Shows no secret.
impl fmt::Debug for UnknownObject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.members.fmt(f)
    }
}

impl Serialize for UnknownObject {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.members.serialize(serializer)
    }
}
