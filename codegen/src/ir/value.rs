//! The types of values: those that JSON has, those that formats make of them, and those with a name.

use std::fmt;

/// The type of a value.
#[derive(Clone, PartialEq, Eq)]
pub enum Type {
    /// A boolean.
    Boolean,
    /// An integer of 32 bits.
    Int32,
    /// An integer of 64 bits.
    Int64,
    /// A number of 32 bits.
    Float,
    /// A number of 64 bits.
    Double,
    /// A text.
    String,
    /// A text or a number with a meaning of its own.
    Format(Format),
    /// Anything that JSON can express.
    Any,
    /// A list.
    List(Box<Type>),
    /// A dictionary with texts as keys.
    Map(Box<Type>),
    /// A value that may be `null`.
    Nullable(Box<Type>),
    /// A named type.
    Schema(SchemaId),
}

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

/// A text or a number with a meaning of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Bytes, in Base64.
    Byte,
    /// A date.
    Date,
    /// A date and a time, with an offset from UTC.
    DateTime,
    /// A length of time in seconds, as a number.
    Duration,
    /// A time of day.
    Time,
    /// A URI, absolute or relative.
    Uri,
    /// A UUID, which ICWS calls a GUID.
    Uuid,
}

impl Type {
    /// The named type that it is or consists of, if any.
    pub fn schema(&self) -> Option<SchemaId> {
        match self {
            Self::Schema(id) => Some(*id),
            _ => self.inner()?.schema(),
        }
    }

    /// The same, to say where that type is now.
    pub(crate) fn schema_mut(&mut self) -> Option<&mut SchemaId> {
        match self {
            Self::Schema(id) => Some(id),
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.schema_mut(),
            _ => None,
        }
    }

    /// The format that it is or consists of, if any.
    pub fn format(&self) -> Option<Format> {
        match self {
            Self::Format(format) => Some(*format),
            _ => self.inner()?.format(),
        }
    }

    /// Whether it is a number of floating point, or consists of some.
    pub fn is_floating(&self) -> bool {
        match self {
            Self::Float | Self::Double => true,
            _ => self.inner().is_some_and(Self::is_floating),
        }
    }

    /// The named type that it holds without a list or a dictionary in between, if any.
    pub fn direct(&self) -> Option<SchemaId> {
        match self {
            Self::Schema(id) => Some(*id),
            Self::Nullable(inner) => inner.direct(),
            _ => None,
        }
    }

    /// How many lists, dictionaries and types that may be `null` stand in one another in it.
    pub fn depth(&self) -> usize {
        self.inner().map_or(0, |inner| inner.depth() + 1)
    }

    fn inner(&self) -> Option<&Self> {
        match self {
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => Some(inner),
            _ => None,
        }
    }
}

impl fmt::Debug for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Boolean => f.write_str("boolean"),
            Self::Int32 => f.write_str("int32"),
            Self::Int64 => f.write_str("int64"),
            Self::Float => f.write_str("float"),
            Self::Double => f.write_str("double"),
            Self::String => f.write_str("string"),
            Self::Format(format) => format.fmt(f),
            Self::Any => f.write_str("any"),
            Self::List(item) => write!(f, "list of {item:?}"),
            Self::Map(value) => write!(f, "map of {value:?}"),
            Self::Nullable(value) => write!(f, "{value:?} or null"),
            Self::Schema(id) => id.fmt(f),
        }
    }
}
