//! Types.

use std::fmt;

use super::{Name, Since};

/// Which of the named types.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemaId(pub(crate) u32);

impl fmt::Debug for SchemaId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

impl SchemaId {
    /// The position in [`Api::schemas`](super::Api::schemas).
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A named type.
#[derive(Debug, Clone, PartialEq)]
pub struct Schema {
    /// Its name.
    pub name: Name,
    /// The module (and file) that it stands in.
    pub module: String,
    /// From when on it is there.
    pub since: Since,
    /// Its description.
    pub docs: String,
    /// Why its name is a guess, where it is one.
    pub inferred: Option<String>,
    /// What it consists of.
    pub shape: Shape,
}

/// What a named type consists of.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// Properties.
    Object(Object),
    /// Named integers.
    Enumeration(Enumeration),
}

/// An object with known properties.
#[derive(Debug, Clone, PartialEq)]
pub struct Object {
    /// The properties, in the order of the specification.
    pub properties: Vec<Property>,
    /// Whether properties that nobody described are kept.
    pub open: bool,
}

/// A property of an object.
#[derive(Debug, Clone, PartialEq)]
pub struct Property {
    /// Its name.
    pub name: Name,
    /// From when on it is there; never before the object.
    pub since: Since,
    /// Its description.
    pub docs: String,
    /// Why its name is a guess, where it is one.
    pub inferred: Option<String>,
    /// Its type, without regard to whether it may be absent.
    pub ty: Type,
    /// Whether it must be there.
    pub required: bool,
    /// The least number of items, for a list.
    pub min_items: Option<u32>,
}

/// An open set of named integers.
#[derive(Debug, Clone, PartialEq)]
pub struct Enumeration {
    /// The values, in the order of the specification.
    pub values: Vec<EnumerationValue>,
}

/// One named integer.
#[derive(Debug, Clone, PartialEq)]
pub struct EnumerationValue {
    /// The number on the wire.
    pub number: i64,
    /// Its name.
    pub name: Name,
    /// From when on it is there; never before the enumeration.
    pub since: Since,
    /// Its description.
    pub docs: String,
}

/// The type of a value.
#[derive(Clone, PartialEq, Eq)]
pub enum Type {
    /// A boolean.
    Boolean,
    /// An integer of 32 bits.
    Int32,
    /// An integer of 64 bits.
    Int64,
    /// A text.
    String,
    /// A list.
    List(Box<Type>),
    /// A dictionary with texts as keys.
    Map(Box<Type>),
    /// A named type.
    Schema(SchemaId),
}

impl Type {
    /// The named type that it is or consists of, if any.
    pub fn schema(&self) -> Option<SchemaId> {
        match self {
            Self::Schema(id) => Some(*id),
            Self::List(inner) | Self::Map(inner) => inner.schema(),
            Self::Boolean | Self::Int32 | Self::Int64 | Self::String => None,
        }
    }
}

impl fmt::Debug for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Boolean => f.write_str("boolean"),
            Self::Int32 => f.write_str("int32"),
            Self::Int64 => f.write_str("int64"),
            Self::String => f.write_str("string"),
            Self::List(item) => write!(f, "list of {item:?}"),
            Self::Map(value) => write!(f, "map of {value:?}"),
            Self::Schema(id) => id.fmt(f),
        }
    }
}
